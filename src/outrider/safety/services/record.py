"""Write what was decided about a case: rows, reminders and journal, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from outrider.domain.errors import NotFound
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.decide import decide
from outrider.domain.safety.case.evolve import evolve
from outrider.domain.safety.case.state import CaseState, TalkStatus, TaskStatus, TrainingStatus
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import Actor
from outrider.safety import ports
from outrider.safety.calendar import policy
from outrider.safety.mapping import load_state
from outrider.safety.models import Case, Lesson, Talk, Task, TrainingRequest
from outrider.safety.services.entries import entry_of
from outrider.safety.services.handing_on import (
    keep_to_officer,
    write_freed,
    write_lesson_freed,
    write_lesson_kept,
    write_taken,
)
from outrider.safety.services.reminders import remind, silence
from outrider.safety.services.telling import tell, untell

FACTS: Final = frozenset(
    {
        "case.opened",
        "case.confirmed",
        "case.details",
        "case.facts",
        "case.reclassified",
        "case.withdrawn",
    }
)


class OpenCase:
    """A case under its lock: decide on it as often as needed, then finish once.

    Used inside a transaction; `finish` appends to the journal, because its lock is taken last.
    """

    def __init__(self, case: Case, now: datetime) -> None:
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("a case is opened inside a transaction")
        self.case = case
        self.now = now
        self.state: CaseState = load_state(case)
        self.entries: list[NewEntry] = []
        self.withdrawn = False

    def decide(
        self, command: c.Command, by: Actor, *, text: str | None = None
    ) -> tuple[e.Event, ...]:
        """Decide, evolve, and write the rows. Raises `Refused` and leaves all as it was."""
        happened = decide(self.state, command, policy(), self.now)
        for index, event in enumerate(happened):
            self.state = evolve(self.state, event)
            _WRITE.get(type(event), _nothing)(self, event)
            words = text if index == 0 else None
            self.entries.append(entry_of(event, self.case.pk, by, self.now, text=words))
            tell(self.case.pk, event, self.state, self.now)
        return happened

    def note(self, kind: str, by: Actor, *, text: str | None = None, **payload: Any) -> None:
        """A row that is no event of the rules: a reference added, an impact written."""
        self.entries.append(
            NewEntry(
                stream=f"case:{self.case.pk}",
                kind=kind,
                payload=payload,
                actor=by.id,
                cause=by.cause,
                effective_at=self.now,
                touches=(f"case:{self.case.pk}",),
                text=text,
            )
        )

    def finish(self) -> None:
        if not self.entries:
            return
        self.case.version += 1
        self.case.save()
        append([*self.entries, *self._told_by_others()])

    def _told_by_others(self) -> list[NewEntry]:
        """After the rows and before the journal: whoever has to follow a change of the facts."""
        if not any(entry.kind in FACTS for entry in self.entries):
            return []
        incident = self.case.incident
        standing = incident.cases.filter(withdrawn_at__isnull=True, victim__isnull=False)
        return ports.tell(incident, list(standing.order_by("number")), self.now)

    def task(self, key: str) -> Task:
        return Task.objects.get(case=self.case, key=key)


def _nothing(opened: OpenCase, event: Any) -> None:
    """The event leaves nothing in the rows but its journal entry."""


def _set(**columns: Callable[[Any, OpenCase], Any]) -> Callable[[OpenCase, Any], None]:
    def write(opened: OpenCase, event: Any) -> None:
        for name, value in columns.items():
            setattr(opened.case, name, value(event, opened))

    return write


def _person(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _status(opened: OpenCase, event: Any) -> None:
    opened.case.status = opened.state.status.value


def _confirmed(opened: OpenCase, event: e.Confirmed) -> None:
    opened.case.status = opened.state.status.value
    opened.case.confirmed_at = opened.now


def _reclassified(opened: OpenCase, event: e.Reclassified) -> None:
    opened.case.classification = event.after.value
    opened.case.classified_by = event.by
    opened.case.disputed = False


def _task_added(opened: OpenCase, event: e.TaskAdded) -> None:
    template = opened.state.template.task(event.task)
    row = Task.objects.create(
        case=opened.case,
        key=event.task,
        point=template.point,
        owner_role=template.owner,
        owner_id=_person(event.owner),
        due_at=event.due_at,
        clock_rule=event.clock,
    )
    remind(row, opened.now)


def _task_owned(opened: OpenCase, event: e.TaskOwned) -> None:
    row = opened.task(event.task)
    row.owner_id, row.holder_id = UUID(event.owner), None
    row.save(update_fields=["owner", "holder"])


def _task_held(opened: OpenCase, event: e.TaskHeld) -> None:
    row = opened.task(event.task)
    row.holder_id = _person(event.holder)
    row.save(update_fields=["holder"])


def _task_done(opened: OpenCase, event: e.TaskDone) -> None:
    row = opened.task(event.task)
    row.state, row.done_at = TaskStatus.DONE.value, event.at
    row.done_by_id, row.holder_id = _person(event.by), None
    row.save(update_fields=["state", "done_at", "done_by", "holder"])
    silence(row, opened.now)


def _task_waived(opened: OpenCase, event: e.TaskWaived) -> None:
    row = opened.task(event.task)
    row.state, row.waived_code, row.holder_id = TaskStatus.WAIVED.value, event.why, None
    row.save(update_fields=["state", "waived_code", "holder"])
    silence(row, opened.now)


def _clock_set(opened: OpenCase, event: e.ClockSet) -> None:
    row = opened.task(event.task)
    row.state, row.due_at, row.clock_rule = (
        TaskStatus.NOT_STARTED.value,
        event.due_at,
        event.clock,
    )
    row.waived_code = row.waived_why = ""
    row.save(update_fields=["state", "due_at", "clock_rule", "waived_code", "waived_why"])
    remind(row, opened.now)


def _talk_moved(opened: OpenCase, event: e.TalkMoved) -> None:
    talk, _ = Talk.objects.get_or_create(case=opened.case)
    talk.state, talk.link_officer_id = event.state.value, _person(event.link_officer)
    match event.state:
        case TalkStatus.OFFERED:
            talk.offered_at, talk.ask_again_on = opened.now, None
        case TalkStatus.ACCEPTED:
            talk.accepted_at = opened.now
        case TalkStatus.TALKED:
            talk.talked_at = talk.talked_at or opened.now
        case TalkStatus.FINISHED:
            talk.finished_at = opened.now
        case TalkStatus.NONE:
            # a decline leaves nothing behind but the day on which to ask again
            talk.offered_at = talk.accepted_at = talk.meets_at = None
            untell(opened.case.pk, "talk-offered", "talk-accepted", "talk-time")
            keep_to_officer(talk, opened.now)  # the next link officer reads none of it
    talk.save()


def _lesson(opened: OpenCase, event: Any) -> None:
    state = opened.state.lesson
    row = Lesson.objects.filter(case=opened.case).first() or Lesson(case=opened.case)
    if state is None:
        return
    row.officer_agreed_at = (row.officer_agreed_at or opened.now) if state.officer_agreed else None
    row.link_agreed_at = (row.link_agreed_at or opened.now) if state.link_agreed else None
    row.shared_at = (row.shared_at or opened.now) if state.shared else None
    row.save()


def _training(opened: OpenCase, event: e.TrainingMoved) -> None:
    row = TrainingRequest.objects.filter(pk=event.request).first() or TrainingRequest(
        pk=UUID(event.request), case=opened.case, requested_at=opened.now
    )
    row.topic, row.state = event.topic, event.state.value
    match event.state:
        case TrainingStatus.BOOKED:
            row.booked_on = event.on
        case TrainingStatus.DONE:
            row.done_on = event.on
        case TrainingStatus.KNOWN:
            row.outcome = event.outcome
    row.save()


def _closed(opened: OpenCase, event: e.CaseClosed) -> None:
    opened.case.status, opened.case.closed_at = opened.state.status.value, opened.now


def _withdrawn(opened: OpenCase, event: e.CaseWithdrawn) -> None:
    opened.case.status = opened.state.status.value
    opened.case.withdrawn_at = opened.now
    opened.withdrawn = True


_WRITE: Final[Mapping[type, Callable[[OpenCase, Any], None]]] = {
    e.CaseOpened: _status,
    e.Confirmed: _confirmed,
    e.Reclassified: _reclassified,
    e.Disputed: _set(disputed=lambda event, opened: True),
    e.OicAssigned: _set(oic_id=lambda event, opened: UUID(event.officer)),
    e.StatementTakerAssigned: _set(statement_taker_id=lambda event, opened: UUID(event.officer)),
    e.SupervisorAssigned: _set(supervisor_id=lambda event, opened: UUID(event.officer)),
    e.TaskAdded: _task_added,
    e.TaskOwned: _task_owned,
    e.TaskHeld: _task_held,
    e.TaskDone: _task_done,
    e.TaskWaived: _task_waived,
    e.ClockSet: _clock_set,
    e.AbsenceSet: _set(
        off_work_since=lambda event, opened: event.since,
        off_work_to=lambda event, opened: event.to,
    ),
    e.InvestigationMoved: _set(
        investigation=lambda event, opened: event.state.value,
        outcome=lambda event, opened: event.outcome,
    ),
    e.ViewGiven: _set(view_given_at=lambda event, opened: opened.now),
    e.WishesSet: _set(federation=lambda event, opened: event.federation),
    e.TalkMoved: _talk_moved,
    e.TalkFreed: write_freed,
    e.TalkTaken: write_taken,
    e.LessonFreed: write_lesson_freed,
    e.LessonKept: write_lesson_kept,
    e.LessonSaved: _lesson,
    e.LessonAgreed: _lesson,
    e.LessonShared: _lesson,
    e.TrainingMoved: _training,
    e.StationMoved: _set(station_id=lambda event, opened: event.station),
    e.CaseClosed: _closed,
    e.CaseWithdrawn: _withdrawn,
}


def lock_case(case_id: UUID) -> Case:
    """The case's row, locked until the transaction ends.

    Raises:
        NotFound: no such case.
    """
    row = (
        Case.objects.select_for_update(of=("self",))
        .select_related("incident", "template")
        .filter(pk=case_id)
        .first()
    )
    if row is None:
        raise NotFound
    return row
