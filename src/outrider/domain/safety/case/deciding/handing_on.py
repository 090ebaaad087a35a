"""A conversation that had begun goes on with another link officer, once theirs is none any more."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding.learning import no_conflict
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import CaseState, TalkStatus


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
    if state.talk is TalkStatus.ACCEPTED and state.link_officer == command.by:
        return ()
    if not waits_for_another(state):
        raise Refused(
            "talk.order",
            "This conversation does not wait for another link officer.",
            "Reload the page to see where it stands.",
        )
    return (e.TalkTaken(command.by),)


def waits_for_another(state: CaseState) -> bool:
    """Accepted once, held by nobody: the officer wants to go on."""
    return state.talk is TalkStatus.ACCEPTED and state.link_officer is None
