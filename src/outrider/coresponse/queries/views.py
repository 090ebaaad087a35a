"""Rows as a viewer may see them. A field that they may not see is absent, not empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from outrider.coresponse.choosing.gates import scheme_live
from outrider.coresponse.models import Call, Mission, PatientReport, TestAlert, Timer
from outrider.coresponse.packs import pack_version
from outrider.coresponse.queries.needs import needs
from outrider.coresponse.queries.scope import missions_visible_to
from outrider.coresponse.queries.steps import can
from outrider.domain.access import Agency, Field, Role, Viewer
from outrider.domain.coresponse.mission import REASONS, AmbulanceState, Phase, Press
from outrider.domain.people.police_state import MedicalOffer
from outrider.people.models import PoliceStateRule, ResponderScheme, Unit

View = dict[str, Any]

_ALARMS = {"ambulance-lost": "The ambulance was cancelled or diverted. No ambulance is live."}
_BEFORE_ACCEPT = frozenset({Phase.ASKING_OWNER, Phase.OFFERED})


def stamp(at: datetime | None) -> str | None:
    """UTC with a Z, to the millisecond."""
    if at is None:
        return None
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"


# --- calls ---------------------------------------------------------------------------------------


def view_call(call: Call, viewer: Viewer, missions: list[Mission] | None = None) -> View:
    """One call.

    Args:
        missions: the call's missions that this viewer may see, where they are already at hand.
    """
    seen = _missions_of(call, viewer) if missions is None else missions
    pack = pack_version(call.pack_version)
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


# --- missions ------------------------------------------------------------------------------------


def view_mission(row: Mission, viewer: Viewer) -> View:
    phase = Phase(row.phase)
    scheme = row.unit.scheme
    view: View = {
        "type": "mission",
        "id": str(row.pk),
        "call_id": str(row.call_id),
        "call_number": row.call.number,
        "unit_id": str(row.unit_id),
        "call_sign": row.unit.call_sign,
        "scheme": scheme.code,
        "owner": scheme.owner,
    }
    if viewer.sees(Field.MISSION_PROGRESS):
        view |= {
            "sequence": row.sequence,
            "origin": row.origin,
            "phase": row.phase,
            "phase_word": _phase_word(phase, scheme.owner),
            "phase_since": stamp(row.phase_since),
            "times": _times(row),
            "timer": _timer(row),
            "by_radio": row.last_by_radio,
            "hold_off": phase is Phase.HOLD_OFF or row.call.hold_off,
            "estimate": row.estimate or None,
            "can": can(row, viewer),
            "reason": _reason(row, viewer),
        }
    if viewer.sees(Field.UNIT_POLICE_STATE):
        view["conflict"] = (
            f"Now in {row.conflict.replace('-', ' ')}, with the patient: decide together."
            if row.conflict
            else None
        )
    if viewer.sees(Field.MISSION_CARE):
        view |= {"atmist": row.atmist, "kit_used": row.kit_used, "report": _report(row)}
    return view


def _phase_word(phase: Phase, owner: str) -> str:
    if phase is Phase.ASKING_OWNER and owner != "police":
        return f"Asking {owner}"
    return phase.word


def _times(row: Mission) -> View:
    return {
        "asked": stamp(row.asked_at),
        "agreed": stamp(row.agreed_at),
        "offered": stamp(row.offered_at),
        "accepted": stamp(row.accepted_at),
        "mobile": stamp(row.mobile_at),
        "at_scene": stamp(row.at_scene_at),
        "with_patient": stamp(row.with_patient_at),
        "handover": stamp(row.handover_at),
        "acknowledged": stamp(row.acknowledged_at),
        "clear": stamp(row.clear_at),
        "ended": stamp(row.ended_at),
    }


def _timer(row: Mission) -> View | None:
    if Phase(row.phase) not in _BEFORE_ACCEPT:
        return None
    timer = (
        Timer.objects.filter(mission_id=row.pk, fired_at__isnull=True, cancelled_at__isnull=True)
        .order_by("-due_at")
        .first()
    )
    if timer is None:
        return None
    policy = pack_version(row.call.pack_version).policy
    seconds = policy.owner_answer if timer.kind == "owner-answer" else policy.offer
    return {"kind": timer.kind, "due_at": stamp(timer.due_at), "seconds": seconds}


_SAID_BY_OWNER = frozenset({Phase.OWNER_DECLINED, Phase.CALLED_BACK, Phase.STATE_FORBIDS})


def _reason(row: Mission, viewer: Viewer) -> View | None:
    """The ambulance side reads that the police said no, never why."""
    if not row.reason:
        return None
    if Phase(row.phase) in _SAID_BY_OWNER and not viewer.sees(Field.MISSION_REASON):
        return {"code": "not-available", "text": f"Not available: {row.unit.scheme.owner}"}
    view = {"code": row.reason, "text": reason_text(row.reason)}
    if viewer.sees(Field.MISSION_REASON) or Phase(row.phase) not in _SAID_BY_OWNER:
        view["note"] = row.reason_text
    return view


def reason_text(code: str) -> str:
    for press in (*REASONS,):
        if code in REASONS[Press(press)]:
            return REASONS[Press(press)][code]
    if code.startswith("state-"):
        return f"Police state {code.removeprefix('state-')}"
    return {
        "owner-silent": "Control did not answer in time",
        "crew-silent": "The crew did not answer in time",
    }.get(code, code)


def _report(row: Mission) -> View | None:
    report: PatientReport | None = getattr(row, "report", None)
    if report is None:
        return None
    return {
        "condition": report.condition,
        "written_at": stamp(report.written_at),
        "queries": report.queries,
    }


# --- units ---------------------------------------------------------------------------------------


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


# --- the rest ------------------------------------------------------------------------------------


def view_alert(alert: TestAlert, viewer: Viewer) -> View:
    return {
        "type": "alert",
        "id": str(alert.pk),
        "unit_id": str(alert.unit_id),
        "call_sign": alert.unit.call_sign,
        "sent_at": stamp(alert.sent_at),
        "received_at": stamp(alert.received_at),
        "confirmed_at": stamp(alert.confirmed_at),
        "sent_by": alert.sent_by,
    }


def view_scheme(scheme: ResponderScheme, viewer: Viewer) -> View:
    live = scheme_live(scheme)
    why = None
    if scheme.agreed_by_owner_at is None or scheme.agreed_by_ambulance_at is None:
        why = "Not agreed by both agencies yet"
    elif scheme.paused_at is not None:
        why = "Paused: no more medical jobs for now"
    return {
        "type": "scheme",
        "id": scheme.code,
        "name": scheme.name,
        "owner": scheme.owner,
        "live": live,
        "why_not_live": why,
        "paused_at": stamp(scheme.paused_at),
        "paused_by": scheme.paused_by or None,
    }
