"""The handover sheet of a control room: what the next shift must know, of what the viewer sees."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from outrider.api.answers import z
from outrider.api.live.instant import one_instant
from outrider.coresponse.queries import snapshot_entities
from outrider.domain.access import Viewer

Entity = dict[str, Any]


def handover_sheet(viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Open calls with who is on them, units that are on, schemes that are not live, alerts."""
    with one_instant():
        entities = snapshot_entities(viewer)
    calls = [one for one in _of("call", entities) if one.get("status") == "open"]
    missions = [one for one in _of("mission", entities) if not one.get("times", {}).get("ended")]
    units = [one for one in _of("unit", entities) if _on(one)]
    return {
        "at": z(now),
        "by": viewer.name,
        "role": viewer.role.label,
        "calls": sorted(calls, key=lambda one: one["connected_at"]),
        "missions": missions,
        "units": sorted(units, key=lambda one: one["call_sign"]),
        "schemes_not_live": [one for one in _of("scheme", entities) if not one["live"]],
        "alerts_not_confirmed": [
            one for one in _of("alert", entities) if one["confirmed_at"] is None
        ],
    }


def _of(kind: str, entities: list[Entity]) -> list[Entity]:
    return [one for one in entities if one["type"] == kind]


def _on(unit: Entity) -> bool:
    booked = unit.get("booked_on") or {}
    return bool(booked.get("owner") or booked.get("ambulance"))
