"""`decide(state, command, policy, now) -> events`: every rule about a call that is under way.

Raises `Refused` with the rule's id, a sentence and the way on. Pure: what a decision needs to know
about the unit (gates, state) comes in the command, checked from rows by the service.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import singledispatch

from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.choice import SOFT
from outrider.domain.coresponse.evolve import evolve
from outrider.domain.coresponse.explain import why_not
from outrider.domain.coresponse.mission import (
    ASK_NEXT_AFTER,
    CARE,
    REASONS,
    TRANSITIONS,
    AmbulanceState,
    Phase,
    Press,
    TimerKind,
)
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.state import CallState, MissionState

AMBULANCE_LOST = "ambulance-lost"
_TELL_CONTROL = "Tell control by radio."


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
    return tuple(_decide(command, state, policy, now))


def fold(state: CallState, happened: Iterable[e.Event]) -> CallState:
    for event in happened:
        state = evolve(state, event)
    return state


def wants_next(state: CallState, policy: Policy) -> bool:
    """Whether the search should go on by itself: the last unit asked said no, or said nothing."""
    if state.closed or state.live_missions or state.no_responder or not policy.auto_next:
        return False
    if not (state.sends and state.ambulance.live) or not state.missions:
        return False
    last = max(state.missions.values(), key=lambda mission: mission.sequence)
    return last.phase in ASK_NEXT_AFTER and not last.had_contact


@singledispatch
def _decide(
    command: object, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    raise TypeError(f"not a command of a call: {command!r}")


# --- the ambulance -------------------------------------------------------------------------------


@_decide.register
def _(
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


@_decide.register
def _(
    command: c.AcknowledgeAlarm, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    if not state.alarm:
        return ()
    raise Refused(
        "ambulance.in-parallel",
        "The alarm stands until an ambulance is live or the crew is stood down.",
        "Allocate an ambulance, or stand the crew down.",
    )


# --- asking for a unit ---------------------------------------------------------------------------


@_decide.register
def _(command: c.Ask, state: CallState, policy: Policy, now: datetime) -> tuple[e.Event, ...]:
    _check_may_send(state)
    if any(mission.unit == command.unit for mission in state.live_missions):
        raise Refused("unit.one-owner", "This unit is on this call already.", "See its mission.")
    hard = command.failed & ~SOFT
    if hard:
        reason = (command.reasons or why_not(hard, owner=command.owner))[0]
        raise Refused(reason.rule, f"{reason.text}.", "Choose another unit.")
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
    if not state.sends:
        needs_check = state.outcome.value == "send_after_risk_check"
        raise Refused(
            "call.outcome",
            "The rules do not send a co-responder to this call"
            + (" until the risk check is done." if needs_check else "."),
            "Do the risk check with the caller." if needs_check else "See the rule beside Why?",
        )


@_decide.register
def _(
    command: c.NobodyLeft, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    return () if state.no_responder or state.live_missions else (e.NoResponder(),)


@_decide.register
def _(
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


# --- steps of a mission --------------------------------------------------------------------------


@_decide.register
def _(
    command: c.PressMission, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    mission = _mission(state, command.mission)
    press = command.press
    rule = TRANSITIONS[press]
    _check_reason(press, command.reason)
    if press is Press.RECALL and mission.phase in CARE:
        raise Refused(
            "police.recall-after-contact",
            "The crew is with the patient. Leaving now would be abandoning care.",
            "It needs an inspector's recorded authority.",
            "An inspector.",
        )
    if press is Press.ABANDON_CARE and not command.authority:
        raise Refused(
            "police.recall-after-contact",
            "Nobody's authority is recorded for leaving the patient.",
            "Record who authorised it and why.",
            "An inspector.",
        )
    _check_source(mission, command, now)
    if rule.needs_ambulance and not state.ambulance.live:
        raise Refused(
            "ambulance.in-parallel",
            "The ambulance is not live for this call, so nobody may be sent.",
            "Wait for control: it is told, and allocates another or stands you down.",
        )
    return _moved(state, mission, command, now)


def _moved(
    state: CallState, mission: MissionState, command: c.PressMission, now: datetime
) -> tuple[e.Event, ...]:
    at = max(mission.since, min(command.effective, now))
    if command.press is Press.ACKNOWLEDGE:
        if mission.acknowledged_at is not None:
            return ()
        return (e.HandoverAcknowledged(mission.id, at, command.by_radio),)
    if command.press is Press.NEED_HELP:
        return (e.HelpNeeded(mission.id, command.reason, at, command.by_radio),)
    after = TRANSITIONS[command.press].target
    assert after is not None
    # a crew that sets off while the call holds off goes to the rendezvous, not to the door
    if after is Phase.MOBILE and state.hold_off and command.press is Press.MOBILE:
        after = Phase.HOLD_OFF
    moved = e.MissionMoved(
        mission=mission.id,
        unit=mission.unit,
        press=command.press,
        before=mission.phase,
        after=after,
        effective=at,
        reason=command.reason,
        authority=command.authority,
        by_radio=command.by_radio,
    )
    return (moved, *_afterwards(state, moved))


def _afterwards(state: CallState, *moved: e.MissionMoved) -> tuple[e.Event, ...]:
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


def _mission(state: CallState, mission_id: str) -> MissionState:
    mission = state.missions.get(mission_id)
    if mission is None:
        raise Refused("mission.unknown", "This call has no such mission.", "Open the call again.")
    return mission


def _check_reason(press: Press, reason: str) -> None:
    if not TRANSITIONS[press].needs_reason:
        return
    if reason not in REASONS[press]:
        raise Refused("mission.reason", "Say why: choose a reason from the list.", "Choose one.")


def _check_source(mission: MissionState, command: c.PressMission, now: datetime) -> None:
    if mission.phase in TRANSITIONS[command.press].sources:
        return
    if _arrived_before_hold_off(mission, command):
        return
    if mission.phase is Phase.HOLD_OFF and command.press in (
        Press.AT_SCENE,
        Press.WITH_PATIENT,
    ):
        raise Refused("scene.hold-off", "Hold off: do not go in yet.", _TELL_CONTROL)
    if mission.phase.ended:
        raise Refused("mission.ended", _ended_sentence(mission), _TELL_CONTROL)
    raise Refused(
        "mission.order",
        f"This unit is at “{mission.phase.word}”, so “{command.press.value.replace('_', ' ')}” "
        "does not come next.",
        "Use the next step on the screen, or tell control by radio.",
    )


def _arrived_before_hold_off(mission: MissionState, command: c.PressMission) -> bool:
    """A press made without signal before the hold-off was set is a fact, not a disobedience."""
    return (
        mission.phase is Phase.HOLD_OFF
        and command.press in (Press.AT_SCENE, Press.WITH_PATIENT)
        and Phase.MOBILE.value in mission.times
        and command.effective < mission.since
    )


def _ended_sentence(mission: MissionState) -> str:
    return {
        Phase.NO_ANSWER: "Too late: the offer ran out and the job went on to the next unit.",
        Phase.WITHDRAWN: "Control has withdrawn this job.",
        Phase.STOOD_DOWN: "You were stood down from this job.",
        Phase.CALLED_BACK: "Police control has called you back.",
        Phase.CLEAR: "This job is clear already.",
    }.get(mission.phase, f"This job has ended: {mission.phase.word.lower()}.")


# --- what happens to a mission from outside ------------------------------------------------------


@_decide.register
def _(
    command: c.StateForbids, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    mission = _mission(state, command.mission)
    if not mission.live:
        return ()
    if command.emergency:
        return _ended(state, mission, Press.EMERGENCY, now, "state-0")
    if mission.phase in CARE:
        return (e.ConflictRaised(mission.id, command.state),)
    return _ended(state, mission, Press.STATE_FORBIDS, now, f"state-{command.state}")


def _ended(
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
    return (moved, *_afterwards(state, moved))


@_decide.register
def _(
    command: c.StandDownAll, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    _check_reason(Press.STAND_DOWN, command.reason)
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
    return (*moved, *_afterwards(state, *moved)) if moved else ()


@_decide.register
def _(
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
    return _ended(state, mission, Press.NO_ANSWER, now, silent)


# --- the scene and the call ----------------------------------------------------------------------


@_decide.register
def _(
    command: c.RiskChecked, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    return () if state.risk_checked else (e.RiskCheckDone(),)


@_decide.register
def _(command: c.HoldOff, state: CallState, policy: Policy, now: datetime) -> tuple[e.Event, ...]:
    if state.hold_off:
        return ()
    held = _all_moved(state, Press.HOLD_OFF, now)
    return (e.HoldOffSet(), *held)


@_decide.register
def _(
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


@_decide.register
def _(command: c.Close, state: CallState, policy: Policy, now: datetime) -> tuple[e.Event, ...]:
    if state.live_missions:
        raise Refused(
            "call.crew-on-it",
            "A crew is still on this call.",
            "Stand the crew down or wait until it is clear, then close the call.",
        )
    return (e.CallClosed(command.reason),)
