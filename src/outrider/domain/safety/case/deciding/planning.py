"""Which tasks a case needs, and when each is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from outrider.domain.safety import clocks
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import CaseState
from outrider.domain.safety.template import TaskTemplate


def applies(task: TaskTemplate, state: CaseState, policy: CasePolicy, now: datetime) -> bool:
    """Whether the facts of the case call for this task."""
    if task.crime_only and not state.is_crime:
        return False
    if task.hurt_only and not state.hurt:
        return False
    if task.fluid_only and not state.fluid:
        return False
    match clocks.RULES[task.clock].starts:
        case clocks.StartsAt.HOSPITAL:
            return state.hospital
        case clocks.StartsAt.OFF_WORK:
            today = policy.calendar.day(now)
            return clocks.riddor_runs(state.off_since, state.off_to, today)
        case _:
            return True


def due_at(
    task: TaskTemplate, state: CaseState, policy: CasePolicy, now: datetime
) -> datetime | None:
    """When the task is due; a clock that starts with an update starts with the record at first."""
    rule = clocks.RULES[task.clock]
    match rule.starts:
        case clocks.StartsAt.OCCURRED | clocks.StartsAt.OFF_WORK:
            # RIDDOR counts from the day of the accident, not from the first day away
            start = state.occurred_at
        case clocks.StartsAt.HOSPITAL:
            start = now
        case clocks.StartsAt.LAST_UPDATE:
            known = state.tasks.get(task.key)
            start = (known.done_at if known else None) or state.recorded_at
        case _:
            start = state.recorded_at
    return clocks.due(rule, start, policy.calendar, meeting=policy.meeting)


def missing(
    state: CaseState, policy: CasePolicy, now: datetime, owners: Mapping[str, str]
) -> tuple[e.Event, ...]:
    """The tasks that the facts call for and the case does not have yet."""
    return tuple(
        e.TaskAdded(
            task.key,
            owner_for(task, state, owners),
            due_at(task, state, policy, now),
            clocks.RULES[task.clock].key,
        )
        for task in state.template.tasks
        if task.key not in state.tasks and applies(task, state, policy, now)
    )


def moved(state: CaseState, policy: CasePolicy, now: datetime) -> tuple[e.Event, ...]:
    """Waiting tasks whose time follows from facts that changed."""
    found: list[e.Event] = []
    for task in state.waiting:
        template = state.template.task(task.key)
        if clocks.RULES[template.clock].starts is not clocks.StartsAt.OCCURRED:
            continue
        due = due_at(template, state, policy, now)
        if due != task.due_at:
            found.append(e.ClockSet(task.key, due, task.clock, "facts"))
    return tuple(found)


def started_again(
    state: CaseState, key: str, policy: CasePolicy, now: datetime, why: str
) -> e.ClockSet:
    """The task waits again. Its date is worked out anew, and is never in the past."""
    template = state.template.task(key)
    due = due_at(template, state, policy, now)
    if due is not None and due < now:
        due = clocks.due(clocks.RULES[template.clock], now, policy.calendar, meeting=policy.meeting)
    return e.ClockSet(key, due, clocks.RULES[template.clock].key, why)


def owner_for(task: TaskTemplate, state: CaseState, owners: Mapping[str, str]) -> str | None:
    """Who has it, of the people named on the case; never the victim.

    An injury that was no crime has no officer in the case: what they would do falls to the
    supervisor, so that it is somebody's.
    """
    named = {
        "oic": state.oic if state.is_crime else state.oic or state.supervisor,
        "victims-supervisor": state.supervisor,
        "incident-supervisor": state.supervisor,
        "link-officer": state.link_officer,
    }
    owner = owners.get(task.owner) or named.get(task.owner)
    return None if owner == state.victim else owner
