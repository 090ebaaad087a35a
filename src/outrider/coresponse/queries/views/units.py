"""A unit as a viewer may see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from outrider.coresponse.choosing.gates import scheme_live
from outrider.coresponse.models import Call, Mission
from outrider.coresponse.queries.views.common import View, stamp
from outrider.domain.access import Agency, Field, Role, Viewer
from outrider.domain.people.police_state import MedicalOffer
from outrider.people.models import PoliceStateRule, Unit


def view_unit(unit: Unit, viewer: Viewer, table: dict[int, PoliceStateRule] | None = None) -> View:
    status = getattr(unit, "status", None)
    scheme = unit.scheme
    view: View = {
        "type": "unit",
        "id": str(unit.pk),
        "call_sign": unit.call_sign,
        "scheme": scheme.code,
        "scheme_name": scheme.name,
        "owner": scheme.owner,
        "station": unit.station.name,
        "active": unit.active,
        "driving": "response" if status is not None and status.response_driver else "normal",
        "pair": scheme.needs_pair,
        "booked_on": _booked_on(status, scheme.owner),
        "available": _available(unit, viewer, table),
        "lease": _lease(unit, viewer),
    }
    if viewer.sees(Field.UNIT_CREW):
        view["officers"] = status.on_board if status is not None else []
    if status is None:
        return view
    if viewer.sees(Field.UNIT_POLICE_STATE) and scheme.uses_police_state:
        view["state"] = _state(status.police_state, status.state_since, table)
        view["doing"] = status.doing
    if viewer.sees(Field.UNIT_GATES):
        view["gates"] = status.gates
        view["skills"] = status.skills
        view["shift_ends_at"] = stamp(status.shift_ends_at)
    if viewer.sees(Field.UNIT_MEDICAL_TIME):
        cap = scheme.medical_minutes_cap
        view["medical"] = {
            "used_seconds": status.medical_seconds_this_shift,
            "cap_seconds": cap * 60 if cap is not None else None,
        }
    return view


def _booked_on(status: Any, owner: str) -> View:
    own = status is not None and status.booked_on_owner
    ambulance = status is not None and status.booked_on_ambulance
    if own and ambulance:
        text = "Booked on with both controls"
    elif own or ambulance:
        text = f"Booked on with {owner if own else 'ambulance'} only: not asked"
    else:
        text = "Not booked on"
    return {"owner": own, "ambulance": ambulance, "text": text}


def _rule(code: int, table: dict[int, PoliceStateRule] | None) -> PoliceStateRule | None:
    if table is None:
        return PoliceStateRule.objects.filter(code=code).first()
    return table.get(code)


def _state(code: int, since: datetime, table: dict[int, PoliceStateRule] | None) -> View:
    rule = _rule(code, table)
    return {
        "code": code,
        "word": rule.word if rule else "Unknown",
        "since": stamp(since),
        "may": rule.offer if rule else MedicalOffer.NEVER.value,
    }


def _available(unit: Unit, viewer: Viewer, table: dict[int, PoliceStateRule] | None) -> View:
    """Whether the unit could be asked at all, before any call is weighed."""
    ok, word, private = _first_bar(unit, table)
    if not ok and private and viewer.agency is not Agency.POLICE:
        word = f"Not available: {unit.scheme.owner}"
    return {"ok": ok, "word": word}


def _first_bar(unit: Unit, table: dict[int, PoliceStateRule] | None) -> tuple[bool, str, bool]:
    """(may be asked, in words, the owner's own business)."""
    status = getattr(unit, "status", None)
    lease = getattr(unit, "lease", None)
    if unit.scheme.agreed_by_ambulance_at is None:
        return False, "Not in the scheme", False
    if not scheme_live(unit.scheme):
        paused = unit.scheme.paused_at is not None
        return False, "No more medical jobs for now" if paused else "Scheme not agreed", False
    if status is None or not status.on_board:
        return False, "Nobody on shift", True
    if lease is not None and lease.mission_id is not None:
        return False, "On a medical call", False
    if unit.scheme.uses_police_state:
        rule = _rule(status.police_state, table)
        if rule is None or rule.offer != MedicalOffer.MAY.value:
            word = rule.word if rule else "Unknown state"
            return False, f"{word}: never asked in state {status.police_state}", True
    if not (status.booked_on_owner and status.booked_on_ambulance):
        return False, str(_booked_on(status, unit.scheme.owner)["text"]), False
    for gate in status.gates:
        if not gate["ok"]:
            return False, str(gate["text"]), gate["rule"] == "unit.pair"
    return True, "May be asked", False


def _lease(unit: Unit, viewer: Viewer) -> View | None:
    lease = getattr(unit, "lease", None)
    if lease is None or lease.mission_id is None:
        return None
    number = Call.objects.filter(pk=lease.call_id).values_list("number", flat=True).first()
    if viewer.role is Role.CO_RESPONDER:
        # a crew is told the moment its owner agrees, not before
        row = Mission.objects.filter(pk=lease.mission_id).only("offered_at", "origin").first()
        if row is None or (row.offered_at is None and row.origin != "came-across"):
            return None
    return {"mission_id": str(lease.mission_id), "call_number": number}
