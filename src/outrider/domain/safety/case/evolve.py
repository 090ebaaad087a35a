"""`evolve(state, event) -> state`: what holds after something happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.state import (
    CaseState,
    LessonState,
    Status,
    TalkStatus,
    TaskState,
    TaskStatus,
    TrainingState,
)


def evolve(state: CaseState, event: e.Event) -> CaseState:
    return _STEPS[type(event)](state, event)


def fold(state: CaseState, events: tuple[e.Event, ...]) -> CaseState:
    for event in events:
        state = evolve(state, event)
    return state


def _task(state: CaseState, key: str, **changes: Any) -> CaseState:
    return replace(state, tasks={**state.tasks, key: replace(state.tasks[key], **changes)})


def _opened(state: CaseState, event: e.CaseOpened) -> CaseState:
    return replace(state, status=Status.AWAITING if event.awaiting else Status.OPEN)


def _facts(state: CaseState, event: e.FactsChanged) -> CaseState:
    return replace(
        state,
        hurt=event.hurt,
        hospital=event.hospital,
        fluid=event.fluid,
        occurred_at=event.occurred_at,
    )


def _added(state: CaseState, event: e.TaskAdded) -> CaseState:
    task = TaskState(event.task, event.owner, event.due_at, event.clock)
    return replace(state, tasks={**state.tasks, event.task: task})


def _done(state: CaseState, event: e.TaskDone) -> CaseState:
    return _task(state, event.task, status=TaskStatus.DONE, done_at=event.at, holder=None)


def _clock(state: CaseState, event: e.ClockSet) -> CaseState:
    return _task(
        state,
        event.task,
        due_at=event.due_at,
        clock=event.clock,
        status=TaskStatus.NOT_STARTED,
        waived_why="",
    )


def _freed(state: CaseState, event: e.TalkFreed) -> CaseState:
    lesson = state.lesson
    if lesson is not None and not event.notes and not lesson.officer_agreed:
        lesson = None  # it was for the two alone: it stays with the officer
    return replace(state, talk=TalkStatus.ACCEPTED, link_officer=None, lesson=lesson)


def _agreed(state: CaseState, event: e.LessonAgreed) -> CaseState:
    lesson = state.lesson or LessonState()
    if event.by == "officer":
        return replace(state, lesson=replace(lesson, officer_agreed=True))
    return replace(state, lesson=replace(lesson, link_agreed=True))


def _training(state: CaseState, event: e.TrainingMoved) -> CaseState:
    before = state.training.get(event.request) or TrainingState(event.request, event.topic)
    after = replace(before, status=event.state)
    if event.state.value == "booked":
        after = replace(after, booked_on=event.on)
    if event.state.value == "done":
        after = replace(after, done_on=event.on)
    return replace(state, training={**state.training, event.request: after})


def _shared(state: CaseState, event: e.LessonShared) -> CaseState:
    return replace(state, lesson=replace(state.lesson or LessonState(), shared=True))


def _withdrawn(state: CaseState, event: e.CaseWithdrawn) -> CaseState:
    return replace(state, status=Status.WITHDRAWN, victim=None, tasks={}, training={}, lesson=None)


_STEPS: Final[Mapping[type, Callable[[CaseState, Any], CaseState]]] = {
    e.CaseOpened: _opened,
    e.Confirmed: lambda state, event: replace(state, status=Status.OPEN),
    e.FactsChanged: _facts,
    e.Reclassified: lambda state, event: replace(state, classification=event.after, disputed=False),
    e.Disputed: lambda state, event: replace(state, disputed=True),
    e.OicAssigned: lambda state, event: replace(state, oic=event.officer),
    e.StatementTakerAssigned: lambda state, event: replace(state, statement_taker=event.officer),
    e.SupervisorAssigned: lambda state, event: replace(state, supervisor=event.officer),
    e.TaskAdded: _added,
    e.TaskOwned: lambda state, event: _task(state, event.task, owner=event.owner, holder=None),
    e.TaskHeld: lambda state, event: _task(state, event.task, holder=event.holder),
    e.TaskDone: _done,
    e.TaskWaived: lambda state, event: _task(
        state, event.task, status=TaskStatus.WAIVED, waived_why=event.why, holder=None
    ),
    e.ClockSet: _clock,
    e.AbsenceSet: lambda state, event: replace(state, off_since=event.since, off_to=event.to),
    e.InvestigationMoved: lambda state, event: replace(
        state, investigation=event.state, outcome=event.outcome
    ),
    e.ViewGiven: lambda state, event: replace(state, view_given=True),
    e.WishesSet: lambda state, event: replace(state, federation=event.federation),
    e.TalkMoved: lambda state, event: replace(
        state, talk=event.state, link_officer=event.link_officer
    ),
    e.TalkFreed: _freed,
    e.TalkTaken: lambda state, event: replace(state, link_officer=event.link_officer),
    e.LessonFreed: lambda state, event: replace(state, link_officer=None),
    e.LessonKept: lambda state, event: replace(state, lesson=None),
    e.VideoReviewed: lambda state, event: state,
    e.NoteSaved: lambda state, event: state,
    e.NoteTakenOut: lambda state, event: state,
    # words that changed have to be agreed again
    e.LessonSaved: lambda state, event: replace(state, lesson=LessonState()),
    e.LessonAgreed: _agreed,
    e.LessonShared: _shared,
    e.TrainingMoved: _training,
    e.StationMoved: lambda state, event: replace(state, station=event.station),
    e.CaseClosed: lambda state, event: replace(state, status=Status.CLOSED),
    e.CaseWithdrawn: _withdrawn,
}
