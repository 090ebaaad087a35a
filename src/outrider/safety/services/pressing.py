"""Every step of a case that a person takes: read the parts, decide, write, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from outrider.domain.access import Viewer
from outrider.domain.errors import Forbidden, Refused, invalid
from outrider.domain.safety import codes
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.deciding.learning import HEADINGS, RESULTS
from outrider.domain.safety.case.state import Investigation
from outrider.domain.safety.decider import Classification
from outrider.people.actors import SYSTEM, Actor
from outrider.people.models import TrainingRecord
from outrider.safety.inputs import CasePressIn
from outrider.safety.models import (
    Case,
    CaseText,
    Classified,
    Lesson,
    Talk,
    TalkNote,
    Task,
    TrainingRequest,
    VideoReview,
)
from outrider.safety.services.checks import Checks, footage_reference
from outrider.safety.services.guards import actor_on, visible_case
from outrider.safety.services.naming import identifying
from outrider.safety.services.once import taken_before
from outrider.safety.services.parts import Parts
from outrider.safety.services.record import OpenCase, lock_case
from outrider.safety.services.telling import tell_one
from outrider.safety.services.who import ASK, WHO, may_press
from outrider.safety.services.withdrawing import forget

ASK_AGAIN: Final = timedelta(days=30)
TRACELESS: Final = frozenset({"not-now", "pass-on"})
"""No row says who pressed them: an officer may say no without anybody reading it anywhere."""
CONTACT: Final = 120
INVESTIGATION: Final = {state.value: state.value for state in Investigation}
OUTCOMES: Final = {
    "": "Not ended",
    "charged": "Charged",
    "convicted": "Convicted",
    "acquitted": "Acquitted",
    "out-of-court": "Out of court",
    "no-further-action": "No further action",
}
MAY_KNOW: Final = {
    "": "Not said",
    "team": "My team only",
    "station": "My station",
    "nobody": "Nobody who need not",
}
STATEMENT: Final = {"": "Not yet", "yes": "I want to make one", "no": "I don't want to"}
TALK_LENGTH: Final = timedelta(hours=8)
LONGEST_TALK: Final = 480  # minutes


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a step works with."""

    opened: OpenCase
    parts: Parts
    actor: Actor
    by: Viewer
    press_id: UUID

    @property
    def case(self) -> Case:
        return self.opened.case

    @property
    def now(self) -> datetime:
        return self.opened.now

    def decide(self, command: c.Command, text: str | None = None) -> None:
        self.opened.decide(command, self.actor, text=text)

    def keep(self, kind: str, body: str) -> None:
        """The person's own words, where they can be erased."""
        CaseText.objects.update_or_create(
            case=self.case, kind=kind, defaults={"body": body, "written_at": self.now}
        )


@transaction.atomic
def press_case(*, case_id: UUID, message: CasePressIn, by: Viewer, now: datetime) -> Case:
    """Take one step; the same press again changes nothing.

    Raises:
        NotFound, Forbidden, Invalid: nothing was changed. Refused: a rule says no.
        Replayed: the press's id was used for another step.
    """
    step = _STEPS.get(message.press)
    if step is None:
        raise invalid("press", f"There is no such step. Use one of: {', '.join(_STEPS)}.")
    visible_case(case_id, by)
    case = lock_case(case_id)
    if not may_press(case, message.press, by):
        raise Forbidden(f"{by.role.label} cannot do this here.", ASK[WHO[message.press]])
    if message.press not in TRACELESS and taken_before(
        case, message.press_id, message.press, message.parts, now
    ):
        return case
    opened = OpenCase(case, now)
    actor = actor_on(case, by, message.press_id)
    step(Pressed(opened, Parts(message.parts), actor, by, message.press_id))
    opened.finish()
    if opened.withdrawn:
        forget(case)
    return case


def _me(p: Pressed) -> str:
    if p.by.officer_id is None:
        raise invalid("press", "Your account is not linked to an officer. Ask an administrator.")
    return p.by.officer_id


def _confirm(p: Pressed) -> None:
    p.decide(c.Confirm())


def _withdraw(p: Pressed) -> None:
    p.decide(c.Withdraw())


def _see_differently(p: Pressed) -> None:
    wanted = p.parts.word("classification", codes.CLASSIFICATIONS, "Say what you think it is.")
    reason = p.parts.text("reason", "", needed=False, longest=500)
    p.decide(c.SeeDifferently(Classification(wanted)), reason or None)
    Classified.objects.create(case=p.case, at=p.now, by="victim", code=wanted, reason=reason)


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
    p.decide(c.AssignTask(_key(p), str(officer.pk)))


def _key(p: Pressed) -> str:
    return p.parts.text("task", "Say which task.", longest=40)


def _hand_over(p: Pressed) -> None:
    giver = p.parts.officer("from", "Say whose tasks are handed over, by their number.")
    taker = p.parts.officer("to", "Say who takes them, by their number.")
    p.decide(c.HandOver(str(giver.pk), str(taker.pk)))


def _task_done(p: Pressed) -> None:
    key = _key(p)
    evidence = p.parts.text("evidence", "", needed=False, longest=500)
    at = p.parts.moment("at") or p.now
    if at > p.now:
        raise invalid("at", "That time is still to come. Check it.")
    p.decide(c.FinishTask(key, p.by.officer_id, bool(evidence), at), evidence or None)
    Task.objects.filter(case=p.case, key=key).update(evidence=evidence)


def _task_waived(p: Pressed) -> None:
    key = _key(p)
    reason = p.parts.text("reason", "", needed=False, longest=500)
    p.decide(c.WaiveTask(key, bool(reason)), reason or None)
    Task.objects.filter(case=p.case, key=key).update(waived_why=reason)


def _task_reopened(p: Pressed) -> None:
    p.decide(c.ReopenTask(_key(p)))


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


def _give_view(p: Pressed) -> None:
    view = p.parts.text("view", "Write what you would want to happen, or that you have no view.")
    p.keep("view", view)
    p.decide(c.GiveView(), view)


def _wishes(p: Pressed) -> None:
    case = p.case
    case.contact = p.parts.text("contact", "", needed=False, longest=CONTACT)
    case.may_know = p.parts.word("may_know", MAY_KNOW, "Say who may know.")
    case.statement = p.parts.word("statement", STATEMENT, "Say whether you want to make one.")
    p.decide(c.SetWishes(p.parts.flag("federation")))


def _impact(p: Pressed) -> None:
    text = p.parts.text("text", "Write how it has affected you.", longest=10_000)
    p.keep("impact", text)
    p.opened.note("case.impact", p.actor, text=text)


def _offer_talk(p: Pressed) -> None:
    _not_one_of_them(p)
    at = _meets(p)
    talk = Talk.objects.filter(case=p.case).first()
    p.decide(c.OfferTalk(_me(p), talk.ask_again_on if talk else None))
    Talk.objects.filter(case=p.case).update(meets_at=at)


def _not_one_of_them(p: Pressed) -> None:
    if p.case.incident.cases.filter(victim_id=UUID(_me(p))).exists():
        raise Refused(
            "talk.no-conflict",
            "You were in this incident yourself, so you cannot be its link officer.",
            "Ask another link officer to offer the conversation.",
        )


def _meets(p: Pressed) -> datetime | None:
    at = p.parts.moment("at")
    if at is not None and at < p.now:
        raise invalid("at", "That time is over. Choose one that is still to come.")
    return at


def _accept_talk(p: Pressed) -> None:
    at = _meets(p)
    p.decide(c.AcceptTalk())
    if at is not None:
        Talk.objects.filter(case=p.case).update(meets_at=at)


def _agree_time(p: Pressed) -> None:
    at = _meets(p)
    if at is None:
        raise invalid("at", "Say on which day and at what time you meet.")
    p.decide(c.AgreeTime())
    Talk.objects.filter(case=p.case).update(meets_at=at)
    p.opened.note("talk.time", p.actor)
    state = p.opened.state
    other = state.victim if _me(p) == state.link_officer else state.link_officer
    tell_one(p.case.pk, other, "talk-time", p.now)


def _not_now(p: Pressed) -> None:
    before = p.opened.state.talk
    p.opened.decide(c.NotNow(), SYSTEM)
    if before is not p.opened.state.talk:
        Talk.objects.filter(case=p.case).update(ask_again_on=(p.now + ASK_AGAIN).date())


def _pass_on(p: Pressed) -> None:
    """Back to the station's queue. In the journal it looks like a "not now", and that like it."""
    p.opened.decide(c.NotNow(), SYSTEM)


def _video_seen(p: Pressed) -> None:
    reference = _footage(p)
    start, end = p.parts.moment("from"), p.parts.moment("to")
    if start is None or end is None or end < start or end > p.now or end - start > TALK_LENGTH:
        raise invalid("from", "Say from when to when you watched it, today or earlier.")
    together = p.parts.flag("together") is not False
    p.decide(c.SeeVideo(_me(p), together), reference)
    VideoReview.objects.create(
        case=p.case,
        reference=reference,
        seen_by_id=UUID(_me(p)),
        seen_from=start,
        seen_to=end,
        together=together,
    )
    _count_minutes(p, end - start)


def _footage(p: Pressed) -> str:
    checks = Checks()
    reference = footage_reference(checks, p.parts.raw("reference"))
    if not reference.isprintable():
        raise invalid("reference", "This has a character that cannot be kept. Type it again.")
    if checks.errors:
        raise invalid("reference", checks.errors[0].message)
    return reference


def _count_minutes(p: Pressed, spent: timedelta) -> None:
    talk = Talk.objects.get(case=p.case)
    talk.minutes += round(spent.total_seconds() / 60)
    talk.save(update_fields=["minutes"])


def _save_talk(p: Pressed) -> None:
    heading = p.parts.word("heading", HEADINGS, "Choose a heading.")
    text = p.parts.text("text", "Write what was said, or leave this heading out.")
    # not into the journal: what is taken out has to be gone everywhere
    p.decide(c.SaveNote(heading))
    TalkNote.objects.update_or_create(
        talk_id=p.case.pk, heading=heading, defaults={"body": text, "written_at": p.now}
    )


def _take_out(p: Pressed) -> None:
    heading = p.parts.word("heading", HEADINGS, "Choose a heading.")
    p.decide(c.TakeOutNote(heading))
    TalkNote.objects.filter(talk_id=p.case.pk, heading=heading).delete()


def _save_lesson(p: Pressed) -> None:
    text = p.parts.text("text", "Write the lesson in one or two sentences.", longest=1000)
    topics = p.parts.codes("codes", codes.TOPICS)
    named = identifying(p.case, text)
    if named:
        raise invalid("text", f"A lesson names nobody and no place. Take out “{named}”.")
    known = Lesson.objects.filter(case=p.case).first()
    if known is not None and (known.body, known.codes) == (text, topics):
        return  # the same words: what was agreed stands
    p.decide(c.SaveLesson(), text)
    Lesson.objects.filter(case=p.case).update(body=text, codes=topics)


def _agree_lesson(p: Pressed) -> None:
    victim = str(p.case.victim_id) == p.by.officer_id
    p.decide(c.AgreeLesson("officer" if victim else "link"))


def _finish_talk(p: Pressed) -> None:
    before, minutes = p.opened.state.talk, p.parts.count("minutes", LONGEST_TALK)
    p.decide(c.FinishTalk())
    if minutes and before is not p.opened.state.talk:
        _count_minutes(p, timedelta(minutes=minutes))


def _request_training(p: Pressed) -> None:
    topic = p.parts.word("topic", codes.TOPICS, "Say what the training is to be about.")
    # made from the press, so that its repeat asks for the same thing
    p.decide(c.RequestTraining(str(uuid5(p.press_id, "training")), topic))


def _book_training(p: Pressed) -> None:
    request = p.parts.id("request", "Say which request.")
    on = p.parts.day("on", "Say on which day.")
    where = p.parts.text("where", "", needed=False, longest=80)
    p.decide(c.BookTraining(request, on))
    TrainingRequest.objects.filter(pk=request).update(booked_where=where)


def _training_done(p: Pressed) -> None:
    request = p.parts.id("request", "Say which request.")
    on = p.parts.day("on", "Say on which day.")
    p.decide(c.TrainingDone(request, on))
    topic = TrainingRequest.objects.get(pk=request).topic
    if p.case.victim_id is not None:
        TrainingRecord.objects.create(
            officer_id=p.case.victim_id, course=f"extra-{topic}", done_on=on
        )


def _training_outcome(p: Pressed) -> None:
    request = p.parts.id("request", "Say which request.")
    p.decide(c.TrainingOutcome(request, p.parts.word("outcome", RESULTS, "Say if it helped.")))


def _close(p: Pressed) -> None:
    p.decide(c.Close())


_STEPS: Final[Mapping[str, Callable[[Pressed], None]]] = {
    "confirm": _confirm,
    "not-me": _withdraw,
    "see-differently": _see_differently,
    "give-view": _give_view,
    "wishes": _wishes,
    "impact": _impact,
    "accept-talk": _accept_talk,
    "not-now": _not_now,
    "take-out": _take_out,
    "withdraw": _withdraw,
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
    "offer-talk": _offer_talk,
    "video-seen": _video_seen,
    "save-talk": _save_talk,
    "save-lesson": _save_lesson,
    "agree-lesson": _agree_lesson,
    "finish-talk": _finish_talk,
    "pass-on": _pass_on,
    "agree-time": _agree_time,
    "request-training": _request_training,
    "book-training": _book_training,
    "training-done": _training_done,
    "training-outcome": _training_outcome,
    "close": _close,
}
PRESSES: Final = tuple(_STEPS)
