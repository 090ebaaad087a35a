"""A step of a mission: pressed on the phone, or told by radio and recorded by a control room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from json import dumps
from typing import Any
from uuid import UUID

from django.db import transaction

from outrider.coresponse.actors import Actor, actor_of
from outrider.coresponse.errors import FieldError, Forbidden, Invalid, invalid
from outrider.coresponse.inputs import PressIn
from outrider.coresponse.models import Mission
from outrider.coresponse.services.going_on import go_on
from outrider.coresponse.services.guards import need, visible_mission
from outrider.coresponse.services.paperwork import keep_report, use_kit
from outrider.coresponse.services.record import OpenCall, lock_call
from outrider.coresponse.timing import Effective, effective_time
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.atmist import BadAtmist, parse_atmist
from outrider.domain.coresponse.mission import Phase, Press

OWN_STEPS = frozenset(
    {
        Press.ACCEPT,
        Press.DECLINE,
        Press.MOBILE,
        Press.AT_SCENE,
        Press.WITH_PATIENT,
        Press.HANDOVER,
        Press.CLEAR,
        Press.UNABLE,
        Press.NEED_HELP,
    }
)
_RELEASE = {
    "police": Permission.RELEASE_POLICE,
    "fire": Permission.RELEASE_FIRE,
    "ambulance": Permission.ASK_FOR_UNIT,
}
_DESK = {
    Press.WITHDRAW: Permission.WITHDRAW,
    Press.STAND_DOWN: Permission.STAND_DOWN,
    Press.ACKNOWLEDGE: Permission.ACKNOWLEDGE_HANDOVER,
}


@dataclass(frozen=True, slots=True)
class Pressed:
    mission: Mission
    effective: Effective


@transaction.atomic
def press_mission(*, mission_id: UUID, press: PressIn, by: Viewer, now: datetime) -> Pressed:
    """Record one step, with the time at which it was really made.

    Raises:
        Refused: the step does not come next, came too late, or a rule of the scheme says no.
        Invalid: the press, its reason or its handover cannot be read.
        Forbidden, NotFound: not this viewer's to do or to see.
    """
    step = _step(press)
    mission = visible_mission(mission_id, by)
    step = _may(step, press, mission, by)
    when = effective_time(press, now)
    opened = OpenCall(lock_call(mission.call_id), now)
    command = c.PressMission(
        mission=str(mission.pk),
        press=step,
        effective=when.at,
        reason=press.reason,
        authority=press.authority or (by.name if step is Press.ABANDON_CARE else ""),
        by_radio=press.by_radio,
    )
    atmist = _atmist(press) if _carries_atmist(step, press) else None
    happened = opened.decide(
        command,
        _actor(press, mission, by),
        extra={e.MissionMoved: {"clock": when.clock}},
        text=_kept_text(press, atmist),
    )
    row = opened.rows[str(mission.pk)]
    if happened:
        _fill(row, press, step, atmist, now)
    go_on(opened)
    opened.finish()
    return Pressed(row, when)


def _step(press: PressIn) -> Press:
    allowed = OWN_STEPS | _DESK.keys() | {Press.AGREE, Press.REFUSE, Press.RECALL}
    try:
        step = Press(press.press)
    except ValueError:
        step = None
    if step not in allowed or step is None:
        known = ", ".join(sorted(each.value for each in allowed))
        raise invalid("press", f"No such step. Use one of: {known}.")
    return step


def _may(step: Press, press: PressIn, mission: Mission, by: Viewer) -> Press:
    """The step that this viewer is making, once it is clear that they may."""
    if step in (Press.AGREE, Press.REFUSE):
        need(by, _RELEASE[mission.unit.scheme.owner])
    elif step is Press.RECALL:
        need(by, Permission.RECALL)
        cares = Phase(mission.phase) in (Phase.WITH_PATIENT, Phase.HANDOVER)
        if cares and by.may(Permission.ABANDON_CARE) and press.authority:
            return Press.ABANDON_CARE
    elif step in _DESK:
        need(by, _DESK[step])
    elif by.may(Permission.PRESS_OWN):
        if by.unit_id != str(mission.unit_id):
            raise Forbidden("This is another crew's job.", "Ask: its own crew, or control.")
    else:
        need(by, Permission.PRESS_BY_RADIO)
        if not press.by_radio:
            raise invalid("by_radio", "Mark the step as told by radio: the crew did not press it.")
    return step


def _actor(press: PressIn, mission: Mission, by: Viewer) -> Actor:
    behalf = f"unit:{mission.unit_id}" if press.by_radio else ""
    return actor_of(by, on_behalf_of=behalf, device=press.device, cause=press.press_id)


def _carries_atmist(step: Press, press: PressIn) -> bool:
    """Given with the handover; what was corrected after it comes with clear."""
    return step is Press.HANDOVER or (step is Press.CLEAR and press.atmist is not None)


def _atmist(press: PressIn) -> dict[str, Any]:
    try:
        return parse_atmist(press.atmist or {}).as_dict()
    except BadAtmist as bad:
        raise Invalid(
            [FieldError(f"atmist.{each.field}", each.message) for each in bad.problems]
        ) from bad


def _kept_text(press: PressIn, atmist: dict[str, Any] | None) -> str | None:
    if atmist is not None:
        return dumps(atmist, sort_keys=True, ensure_ascii=False)
    return press.note or None


def _fill(
    row: Mission, press: PressIn, step: Press, atmist: dict[str, Any] | None, now: datetime
) -> None:
    if press.note:
        row.reason_text = press.note[:300]
    if atmist is not None:
        row.atmist = atmist
    if step is Press.CLEAR:
        use_kit(row, press.kit_used, now)
        if press.report is not None:
            keep_report(row, press.report, press.kit_used, now)
