"""How current safety training is, station by station, and when it runs out: counts, no names."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Max, Sum

from outrider.domain.access import Permission, Viewer
from outrider.domain.safety.calendar import add_months
from outrider.domain.safety.refresher import DEFAULT
from outrider.people.models import Officer, Station, TrainingRecord
from outrider.safety.calendar import policy
from outrider.safety.services.training import SAFETY_COURSE

HOURS_A_YEAR: Final = 12
"""Of the national curriculum: at least twelve a year (College of Policing, 2023)."""
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class StationCurrency:
    name: str
    serving: int
    in_date: int
    soon: int  # of those in date: runs out within three months
    out: int
    never: int
    enough_hours: int

    def share(self, count: int) -> str:
        return f"{round(100 * count / self.serving)}%" if self.serving else ""


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    runs_out: int

    @property
    def label(self) -> str:
        return f"{self.first:%B %Y}"


@dataclass(frozen=True, slots=True)
class Currency:
    on: date
    stations: Sequence[StationCurrency]
    months: Sequence[Month]

    @property
    def most(self) -> int:
        return max((month.runs_out for month in self.months), default=0)


def training_currency(viewer: Viewer, now: datetime) -> Currency:
    """Counts for the viewer's stations; empty for whoever may not open training."""
    today = policy().calendar.day(now)
    stations = Station.objects.filter(agency="police").order_by("name")
    if viewer.station_ids is not None:
        stations = stations.filter(pk__in=viewer.station_ids)
    if not viewer.may(Permission.OPEN_TRAINING):
        stations = stations.none()
    ends = _ends(stations)
    hours = _hours(today)
    return Currency(
        today,
        [_station(row, ends.get(row.pk, {}), hours, today) for row in stations],
        _months([end for people in ends.values() for end in people.values()], today),
    )


Ends = dict[UUID, date | None]


def _ends(stations: Iterable[Station]) -> dict[int, Ends]:
    """By station: the day on which each officer's training runs out, or None without any."""
    courses = dict(
        TrainingRecord.objects.filter(course=SAFETY_COURSE)
        .values_list("officer_id")
        .annotate(last=Max("done_on"))
    )
    found: dict[int, Ends] = defaultdict(dict)
    rows = Officer.objects.filter(left_on__isnull=True, station__in=stations)
    for officer, station in rows.values_list("pk", "station_id"):
        last = courses.get(officer)
        found[station][officer] = add_months(last, DEFAULT.lasts_months) if last else None
    return found


def _hours(today: date) -> dict[UUID, float]:
    rows = TrainingRecord.objects.filter(
        course=SAFETY_COURSE, done_on__gt=add_months(today, -MONTHS), done_on__lte=today
    )
    return dict(rows.values_list("officer_id").annotate(spent=Sum("hours")))


def _station(
    station: Station, ends: Ends, hours: dict[UUID, float], today: date
) -> StationCurrency:
    dates = [end for end in ends.values() if end is not None]
    in_date = [end for end in dates if end >= today]
    return StationCurrency(
        name=station.name,
        serving=len(ends),
        in_date=len(in_date),
        soon=sum(end < add_months(today, 3) for end in in_date),
        out=len(dates) - len(in_date),
        never=len(ends) - len(dates),
        enough_hours=sum(hours.get(officer, 0) >= HOURS_A_YEAR for officer in ends),
    )


def _months(ends: Iterable[date | None], today: date) -> list[Month]:
    """How many officers' training runs out in each of the next twelve months."""
    first = today.replace(day=1)
    counted = Counter(end.replace(day=1) for end in ends if end is not None and end >= today)
    months = [add_months(first, step) for step in range(MONTHS + 1)]
    return [Month(month, counted[month]) for month in months]


HEADINGS = (
    "Station",
    "Officers",
    "In date",
    "Runs out within 3 months",
    "Ran out",
    "None on record",
    f"{HOURS_A_YEAR} hours or more in 12 months",
)


def currency_csv(found: Currency) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for one in found.stations:
        writer.writerow(
            [one.name, one.serving, one.in_date, one.soon, one.out, one.never, one.enough_hours]
        )
    return out.getvalue()
