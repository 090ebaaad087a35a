"""The hazards that co-response asks for: which stand near a point, and what police read of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import cos, radians
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from outrider.crossover.models import Hazard
from outrider.domain.crossover.hazard import Because, State
from outrider.roads.geometry import METRES_A_DEGREE, distance_m

WIDEST = 1000  # metres: no radius is wider


def in_force(now: datetime) -> QuerySet[Hazard]:
    """By their state and their last day: one whose day is over is not waited for to expire."""
    today = timezone.localdate(now)
    return Hazard.objects.filter(state=State.IN_FORCE.value, expires_on__gte=today)


def holds(hazard: Hazard, lat: float, lon: float) -> bool:
    """Whether the point is within the hazard's radius."""
    return distance_m((hazard.lat, hazard.lon), (lat, lon)) <= hazard.radius_metres


class StoredHazards:
    """The source that co-response is supplied with at start-up."""

    def near(self, lat: float, lon: float, now: datetime) -> list[str]:
        found = around(in_force(now), lat, lon).order_by("proposed_at", "pk")
        return [str(hazard.pk) for hazard in found if holds(hazard, lat, lon)]

    def told(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        # by rows alone: the clock turns a hazard whose last day is over, and says so
        wanted = [UUID(one) for one in ids]
        rows = Hazard.objects.filter(pk__in=wanted, state=State.IN_FORCE.value) if wanted else []
        return {str(row.pk): _told(row) for row in rows}


def around(rows: QuerySet[Hazard], lat: float, lon: float) -> QuerySet[Hazard]:
    """Those in a box that no radius reaches out of: for the index."""
    high = WIDEST / METRES_A_DEGREE
    wide = high / max(0.1, cos(radians(lat)))
    return rows.filter(lat__range=(lat - high, lat + high), lon__range=(lon - wide, lon + wide))


def _told(row: Hazard) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "place": row.label,
        "because": Because(row.because).label,
        "text": row.reason,
        "until": row.expires_on.isoformat() if row.expires_on else None,
    }
