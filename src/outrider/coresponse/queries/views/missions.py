"""A mission as a viewer may see it."""

from __future__ import annotations

from outrider.coresponse.models import Mission, PatientReport, Timer
from outrider.coresponse.packs import pack_of
from outrider.coresponse.queries.steps import can
from outrider.coresponse.queries.views.common import View, stamp
from outrider.domain.access import Field, Viewer
from outrider.domain.coresponse.mission import REASONS, Phase, Press

_BEFORE_ACCEPT = frozenset({Phase.ASKING_OWNER, Phase.OFFERED})


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
    policy = pack_of(row.call).policy
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
