"""Link officers by station: how many, how long their training lasts, where there is none."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from outrider.domain.access import Field, Permission, Viewer
from outrider.domain.safety.link_cover import Appointed, Cover, Covered, cover_of
from outrider.people.models import LinkAppointment, Officer, Station
from outrider.safety.calendar import policy


@dataclass(frozen=True, slots=True)
class LinkOfficer:
    id: int
    name: str
    number: str
    trained_on: date | None
    expires_on: date | None
    in_date: bool
    has_account: bool


@dataclass(frozen=True, slots=True)
class StationCover:
    id: int
    name: str
    serving: int
    cover: Cover
    words: str
    until: date | None
    appointed: int
    trained: int
    people: tuple[LinkOfficer, ...]  # empty for whoever may not know who they are
    may_appoint: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    on: date
    named: bool
    stations: tuple[StationCover, ...]

    def count(self, cover: Cover) -> int:
        return sum(station.cover is cover for station in self.stations)


def coverage(viewer: Viewer, now: datetime) -> Coverage:
    """Every police station, those without cover first, then by name."""
    today = policy().calendar.day(now)
    named = viewer.sees(Field.LINK_OFFICERS)
    people = _people(today)
    serving = Counter(
        Officer.objects.filter(left_on__isnull=True).values_list("station_id", flat=True)
    )
    found = [
        _station(station, people[station.pk], serving[station.pk], viewer, today)
        for station in Station.objects.filter(agency="police").order_by("name")
    ]
    order = {Cover.NONE: 0, Cover.LAPSING: 1, Cover.COVERED: 2}
    found.sort(key=lambda one: (order[one.cover], one.name))
    return Coverage(today, named, tuple(found))


def covered_stations(today: date) -> list[tuple[str, Covered]]:
    """Name and cover of each police station at which somebody serves; nobody is named."""
    people = _people(today)
    serving = Officer.objects.filter(station=OuterRef("pk"), left_on__isnull=True)
    stations = Station.objects.filter(Exists(serving), agency="police").order_by("name")
    return [
        (row.name, cover_of((Appointed(one.expires_on) for one in people[row.pk]), today))
        for row in stations
    ]


def _people(today: date) -> dict[int, list[LinkOfficer]]:
    rows = (
        LinkAppointment.objects.filter(ended_on__isnull=True, officer__left_on__isnull=True)
        .select_related("officer")
        .order_by("officer__family_name", "officer__number")
    )
    found: dict[int, list[LinkOfficer]] = defaultdict(list)
    for row in rows:
        found[row.station_id].append(
            LinkOfficer(
                id=row.pk,
                name=row.officer.spoken_name,
                number=row.officer.number,
                trained_on=row.trained_on,
                expires_on=row.expires_on,
                in_date=row.expires_on is not None and row.expires_on >= today,
                has_account=row.officer.user_id is not None,
            )
        )
    return found


def _station(
    station: Station, people: list[LinkOfficer], serving: int, viewer: Viewer, today: date
) -> StationCover:
    covered = cover_of((Appointed(one.expires_on) for one in people), today)
    mine = viewer.station_ids is None or station.pk in viewer.station_ids
    return StationCover(
        id=station.pk,
        name=station.name,
        serving=serving,
        cover=covered.cover,
        words=covered.words,
        until=covered.until,
        appointed=len(people),
        trained=sum(one.in_date for one in people),
        people=tuple(people) if viewer.sees(Field.LINK_OFFICERS) else (),
        may_appoint=mine and viewer.may(Permission.APPOINT_LINK_OFFICER),
    )


HEADINGS = ("Station", "Officers", "Link officers", "Training in date", "Cover", "In date to")


def coverage_csv(found: Coverage) -> str:
    """The table of the page, without names."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for one in found.stations:
        writer.writerow(
            [
                one.name,
                one.serving,
                one.appointed,
                one.trained,
                one.cover.label,
                one.until.isoformat() if one.until else "",
            ]
        )
    return out.getvalue()
