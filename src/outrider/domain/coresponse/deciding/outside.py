"""What happens to a mission from outside: police states, stand-downs, timers."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.deciding.common import (
    afterwards,
    check_reason,
    end,
    mission_of,
)
from outrider.domain.coresponse.mission import (
    CARE,
    Phase,
    Press,
    TimerKind,
)
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.state import CallState


def state_forbids(
    command: c.StateForbids, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    mission = mission_of(state, command.mission)
    if not mission.live:
        return ()
    at = min(command.effective or now, now)
    if command.emergency:
        return end(state, mission, Press.EMERGENCY, at, "state-0")
    if mission.phase in CARE:
        return (e.ConflictRaised(mission.id, command.state),)
    return end(state, mission, Press.STATE_FORBIDS, at, f"state-{command.state}")


def stand_down_all(
    command: c.StandDownAll, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    check_reason(Press.STAND_DOWN, command.reason)
    moved = tuple(
        e.MissionMoved(
            mission=mission.id,
            unit=mission.unit,
            press=Press.STAND_DOWN,
            before=mission.phase,
            after=Phase.STOOD_DOWN,
            effective=max(mission.since, now),
            reason=command.reason,
        )
        for mission in state.live_missions
        if mission.phase not in CARE
    )
    return (*moved, *afterwards(state, *moved)) if moved else ()


def timer_fired(
    command: c.TimerFired, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    if command.kind is TimerKind.ARCHIVE:
        return (e.CallArchived(),) if state.closed and not state.archived else ()
    mission = state.missions.get(command.mission or "")
    waits_in = {
        TimerKind.OWNER_ANSWER: Phase.ASKING_OWNER,
        TimerKind.OFFER: Phase.OFFERED,
    }
    if state.closed or mission is None or mission.phase is not waits_in[command.kind]:
        return ()
    silent = "owner-silent" if command.kind is TimerKind.OWNER_ANSWER else "crew-silent"
    return end(state, mission, Press.NO_ANSWER, now, silent)
