"""`decide(state, command, policy, now) -> events`: every rule about a call that is under way.

Raises `Refused` with the rule's id, a sentence and the way on. Pure: what a decision needs to know
about the unit (gates, state) comes in the command, checked from rows by the service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.deciding import ambulance, asking, outside, scene, steps
from outrider.domain.coresponse.deciding.common import AMBULANCE_LOST as AMBULANCE_LOST
from outrider.domain.coresponse.deciding.common import fold as fold
from outrider.domain.coresponse.mission import ASK_NEXT_AFTER
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.state import CallState

Rule = Callable[[Any, CallState, Policy, datetime], tuple[e.Event, ...]]

RULES: Final[Mapping[type, Rule]] = {
    c.SetAmbulance: ambulance.set_ambulance,
    c.AcknowledgeAlarm: ambulance.acknowledge_alarm,
    c.Ask: asking.ask,
    c.NobodyLeft: asking.nobody_left,
    c.ComeAcross: asking.come_across,
    c.PressMission: steps.press,
    c.StateForbids: outside.state_forbids,
    c.StandDownAll: outside.stand_down_all,
    c.TimerFired: outside.timer_fired,
    c.RiskChecked: scene.risk_checked,
    c.HoldOff: scene.hold_off,
    c.LiftHoldOff: scene.lift_hold_off,
    c.Close: scene.close,
}


def decide(
    state: CallState, command: c.Command, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    """The events that a command causes, in order.

    Args:
        now: instant of receipt. Times of the device come as `effective` and are never after it.

    Raises:
        Refused: a rule of the scheme says no.
    """
    if state.closed and not isinstance(command, c.TimerFired):
        raise Refused("call.closed", "This call is closed.", "Open a new call if help is needed.")
    return RULES[type(command)](command, state, policy, now)


def wants_next(state: CallState, policy: Policy) -> bool:
    """Whether the search should go on by itself: the last unit asked said no, or said nothing."""
    if state.closed or state.live_missions or state.no_responder or not policy.auto_next:
        return False
    if not (state.sends and state.ambulance.live) or not state.missions:
        return False
    last = max(state.missions.values(), key=lambda mission: mission.sequence)
    return last.phase in ASK_NEXT_AFTER and not last.had_contact
