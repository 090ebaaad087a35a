"""Rows of the safety scheme and the register -> `SafetyYear`."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings

from outrider.domain.safety.decider import Classification
from outrider.evidence.signals.frame import SOURCES, SafetyYear
from outrider.evidence.signals.marks import marks_between
from outrider.evidence.signals.present import attendance
from outrider.people.models import MonthlyExposure, Officer
from outrider.safety.models import Case, ListedAssault, Talk

MONTHS: Final = 12
YOUNG: Final = timedelta(days=730)
HURT: Final = frozenset({"a-bit", "badly"})
UNIT: Final = ("hours", "arrests", "calls", "force_forms")


def load(at: datetime) -> SafetyYear:
    """The twelve whole months before `at`, local time, and the days since."""
    zone = ZoneInfo(settings.TIME_ZONE)
    end = at.astimezone(zone).date().replace(day=1)
    start = end.replace(year=end.year - 1)
    people, exposure, by_month = _people(start, end)
    index = {person["id"]: place for place, person in enumerate(people)}
    cases = _cases(start, at, zone)
    assaults = [row for row in cases if row["classification"] != Classification.INJURY.value]
    injuries = [row for row in cases if row["classification"] == Classification.INJURY.value]
    incidents = {
        key: number for number, key in enumerate(dict.fromkeys(r["incident_id"] for r in assaults))
    }
    listed, listed_day = _listed(assaults, start, at, zone)
    there = attendance(
        assaults, datetime.combine(start, time(), zone), at, pseudonym, _young_at(end)
    )

    def words(name: str) -> Any:
        return np.array([person[name] for person in people], dtype=np.str_)

    return SafetyYear(
        start=start,
        end=end,
        at=at,
        officer=words("pseudonym"),
        station=words("station__name"),
        team=words("team"),
        duty=words("duty"),
        group=words("ethnic_group"),
        young=np.array([_young(person["joined_on"], end) for person in people], dtype=np.bool_),
        hours=exposure[:, 0],
        arrests=exposure[:, 1],
        calls=exposure[:, 2],
        forms=exposure[:, 3],
        month_hours=by_month,
        case_officer=np.array([index.get(r["victim_id"], -1) for r in assaults], dtype=np.int64),
        case_incident=np.array([incidents[r["incident_id"]] for r in assaults], dtype=np.int64),
        case_day=_days(assaults, start),
        case_racial=np.array(["race" in r["hate"] for r in assaults], dtype=np.bool_),
        case_hurt=np.array([_hurt(r) for r in assaults], dtype=np.bool_),
        case_lat=_floats(assaults, "incident__lat"),
        case_lon=_floats(assaults, "incident__lon"),
        case_station=np.array([r["station__name"] for r in assaults], dtype=np.str_),
        injury_day=_days(injuries, start),
        injury_station=np.array([r["station__name"] for r in injuries], dtype=np.str_),
        listed=listed,
        listed_day=listed_day,
        talk_day=_talks(index, start, at, zone),
        marks=marks_between(start, at.date()),
        **there._asdict(),
    )


def pseudonym(officer: UUID) -> str:
    """A stable name that only this installation can make: nobody can look it up elsewhere."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"signals:{officer}".encode(), sha256)
    text = made.hexdigest()[:8].upper()
    return f"P-{text[:4]}-{text[4:]}"


def _people(start: date, end: date) -> tuple[list[dict[str, Any]], Any, Any]:
    """Officers with exposure in the period, in the order of their pseudonyms."""
    rows = MonthlyExposure.objects.filter(month__gte=start, month__lt=end).values_list(
        "officer_id", "month", *UNIT
    )
    sums: dict[UUID, list[float]] = {}
    months: dict[UUID, list[float]] = {}
    for officer, month, *work in rows.iterator():
        total = sums.setdefault(officer, [0.0] * len(UNIT))
        for place, value in enumerate(work):
            total[place] += value
        column = (month.year - start.year) * 12 + month.month - start.month
        months.setdefault(officer, [0.0] * MONTHS)[column] += work[0]
    known = Officer.objects.filter(pk__in=list(sums), station__agency="police").values(
        "id", "station__name", "team", "duty", "ethnic_group", "joined_on"
    )
    people: list[dict[str, Any]] = [
        {**person, "pseudonym": pseudonym(person["id"])} for person in known
    ]
    people.sort(key=lambda person: person["pseudonym"])
    exposure = np.array([sums[person["id"]] for person in people], dtype=np.float64)
    by_month = np.array([months[person["id"]] for person in people], dtype=np.float64)
    return people, exposure.reshape(-1, len(UNIT)), by_month.reshape(-1, MONTHS)


def _young(joined: date | None, end: date) -> bool:
    return joined is not None and joined > end - YOUNG


def _young_at(end: date) -> Callable[[date | None], bool]:
    return lambda joined: _young(joined, end)


def _cases(start: date, at: datetime, zone: ZoneInfo) -> list[dict[str, Any]]:
    rows = (
        Case.objects.filter(
            incident__occurred_at__gte=datetime.combine(start, time(), zone),
            incident__occurred_at__lt=at,
            recorded_at__lte=at,
            withdrawn_at__isnull=True,
        )
        .order_by("incident__occurred_at", "number")
        .values(
            "id", "victim_id", "incident_id", "classification", "hate", "hurt", "injuries",
            "station__name", "incident__occurred_at", "incident__lat", "incident__lon",
        )
    )  # fmt: skip
    return [row | {"day": row["incident__occurred_at"].astimezone(zone).date()} for row in rows]


def _days(rows: Sequence[dict[str, Any]], start: date) -> Any:
    return np.array([(row["day"] - start).days for row in rows], dtype=np.int64)


def _floats(rows: Sequence[dict[str, Any]], name: str) -> Any:
    found = [float("nan") if row[name] is None else row[name] for row in rows]
    return np.array(found, dtype=np.float64)


def _hurt(row: dict[str, Any]) -> bool:
    return row["hurt"] in HURT or bool(set(row["injuries"]) - {"none"})


def _listed(
    assaults: Sequence[dict[str, Any]], start: date, at: datetime, zone: ZoneInfo
) -> tuple[Any, Any]:
    """Attacks known to any list, ours among them: which lists know each.

    Rows of different lists are one attack when they are linked to one case here, or when officer
    and moment are the same.
    """
    found: dict[tuple[Any, ...], set[str]] = {("case", row["id"]): {"outrider"} for row in assaults}
    day: dict[tuple[Any, ...], int] = {
        ("case", row["id"]): (row["day"] - start).days for row in assaults
    }
    rows = ListedAssault.objects.filter(
        occurred_at__gte=datetime.combine(start, time(), zone), occurred_at__lt=at
    ).values_list("source", "officer_id", "occurred_at", "case_id")
    for source, officer, when, case in rows.order_by("occurred_at", "source", "pk").iterator():
        key: tuple[Any, ...] = ("case", case) if case else ("listed", officer, when)
        if case and key not in found:
            continue  # its case is an injury, or withdrawn
        found.setdefault(key, set()).add(source)
        day.setdefault(key, (when.astimezone(zone).date() - start).days)
    flags = [[source in sources for source in SOURCES] for sources in found.values()]
    table = np.array(flags, dtype=np.bool_).reshape(-1, len(SOURCES))
    return table, np.array([day[key] for key in found], dtype=np.int64)


def _talks(index: dict[UUID, int], start: date, at: datetime, zone: ZoneInfo) -> Any:
    """The day of each officer's first conversation since `start`."""
    first = np.full(len(index), np.nan)
    rows = Talk.objects.filter(talked_at__isnull=False, talked_at__lt=at).values_list(
        "case__victim_id", "talked_at"
    )
    for officer, when in rows.order_by("talked_at").iterator():
        if officer is None or when is None:
            continue
        place = index.get(officer)
        day = (when.astimezone(zone).date() - start).days
        if place is not None and np.isnan(first[place]) and day >= 0:
            first[place] = day
    return first
