"""Lines to draw for a call: the unit's way, the ambulance's way, how far help may start."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from outrider.coresponse import ground
from outrider.coresponse.choosing.fixes import fix_of
from outrider.coresponse.choosing.look import ambulance_seconds
from outrider.coresponse.errors import NotFound
from outrider.coresponse.models import Call
from outrider.coresponse.packs import pack_of
from outrider.coresponse.queries import (
    calls_visible_to,
    missions_visible_to,
    units_visible_to,
    view_call,
)
from outrider.domain.access import Agency, Field, Viewer
from outrider.people.models import Unit
from outrider.roads import Driving, NotConnected

Line = list[list[float]]
LONGEST_ISOCHRONE = 1800.0
"""Seconds: beyond it the line would go round everything."""


def routes_for(
    call_id: UUID, unit_id: UUID | None, viewer: Viewer, now: datetime
) -> dict[str, Any]:
    """Empty lines for whoever may not know the place (a crew before it accepts) or the positions.

    Raises:
        NotFound: the call, or the unit asked for, is not this viewer's to see.
    """
    call = calls_visible_to(viewer).select_related("ambulance").filter(pk=call_id).first()
    if call is None:
        raise NotFound
    nothing: dict[str, Any] = {"unit": [], "ambulance": [], "isochrone": []}
    unit = _unit(call, unit_id, viewer)
    knows_place = view_call(call, viewer)["place"].get("lat") is not None
    if not knows_place or not viewer.sees(Field.UNIT_POSITION):
        return nothing
    return {
        "unit": _unit_line(unit, call, now) if unit else [],
        "ambulance": _ambulance_line(call),
        "isochrone": _isochrone(call, viewer, now),
    }


def _unit(call: Call, unit_id: UUID | None, viewer: Viewer) -> Unit | None:
    units = units_visible_to(viewer).select_related("position", "status", "scheme", "station")
    if unit_id is not None:
        unit = units.filter(pk=unit_id).first()
        if unit is None:
            raise NotFound
        return unit
    active = missions_visible_to(viewer).filter(call=call, ended_at=None).order_by("-sequence")
    mission = active.first()
    return units.filter(pk=mission.unit_id).first() if mission else None


def _unit_line(unit: Unit, call: Call, now: datetime) -> Line:
    fix = fix_of(unit, now, pack_of(call).policy)
    if fix is None:
        return []
    status = getattr(unit, "status", None)
    response = status is not None and status.response_driver
    return _line((fix.lat, fix.lon), call, Driving.RESPONSE if response else Driving.NORMAL)


def _ambulance_line(call: Call) -> Line:
    vehicle = call.ambulance
    if vehicle is None or vehicle.lat is None or vehicle.lon is None:
        return []
    return _line((vehicle.lat, vehicle.lon), call, Driving.RESPONSE)


def _line(start: tuple[float, float], call: Call, driving: Driving) -> Line:
    here, there = ground.node_at(*start), ground.node_at(call.lat, call.lon)
    if here is None or there is None:
        return []
    try:
        route = ground.network().route(here, there, driving)
    except NotConnected:
        return []
    return [[lat, lon] for lat, lon in route.points]


def _isochrone(call: Call, viewer: Viewer, now: datetime) -> list[Line]:
    """From where a response driver would gain at least the cut-off on the ambulance."""
    if viewer.agency is Agency.OUTSIDE:
        return []
    cut_off = pack_of(call).policy.gain_cut_off
    seconds = min(ambulance_seconds(call, now) - cut_off, LONGEST_ISOCHRONE)
    there = ground.node_at(call.lat, call.lon)
    if seconds <= 0 or there is None:
        return []
    rings = ground.network().isochrone(there, seconds, Driving.RESPONSE)
    return [[[lat, lon] for lat, lon in ring] for ring in rings]
