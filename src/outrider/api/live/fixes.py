"""Positions of this process: read at most once a second, whatever the number of streams."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any, Final

from django.utils import timezone

from outrider.api.live.threads import in_thread
from outrider.coresponse.choosing.fixes import fix_of
from outrider.coresponse.models import Call
from outrider.coresponse.packs import pack_for_calls
from outrider.domain.access import Field, Viewer
from outrider.domain.coresponse.policy import Policy
from outrider.people.models import Unit

EVERY_SECONDS: Final = 1.0
Fixes = dict[str, dict[str, Any]]
"""Fixes by the key of what must be seen to see them: the unit, or the ambulance's call."""


class FixBoard:
    """The last fixes, for every stream of one event loop."""

    def __init__(self) -> None:
        self._fixes: Fixes = {}
        self._read_at = float("-inf")
        self._lock = asyncio.Lock()

    async def latest(self) -> Fixes:
        """The fixes, at most `EVERY_SECONDS` old."""
        async with self._lock:
            if time.monotonic() - self._read_at >= EVERY_SECONDS:
                self._fixes = await in_thread(read_fixes, timezone.now())
                self._read_at = time.monotonic()
        return self._fixes


def read_fixes(now: datetime) -> Fixes:
    """Every unit's fix, and those of the ambulances on open calls."""
    policy = pack_for_calls(now).policy
    units = Unit.objects.filter(active=True).select_related(
        "position", "status", "scheme", "station"
    )
    found: Fixes = {}
    for unit in units:
        fix = fix_of(unit, now, policy)
        if fix is None or fix.fixed_at is None:
            continue
        found[f"unit:{unit.pk}"] = {
            "unit_id": str(unit.pk),
            "call_sign": unit.call_sign,
            "lat": fix.lat,
            "lon": fix.lon,
            "fixed_at": _z(fix.fixed_at),
            "source": fix.source,
            "state": fix.word(policy),
        }
    return found | _ambulances(now, policy)


def _ambulances(now: datetime, policy: Policy) -> Fixes:
    calls = Call.objects.filter(
        archived_at=None, closed_at=None, ambulance__fixed_at__isnull=False
    ).select_related("ambulance")
    found: Fixes = {}
    for call in calls:
        vehicle = call.ambulance
        if vehicle is None or vehicle.fixed_at is None:
            continue
        age = (now - vehicle.fixed_at).total_seconds()
        found[f"call:{call.pk}"] = {
            "ambulance_id": str(vehicle.pk),
            "call_sign": vehicle.call_sign,
            "lat": vehicle.lat,
            "lon": vehicle.lon,
            "fixed_at": _z(vehicle.fixed_at),
            "source": "cad",
            "state": "stale" if age > policy.position_stale else "live",
        }
    return found


def fixes_for(viewer: Viewer, known: frozenset[str], fixes: Fixes) -> Fixes:
    """Those that the viewer may see: fixes of what is in their picture."""
    if not viewer.sees(Field.UNIT_POSITION):
        return {}
    return {key: fix for key, fix in fixes.items() if key in known}


def _z(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
