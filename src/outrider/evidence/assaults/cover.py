"""Which police station has a link officer whose own training is in date."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from outrider.evidence.assaults.frame import Cover
from outrider.people.models import LinkAppointment, Officer, Station

LAPSING_DAYS: Final = 90
_FOR_EVER: Final = date.max


def covers(today: date) -> list[tuple[str, Cover]]:
    """Each police station at which somebody serves, by name."""
    until = _last_days(today)
    serving = Officer.objects.filter(station=OuterRef("pk"), left_on__isnull=True)
    stations = Station.objects.filter(Exists(serving), agency="police")
    rows = stations.order_by("name").values_list("pk", "name")
    return [(name, _cover(until.get(key), today)) for key, name in rows]


def _last_days(today: date) -> dict[int, date]:
    """The last day on which a trained link officer of the station is in date."""
    rows = LinkAppointment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=today),
        Q(officer__left_on__isnull=True) | Q(officer__left_on__gt=today),
        appointed_on__lte=today,
        trained_on__lte=today,
    ).values_list("station_id", "expires_on")
    found: dict[int, list[date]] = defaultdict(list)
    for station, expires in rows:
        found[station].append(expires or _FOR_EVER)
    return {station: max(days) for station, days in found.items()}


def _cover(until: date | None, today: date) -> Cover:
    if until is None or until < today:
        return Cover.NONE
    soon = today + timedelta(days=LAPSING_DAYS)
    return Cover.LAPSING if until < soon else Cover.COVERED
