"""A case moves, ends, or is taken back by the person it is about."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding.people import assign_supervisor
from outrider.domain.safety.case.evolve import evolve
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import CaseState, Investigation, TalkStatus


def move_station(
    state: CaseState, command: c.MoveStation, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """The case goes with the victim. An offer by the old station's link officer is taken back."""
    if command.station == state.station:
        return ()
    found: tuple[e.Event, ...] = (e.StationMoved(command.station),)
    if state.talk is TalkStatus.OFFERED:
        found = (*found, e.TalkMoved(TalkStatus.NONE, None))
    if command.supervisor is None or command.supervisor == state.victim:
        return found
    after = evolve(state, found[0])
    supervisor = c.AssignSupervisor(command.supervisor)
    return (*found, *assign_supervisor(after, supervisor, policy, now))


def close(
    state: CaseState, command: c.Close, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    if state.is_crime and state.investigation is not Investigation.ENDED:
        raise Refused(
            "case.still-live",
            "The investigation has not ended.",
            "Record its outcome first.",
            "There is nothing to override.",
        )
    waiting = [
        template.title
        for task in state.waiting
        if (template := state.template.task(task.key)).ends_with_case
    ]
    if waiting:
        raise Refused(
            "plan.tasks-open",
            f"Not closed: {len(waiting)} tasks are open. The first is: {waiting[0]}.",
            "Do each one, or waive it with a reason.",
        )
    return (e.CaseClosed(),)


def withdraw(
    state: CaseState, command: c.Withdraw, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """Everything about the person goes. That it happened, and that it was taken back, stays."""
    return (e.CaseWithdrawn(),)
