"""Whom to offer a place in safety training, by when, and why: for the safety trainer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max, Q

from outrider.domain.access import Field, Permission, Viewer
from outrider.domain.safety.refresher import (
    DEFAULT,
    Offer,
    Service,
    When,
    in_order,
    offer,
    spelled,
)
from outrider.people.models import Officer, Station, TrainingRecord
from outrider.safety.calendar import policy
from outrider.safety.models import Case, PlaceOffer
from outrider.safety.services.training import SAFETY_COURSE

COUNTS: Final = ("assault", "assault-no-contact")


@dataclass(frozen=True, slots=True)
class Offered:
    """A place that was offered: by whom, when, for which day, and the answer so far."""

    id: UUID
    on: date
    by: str
    course_on: date
    where: str
    answer: str  # taken, declined; empty: none yet

    @property
    def words(self) -> str:
        said = {"": "no answer yet", "taken": "taken", "declined": "declined"}[self.answer]
        return (
            f"Offered on {spelled(self.on)} by {self.by}, "
            f"for {spelled(self.course_on)}, {self.where}: {said}"
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody to offer a place to, with what is said to them about it."""

    name: str
    number: str
    station: str
    offer: Offer
    offered: Offered | None = None  # the last place they were offered; changes no order


@dataclass(frozen=True, slots=True)
class Places:
    on: date
    groups: Mapping[When, Sequence[Place]]
    stations: Sequence[Station]


def training_places(viewer: Viewer, now: datetime, station_id: int | None = None) -> Places:
    """Everybody who serves at the stations asked for, in groups; empty without the right."""
    today = policy().calendar.day(now)
    stations = Station.objects.filter(agency="police").order_by("name")
    if viewer.station_ids is not None:
        stations = stations.filter(pk__in=viewer.station_ids)
    if not viewer.sees(Field.TRAINING_REASON):
        return Places(today, {when: [] for when in When}, [])
    rows = Officer.objects.filter(left_on__isnull=True, station__in=stations)
    if station_id is not None:
        rows = rows.filter(station_id=station_id)
    officers = {row.number: row for row in rows.select_related("station")}
    groups = in_order(_offers(officers, today))
    offered = _offered()
    return Places(
        today,
        {
            when: [_place(officers[key], found, offered) for key, found in groups[when]]
            for when in When
        },
        list(stations),
    )


def _offers(officers: Mapping[str, Officer], today: date) -> list[tuple[str, Offer]]:
    courses = _last_courses()
    assaults = _assaults(today)
    return [
        (
            key,
            offer(
                Service(row.joined_on, courses.get(row.pk), tuple(assaults.get(row.pk, ()))), today
            ),
        )
        for key, row in officers.items()
    ]


def _last_courses() -> dict[UUID, date]:
    rows = TrainingRecord.objects.filter(course=SAFETY_COURSE).values_list("officer_id")
    return dict(rows.annotate(last=Max("done_on")))


def _assaults(today: date) -> dict[UUID, list[date]]:
    """Days of confirmed assaults, but not of officers who keep the knowledge to fewer people."""
    since = today - timedelta(days=DEFAULT.recent_days + 1)
    rows = Case.objects.filter(
        Q(may_know=""),
        withdrawn_at__isnull=True,
        victim__isnull=False,
        status__in=("open", "closed"),
        classification__in=COUNTS,
        incident__occurred_at__date__gte=since,
    ).values_list("victim_id", "incident__occurred_at")
    found: dict[UUID, list[date]] = defaultdict(list)
    for victim, at in rows:
        if victim is not None:
            found[victim].append(policy().calendar.day(at))
    return found


def _offered(officer: UUID | None = None) -> dict[UUID, Offered]:
    rows = PlaceOffer.objects.filter(over_at__isnull=True).select_related("offered_by")
    if officer is not None:
        rows = rows.filter(officer=officer)
    return {
        row.officer_id: Offered(
            row.pk,
            policy().calendar.day(row.offered_at),
            row.offered_by.spoken_name if row.offered_by else "a safety trainer",
            row.course_on,
            row.where,
            row.answer,
        )
        for row in rows
    }


def own_place(viewer: Viewer, now: datetime) -> Offered | None:
    """The place that the viewer is offered, until its day is over."""
    if viewer.officer_id is None or not viewer.may(Permission.OPEN_MY_CASE):
        return None
    found = _offered(UUID(viewer.officer_id)).get(UUID(viewer.officer_id))
    over = found is None or found.course_on < policy().calendar.day(now)
    return None if over else found


def _place(row: Officer, found: Offer, offered: Mapping[UUID, Offered]) -> Place:
    return Place(row.spoken_name, row.number, row.station.name, found, offered.get(row.pk))
