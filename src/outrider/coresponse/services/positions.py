"""Positions as AVL messages: upserted, coalesced, never journalled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from outrider.coresponse.inputs import FixIn
from outrider.coresponse.models import Ambulance
from outrider.people.models import Position, Unit

AHEAD = timedelta(minutes=2)
SAME_PLACE = 1e-6  # degrees, about a tenth of a metre: a receiver that works jitters more
SOURCES = frozenset({"avl", "phone", "radio"})


@dataclass(frozen=True, slots=True)
class Ignored:
    call_sign: str
    why: str


@dataclass(frozen=True, slots=True)
class Recorded:
    accepted: int
    ignored: tuple[Ignored, ...]


@transaction.atomic
def record_fixes(fixes: Sequence[FixIn], now: datetime) -> Recorded:
    """Keep the newest fix of each unit and ambulance; say of each other one why it was not kept."""
    ignored = [Ignored(fix.call_sign, why) for fix in fixes if (why := _wrong(fix, now))]
    good = [fix for fix in fixes if not _wrong(fix, now)]
    newest: dict[str, FixIn] = {}
    for fix in good:
        known = newest.get(fix.call_sign)
        if known is None or fix.fixed_at >= known.fixed_at:
            newest[fix.call_sign] = fix
    units = {u.call_sign: u for u in Unit.objects.filter(call_sign__in=newest, active=True)}
    vehicles = {a.call_sign: a for a in Ambulance.objects.filter(call_sign__in=newest)}
    ignored += [
        Ignored(sign, "No unit or ambulance has this call sign. Check it.")
        for sign in newest
        if sign not in units and sign not in vehicles
    ]
    ignored += _keep_units([(units[s], f) for s, f in newest.items() if s in units], now)
    _keep_ambulances([(vehicles[s], f) for s, f in newest.items() if s in vehicles])
    return Recorded(len(fixes) - len(ignored), tuple(ignored))


def _wrong(fix: FixIn, now: datetime) -> str:
    if not (math.isfinite(fix.lat) and math.isfinite(fix.lon)):
        return "Latitude and longitude must be numbers."
    if abs(fix.lat) > 90 or abs(fix.lon) > 180:
        return "Latitude is between -90 and 90, longitude between -180 and 180."
    if fix.fixed_at > now + AHEAD:
        return "The time of this fix is in the future. Check the unit's clock."
    if fix.source not in SOURCES:
        return f"Source is one of: {', '.join(sorted(SOURCES))}."
    return ""


def _keep_units(fixes: list[tuple[Unit, FixIn]], now: datetime) -> list[Ignored]:
    known = {
        row.unit_id: row
        for row in Position.objects.select_for_update()
        .filter(unit__in=[unit for unit, _ in fixes])
        .order_by("unit_id")
    }
    ignored: list[Ignored] = []
    rows: list[Position] = []
    for unit, fix in fixes:
        before = known.get(unit.pk)
        if before is not None and fix.fixed_at < before.fixed_at:
            ignored.append(Ignored(unit.call_sign, "Older than the fix that is already known."))
            continue
        rows.append(_row(unit, fix, before, now))
    Position.objects.bulk_create(
        sorted(rows, key=lambda row: str(row.unit_id)),
        update_conflicts=True,
        unique_fields=["unit"],
        update_fields=[
            "lat",
            "lon",
            "fixed_at",
            "received_at",
            "source",
            "unchanged_since",
            "speed_mps",
        ],
    )
    return ignored


def _row(unit: Unit, fix: FixIn, before: Position | None, now: datetime) -> Position:
    same = (
        before is not None
        and abs(before.lat - fix.lat) < SAME_PLACE
        and abs(before.lon - fix.lon) < SAME_PLACE
    )
    return Position(
        unit=unit,
        lat=fix.lat,
        lon=fix.lon,
        fixed_at=min(fix.fixed_at, now),
        received_at=now,
        source=fix.source,
        unchanged_since=before.unchanged_since if same and before else min(fix.fixed_at, now),
        speed_mps=fix.speed_mps,
    )


def _keep_ambulances(fixes: list[tuple[Ambulance, FixIn]]) -> None:
    rows = []
    for vehicle, fix in fixes:
        if vehicle.fixed_at is None or fix.fixed_at >= vehicle.fixed_at:
            vehicle.lat, vehicle.lon, vehicle.fixed_at = fix.lat, fix.lon, fix.fixed_at
            rows.append(vehicle)
    Ambulance.objects.bulk_update(rows, ["lat", "lon", "fixed_at"])
