"""Rows <-> the state that the rules know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from outrider.coresponse.models import Call, Mission
from outrider.domain.coresponse.mission import AmbulanceState, Phase
from outrider.domain.coresponse.rules import Outcome
from outrider.domain.coresponse.state import CallState, MissionState

COLUMNS = {
    Phase.ASKING_OWNER: "asked_at",
    Phase.OFFERED: "offered_at",
    Phase.ACCEPTED: "accepted_at",
    Phase.MOBILE: "mobile_at",
    Phase.AT_SCENE: "at_scene_at",
    Phase.WITH_PATIENT: "with_patient_at",
    Phase.HANDOVER: "handover_at",
    Phase.CLEAR: "clear_at",
}


def load_state(call: Call, missions: Iterable[Mission] | None = None) -> CallState:
    """The call's state from its rows."""
    if missions is None:
        missions = call.missions.select_related("unit__scheme").order_by("sequence")
    states = [mission_state(mission) for mission in missions]
    return CallState(
        id=str(call.pk),
        outcome=Outcome(call.outcome),
        ambulance=AmbulanceState(call.ambulance_state),
        risk_checked=call.risk_checked_at is not None,
        hold_off=call.hold_off,
        alarm=call.alarm,
        no_responder=call.no_responder_at is not None,
        closed=call.closed_at is not None,
        archived=call.archived_at is not None,
        missions={state.id: state for state in states},
    )


def mission_state(row: Mission) -> MissionState:
    phase = Phase(row.phase)
    times: dict[str, datetime] = {}
    for step, column in COLUMNS.items():
        at = getattr(row, column)
        if at is not None:
            times[step.value] = at
    if phase is Phase.HOLD_OFF:
        times[phase.value] = row.phase_since
    return MissionState(
        id=str(row.pk),
        unit=str(row.unit_id),
        owner=row.unit.scheme.owner,
        sequence=row.sequence,
        phase=phase,
        since=row.phase_since,
        came_across=row.origin == "came-across",
        times=times,
        acknowledged_at=row.acknowledged_at,
        reason=row.reason,
        authority=row.authority,
        by_radio=row.last_by_radio,
        conflict=row.conflict,
        had_contact=row.with_patient_at is not None,
    )


def fill_mission(row: Mission, state: MissionState) -> None:
    """The row as the state says. Times that are set stay as they are."""
    row.phase = state.phase.value
    row.phase_since = state.since
    for step, column in COLUMNS.items():
        if step.value in state.times:
            setattr(row, column, state.times[step.value])
    if state.phase.ended and row.ended_at is None:
        row.ended_at = state.since
    row.acknowledged_at = state.acknowledged_at
    row.reason = state.reason
    row.authority = state.authority
    row.last_by_radio = state.by_radio
    row.conflict = state.conflict
    row.origin = "came-across" if state.came_across else "asked"


def fill_call(row: Call, state: CallState, at: datetime) -> None:
    """The row as the state says; `at` stamps what has just begun."""
    if row.ambulance_state != state.ambulance.value:
        row.ambulance_state = state.ambulance.value
        row.ambulance_since = at
        if state.ambulance is AmbulanceState.ARRIVED:
            row.ambulance_arrived_at = at
    if bool(row.alarm) != bool(state.alarm):
        row.alarm_since = at if state.alarm else None
    row.alarm = state.alarm
    row.hold_off = state.hold_off
    row.risk_checked_at = (row.risk_checked_at or at) if state.risk_checked else None
    row.no_responder_at = (row.no_responder_at or at) if state.no_responder else None
    row.closed_at = (row.closed_at or at) if state.closed else None
    row.archived_at = (row.archived_at or at) if state.archived else None
    row.version += 1


def new_mission(call: Call, state: MissionState) -> Mission:
    row = Mission(id=UUID(state.id), call=call, unit_id=UUID(state.unit), sequence=state.sequence)
    fill_mission(row, state)
    return row
