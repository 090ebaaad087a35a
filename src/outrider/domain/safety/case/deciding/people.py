"""Who may have what. The hard rule: the victim never runs, and never writes, their own case."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import CaseState, TaskState

_ANY_RANK = "Nobody can override this, at any rank."


def not_the_victim(state: CaseState, officer: str, rule: str, why: str) -> None:
    if officer == state.victim:
        raise Refused(rule, why, "Choose somebody else.", _ANY_RANK)


def assign_oic(
    state: CaseState, command: c.AssignOic, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    not_the_victim(
        state,
        command.officer,
        "plan.victim-not-oic",
        "The victim is never the officer in the case, and this officer is the victim in it.",
    )
    if state.link_officer == command.officer:
        raise Refused(
            "talk.no-conflict",
            "This officer is the link officer for this case and cannot investigate it too.",
            "Choose somebody else.",
        )
    if state.oic == command.officer:
        return ()
    return (e.OicAssigned(command.officer), *_owned(state, {"oic"}, command.officer))


def assign_statement_taker(
    state: CaseState, command: c.AssignStatementTaker, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    not_the_victim(
        state,
        command.officer,
        "plan.victim-not-statement-taker",
        "The victim never takes their own statement.",
    )
    if state.statement_taker == command.officer:
        return ()
    return (e.StatementTakerAssigned(command.officer),)


def assign_supervisor(
    state: CaseState, command: c.AssignSupervisor, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    not_the_victim(
        state,
        command.officer,
        "plan.victim-not-owner",
        "The victim cannot look after their own plan.",
    )
    if state.supervisor == command.officer:
        return ()
    roles = {"victims-supervisor", "incident-supervisor"}
    if not state.is_crime and state.oic is None:
        roles.add("oic")  # there will be none: what they would do is the supervisor's
    return (e.SupervisorAssigned(command.officer), *_owned(state, roles, command.officer))


def assign_task(
    state: CaseState, command: c.AssignTask, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    task = known_task(state, command.task)
    _no_own_task(state, command.officer, state.template.task(task.key).owner)
    if task.status.settled:
        raise Refused("plan.task-settled", "This task is done or waived.", "Open it again first.")
    if task.owner == command.officer and task.holder is None:
        return ()
    return (e.TaskOwned(task.key, command.officer),)


def hand_over(
    state: CaseState, command: c.HandOver, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """Everything that waits with one officer goes to another; the case itself too if they had it.

    Refused as a whole when one part of it may not go: nothing is handed over by halves.
    """
    leads = state.oic == command.from_officer
    moving = [task for task in state.waiting if task.owner == command.from_officer]
    _no_own_task(state, command.to, "oic" if leads else "")
    if leads:
        assign_oic(state, c.AssignOic(command.to), policy, now)
    found: list[e.Event] = []
    if leads and command.to != state.oic:
        found.append(e.OicAssigned(command.to))
    if state.supervisor == command.from_officer and command.to != state.supervisor:
        found.append(e.SupervisorAssigned(command.to))
    found += [e.TaskOwned(task.key, command.to) for task in moving if task.owner != command.to]
    if not found:
        raise Refused(
            "plan.nothing-to-hand-over",
            "This officer has nothing waiting in this case.",
            "Choose whose tasks you want to hand over.",
            "There is nothing to override.",
        )
    return tuple(found)


def stand_in(
    state: CaseState, command: c.StandIn, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    task = known_task(state, command.task)
    if task.status.settled or task.holder == command.holder:
        return ()
    if command.holder is not None:
        _no_own_task(state, command.holder, state.template.task(task.key).owner)
    return (e.TaskHeld(task.key, command.holder),)


def known_task(state: CaseState, key: str) -> TaskState:
    task = state.tasks.get(key)
    if task is None:
        raise Refused(
            "plan.no-such-task",
            "This plan has no such task.",
            "Reload the page: the plan may have changed.",
            "There is nothing to override.",
        )
    return task


def _no_own_task(state: CaseState, officer: str, owner_role: str) -> None:
    if owner_role == "oic":
        not_the_victim(
            state,
            officer,
            "plan.victim-not-oic",
            "The victim is never the officer in the case, and this officer is the victim in it.",
        )
    not_the_victim(
        state,
        officer,
        "plan.victim-not-owner",
        "The victim cannot have a task of their own plan.",
    )


def _owned(state: CaseState, roles: set[str], officer: str) -> tuple[e.Event, ...]:
    return tuple(
        e.TaskOwned(task.key, officer)
        for task in state.waiting
        if state.template.task(task.key).owner in roles and task.owner != officer
    )
