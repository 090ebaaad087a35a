"""The record, its facts, and what it is called."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding.planning import (
    missing,
    moved,
    owner_for,
    started_again,
)
from outrider.domain.safety.case.evolve import evolve, fold
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import CaseState, Status, TaskStatus


def open_case(
    state: CaseState, command: c.Open, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """The plan starts with the record. Nothing waits for the victim to confirm it."""
    if state.tasks:
        raise Refused("case.open", "This case is open already.")
    opened = e.CaseOpened(state.classification, command.awaiting)
    return (opened, *missing(evolve(state, opened), policy, now, command.owners))


def confirm(
    state: CaseState, command: c.Confirm, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    return (e.Confirmed(),) if state.status is Status.AWAITING else ()


def change_facts(
    state: CaseState, command: c.ChangeFacts, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """An injury that shows the next day may bring tasks; it never takes one away."""
    changed = e.FactsChanged(
        command.hurt or state.hurt,
        command.hospital or state.hospital,
        command.fluid or state.fluid,
        command.occurred_at,
    )
    after = evolve(state, changed)
    if after == state:
        return ()
    return (changed, *moved(after, policy, now), *missing(after, policy, now, {}))


def review(
    state: CaseState, command: c.Review, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    return missing(state, policy, now, {})


def see_differently(
    state: CaseState, command: c.SeeDifferently, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """The victim's own view of it. It goes to a reviewer and changes nothing by itself."""
    return () if command.wanted is state.classification else (e.Disputed(command.wanted),)


def reclassify(
    state: CaseState, command: c.Reclassify, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """A reviewer says what it is. Tasks of a crime stop, or start again, and say why."""
    if not command.has_reason:
        raise Refused(
            "review.reason",
            "A reason is needed: the officer reads it.",
            "Write in a sentence why you see it so.",
        )
    changed = e.Reclassified(state.classification, command.code, "reviewer")
    after = evolve(state, changed)
    found: tuple[e.Event, ...] = (changed,)
    for task in state.tasks.values():
        template = state.template.task(task.key)
        if not template.crime_only:
            continue
        if not after.is_crime and task.status is TaskStatus.NOT_STARTED:
            found = (*found, e.TaskWaived(task.key, "not-a-crime"))
        elif after.is_crime and task.waived_why == "not-a-crime":
            found = (*found, started_again(after, task.key, policy, now, "reopened"))
    found = (*found, *missing(fold(state, found), policy, now, {}))
    return (*found, *_now_owned(fold(state, found)))


def _now_owned(state: CaseState) -> tuple[e.Event, ...]:
    """What waited for an officer in the case, when there will be none."""
    return tuple(
        e.TaskOwned(task.key, owner)
        for task in state.waiting
        if task.owner is None and (owner := owner_for(state.template.task(task.key), state, {}))
    )
