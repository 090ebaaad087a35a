"""Calls: taking one, its ambulance, asking for a unit, and its own buttons."""

from __future__ import annotations

from http import HTTPMethod, HTTPStatus
from typing import Final
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from outrider.api import tell
from outrider.api.answers import answer, z
from outrider.api.operations import operation
from outrider.api.presses import Deed, once
from outrider.api.schemas.answers import CallAnswer, Candidates, MissionAnswer, Routes, Timeline
from outrider.api.schemas.calls import Ambulance, Ask, CallPress, NewCall, Place
from outrider.api.signed import signed
from outrider.coresponse import queries, services
from outrider.coresponse.inputs import AmbulanceIn, CallIn, PlaceIn
from outrider.domain.access import Permission

router = Router(tags=["Calls"])

SENDERS: Final = UUID("5f0b6a3e-8d0c-4c5e-9d0a-7a1f3c9e2b41")
"""Namespace in which a sender and its id for a call make one id."""


def place_in(place: Place) -> PlaceIn:
    """The place as the services take it."""
    return PlaceIn(
        lat=place.lat,
        lon=place.lon,
        text=place.os_grid or place.name,
        what3words=place.what3words,
        uprn=place.uprn,
    )


def _call_in(message: NewCall, sender: str) -> CallIn:
    return CallIn(
        sender=sender,
        sender_id=message.sender_id,
        connected_at=message.connected_at,
        category=message.category.value,
        complaint=message.complaint,
        place=place_in(message.place),
        age_band=message.age_band,
        sex=message.sex,
        note=message.note,
        access_note=message.access_note,
        flags=tuple(message.flags),
        exercise=message.exercise,
    )


@operation(
    router,
    HTTPMethod.POST,
    "/calls",
    may=(Permission.TAKE_CALL,),
    answers={201: CallAnswer, 200: CallAnswer},
    problems=(409,),
)
def take_call(request: HttpRequest, message: NewCall) -> HttpResponse:
    """Take a call. The same `sender_id` again: 200 and the same answer, nothing twice."""
    who = signed(request)
    now = timezone.now()
    return once(
        Deed(
            press_id=uuid5(SENDERS, f"{who.sender}\n{message.sender_id}"),
            by=who.viewer,
            what="calls",
            message=message,
            now=now,
            act=lambda: {
                "call": str(
                    services.receive_call(
                        call=_call_in(message, who.sender), by=who.viewer, now=now
                    ).call.pk
                )
            },
            tell=lambda done: tell.call(done["call"], who.viewer),
            keep_refusals=False,
            first_status=HTTPStatus.CREATED,
        )
    )


@operation(
    router,
    HTTPMethod.POST,
    "/calls/{call_id}/ambulance",
    may=(Permission.SET_AMBULANCE,),
    answers={200: CallAnswer},
    problems=(409,),
)
def set_ambulance(request: HttpRequest, call_id: UUID, message: Ambulance) -> HttpResponse:
    """Say what the ambulance for this call is doing. Saying the same again changes nothing."""
    who = signed(request)
    services.set_ambulance(
        call_id=call_id,
        ambulance=AmbulanceIn(
            state=message.state,
            call_sign=message.call_sign,
            eta_seconds=message.eta_seconds,
            lat=message.lat,
            lon=message.lon,
        ),
        by=who.viewer,
        now=timezone.now(),
    )
    return answer(tell.call(str(call_id), who.viewer))


@operation(
    router,
    HTTPMethod.POST,
    "/calls/{call_id}/ask",
    may=(Permission.ASK_FOR_UNIT,),
    answers={200: MissionAnswer},
    problems=(409,),
)
def ask(request: HttpRequest, call_id: UUID, message: Ask) -> HttpResponse:
    """Ask the unit's owner to release it for this call."""
    who = signed(request)
    now = timezone.now()
    return once(
        Deed(
            press_id=message.press_id,
            by=who.viewer,
            what=f"calls/{call_id}/ask",
            message=message,
            now=now,
            act=lambda: {
                "mission": str(
                    services.ask(
                        call_id=call_id,
                        unit_id=message.unit_id,
                        by=who.viewer,
                        now=now,
                        press_id=message.press_id,
                        by_radio=message.by_radio,
                    ).pk
                )
            },
            tell=lambda done: tell.mission(done["mission"], who.viewer) | {"effective_at": z(now)},
        )
    )


@operation(
    router,
    HTTPMethod.POST,
    "/calls/{call_id}/press",
    may=(Permission.HOLD_OFF, Permission.STAND_DOWN),
    answers={200: CallAnswer},
    problems=(409,),
)
def press_call(request: HttpRequest, call_id: UUID, message: CallPress) -> HttpResponse:
    """One of the call's own buttons: risk checked, hold off, stand down, close."""
    who = signed(request)
    now = timezone.now()

    def act() -> dict[str, str]:
        services.press_call(
            call_id=call_id,
            press=message.press,
            by=who.viewer,
            now=now,
            reason=message.reason,
            press_id=message.press_id,
        )
        return {}

    return once(
        Deed(
            press_id=message.press_id,
            by=who.viewer,
            what=f"calls/{call_id}/press",
            message=message,
            now=now,
            act=act,
            tell=lambda done: tell.call(str(call_id), who.viewer),
        )
    )


@operation(
    router,
    HTTPMethod.GET,
    "/calls/{call_id}/candidates",
    may=(Permission.SEE_WHY,),
    answers={200: Candidates},
)
def candidates(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Who could be asked, who not, and why. The ambulance side does not read police reasons."""
    return answer(queries.candidates(call_id, signed(request).viewer, timezone.now()))


@operation(
    router,
    HTTPMethod.GET,
    "/calls/{call_id}/timeline",
    may=(Permission.SEE_TIMELINE,),
    answers={200: Timeline},
)
def timeline(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """What happened, newest first."""
    return answer(queries.timeline(call_id, signed(request).viewer))


@operation(
    router,
    HTTPMethod.GET,
    "/calls/{call_id}/routes",
    may=(Permission.FOLLOW_LIVE,),
    answers={200: Routes},
)
def routes(request: HttpRequest, call_id: UUID, unit_id: UUID | None = None) -> HttpResponse:
    """The way of the unit on the call (or of `unit_id`) and of the ambulance, to draw."""
    from outrider.api.lines import routes_for

    return answer(routes_for(call_id, unit_id, signed(request).viewer, timezone.now()))
