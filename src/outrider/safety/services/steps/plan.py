"""Steps of those who carry the plan: who does what, done or waived, and how the case ends."""

from __future__ import annotations

from typing import Final

from outrider.domain.errors import invalid
from outrider.domain.safety import codes
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.state import Investigation
from outrider.domain.safety.decider import Classification
from outrider.safety.models import Classified, Task
from outrider.safety.services.steps.pressed import Pressed, Steps, task_key

INVESTIGATION: Final = {state.value: state.value for state in Investigation}
OUTCOMES: Final = {
    "": "Not ended",
    "charged": "Charged",
    "convicted": "Convicted",
    "acquitted": "Acquitted",
    "out-of-court": "Out of court",
    "no-further-action": "No further action",
}


def _reclassify(p: Pressed) -> None:
    code = p.parts.word("classification", codes.CLASSIFICATIONS, "Say what it is.")
    reason = p.parts.text("reason", "", needed=False, longest=500)
    p.decide(c.Reclassify(Classification(code), bool(reason)), reason or None)
    Classified.objects.create(case=p.case, at=p.now, by="reviewer", code=code, reason=reason)


def _assign_oic(p: Pressed) -> None:
    officer = p.parts.officer("officer", "Say who takes the case, by their number.")
    p.decide(c.AssignOic(str(officer.pk)))


def _assign_statement_taker(p: Pressed) -> None:
    officer = p.parts.officer("officer", "Say who takes the statement, by their number.")
    p.decide(c.AssignStatementTaker(str(officer.pk)))


def _assign_supervisor(p: Pressed) -> None:
    officer = p.parts.officer("officer", "Say who looks after the officer, by their number.")
    p.decide(c.AssignSupervisor(str(officer.pk)))


def _assign_task(p: Pressed) -> None:
    officer = p.parts.officer("officer", "Say who does it, by their number.")
    p.decide(c.AssignTask(task_key(p), str(officer.pk)))


def _hand_over(p: Pressed) -> None:
    giver = p.parts.officer("from", "Say whose tasks are handed over, by their number.")
    taker = p.parts.officer("to", "Say who takes them, by their number.")
    p.decide(c.HandOver(str(giver.pk), str(taker.pk)))


def _task_done(p: Pressed) -> None:
    key = task_key(p)
    evidence = p.parts.text("evidence", "", needed=False, longest=500)
    at = p.parts.moment("at") or p.now
    if at > p.now:
        raise invalid("at", "That time is still to come. Check it.")
    p.decide(c.FinishTask(key, p.by.officer_id, bool(evidence), at), evidence or None)
    Task.objects.filter(case=p.case, key=key).update(evidence=evidence)


def _task_waived(p: Pressed) -> None:
    key = task_key(p)
    reason = p.parts.text("reason", "", needed=False, longest=500)
    p.decide(c.WaiveTask(key, bool(reason)), reason or None)
    Task.objects.filter(case=p.case, key=key).update(waived_why=reason)


def _task_reopened(p: Pressed) -> None:
    p.decide(c.ReopenTask(task_key(p)))


def _off_work(p: Pressed) -> None:
    since = p.parts.day("since", "Say from which day they are off.")
    p.decide(c.OffWork(since))


def _back_at_work(p: Pressed) -> None:
    p.decide(c.BackAtWork(p.parts.day("on", "Say on which day they were back.")))


def _investigation(p: Pressed) -> None:
    state = p.parts.word("state", INVESTIGATION, "Say where the investigation stands.")
    outcome = p.parts.text("outcome", "", needed=False, longest=24)
    if outcome not in OUTCOMES:
        raise invalid("outcome", f"Use one of: {', '.join(filter(None, OUTCOMES))}.")
    p.decide(c.Investigate(Investigation(state), outcome))


def _close(p: Pressed) -> None:
    p.decide(c.Close())


STEPS: Final[Steps] = {
    "reclassify": _reclassify,
    "assign-oic": _assign_oic,
    "assign-statement-taker": _assign_statement_taker,
    "assign-supervisor": _assign_supervisor,
    "assign-task": _assign_task,
    "hand-over": _hand_over,
    "task-done": _task_done,
    "task-waived": _task_waived,
    "task-reopened": _task_reopened,
    "off-work": _off_work,
    "back-at-work": _back_at_work,
    "investigation": _investigation,
    "close": _close,
}
