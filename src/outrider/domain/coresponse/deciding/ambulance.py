"""The interlock: an ambulance in parallel, always, and an alarm when it is lost."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.deciding.common import (
    AMBULANCE_LOST,
)
from outrider.domain.coresponse.mission import (
    AmbulanceState,
)
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.state import CallState


def set_ambulance(
    command: c.SetAmbulance, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    if command.state is state.ambulance:
        return ()
    _check_ambulance_step(state.ambulance, command.state)
    happened: list[e.Event] = [e.AmbulanceChanged(state.ambulance, command.state)]
    somebody = bool(state.live_missions)
    if not command.state.live and somebody and state.ambulance.live:
        happened.append(e.AlarmRaised(AMBULANCE_LOST))
    if command.state.live and state.alarm == AMBULANCE_LOST:
        happened.append(e.AlarmEnded(AMBULANCE_LOST))
    if command.state is AmbulanceState.ARRIVED and not somebody:
        happened.append(e.CallClosed("ambulance-arrived"))
    return tuple(happened)


def _check_ambulance_step(before: AmbulanceState, after: AmbulanceState) -> None:
    if after is AmbulanceState.NONE:
        raise Refused(
            "ambulance.step",
            "An ambulance that was asked for cannot be forgotten.",
            "Record it as cancelled or diverted.",
        )
    if after is AmbulanceState.ARRIVED and not before.live:
        raise Refused(
            "ambulance.step",
            "No ambulance is allocated, so none can have arrived.",
            "Allocate the ambulance first, with its call sign.",
        )
    lost = after in (AmbulanceState.CANCELLED, AmbulanceState.DIVERTED)
    if lost and before in (AmbulanceState.NONE, AmbulanceState.ARRIVED):
        raise Refused(
            "ambulance.step",
            f"There is no ambulance on its way that could be {after.value}.",
            "Check the call number.",
        )


def acknowledge_alarm(
    command: c.AcknowledgeAlarm, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    if not state.alarm:
        return ()
    raise Refused(
        "ambulance.in-parallel",
        "The alarm stands until an ambulance is live or the crew is stood down.",
        "Allocate an ambulance, or stand the crew down.",
    )
