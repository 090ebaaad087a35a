"""A call as a viewer may see it."""

from __future__ import annotations

from datetime import timedelta

from outrider.coresponse.models import Call, Mission
from outrider.coresponse.packs import pack_of
from outrider.coresponse.ports import hazards
from outrider.coresponse.queries.needs import needs
from outrider.coresponse.queries.scope import missions_visible_to
from outrider.coresponse.queries.views.common import View, stamp
from outrider.domain.access import Field, Role, Viewer
from outrider.domain.coresponse.mission import AmbulanceState

_ALARMS = {"ambulance-lost": "The ambulance was cancelled or diverted. No ambulance is live."}


def view_call(call: Call, viewer: Viewer, missions: list[Mission] | None = None) -> View:
    """One call.

    Args:
        missions: the call's missions that this viewer may see, where they are already at hand.
    """
    seen = _missions_of(call, viewer) if missions is None else missions
    pack = pack_of(call)
    complaint = pack.complaints[call.complaint]
    view: View = {
        "type": "call",
        "id": str(call.pk),
        "number": call.number,
        "reference": call.reference,
        "exercise": call.exercise,
        "connected_at": stamp(call.connected_at),
        "received_at": stamp(call.received_at),
        "category": call.category,
        "place": _place(call, viewer, seen),
        "outcome": _outcome(call, viewer),
        "ambulance": _ambulance(call),
        "alarm": _alarm(call),
        "hold_off": call.hold_off,
        "no_responder": _no_responder(call, viewer),
        "help_wanted": call.help_wanted or None,
        "needs": needs(call, seen, viewer),
        "status": "closed" if call.closed_at else "open",
        "closed_at": stamp(call.closed_at),
        "close_reason": call.close_reason or None,
        "missions": [str(mission.pk) for mission in seen],
        "version": call.version,
    }
    if viewer.sees(Field.HAZARD_REASON):
        view["hazards"] = list(hazards().told(call.hazard_ids).values())
    if viewer.sees(Field.CALL_CLINICAL):
        view["complaint"] = call.complaint
        view["complaint_text"] = complaint.text
        if not _only_offered(viewer, seen):
            view |= {
                "condition": call.condition,
                "age_band": call.age_band,
                "sex": call.sex,
                "flags": [
                    {"id": each, "text": pack.flags[each].text}
                    for each in call.flags
                    if each in pack.flags
                ],
            }
    if viewer.sees(Field.CALL_CALLER) and not _only_offered(viewer, seen):
        view |= {"note": call.note, "access_note": call.access_note}
    return view


def _missions_of(call: Call, viewer: Viewer) -> list[Mission]:
    return list(
        missions_visible_to(viewer)
        .filter(call=call)
        .select_related("unit__scheme")
        .order_by("sequence")
    )


def _only_offered(viewer: Viewer, missions: list[Mission]) -> bool:
    """A crew sees the town and the complaint before it accepts, and the rest afterwards."""
    return viewer.role is Role.CO_RESPONDER and not any(
        mission.accepted_at or mission.at_scene_at for mission in missions
    )


def _place(call: Call, viewer: Viewer, missions: list[Mission]) -> View:
    if _only_offered(viewer, missions):
        return {"town": call.town}
    return {
        "label": call.place,
        "town": call.town,
        "lat": call.lat,
        "lon": call.lon,
        "os_grid": call.os_grid,
        "what3words": call.what3words,
        "uprn": call.uprn,
    }


def _outcome(call: Call, viewer: Viewer) -> View:
    view: View = {
        "class": call.outcome,
        "pack": call.pack_version,
        "risk_checked_at": stamp(call.risk_checked_at),
    }
    if viewer.sees(Field.CALL_RULE):
        view |= {"rule": call.outcome_rule, "text": call.outcome_text}
    return view


def _ambulance(call: Call) -> View:
    state = AmbulanceState(call.ambulance_state)
    eta_at = None
    if call.ambulance_heard_at is not None and call.ambulance_eta_seconds is not None:
        eta_at = call.ambulance_heard_at + timedelta(seconds=call.ambulance_eta_seconds)
    return {
        "state": state.value,
        "live": state.live,
        "call_sign": call.ambulance.call_sign if call.ambulance else None,
        "since": stamp(call.ambulance_since),
        "heard_at": stamp(call.ambulance_heard_at),
        "eta_at": stamp(eta_at),
        "arrived_at": stamp(call.ambulance_arrived_at),
    }


def _alarm(call: Call) -> View | None:
    if not call.alarm:
        return None
    return {
        "kind": call.alarm,
        "since": stamp(call.alarm_since),
        "text": _ALARMS.get(call.alarm, call.alarm),
    }


def _no_responder(call: Call, viewer: Viewer) -> View | None:
    if call.no_responder_at is None:
        return None
    return {"at": stamp(call.no_responder_at), "why": call.no_responder_why}
