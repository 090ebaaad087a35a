"""The scene and the call: risk check, hold-off, closing."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.mission import (
    TRANSITIONS,
    Phase,
    Press,
)
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.state import CallState


def risk_checked(
    command: c.RiskChecked, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    return () if state.risk_checked else (e.RiskCheckDone(),)


def hold_off(
    command: c.HoldOff, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    if state.hold_off:
        return ()
    held = _all_moved(state, Press.HOLD_OFF, now)
    return (e.HoldOffSet(), *held)


def lift_hold_off(
    command: c.LiftHoldOff, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    if not state.hold_off:
        return ()
    holding = any(mission.phase is Phase.HOLD_OFF for mission in state.live_missions)
    if holding and not state.ambulance.live:
        raise Refused(
            "ambulance.in-parallel",
            "No ambulance is live, so the crew cannot be sent in.",
            "Allocate an ambulance first.",
        )
    return (e.HoldOffLifted(), *_all_moved(state, Press.LIFT_HOLD_OFF, now))


def _all_moved(state: CallState, press: Press, now: datetime) -> tuple[e.MissionMoved, ...]:
    rule = TRANSITIONS[press]
    assert rule.target is not None
    return tuple(
        e.MissionMoved(
            mission=mission.id,
            unit=mission.unit,
            press=press,
            before=mission.phase,
            after=rule.target,
            effective=max(mission.since, now),
        )
        for mission in state.live_missions
        if mission.phase in rule.sources
    )


def close(command: c.Close, state: CallState, policy: Policy, now: datetime) -> tuple[e.Event, ...]:
    if state.live_missions:
        raise Refused(
            "call.crew-on-it",
            "A crew is still on this call.",
            "Stand the crew down or wait until it is clear, then close the call.",
        )
    return (e.CallClosed(command.reason),)
