"""A conversation that had begun goes on with another link officer, once theirs is none any more.

So does the lesson of a finished one that still waits for the link officer's word.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding.learning import no_conflict
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import CaseState, TalkStatus

_TAKEN: Final = frozenset({TalkStatus.ACCEPTED, TalkStatus.FINISHED})


def go_on(
    state: CaseState, command: c.GoOn, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """By the officer alone. Before it nobody else reads a word of the conversation."""
    if waits_for_another(state):
        return ()
    if state.talk is not TalkStatus.TALKED:
        raise Refused(
            "talk.order",
            "No conversation has begun that could go on.",
            "Reload the page to see where it stands.",
        )
    if not command.ended:
        raise Refused(
            "talk.still-held",
            "Your link officer is there for you still.",
            "Speak with them. Another can take over once their appointment has ended.",
        )
    return (e.TalkFreed(command.notes),)


def take_over(
    state: CaseState, command: c.TakeOver, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    no_conflict(state, command.by)
    if state.talk in _TAKEN and state.link_officer == command.by:
        return ()
    if not (waits_for_another(state) or lesson_waits_for_another(state)):
        raise Refused(
            "talk.order",
            "This conversation does not wait for another link officer.",
            "Reload the page to see where it stands.",
        )
    return (e.TalkTaken(command.by),)


def pass_lesson(
    state: CaseState, command: c.PassLesson, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """By the officer alone: whoever takes it up reads the lesson and none of the notes."""
    if lesson_waits_for_another(state):
        return ()
    _lesson_is_stuck(state, command.ended)
    return (e.LessonFreed(),)


def keep_lesson(
    state: CaseState, command: c.KeepLesson, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """Also after it was passed on, as long as nobody has taken it up."""
    if not lesson_waits_for_another(state):
        _lesson_is_stuck(state, command.ended)
    return (e.LessonKept(),)


def _lesson_is_stuck(state: CaseState, ended: bool) -> None:
    if not lesson_waits_for_link_officer(state):
        raise Refused(
            "lesson.order",
            "No lesson waits for your link officer.",
            "Reload the page to see where it stands.",
        )
    if not ended:
        raise Refused(
            "talk.still-held",
            "Your link officer is there for you still.",
            "Speak with them about the lesson: they can agree to it.",
        )


def waits_for_another(state: CaseState) -> bool:
    """Accepted once, held by nobody: the officer wants to go on."""
    return state.talk is TalkStatus.ACCEPTED and state.link_officer is None


def lesson_waits_for_link_officer(state: CaseState) -> bool:
    """All else is over: only the link officer's agreement is missing."""
    lesson = state.lesson
    over = state.talk is TalkStatus.FINISHED
    return over and lesson is not None and not (lesson.link_agreed or lesson.shared)


def lesson_waits_for_another(state: CaseState) -> bool:
    """Passed on by the officer, and taken up by nobody yet."""
    return lesson_waits_for_link_officer(state) and state.link_officer is None
