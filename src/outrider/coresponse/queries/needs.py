"""What a call needs from whom: the first thing that a hand must do, or nothing."""

from __future__ import annotations

from typing import Any

from outrider.coresponse.models import Call, Mission
from outrider.domain.access import Agency, Viewer
from outrider.domain.coresponse.mission import AmbulanceState, Phase


def needs(call: Call, missions: list[Mission], viewer: Viewer) -> dict[str, Any] | None:
    """The one need to show, from rows only. Times are the caller's to count."""
    if call.closed_at is not None:
        return None
    ambulance = AmbulanceState(call.ambulance_state)
    live = [mission for mission in missions if mission.ended_at is None]
    if call.alarm:
        return _need("ambulance", "Allocate another ambulance or stand the crew down")
    waiting = next((m for m in live if m.phase == Phase.ASKING_OWNER.value), None)
    if waiting is not None:
        owner = waiting.unit.scheme.owner
        return _need(owner, f"Agree or decline {waiting.unit.call_sign}")
    if any(mission.phase == Phase.OFFERED.value for mission in live):
        return _need("crew", "The crew has not answered yet")
    if viewer.agency is not Agency.AMBULANCE:
        return None
    return _ambulance_need(call, ambulance, missions, live)


def _ambulance_need(
    call: Call, ambulance: AmbulanceState, missions: list[Mission], live: list[Mission]
) -> dict[str, Any] | None:
    left = next((m for m in missions if m.with_patient_at and m.phase == "called_back"), None)
    if left is not None and not live and ambulance is not AmbulanceState.ARRIVED:
        return _need("ambulance", f"{left.unit.call_sign} had to leave the patient")
    if not ambulance.live and call.outcome not in ("not_eligible", "route_to_police"):
        return _need("ambulance", "Allocate an ambulance")
    if call.outcome == "send_after_risk_check" and call.risk_checked_at is None:
        return _need("ambulance", "Do the risk check with the caller")
    if any(m.phase == Phase.HANDOVER.value and m.acknowledged_at is None for m in live):
        return _need("crew", "The ambulance crew has not acknowledged the handover")
    sends = call.outcome in ("send", "hold_off", "send_after_risk_check")
    asked = bool(live) or call.no_responder_at is not None
    if sends and not asked and ambulance is AmbulanceState.ALLOCATED:
        again = "Ask for another unit" if missions else "Ask for a unit"
        return _need("ambulance", again)
    return None


def _need(who: str, text: str) -> dict[str, Any]:
    return {"who": who, "text": text}
