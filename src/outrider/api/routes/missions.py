"""Missions: every step, by the crew or told by radio; and a casualty come across."""

from __future__ import annotations

from http import HTTPMethod
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from outrider.api import tell
from outrider.api.answers import z
from outrider.api.operations import operation
from outrider.api.presses import Deed, Done, once
from outrider.api.routes.calls import place_in
from outrider.api.schemas.answers import MissionAnswer
from outrider.api.schemas.missions import ComeAcross, MissionPress
from outrider.api.signed import signed
from outrider.coresponse import services
from outrider.coresponse.inputs import ComeAcrossIn, PressIn
from outrider.domain.access import Permission, Viewer

router = Router(tags=["Missions"])

MAY_PRESS: Final = (
    Permission.PRESS_OWN,
    Permission.PRESS_BY_RADIO,
    Permission.RELEASE_POLICE,
    Permission.RELEASE_FIRE,
    Permission.RECALL,
    Permission.WITHDRAW,
    Permission.STAND_DOWN,
    Permission.HOLD_OFF,
    Permission.ACKNOWLEDGE_HANDOVER,
)
"""Which of them a press needs is the service's to say."""


def _press_in(message: MissionPress) -> PressIn:
    return PressIn(
        press_id=message.press_id,
        press=message.press,
        reason=message.reason,
        note=message.note,
        authority=message.authority,
        by_radio=message.by_radio,
        pressed_at=message.pressed_at,
        ago_ms=message.ago_ms,
        device=message.device,
        atmist=message.atmist,
        kit_used=message.kit_used,
        report=message.report,
    )


@operation(
    router,
    HTTPMethod.POST,
    "/missions/{mission_id}/press",
    may=MAY_PRESS,
    answers={200: MissionAnswer},
    problems=(409,),
)
def press_mission(request: HttpRequest, mission_id: UUID, message: MissionPress) -> HttpResponse:
    """One step of a mission. The same `press_id` again gives the same answer and does nothing."""
    by = signed(request).viewer
    now = timezone.now()

    def act() -> Done:
        pressed = services.press_mission(
            mission_id=mission_id, press=_press_in(message), by=by, now=now
        )
        return {"mission": str(mission_id), "effective_at": z(pressed.effective.at)}

    return once(
        Deed(
            press_id=message.press_id,
            by=by,
            what=f"missions/{mission_id}/press",
            message=message,
            now=now,
            act=act,
            tell=lambda done: _told(done, by),
        )
    )


@operation(
    router,
    HTTPMethod.POST,
    "/come-across",
    may=(Permission.COME_ACROSS,),
    answers={200: MissionAnswer},
    problems=(409,),
)
def come_across(request: HttpRequest, message: ComeAcross) -> HttpResponse:
    """A unit finds a casualty: the call is opened, the unit is at scene, an ambulance requested."""
    by = signed(request).viewer
    now = timezone.now()

    def act() -> Done:
        mission = services.come_across(found=_found(message), by=by, now=now)
        return {"mission": str(mission.pk), "effective_at": z(mission.phase_since)}

    return once(
        Deed(
            press_id=message.press_id,
            by=by,
            what="come-across",
            message=message,
            now=now,
            act=act,
            tell=lambda done: _told(done, by),
        )
    )


def _found(message: ComeAcross) -> ComeAcrossIn:
    return ComeAcrossIn(
        press_id=message.press_id,
        complaint=message.complaint,
        place=place_in(message.place),
        category=message.category.value if message.category else "",
        pressed_at=message.pressed_at,
        ago_ms=message.ago_ms,
        device=message.device,
    )


def _told(done: Done, by: Viewer) -> Done:
    return tell.mission(done["mission"], by) | {"effective_at": done["effective_at"]}
