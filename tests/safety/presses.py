"""Every press of a case with parts that a person could send: right, wrong, late or pointless."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from outrider.domain.safety import codes
from outrider.domain.safety.case.deciding.learning import HEADINGS, RESULTS
from outrider.domain.safety.template import read_template
from outrider.safety.models import Case, Task, TrainingRequest
from outrider.safety.services.pressing import PRESSES
from outrider.safety.services.steps.own import MAY_KNOW, STATEMENT
from outrider.safety.services.steps.plan import INVESTIGATION, OUTCOMES
from tests.support.station import CAST

NUMBERS = tuple(number for _, number, *_ in CAST.values())
Parts = dict[str, Any]


def marker(case: Case) -> str:
    """A word that stands in every text of the case, so that it can be searched for."""
    return f"zq{case.pk.hex[:12]}"


def parts_of(press: str, case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    """The parts of one press."""
    return _PARTS.get(press, _nothing)(case, now, draw)


def _nothing(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {}


def _words(case: Case) -> str:
    return f"In my own words {marker(case)}"


def _reason(case: Case, draw: Callable[..., Any]) -> str:
    return draw(st.sampled_from(["", _words(case), _words(case)]))


def _officer(*names: str) -> Callable[..., Parts]:
    def parts(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
        return {name: draw(_numbers(case)) for name in names}

    return parts


def _numbers(case: Case) -> st.SearchStrategy[str]:
    """Anybody; the victim often, who may be none of it."""
    victim = case.victim.number if case.victim else NUMBERS[0]
    return st.sampled_from([*NUMBERS, *[victim] * 4])


def _task(case: Case, draw: Callable[..., Any], *states: str) -> str:
    """A task of the case in one of these states, mostly; else any of the plan, or none."""
    fits = list(Task.objects.filter(case=case, state__in=states).values_list("key", flat=True))
    keys = [task.key for task in read_template(case.template.body).tasks]
    return draw(st.sampled_from([*sorted(fits) * 4, *keys, "no-such-task"]))


def _assign_task(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {"task": _task(case, draw, "not-started"), "officer": draw(_numbers(case))}


def _done(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    at = draw(st.sampled_from([None, now, now - timedelta(hours=5), now + timedelta(hours=1)]))
    return {"task": _task(case, draw, "not-started"), "evidence": _reason(case, draw), "at": at}


def _waived(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {"task": _task(case, draw, "not-started"), "reason": _reason(case, draw)}


def _reopened(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {"task": _task(case, draw, "done", "waived")}


def _day(name: str) -> Callable[..., Parts]:
    def parts(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
        return {name: (now + timedelta(days=draw(st.integers(-20, 3)))).date()}

    return parts


def _classified(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    code = draw(st.sampled_from(sorted(codes.CLASSIFICATIONS)))
    return {"classification": code, "reason": _reason(case, draw)}


def _investigation(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    state = draw(st.sampled_from([*INVESTIGATION, "ended"]))
    return {"state": state, "outcome": draw(st.sampled_from(sorted(OUTCOMES)))}


def _wishes(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {
        "contact": _words(case),
        "may_know": draw(st.sampled_from(sorted(MAY_KNOW))),
        "federation": draw(st.sampled_from([True, False, None])),
        "statement": draw(st.sampled_from(sorted(STATEMENT))),
    }


def _video(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    start = now - timedelta(minutes=draw(st.sampled_from([20, 45, 900])))
    return {"reference": _words(case), "from": start, "to": now, "together": draw(st.booleans())}


def _note(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {"heading": draw(st.sampled_from(sorted(HEADINGS))), "text": _words(case)}


def _heading(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {"heading": draw(st.sampled_from(sorted(HEADINGS)))}


def _lesson(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    # no marker: a lesson that was shared names nobody, and stays
    return {"text": "Back to a wall first.", "codes": [draw(st.sampled_from(sorted(codes.TOPICS)))]}


def _topic(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {"topic": draw(st.sampled_from(sorted(codes.TOPICS)))}


def _request(case: Case, draw: Callable[..., Any]) -> Any:
    known = list(TrainingRequest.objects.filter(case=case).order_by("requested_at", "pk"))
    return draw(st.sampled_from([row.pk for row in known])) if known else case.pk


def _booked(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    on = (now + timedelta(days=draw(st.integers(-2, 9)))).date()
    return {"request": _request(case, draw), "on": on, "where": _words(case)}


def _trained(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    on = (now + timedelta(days=draw(st.integers(-9, 1)))).date()
    return {"request": _request(case, draw), "on": on}


def _outcome(case: Case, now: datetime, draw: Callable[..., Any]) -> Parts:
    return {"request": _request(case, draw), "outcome": draw(st.sampled_from(sorted(RESULTS)))}


_PARTS: dict[str, Callable[..., Parts]] = {
    "see-differently": _classified,
    "reclassify": _classified,
    "give-view": lambda case, now, draw: {"view": _words(case)},
    "impact": lambda case, now, draw: {"text": _words(case)},
    "wishes": _wishes,
    "accept-talk": lambda case, now, draw: {"at": now + timedelta(days=3)},
    "go-on": lambda case, now, draw: {"notes": draw(st.sampled_from([True, False, None]))},
    "take-out": _heading,
    "assign-oic": _officer("officer"),
    "assign-statement-taker": _officer("officer"),
    "assign-supervisor": _officer("officer"),
    "assign-task": _assign_task,
    "hand-over": _officer("from", "to"),
    "task-done": _done,
    "task-waived": _waived,
    "task-reopened": _reopened,
    "off-work": _day("since"),
    "back-at-work": _day("on"),
    "investigation": _investigation,
    "video-seen": _video,
    "save-talk": _note,
    "save-lesson": _lesson,
    "request-training": _topic,
    "book-training": _booked,
    "training-done": _trained,
    "training-outcome": _outcome,
}
# What takes a record back is rare: a machine that withdraws everything proves little else.
ENDING = ("withdraw", "not-me", "close")
GOING_ON = tuple(press for press in PRESSES if press not in ENDING)
