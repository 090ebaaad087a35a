"""What a safety trainer works through: extra training asked for, and lessons that were shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from outrider.domain.access import Field, Viewer
from outrider.domain.safety.case.deciding.learning import RESULTS
from outrider.domain.safety.codes import TOPICS
from outrider.safety.models import Case, Lesson, TrainingRequest
from outrider.safety.queries.scope import cases_visible_to

KEPT: Final = timedelta(days=365)
MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Request:
    """A need by its code: no note, no case, no what happened."""

    id: UUID
    case_id: UUID
    name: str
    number: str
    station: str
    topic: str
    state: str
    requested_at: datetime
    booked_on: date | None
    booked_where: str
    done_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class SharedLesson:
    text: str
    topics: tuple[str, ...]
    month: str  # no day: it could be looked up


def training_requests(viewer: Viewer, now: datetime) -> dict[str, list[Request]]:
    """By where they stand, oldest first; those with a known outcome for a year."""
    found: dict[str, list[Request]] = {state: [] for state in STATES}
    if not viewer.sees(Field.TRAINING_NEED):
        return found
    rows = (
        TrainingRequest.objects.filter(case__in=_cases(viewer))
        .exclude(state="outcome-known", requested_at__lt=now - KEPT)
        .select_related("case__victim__station")
        .order_by("requested_at")[:MOST]
    )
    for row in rows:
        found[row.state].append(_request(row))
    return found


def _cases(viewer: Viewer) -> QuerySet[Case]:
    """Not the trainer's own: somebody else books for them."""
    cases = cases_visible_to(viewer)
    return cases.exclude(victim_id=UUID(viewer.officer_id)) if viewer.officer_id else cases


STATES: Final = {
    "requested": "Asked for",
    "booked": "Booked",
    "done": "Done: did it help?",
    "outcome-known": "Outcome known",
}


def _request(row: TrainingRequest) -> Request:
    officer = row.case.victim
    assert officer is not None  # the scope shows no withdrawn case
    return Request(
        id=row.pk,
        case_id=row.case_id,
        name=officer.spoken_name,
        number=officer.number,
        station=officer.station.name,
        topic=TOPICS.get(row.topic, row.topic),
        state=row.state,
        requested_at=row.requested_at,
        booked_on=row.booked_on,
        booked_where=row.booked_where,
        done_on=row.done_on,
        outcome=RESULTS.get(row.outcome, ""),
    )


def shared_lessons() -> list[SharedLesson]:
    """Lessons that both agreed to share and that no court waits for; newest month first."""
    rows = Lesson.objects.filter(shared_at__isnull=False).order_by("-shared_at", "pk")[:MOST]
    return [
        SharedLesson(
            row.body,
            tuple(TOPICS.get(code, code) for code in row.codes),
            f"{row.shared_at:%B %Y}" if row.shared_at else "",
        )
        for row in rows
    ]


def topics_of(
    requests: dict[str, list[Request]], lessons: Sequence[SharedLesson]
) -> list[tuple[str, int, int]]:
    """Each topic with how many requests and lessons name it: what a course may be missing."""
    asked = Counter(row.topic for rows in requests.values() for row in rows)
    learnt = Counter(topic for lesson in lessons for topic in lesson.topics)
    names = sorted(set(asked) | set(learnt), key=lambda name: (-asked[name] - learnt[name], name))
    return [(name, asked[name], learnt[name]) for name in names]
