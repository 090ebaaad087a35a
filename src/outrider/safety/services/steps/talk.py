"""The conversation with a link officer: offered, agreed, held, and what is kept of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from outrider.domain.errors import Refused, invalid
from outrider.domain.safety import codes
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.deciding.learning import HEADINGS, KEPT_HEADINGS
from outrider.people.actors import SYSTEM
from outrider.safety.models import Lesson, Talk, TalkNote, VideoReview
from outrider.safety.queries.link_held import no_link_officer, without_link_officer
from outrider.safety.services.checks import Checks, footage_reference
from outrider.safety.services.naming import identifying
from outrider.safety.services.steps.pressed import Pressed, Steps, me
from outrider.safety.services.telling import tell_one

ASK_AGAIN: Final = timedelta(days=30)
TALK_LENGTH: Final = timedelta(hours=8)
LONGEST_TALK: Final = 480  # minutes


def _offer_talk(p: Pressed) -> None:
    _not_one_of_them(p)
    at = _meets(p)
    talk = Talk.objects.filter(case=p.case).first()
    p.decide(c.OfferTalk(me(p), talk.ask_again_on if talk else None))
    Talk.objects.filter(case=p.case).update(meets_at=at)


def _not_one_of_them(p: Pressed) -> None:
    if p.case.incident.cases.filter(victim_id=UUID(me(p))).exists():
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
    other = state.victim if me(p) == state.link_officer else state.link_officer
    tell_one(p.case.pk, other, "talk-time", p.now)


def _not_now(p: Pressed) -> None:
    before = p.opened.state.talk
    p.opened.decide(c.NotNow(), SYSTEM)
    if before is not p.opened.state.talk:
        Talk.objects.filter(case=p.case).update(ask_again_on=(p.now + ASK_AGAIN).date())


def _pass_on(p: Pressed) -> None:
    """Back to the station's queue. In the journal it looks like a "not now", and that like it."""
    p.opened.decide(c.NotNow(), SYSTEM)


def _go_on(p: Pressed) -> None:
    """With another link officer, whose own has ended; the notes only by the officer's say."""
    notes = p.parts.flag("notes")
    if notes is None:
        raise invalid("notes", "Say whether your notes are passed on or stay with you.")
    p.decide(c.GoOn(without_link_officer(p.case, p.now), notes))


def _pass_lesson(p: Pressed) -> None:
    p.decide(c.PassLesson(no_link_officer(p.case, p.now)))


def _keep_lesson(p: Pressed) -> None:
    p.decide(c.KeepLesson(no_link_officer(p.case, p.now)))


def _take_over(p: Pressed) -> None:
    _not_one_of_them(p)
    p.decide(c.TakeOver(me(p)))


def _video_seen(p: Pressed) -> None:
    reference = _footage(p)
    start, end = p.parts.moment("from"), p.parts.moment("to")
    if start is None or end is None or end < start or end > p.now or end - start > TALK_LENGTH:
        raise invalid("from", "Say from when to when you watched it, today or earlier.")
    together = p.parts.flag("together") is not False
    p.decide(c.SeeVideo(me(p), together), reference)
    VideoReview.objects.create(
        case=p.case,
        reference=reference,
        seen_by_id=UUID(me(p)),
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
        talk_id=p.case.pk, heading=heading, own=False, defaults={"body": text, "written_at": p.now}
    )


def _take_out(p: Pressed) -> None:
    heading = p.parts.word("heading", KEPT_HEADINGS, "Choose a heading.")
    p.decide(c.TakeOutNote(heading))
    notes = TalkNote.objects.filter(talk_id=p.case.pk, heading=heading)
    if me(p) == p.opened.state.link_officer:
        notes = notes.filter(own=False)  # what they cannot read is not theirs to take out
    notes.delete()


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


STEPS: Final[Steps] = {
    "accept-talk": _accept_talk,
    "not-now": _not_now,
    "take-out": _take_out,
    "offer-talk": _offer_talk,
    "video-seen": _video_seen,
    "save-talk": _save_talk,
    "save-lesson": _save_lesson,
    "agree-lesson": _agree_lesson,
    "finish-talk": _finish_talk,
    "pass-on": _pass_on,
    "agree-time": _agree_time,
    "go-on": _go_on,
    "take-over": _take_over,
    "pass-lesson": _pass_lesson,
    "keep-lesson": _keep_lesson,
}
