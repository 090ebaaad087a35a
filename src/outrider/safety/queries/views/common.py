"""What every view of a case shares."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from outrider.domain.access import ROLE_FIELDS, Field, Role, Viewer
from outrider.people.models import Officer
from outrider.safety.models import Case

View = dict[str, Any]


def stamp(at: datetime | None) -> str | None:
    """UTC with a Z, to the millisecond."""
    if at is None:
        return None
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"


def iso_day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def person(officer: Officer | None) -> View | None:
    if officer is None:
        return None
    return {
        "id": str(officer.pk),
        "name": officer.spoken_name,
        "number": officer.number,
        "station": officer.station.name,
    }


def owns(case: Case, viewer: Viewer) -> bool:
    """Whether the case is about the viewer."""
    return case.victim_id is not None and str(case.victim_id) == viewer.officer_id


def fields_of(case: Case, viewer: Viewer) -> frozenset[Field]:
    """A person sees everything about themselves, in whatever role they look."""
    return ROLE_FIELDS[Role.OFFICER if owns(case, viewer) else viewer.role]
