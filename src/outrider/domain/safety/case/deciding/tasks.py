"""Done, waived, open again; the investigation; the victim's view and wishes; absence."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding.people import known_task, not_the_victim
from outrider.domain.safety.case.deciding.planning import missing, started_again
from outrider.domain.safety.case.evolve import evolve, fold
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import (
    CaseState,
    Investigation,
    TaskState,
    TaskStatus,
)

OUTCOMES: Final = frozenset(
    {"charged", "convicted", "acquitted", "out-of-court", "no-further-action"}
)


def finish_task(
    state: CaseState, command: c.FinishTask, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    task = known_task(state, command.task)
    if command.by is not None:
        not_the_victim(
            state, command.by, "plan.victim-not-owner", "You cannot tick off your own plan."
        )
    if task.status.settled:
        return ()
    if not command.has_evidence:
        wanted = state.template.task(task.key).evidence
        raise Refused(
            "plan.evidence",
            f"This task needs to say what shows that it was done: {wanted.lower()}.",
            "Write it in a few words.",
        )
    _condition(state, task)
    done = e.TaskDone(task.key, min(command.at, now), command.by)
    if not state.template.task(task.key).repeats or state.investigation is Investigation.ENDED:
        return (done,)
    return (done, started_again(evolve(state, done), task.key, policy, now, "repeats"))


def _condition(state: CaseState, task: TaskState) -> None:
    """What has to be true before a task of this kind can be done."""
    if task.key == "statement" and state.statement_taker is None:
        raise Refused(
            "plan.statement-taker-named",
            "Nobody is named who took the statement.",
            "Name the officer who took it. It can never be the victim.",
        )
    if task.key == "investigate" and state.oic is None:
        raise Refused(
            "plan.oic-named",
            "The case has no officer in the case yet.",
            "Name one. It can never be the victim.",
        )
    if task.key == "view" and not state.view_given:
        raise Refused(
            "plan.view-is-the-victims",
            "Only the officer can give their view.",
            "They give it on their My case page, or tell you that they have none to give.",
        )
    if task.key == "federation" and not state.federation:
        raise Refused(
            "plan.federation-consent",
            "The officer has not agreed that the Federation or union is told.",
            "Ask them. They can say so on their My case page.",
        )


def waive_task(
    state: CaseState, command: c.WaiveTask, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    task = known_task(state, command.task)
    if task.status.settled:
        return ()
    if not state.template.task(task.key).waivable:
        raise Refused(
            "plan.not-waivable",
            "This task is owed to every victim and cannot be waived.",
            "Do it, or hand it to somebody who can.",
        )
    if not command.has_reason:
        raise Refused(
            "plan.waiver-reason",
            "A waiver needs its reason.",
            "Write why this task is not needed in this case.",
        )
    return (e.TaskWaived(task.key, "given"),)


def reopen_task(
    state: CaseState, command: c.ReopenTask, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    task = known_task(state, command.task)
    if not task.status.settled:
        return ()
    return (started_again(state, task.key, policy, now, "reopened"),)


def investigate(
    state: CaseState, command: c.Investigate, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """Where the criminal case stands. No outcome before the victim's view is on file."""
    if not state.is_crime:
        raise Refused(
            "case.not-a-crime",
            "This is an injury on duty: there is no investigation of a crime.",
            "If it was an assault, ask a reviewer to say so first.",
        )
    if command.state is Investigation.ENDED:
        _may_end(state, command.outcome)
    if command.state is state.investigation and command.outcome == state.outcome:
        return ()
    moved = e.InvestigationMoved(command.state, command.outcome)
    if command.state is not Investigation.ENDED:
        return (moved, *_repeats_again(evolve(state, moved), policy, now))
    ended = tuple(
        e.TaskWaived(task.key, "case-ended")
        for task in state.waiting
        if state.template.task(task.key).crime_only
    )
    return (moved, *ended, *share_if_free(fold(state, (moved,))))


def _may_end(state: CaseState, outcome: str) -> None:
    if not state.view_given:
        raise Refused(
            "plan.view-before-outcome",
            "No outcome can be recorded: the victim's view is not on file.",
            "Ask for it. They give it on their My case page.",
        )
    if outcome not in OUTCOMES:
        raise Refused(
            "case.outcome",
            "The outcome is missing.",
            "Choose how the case ended.",
            "There is nothing to override.",
        )


def _repeats_again(state: CaseState, policy: CasePolicy, now: datetime) -> tuple[e.Event, ...]:
    """A case that is opened again owes what its end had stopped."""
    return tuple(
        started_again(state, task.key, policy, now, "reopened")
        for task in state.tasks.values()
        if task.waived_why == "case-ended"
        or (task.status is TaskStatus.DONE and state.template.task(task.key).repeats)
    )


def share_if_free(state: CaseState) -> tuple[e.Event, ...]:
    """A lesson is shared once both agree and no court may still ask for it."""
    lesson = state.lesson
    live = state.is_crime and state.investigation.live
    if lesson is None or lesson.shared or live:
        return ()
    return (e.LessonShared(),) if lesson.officer_agreed and lesson.link_agreed else ()


def give_view(
    state: CaseState, command: c.GiveView, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    view = state.tasks.get("view")
    if view is None or view.status.settled:
        return (e.ViewGiven(),)
    return (e.ViewGiven(), e.TaskDone("view", now, None))


def set_wishes(
    state: CaseState, command: c.SetWishes, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    set_ = e.WishesSet(command.federation)
    task = state.tasks.get("federation")
    if task is None:
        return (set_,)
    if command.federation is False and not task.status.settled:
        return (set_, e.TaskWaived("federation", "not-wished"))
    if command.federation and task.waived_why == "not-wished":
        return (set_, started_again(evolve(state, set_), "federation", policy, now, "reopened"))
    return (set_,)


def off_work(
    state: CaseState, command: c.OffWork, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    return _absence(state, e.AbsenceSet(command.since, None), policy, now)


def back_at_work(
    state: CaseState, command: c.BackAtWork, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    if state.off_since is None:
        raise Refused(
            "absence.none",
            "No absence is recorded for this case.",
            "Record from when they were off first.",
            "There is nothing to override.",
        )
    if command.on < state.off_since:
        raise Refused(
            "absence.order",
            "They cannot be back before they went off.",
            "Check both days.",
            "There is nothing to override.",
        )
    return _absence(state, e.AbsenceSet(state.off_since, command.on), policy, now)


def _absence(
    state: CaseState, event: e.AbsenceSet, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    after = evolve(state, event)
    return () if after == state else (event, *missing(after, policy, now, {}))
