"""The people who are not there, played after a believable while. A visitor's own role is theirs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeAlias
from uuid import UUID, uuid4

from outrider.coresponse.errors import Forbidden, Invalid, NotFound, Refused
from outrider.coresponse.inputs import PressIn
from outrider.coresponse.models import Call, Mission
from outrider.coresponse.queries import candidates
from outrider.coresponse.services import ask, press_call, press_mission
from outrider.demo.feed.people import POLICE_DESKS, played
from outrider.demo.feed.world import World
from outrider.domain.access import Role, Viewer
from outrider.domain.coresponse.mission import REASONS, AmbulanceState, Phase, Press
from outrider.domain.coresponse.rules import Outcome

Step: TypeAlias = Callable[[World, Any, datetime], None]
log = logging.getLogger("outrider.demo.feed")
MOBILE_AFTER: Final = 10.0
WITH_PATIENT_AFTER: Final = 35.0
HANDOVER_AFTER: Final = 90.0
READ_AFTER: Final = 20.0
CLEAR_AFTER: Final = 240.0
REFUSES: Final = 0.08
DECLINES: Final = 0.04


def play_absent(world: World, now: datetime) -> None:
    """One beat: whatever is due from somebody who is not there."""
    if not world.settings.autopilot:
        return
    for call in Call.objects.filter(closed_at__isnull=True, exercise=False).order_by("received_at"):
        _guarded(_dispatch, world, call, now)
    missions = Mission.objects.filter(ended_at__isnull=True)
    for mission in missions.select_related("unit__scheme", "call"):
        step = STEPS.get(Phase(mission.phase))
        if step is not None:
            _guarded(step, world, mission, now)


def _guarded(
    work: Callable[[World, Any, datetime], None], world: World, row: Any, now: datetime
) -> None:
    """A rule that says no is the system working: the autopilot leaves it and goes on."""
    try:
        work(world, row, now)
    except (Refused, Forbidden, NotFound, Invalid) as said_no:
        log.debug("autopilot: %s", said_no)


def _dispatch(world: World, call: Call, now: datetime) -> None:
    """The ambulance dispatcher: the risk check with the caller, then the best unit."""
    if Role.AMBULANCE_CONTROL in world.taken:
        return
    if call.ambulance_state != AmbulanceState.ALLOCATED.value:
        return
    desk = played(Role.AMBULANCE_CONTROL)
    risky = call.outcome == Outcome.SEND_AFTER_RISK_CHECK.value and call.risk_checked_at is None
    if risky:
        if world.wait(("risk", call.pk), world.about(10), now):
            press_call(call_id=call.pk, press="risk_checked", by=desk, now=now)
        return
    if call.missions.exists() or call.no_responder_at is not None:
        return
    if not world.wait(("ask", call.pk), world.about(world.settings.dispatcher_asks_after), now):
        return
    world.forget(("ask", call.pk))
    for each in candidates(call.pk, desk, now)["candidates"]:
        if each["ok"]:
            ask(call_id=call.pk, unit_id=UUID(each["unit_id"]), by=desk, now=now)
            return


def _owner(world: World, mission: Mission, now: datetime) -> None:
    owner = mission.unit.scheme.owner
    desks = POLICE_DESKS if owner == "police" else {Role.FIRE_CONTROL}
    if desks & world.taken:
        return
    if not _due(world, mission, world.settings.owner_answers_after, now):
        return
    desk = played(Role.POLICE_CONTROL if owner == "police" else Role.FIRE_CONTROL)
    if world.random.random() < REFUSES and not _told(mission):
        _press(mission, Press.REFUSE, desk, now, reason=_reason(world, Press.REFUSE))
    else:
        _press(mission, Press.AGREE, desk, now)


def _offered(world: World, mission: Mission, now: datetime) -> None:
    if _crewed_by_visitor(world, mission):
        return
    if not _due(world, mission, world.settings.crew_answers_after, now):
        return
    if world.random.random() < DECLINES and not _told(mission):
        _press(mission, Press.DECLINE, _crew(mission), now, reason=_reason(world, Press.DECLINE))
    else:
        _press(mission, Press.ACCEPT, _crew(mission), now)


def _accepted(world: World, mission: Mission, now: datetime) -> None:
    turnout = mission.unit.scheme.turnout_seconds / world.settings.pace
    if not _crewed_by_visitor(world, mission) and _due(world, mission, MOBILE_AFTER + turnout, now):
        _press(mission, Press.MOBILE, _crew(mission), now)


def _mobile(world: World, mission: Mission, now: datetime) -> None:
    """There when its vehicle is there; the vehicle of an absent crew drives itself."""
    vehicle = world.units.get(mission.unit_id)
    if vehicle is None or _crewed_by_visitor(world, mission):
        return
    target, _, _ = world.ground.snap(mission.call.lat, mission.call.lon)
    vehicle.here(world.ground.network, now)
    if vehicle.node == target and not vehicle.moving:
        _press(mission, Press.AT_SCENE, _crew(mission), now)


def _at_scene(world: World, mission: Mission, now: datetime) -> None:
    if not _crewed_by_visitor(world, mission) and _due(world, mission, WITH_PATIENT_AFTER, now):
        _press(mission, Press.WITH_PATIENT, _crew(mission), now)


def _with_patient(world: World, mission: Mission, now: datetime) -> None:
    """The handover waits for the ambulance."""
    if mission.call.ambulance_state != AmbulanceState.ARRIVED.value:
        return
    if _crewed_by_visitor(world, mission) or not _due(world, mission, HANDOVER_AFTER, now):
        return
    _press(mission, Press.HANDOVER, _crew(mission), now, atmist=_atmist(mission))


def _handover(world: World, mission: Mission, now: datetime) -> None:
    if mission.acknowledged_at is None:
        if Role.AMBULANCE_CREW not in world.taken and _due(world, mission, READ_AFTER, now):
            _press(mission, Press.ACKNOWLEDGE, played(Role.AMBULANCE_CREW), now)
        return
    if not _crewed_by_visitor(world, mission) and _due(world, mission, CLEAR_AFTER, now, "clear"):
        _press(mission, Press.CLEAR, _crew(mission), now)


STEPS: Final[dict[Phase, Step]] = {
    Phase.ASKING_OWNER: _owner,
    Phase.OFFERED: _offered,
    Phase.ACCEPTED: _accepted,
    Phase.MOBILE: _mobile,
    Phase.AT_SCENE: _at_scene,
    Phase.WITH_PATIENT: _with_patient,
    Phase.HANDOVER: _handover,
}


def _due(world: World, mission: Mission, seconds: float, now: datetime, what: str = "") -> bool:
    """Whether a believable while has passed since this phase was first seen."""
    key = (mission.pk, mission.phase, what)
    pace = world.settings.pace if seconds > world.settings.owner_answers_after else 1.0
    if not world.wait(key, world.about(seconds / pace), now):
        return False
    world.forget(key)
    return True


def _told(mission: Mission) -> bool:
    """The story's first call always finds somebody: nobody's first minute is a refusal."""
    return mission.call.sender_id.endswith("-1")


def _crewed_by_visitor(world: World, mission: Mission) -> bool:
    if Role.CO_RESPONDER not in world.taken:
        return False
    signs = {part.unit for part in world.plan.cast if part.role == Role.CO_RESPONDER.value}
    return mission.unit.call_sign in signs


def _crew(mission: Mission) -> Viewer:
    return played(Role.CO_RESPONDER, mission.unit_id)


def _reason(world: World, press: Press) -> str:
    return world.random.choice([code for code in REASONS[press] if code != "other"])


def _press(
    mission: Mission,
    press: Press,
    by: Viewer,
    now: datetime,
    *,
    reason: str = "",
    atmist: dict[str, Any] | None = None,
) -> None:
    press_mission(
        mission_id=mission.pk,
        press=PressIn(
            press_id=uuid4(), press=press.value, reason=reason, device="demo", atmist=atmist
        ),
        by=by,
        now=now,
    )


def _atmist(mission: Mission) -> dict[str, Any]:
    call = mission.call
    return {
        "age": ", ".join(part for part in (call.age_band, call.sex) if part),
        "time": f"999 at {call.connected_at:%H:%M} UTC",
        "mechanism": call.complaint.replace("-", " "),
    }
