"""Steps of a mission, pressed by the crew or told by radio."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.deciding.common import (
    TELL_CONTROL,
    afterwards,
    check_reason,
    mission_of,
)
from outrider.domain.coresponse.mission import (
    CARE,
    TRANSITIONS,
    Phase,
    Press,
)
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.state import CallState, MissionState


def press(
    command: c.PressMission, state: CallState, policy: Policy, now: datetime
) -> tuple[e.Event, ...]:
    mission = mission_of(state, command.mission)
    press = command.press
    rule = TRANSITIONS[press]
    check_reason(press, command.reason)
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
    return (moved, *afterwards(state, moved))


def _check_source(mission: MissionState, command: c.PressMission, now: datetime) -> None:
    if mission.phase in TRANSITIONS[command.press].sources:
        return
    if _arrived_before_hold_off(mission, command):
        return
    if mission.phase is Phase.HOLD_OFF and command.press in (
        Press.AT_SCENE,
        Press.WITH_PATIENT,
    ):
        raise Refused("scene.hold-off", "Hold off: do not go in yet.", TELL_CONTROL)
    if mission.phase.ended:
        raise Refused("mission.ended", _ended_sentence(mission), TELL_CONTROL)
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
