"""Asking for a unit, and a unit that comes across a casualty itself."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.choice import SOFT
from outrider.domain.coresponse.explain import BY_RADIO, why_not
from outrider.domain.coresponse.mission import (
    AmbulanceState,
    Phase,
)
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.rules import Outcome
from outrider.domain.coresponse.state import CallState


def ask(command: c.Ask, state: CallState, policy: Policy, now: datetime) -> tuple[e.Event, ...]:
    _check_may_send(state)
    if any(mission.unit == command.unit for mission in state.live_missions):
        raise Refused("unit.one-owner", "This unit is on this call already.", "See its mission.")
    hard = command.failed & ~SOFT
    if hard:
        reason = (command.reasons or why_not(hard, owner=command.owner))[0]
        raise Refused(reason.rule, f"{reason.text}.", "Choose another unit.")
    if command.failed & SOFT and not command.by_radio:
        reason = (command.reasons or why_not(command.failed, owner=command.owner))[0]
        raise Refused(
            reason.rule,
            f"{reason.text}.",
            "Speak to the crew by radio; ask all the same if they would clearly be first.",
            BY_RADIO,
        )
    phase = Phase.ASKING_OWNER if command.needs_release else Phase.OFFERED
    opened = e.MissionOpened(
        mission=command.mission,
        unit=command.unit,
        owner=command.owner,
        sequence=len(state.missions) + 1,
        phase=phase,
        effective=now,
        went_past=command.failed & SOFT,
    )
    return (opened,)


def _check_may_send(state: CallState) -> None:
    if not state.ambulance.live:
        raise Refused(
            "ambulance.in-parallel",
            "No ambulance is allocated and live for this call.",
            "Allocate an ambulance first, then ask again.",
        )
    if state.outcome is Outcome.NO_RULES:
        raise Refused(
            "pack.agreed",
            "No rule pack was in force when this call came in, so the scheme sends nobody to it.",
            "Ask police control by voice, as for any emergency.",
            "Nobody.",
        )
    if not state.sends:
        needs_check = state.outcome.value == "send_after_risk_check"
        raise Refused(
            "call.outcome",
            "The rules do not send a co-responder to this call"
            + (" until the risk check is done." if needs_check else "."),
            "Do the risk check with the caller." if needs_check else "See the rule beside Why?",
        )


def nobody_left(
    command: c.NobodyLeft, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    return () if state.no_responder or state.live_missions else (e.NoResponder(),)


def come_across(
    command: c.ComeAcross, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    opened = e.MissionOpened(
        mission=command.mission,
        unit=command.unit,
        owner=command.owner,
        sequence=len(state.missions) + 1,
        phase=Phase.AT_SCENE,
        effective=min(command.effective, now),
        came_across=True,
    )
    if state.ambulance is not AmbulanceState.NONE:
        return (opened,)
    return (opened, e.AmbulanceChanged(AmbulanceState.NONE, AmbulanceState.REQUESTED))
