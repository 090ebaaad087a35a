"""The link officer's conversation, its lesson, and extra training."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding.tasks import share_if_free
from outrider.domain.safety.case.evolve import fold
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import (
    CaseState,
    LessonState,
    TalkStatus,
    TrainingState,
    TrainingStatus,
)
from outrider.domain.safety.words import day

HEADINGS: Final[Mapping[str, str]] = {
    "well": "Went well",
    "less-well": "Went less well",
    "try-next": "Try next time",
    "kit": "Kit",
    "words": "Words",
    "position": "Where I stood",
    "crewing": "Crewing",
}
LESSON_KEPT: Final = "lesson"
"""Under it an officer keeps a lesson that was not shared when the link officer changed."""
KEPT_HEADINGS: Final[Mapping[str, str]] = {**HEADINGS, LESSON_KEPT: "A lesson that was not shared"}
RESULTS: Final[Mapping[str, str]] = {
    "helped": "It helped",
    "in-part": "It helped in part",
    "no-difference": "No difference",
    "too-early": "Too early to say",
}
_NOTHING = "There is nothing to override."
_UNDER_WAY = frozenset({TalkStatus.ACCEPTED, TalkStatus.TALKED})


def offer_talk(
    state: CaseState, command: c.OfferTalk, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """Offered by somebody with no other part in the case."""
    no_conflict(state, command.by)
    if state.talk is TalkStatus.OFFERED and state.link_officer == command.by:
        return ()
    _must(state, {TalkStatus.NONE}, "A conversation has been offered already.")
    if command.not_before is not None and policy.calendar.day(now) < command.not_before:
        raise Refused(
            "talk.ask-again",
            f"The day to ask about this conversation is {day(command.not_before)}.",
            "Offer it on that day or later.",
        )
    return (e.TalkMoved(TalkStatus.OFFERED, command.by),)


def no_conflict(state: CaseState, by: str) -> None:
    if by in {state.victim, state.oic, state.supervisor, state.statement_taker}:
        raise Refused(
            "talk.no-conflict",
            "You have another part in this case, so you cannot be its link officer.",
            "Ask another link officer to offer the conversation.",
        )


def accept_talk(
    state: CaseState, command: c.AcceptTalk, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    if state.talk is TalkStatus.ACCEPTED:
        return ()
    _must(state, {TalkStatus.OFFERED}, "No conversation is on offer just now.")
    return (e.TalkMoved(TalkStatus.ACCEPTED, state.link_officer),)


def agree_time(
    state: CaseState, command: c.AgreeTime, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """May a time be set now? The time itself changes nothing that a rule hangs on."""
    _must(state, {TalkStatus.ACCEPTED}, "A time is agreed between accepting and talking.")
    return ()


def not_now(
    state: CaseState, command: c.NotNow, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    if state.talk is TalkStatus.NONE:
        return ()
    _must(
        state,
        {TalkStatus.OFFERED, TalkStatus.ACCEPTED},
        "The conversation has taken place already.",
    )
    return (e.TalkMoved(TalkStatus.NONE, None),)


def see_video(
    state: CaseState, command: c.SeeVideo, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    _must(state, _UNDER_WAY, "The officer has not accepted the conversation yet.")
    return (e.VideoReviewed(command.by, command.together),)


def save_note(
    state: CaseState, command: c.SaveNote, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    if command.heading not in HEADINGS:
        raise Refused("talk.heading", "There is no such heading.", "Choose one of the list.")
    _must(state, _UNDER_WAY, "The officer has not accepted the conversation yet.")
    saved = e.NoteSaved(command.heading)
    if state.talk is TalkStatus.ACCEPTED:
        return (e.TalkMoved(TalkStatus.TALKED, state.link_officer), saved)
    return (saved,)


def take_out_note(
    state: CaseState, command: c.TakeOutNote, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    return (e.NoteTakenOut(command.heading),)


def save_lesson(
    state: CaseState, command: c.SaveLesson, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """Also after the conversation is finished: either of the two may see that a word is wrong."""
    over = {TalkStatus.FINISHED} if state.lesson is not None else set()
    _must(state, _UNDER_WAY | over, "A lesson comes out of a conversation: hold it first.")
    if state.lesson is not None and state.lesson.shared:
        raise Refused(
            "lesson.shared",
            "This lesson has been shared and can no longer be changed.",
            "Write what you want to add as another lesson.",
        )
    return (e.LessonSaved(),)


def agree_lesson(
    state: CaseState, command: c.AgreeLesson, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    if state.lesson is None:
        raise Refused("lesson.none", "No lesson has been written yet.", "Write it first.", _NOTHING)
    if _has_agreed(state.lesson, command.by):
        return ()
    agreed = e.LessonAgreed(command.by)
    return (agreed, *share_if_free(fold(state, (agreed,))))


def _has_agreed(lesson: LessonState, by: str) -> bool:
    return lesson.officer_agreed if by == "officer" else lesson.link_agreed


def finish_talk(
    state: CaseState, command: c.FinishTalk, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """Nobody has to leave a note: without one the conversation took place all the same."""
    if state.talk is TalkStatus.FINISHED:
        return ()
    held = _UNDER_WAY if state.link_officer is not None else {TalkStatus.TALKED}
    _must(state, held, "The conversation has not taken place yet.")
    finished = e.TalkMoved(TalkStatus.FINISHED, state.link_officer)
    if state.talk is TalkStatus.ACCEPTED:
        return (e.TalkMoved(TalkStatus.TALKED, state.link_officer), finished)
    return (finished,)


def _must(state: CaseState, allowed: set[TalkStatus] | frozenset[TalkStatus], why: str) -> None:
    if state.talk not in allowed:
        raise Refused("talk.order", why, "Reload the page to see where it stands.", _NOTHING)


def request_training(
    state: CaseState, command: c.RequestTraining, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    if command.request in state.training:
        return ()
    return (e.TrainingMoved(command.request, command.topic, TrainingStatus.REQUESTED),)


def book_training(
    state: CaseState, command: c.BookTraining, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    wanted = {TrainingStatus.REQUESTED, TrainingStatus.BOOKED}
    request = _request(state, command.request, wanted)
    if command.on < policy.calendar.day(now):
        raise Refused(
            "training.past", "That day is over.", "Choose today or a later day.", _NOTHING
        )
    return (e.TrainingMoved(request.id, request.topic, TrainingStatus.BOOKED, command.on),)


def training_done(
    state: CaseState, command: c.TrainingDone, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    request = _request(state, command.request, {TrainingStatus.BOOKED, TrainingStatus.REQUESTED})
    if command.on > policy.calendar.day(now):
        raise Refused(
            "training.future",
            "That day is still to come.",
            "Record it once it has taken place.",
            _NOTHING,
        )
    return (e.TrainingMoved(request.id, request.topic, TrainingStatus.DONE, command.on),)


def training_outcome(
    state: CaseState, command: c.TrainingOutcome, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    request = _request(state, command.request, {TrainingStatus.DONE, TrainingStatus.KNOWN})
    if command.outcome not in RESULTS:
        raise Refused("training.outcome", "Say whether it helped.", "Choose one.", _NOTHING)
    return (
        e.TrainingMoved(
            request.id,
            request.topic,
            TrainingStatus.KNOWN,
            request.done_on,
            command.outcome,
        ),
    )


def _request(state: CaseState, name: str, wanted: set[TrainingStatus]) -> TrainingState:
    request = state.training.get(name)
    if request is None:
        raise Refused("training.none", "There is no such request.", "Reload the page.", _NOTHING)
    if request.status not in wanted:
        raise Refused(
            "training.order",
            f"This training is {request.status.value.replace('-', ' ')}.",
            "Reload the page to see where it stands.",
            _NOTHING,
        )
    return request
