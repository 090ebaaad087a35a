"""`evolve(state, event) -> state`: the only way in which a call changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import singledispatch

from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.mission import CARE, Phase
from outrider.domain.coresponse.state import CallState, MissionState


@singledispatch
def _apply(event: object, state: CallState) -> CallState:
    raise TypeError(f"not an event of a call: {event!r}")


def evolve(state: CallState, event: e.Event) -> CallState:
    """The state after one event. Pure; accepts every event that `decide` can emit."""
    return _apply(event, state)


def _with(state: CallState, mission: MissionState) -> CallState:
    return replace(state, missions={**state.missions, mission.id: mission})


@_apply.register
def _(event: e.AmbulanceChanged, state: CallState) -> CallState:
    return replace(state, ambulance=event.after)


@_apply.register
def _(event: e.AlarmRaised, state: CallState) -> CallState:
    return replace(state, alarm=event.kind)


@_apply.register
def _(event: e.AlarmEnded, state: CallState) -> CallState:
    return replace(state, alarm="")


@_apply.register
def _(event: e.MissionOpened, state: CallState) -> CallState:
    mission = MissionState(
        id=event.mission,
        unit=event.unit,
        owner=event.owner,
        sequence=event.sequence,
        phase=event.phase,
        since=event.effective,
        came_across=event.came_across,
        times={event.phase.value: event.effective},
    )
    return _with(replace(state, no_responder=False), mission)


@_apply.register
def _(event: e.MissionMoved, state: CallState) -> CallState:
    mission = state.missions[event.mission]
    moved = replace(
        mission,
        phase=event.after,
        since=event.effective,
        times={**mission.times, **_stamped(mission, event.after, event.effective)},
        reason=event.reason or mission.reason,
        authority=event.authority or mission.authority,
        by_radio=event.by_radio,
        had_contact=mission.had_contact or event.after in CARE,
        conflict="" if event.after.ended else mission.conflict,
    )
    return _with(state, moved)


def _stamped(mission: MissionState, phase: Phase, at: datetime) -> dict[str, datetime]:
    # back to mobile after a hold-off keeps the time at which the unit first went mobile
    return {} if phase.value in mission.times else {phase.value: at}


@_apply.register
def _(event: e.HandoverAcknowledged, state: CallState) -> CallState:
    mission = state.missions[event.mission]
    return _with(state, replace(mission, acknowledged_at=event.effective))


@_apply.register
def _(event: e.ConflictRaised, state: CallState) -> CallState:
    mission = state.missions[event.mission]
    return _with(state, replace(mission, conflict=f"state-{event.state}"))


@_apply.register
def _(event: e.HelpNeeded, state: CallState) -> CallState:
    return state


@_apply.register
def _(event: e.RiskCheckDone, state: CallState) -> CallState:
    return replace(state, risk_checked=True)


@_apply.register
def _(event: e.HoldOffSet, state: CallState) -> CallState:
    return replace(state, hold_off=True)


@_apply.register
def _(event: e.HoldOffLifted, state: CallState) -> CallState:
    return replace(state, hold_off=False)


@_apply.register
def _(event: e.NoResponder, state: CallState) -> CallState:
    return replace(state, no_responder=True)


@_apply.register
def _(event: e.CallClosed, state: CallState) -> CallState:
    return replace(state, closed=True, alarm="")


@_apply.register
def _(event: e.CallArchived, state: CallState) -> CallState:
    return replace(state, archived=True)
