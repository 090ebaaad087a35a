"""Who hears of a step of a case, inside the product: what it is about, never its words.

The reminders of tasks are in `reminders`; they stop when the task is done. What is told here is
over once it has been read, and goes with the case when the officer withdraws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.state import CaseState, TalkStatus, TrainingStatus
from outrider.notify.models import Notice

Told = tuple[str | None, str]  # officer, kind of notice


def tell(case_id: UUID, event: e.Event, state: CaseState, now: datetime) -> None:
    """Write the notices of one event; the same one is not left waiting twice."""
    for officer, kind in told(event, state):
        tell_one(case_id, officer, kind, now)


def tell_one(case_id: UUID, officer: str | None, kind: str, now: datetime) -> None:
    if officer is None:
        return
    about = {"officer_id": UUID(officer), "kind": kind, "entity": f"case:{case_id}"}
    if not Notice.objects.filter(read_at=None, over_at=None, **about).exists():
        Notice.objects.create(made_at=now, **about)


def untell(case_id: UUID, *kinds: str) -> None:
    """An offer that was declined leaves no trace, so its notices go rather than end."""
    Notice.objects.filter(entity=f"case:{case_id}", kind__in=kinds).delete()


def told(event: e.Event, state: CaseState) -> Iterable[Told]:
    """Who hears of the event, and by which kind of notice."""
    return _TELL.get(type(event), _nobody)(event, state)


def _nobody(event: Any, state: CaseState) -> Iterable[Told]:
    return ()


def _opened(event: e.CaseOpened, state: CaseState) -> Iterable[Told]:
    yield state.supervisor, "case-opened"
    if event.awaiting:
        yield state.victim, "case-confirm"


def _talk(event: e.TalkMoved, state: CaseState) -> Iterable[Told]:
    if event.state is TalkStatus.OFFERED:
        yield state.victim, "talk-offered"
    elif event.state is TalkStatus.ACCEPTED:
        yield event.link_officer, "talk-accepted"


def _training(event: e.TrainingMoved, state: CaseState) -> Iterable[Told]:
    if event.state is TrainingStatus.BOOKED:
        yield state.victim, "training-booked"


def _taken(event: e.TalkTaken, state: CaseState) -> Iterable[Told]:
    over = state.talk is TalkStatus.FINISHED
    yield state.victim, "lesson-taken" if over else "talk-taken"


_TELL: Final[Mapping[type, Callable[[Any, CaseState], Iterable[Told]]]] = {
    e.CaseOpened: _opened,
    e.OicAssigned: lambda event, state: ((event.officer, "case-oic"),),
    e.StatementTakerAssigned: lambda event, state: ((event.officer, "case-statement"),),
    e.SupervisorAssigned: lambda event, state: ((event.officer, "case-supervisor"),),
    e.Reclassified: lambda event, state: (
        ((state.victim, "case-reclassified"),) if event.by == "reviewer" else ()
    ),
    e.TalkMoved: _talk,
    e.TalkTaken: _taken,
    e.TrainingMoved: _training,
    e.LessonShared: lambda event, state: ((state.victim, "lesson-shared"),),
    e.InvestigationMoved: lambda event, state: ((state.victim, "case-moved"),),
}
