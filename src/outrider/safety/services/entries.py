"""Events of a case as journal rows: ids, codes and times only."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from outrider.domain.safety.case import events as e
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import Actor

KINDS: dict[type, str] = {
    e.CaseOpened: "case.opened",
    e.Confirmed: "case.confirmed",
    e.FactsChanged: "case.facts",
    e.Reclassified: "case.reclassified",
    e.Disputed: "case.disputed",
    e.OicAssigned: "case.oic",
    e.StatementTakerAssigned: "case.statement-taker",
    e.SupervisorAssigned: "case.supervisor",
    e.TaskAdded: "task.added",
    e.TaskOwned: "task.owned",
    e.TaskHeld: "task.held",
    e.TaskDone: "task.done",
    e.TaskWaived: "task.waived",
    e.ClockSet: "task.clock",
    e.AbsenceSet: "case.absence",
    e.InvestigationMoved: "case.investigation",
    e.ViewGiven: "case.view",
    e.WishesSet: "case.wishes",
    e.TalkMoved: "talk.moved",
    e.TalkFreed: "talk.freed",
    e.TalkTaken: "talk.taken",
    e.LessonFreed: "lesson.freed",
    e.LessonKept: "lesson.kept",
    e.VideoReviewed: "talk.video",
    e.NoteSaved: "talk.note",
    e.NoteTakenOut: "talk.note-taken-out",
    e.LessonSaved: "lesson.saved",
    e.LessonAgreed: "lesson.agreed",
    e.LessonShared: "lesson.shared",
    e.TrainingMoved: "training.moved",
    e.StationMoved: "case.station",
    e.CaseClosed: "case.closed",
    e.CaseWithdrawn: "case.withdrawn",
}
# What they say about the victim is kept with the words, where it can be erased.
_SEALED = (e.FactsChanged, e.AbsenceSet, e.WishesSet)


def entry_of(
    event: e.Event, case_id: UUID, by: Actor, now: datetime, *, text: str | None = None
) -> NewEntry:
    """The journal row of one event."""
    sealed = isinstance(event, _SEALED)
    payload: dict[str, Any] = {}
    if not sealed:
        payload = {field.name: _plain(getattr(event, field.name)) for field in fields(event)}
    return NewEntry(
        stream=f"case:{case_id}",
        kind=KINDS[type(event)],
        payload=payload,
        actor=by.id,
        on_behalf_of=by.on_behalf_of,
        device=by.device,
        cause=by.cause,
        effective_at=now,
        touches=(f"case:{case_id}",),
        text=text if text is not None else (repr(event) if sealed else None),
    )


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case _:
            return value
