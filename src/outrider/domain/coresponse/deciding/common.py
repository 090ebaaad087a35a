"""What several decisions share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.evolve import evolve
from outrider.domain.coresponse.mission import (
    REASONS,
    TRANSITIONS,
    AmbulanceState,
    Phase,
    Press,
)
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.state import CallState, MissionState

AMBULANCE_LOST = "ambulance-lost"
TELL_CONTROL = "Tell control by radio."


def fold(state: CallState, happened: Iterable[e.Event]) -> CallState:
    """The state after these events."""
    for event in happened:
        state = evolve(state, event)
    return state


def afterwards(state: CallState, *moved: e.MissionMoved) -> tuple[e.Event, ...]:
    """What an ended mission leaves behind: an alarm with nobody to warn, a call that is done."""
    after = fold(state, moved)
    if after.live_missions or after.closed:
        return ()
    happened: list[e.Event] = []
    if after.alarm == AMBULANCE_LOST:
        happened.append(e.AlarmEnded(AMBULANCE_LOST))
    done = any(step.after is Phase.CLEAR for step in moved)
    if done and after.ambulance.live:
        happened.append(e.CallClosed("cleared"))
    elif after.ambulance is AmbulanceState.ARRIVED:
        happened.append(e.CallClosed("ambulance-arrived"))
    return tuple(happened)


def mission_of(state: CallState, mission_id: str) -> MissionState:
    mission = state.missions.get(mission_id)
    if mission is None:
        raise Refused("mission.unknown", "This call has no such mission.", "Open the call again.")
    return mission


def check_reason(press: Press, reason: str) -> None:
    if not TRANSITIONS[press].needs_reason:
        return
    if reason not in REASONS[press]:
        raise Refused("mission.reason", "Say why: choose a reason from the list.", "Choose one.")


def end(
    state: CallState, mission: MissionState, press: Press, now: datetime, reason: str
) -> tuple[e.Event, ...]:
    after = TRANSITIONS[press].target
    assert after is not None
    moved = e.MissionMoved(
        mission=mission.id,
        unit=mission.unit,
        press=press,
        before=mission.phase,
        after=after,
        effective=max(mission.since, now),
        reason=reason,
    )
    return (moved, *afterwards(state, moved))
