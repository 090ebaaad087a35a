"""Journal rows in plain words, redacted by viewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from outrider.coresponse.models import Call, Mission
from outrider.coresponse.queries.views import reason_text
from outrider.domain.access import Field, Viewer
from outrider.domain.coresponse.mission import (
    CLOSE_REASONS,
    CLOSED_BY_ITSELF,
    REASONS,
    Phase,
    Press,
)
from outrider.domain.coresponse.rules import HAZARD_RULE
from outrider.journal.models import Entry

Said = tuple[str, str] | None
KEPT_AT_LEAST = timedelta(seconds=10)  # between press and receipt: less is the way of any press
_OUTCOMES = {
    "send": "send",
    "send_after_risk_check": "send after risk check",
    "hold_off": "hold off",
    "route_to_police": "route as a police job",
    "not_eligible": "not eligible",
    "no_rules": "no rule pack in force, nobody is sent by the scheme",
}
_STEPS = {
    Press.AGREE: ("{owner} agreed: {unit}", "check"),
    Press.REFUSE: ("{owner} did not release {unit}", "cross"),
    Press.ACCEPT: ("{unit} accepted", "check"),
    Press.DECLINE: ("{unit} declined", "cross"),
    Press.MOBILE: ("{unit} is mobile", "mobile"),
    Press.HOLD_OFF: ("{unit} holds off", "hold"),
    Press.LIFT_HOLD_OFF: ("{unit} may go in", "mobile"),
    Press.AT_SCENE: ("{unit} at scene", "pin"),
    Press.WITH_PATIENT: ("{unit} with the patient", "patient"),
    Press.HANDOVER: ("{unit} handed over", "handover"),
    Press.CLEAR: ("{unit} clear", "clear"),
    Press.UNABLE: ("{unit} could not go on", "cross"),
    Press.WITHDRAW: ("{unit} withdrawn by control", "withdraw"),
    Press.STAND_DOWN: ("{unit} stood down", "standdown"),
    Press.RECALL: ("{unit} called back by the police", "recall"),
    Press.ABANDON_CARE: ("{unit} left the patient, with recorded authority", "alert"),
    Press.NO_ANSWER: ("No answer in time: {unit}", "noanswer"),
    Press.STATE_FORBIDS: ("{unit} is no longer available", "recall"),
    Press.EMERGENCY: ("{unit} released: emergency", "alert"),
}
_OWNERS_BUSINESS = frozenset(
    {Press.REFUSE, Press.RECALL, Press.STATE_FORBIDS, Press.EMERGENCY, Press.ABANDON_CARE}
)


def sentence(entry: Entry, call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    """Text and icon name, or None where a row says nothing to this viewer."""
    make = _MAKERS.get(entry.kind)
    said = make(entry.payload, call, mission, viewer) if make else None
    return (said[0] + _late(entry), said[1]) if said else None


def _received(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    outcome = _OUTCOMES.get(str(payload["outcome"]), "")
    rule = f" ({payload['rule']})" if viewer.sees(Field.CALL_RULE) else ""
    return f"Call {call.number} received, {payload['category']}. Outcome: {outcome}{rule}", "phone"


def _ambulance(
    payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer
) -> Said:
    return f"Ambulance {payload['after']}", "ambulance"


def _heard(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    eta = payload.get("eta_seconds")
    away = f", {eta / 60:.0f} min away" if isinstance(eta, int | float) and eta >= 30 else ""
    return f"Ambulance {payload['call_sign']}{away}", "ambulance"


def _opened(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    if mission is None:
        return None
    unit, owner = mission.unit.call_sign, mission.unit.scheme.owner.capitalize()
    if payload.get("came_across"):
        return f"{unit} came across the casualty", "eye"
    if payload["phase"] == Phase.OFFERED.value:
        return f"Offered to {unit}", "bell"
    past = " Asked past the estimate, by radio." if payload.get("went_past") else ""
    return f"{owner} control asked for {unit}.{past}", "shield"


def _moved(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    if mission is None:
        return None
    press = Press(str(payload["press"]))
    text, icon = _STEPS[press]
    said = text.format(
        unit=mission.unit.call_sign, owner=f"{mission.unit.scheme.owner.capitalize()} control"
    )
    reason = str(payload.get("reason") or "")
    hidden = press in _OWNERS_BUSINESS and not viewer.sees(Field.MISSION_REASON)
    if reason and not hidden:
        said += f". {reason_text(reason)}"
    return said, icon


def _late(entry: Entry) -> str:
    """A press that a phone kept for want of signal says when it was made."""
    if entry.payload.get("clock") not in ("monotonic", "device"):
        return ""
    made = datetime.fromisoformat(str(entry.payload["effective"]))
    if entry.recorded_at - made < KEPT_AT_LEAST:
        return ""
    return f" (pressed {timezone.localtime(made):%H:%M:%S})"


def _fixed(text: str, icon: str) -> Callable[..., Said]:
    def made(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
        return text, icon

    return made


def _unit(text: str, icon: str) -> Callable[..., Said]:
    def made(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
        return (text.format(unit=mission.unit.call_sign), icon) if mission else None

    return made


def _help(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    if mission is None:
        return None
    kind = REASONS[Press.NEED_HELP].get(str(payload.get("kind")), "Help")
    return f"{mission.unit.call_sign} needs help: {kind}", "alert"


def _conflict(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    if mission is None or not viewer.sees(Field.UNIT_POLICE_STATE):
        return None
    state = payload["state"]
    return (
        f"{mission.unit.call_sign} is in state {state} with the patient: decide together",
        "alert",
    )


def _held(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    by_place = payload.get("rule") == HAZARD_RULE
    if by_place and viewer.sees(Field.HAZARD_REASON):
        return "Hold off: a hazard at this place. Do not go in yet", "hold"
    rule = f" ({payload['rule']})" if by_place and viewer.sees(Field.CALL_RULE) else ""
    return f"Hold off: do not go in yet{rule}", "hold"


def _known(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    return ("A hazard at this place is known", "hold") if viewer.sees(Field.HAZARD_REASON) else None


def _closed(payload: dict[str, Any], call: Call, mission: Mission | None, viewer: Viewer) -> Said:
    words = {**CLOSE_REASONS, **CLOSED_BY_ITSELF}
    why = words.get(str(payload.get("reason")), "")
    return f"Call closed. {why}" if why else "Call closed", "clear"


_MAKERS: dict[str, Callable[..., Said]] = {
    "call.received": _received,
    "call.ambulance": _ambulance,
    "call.ambulance-heard": _heard,
    "call.alarm-raised": _fixed("Alarm: no ambulance is live for this call", "alert"),
    "call.alarm-ended": _fixed("Alarm over", "check"),
    "call.risk-checked": _fixed("Risk check done with the caller", "check"),
    "call.hold-off-set": _held,
    "call.hazard-known": _known,
    "call.hazard-over": _fixed(
        "Police: the reason to hold off at this place is over. Lift it when the scene is safe",
        "check",
    ),
    "call.hold-off-lifted": _fixed("Hold-off lifted", "check"),
    "call.no-responder": _fixed("No co-responder could be sent", "noanswer"),
    "call.closed": _closed,
    "mission.opened": _opened,
    "mission.moved": _moved,
    "mission.acknowledged": _unit("Handover by {unit} acknowledged by the crew", "handover"),
    "mission.help-needed": _help,
    "mission.conflict": _conflict,
}
