"""Units: radio state, books, positions, test alerts; and pausing a scheme."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPMethod, HTTPStatus
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router

from outrider.api import tell
from outrider.api.answers import answer
from outrider.api.operations import operation
from outrider.api.presses import Deed, Done, once
from outrider.api.schemas.answers import AlertAnswer, FixesAnswer, SchemeAnswer, UnitAnswer
from outrider.api.schemas.base import Code, Pressed
from outrider.api.schemas.units import Book, Fixes, Pause, Receipt, UnitState
from outrider.api.signed import signed
from outrider.coresponse import services
from outrider.coresponse.inputs import FixIn, MadeIn
from outrider.domain.access import Permission

router = Router(tags=["Units"])


def _nothing(done: Callable[[], object]) -> Callable[[], Done]:
    def act() -> Done:
        done()
        return {}

    return act


def _made(message: Pressed) -> MadeIn:
    return MadeIn(message.pressed_at, message.ago_ms, message.device)


@operation(
    router,
    HTTPMethod.POST,
    "/units/{unit_id}/state",
    may=(Permission.SET_POLICE_STATE,),
    answers={200: UnitAnswer},
    problems=(409,),
)
def set_state(request: HttpRequest, unit_id: UUID, message: UnitState) -> HttpResponse:
    """The unit's radio state. One that forbids it ends a job that has not reached the patient."""
    by = signed(request).viewer
    now = timezone.now()
    return once(
        Deed(
            press_id=message.press_id,
            by=by,
            what=f"units/{unit_id}/state",
            message=message,
            now=now,
            act=_nothing(
                lambda: services.set_police_state(
                    unit_id=unit_id,
                    code=message.code,
                    by=by,
                    now=now,
                    doing=message.doing,
                    press_id=message.press_id,
                    made=_made(message),
                )
            ),
            tell=lambda done: tell.unit(str(unit_id), by),
        )
    )


@operation(
    router,
    HTTPMethod.POST,
    "/units/{unit_id}/book",
    may=(Permission.BOOK_ON,),
    answers={200: UnitAnswer},
    problems=(409,),
)
def book(request: HttpRequest, unit_id: UUID, message: Book) -> HttpResponse:
    """Book the unit on or off with one control; it is asked only when it is on with both."""
    by = signed(request).viewer
    now = timezone.now()
    return once(
        Deed(
            press_id=message.press_id,
            by=by,
            what=f"units/{unit_id}/book",
            message=message,
            now=now,
            act=_nothing(
                lambda: services.book_on(
                    unit_id=unit_id,
                    side=message.side,
                    on=message.on,
                    by=by,
                    now=now,
                    press_id=message.press_id,
                    made=_made(message),
                )
            ),
            tell=lambda done: tell.unit(str(unit_id), by),
        )
    )


@operation(
    router,
    HTTPMethod.POST,
    "/positions",
    may=(Permission.SEND_POSITIONS,),
    answers={200: FixesAnswer},
)
def positions(request: HttpRequest, message: Fixes) -> HttpResponse:
    """Up to 500 fixes. One that cannot be used is named with its reason; the others count."""
    fixes = [
        FixIn(
            call_sign=fix.call_sign,
            lat=fix.lat,
            lon=fix.lon,
            fixed_at=fix.fixed_at,
            source=fix.source,
            speed_mps=fix.speed_mps,
        )
        for fix in message.fixes
    ]
    recorded = services.record_fixes(fixes, timezone.now())
    ignored = [{"call_sign": one.call_sign, "why": one.why} for one in recorded.ignored]
    return answer({"accepted": recorded.accepted, "ignored": ignored})


@operation(
    router,
    HTTPMethod.POST,
    "/units/{unit_id}/test-alert",
    may=(Permission.TEST_ALERT,),
    answers={201: AlertAnswer},
)
def test_alert(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Ring the phones of those on board, so that it is known before the night that they ring."""
    by = signed(request).viewer
    sent = services.send_test_alert(unit_id=unit_id, by=by, now=timezone.now())
    return answer(tell.alert(str(sent.pk), by), HTTPStatus.CREATED)


@operation(
    router,
    HTTPMethod.POST,
    "/alerts/{alert_id}/receipt",
    may=(Permission.PRESS_OWN,),
    answers={200: AlertAnswer},
)
def receipt(request: HttpRequest, alert_id: UUID, message: Receipt) -> HttpResponse:
    """The phone has the alert, or the officer heard it. A second receipt changes nothing."""
    by = signed(request).viewer
    services.receipt(alert_id=alert_id, what=message.what, by=by, now=timezone.now())
    return answer(tell.alert(str(alert_id), by))


@operation(
    router,
    HTTPMethod.POST,
    "/schemes/{code}/pause",
    may=(Permission.PAUSE_SCHEME,),
    answers={200: SchemeAnswer},
    problems=(409,),
)
def pause(request: HttpRequest, code: Annotated[Code, Path()], message: Pause) -> HttpResponse:
    """No more medical jobs tonight, or again. Jobs that are under way go on."""
    by = signed(request).viewer
    now = timezone.now()
    return once(
        Deed(
            press_id=message.press_id,
            by=by,
            what=f"schemes/{code}/pause",
            message=message,
            now=now,
            act=_nothing(
                lambda: services.pause_scheme(
                    code=code,
                    on=message.on,
                    by=by,
                    now=now,
                    reason=message.reason,
                    press_id=message.press_id,
                )
            ),
            tell=lambda done: tell.scheme(code, by),
        )
    )
