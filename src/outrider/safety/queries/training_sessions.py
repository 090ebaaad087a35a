"""A short session at a station between the yearly courses: when, and about what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from outrider.domain.access import Permission, Viewer
from outrider.domain.safety.codes import TOPICS
from outrider.domain.safety.sessions import Session, best_times
from outrider.people.models import DutySpell, Officer, Station
from outrider.safety.calendar import policy
from outrider.safety.models import Lesson, TrainingRequest
from outrider.safety.queries.scope import cases_visible_to

AHEAD: Final = timedelta(days=14)
BACK: Final = timedelta(days=365)
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    asked: int  # requests of the station's officers in a year
    lessons: int  # shared lessons in a year, of the whole force


@dataclass(frozen=True, slots=True)
class Plan:
    station: Station
    serving: int
    times: Sequence[Session]
    subjects: Sequence[Subject]


def stations_of(viewer: Viewer) -> list[Station]:
    """Police stations that the viewer plans for."""
    rows = Station.objects.filter(agency="police").order_by("name")
    if viewer.station_ids is not None:
        rows = rows.filter(pk__in=viewer.station_ids)
    return list(rows) if viewer.may(Permission.OPEN_TRAINING) else []


def session_plan(viewer: Viewer, station_id: int, now: datetime) -> Plan | None:
    """None when there is no such station for this viewer."""
    station = next((one for one in stations_of(viewer) if one.pk == station_id), None)
    if station is None:
        return None
    serving = Officer.objects.filter(station=station, left_on__isnull=True)
    duties = DutySpell.objects.filter(
        officer__in=serving, ends_at__gt=now, starts_at__lt=now + AHEAD
    ).values_list("officer_id", "starts_at", "ends_at")
    return Plan(
        station=station,
        serving=serving.count(),
        times=best_times(duties, now, policy().calendar.zone),
        subjects=_subjects(viewer, station, now),
    )


def _subjects(viewer: Viewer, station: Station, now: datetime) -> list[Subject]:
    asked = Counter(
        TrainingRequest.objects.filter(
            case__in=cases_visible_to(viewer),
            case__victim__station=station,
            requested_at__gt=now - BACK,
        ).values_list("topic", flat=True)
    )
    shared = Lesson.objects.filter(shared_at__gt=now - BACK).values_list("codes", flat=True)
    learnt = Counter(code for codes in shared for code in set(codes))
    found = [
        Subject(TOPICS[code], asked[code], learnt[code])
        for code in TOPICS
        if asked[code] or learnt[code]
    ]
    return sorted(found, key=lambda one: (-one.asked, -one.lessons, one.name))[:MOST]
