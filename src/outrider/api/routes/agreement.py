"""The rules of the scheme and who has agreed to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPMethod
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router

from outrider.api.answers import answer
from outrider.api.operations import operation
from outrider.api.presses import Deed, Done, once
from outrider.api.schemas.answers import AgreementAnswer
from outrider.api.schemas.base import Code
from outrider.api.schemas.units import Agree
from outrider.api.signed import signed
from outrider.coresponse import services
from outrider.coresponse.queries.agreement import Signed, agreement
from outrider.coresponse.queries.views import stamp
from outrider.coresponse.services.agreement import APPROVERS
from outrider.domain.access import Permission

router = Router(tags=["Agreement"])
MAY_AGREE = tuple(APPROVERS.values())


@operation(
    router,
    HTTPMethod.GET,
    "/agreement",
    may=(Permission.OPEN_AGREEMENT,),
    answers={200: AgreementAnswer},
)
def show(request: HttpRequest) -> HttpResponse:
    """Every rule pack and responder scheme: who has agreed, and what stands in the way."""
    return answer(_body())


@operation(
    router,
    HTTPMethod.POST,
    "/packs/{version}/agreement",
    may=MAY_AGREE,
    answers={200: AgreementAnswer},
    problems=(409,),
)
def agree_pack(
    request: HttpRequest, version: Annotated[Code, Path()], message: Agree
) -> HttpResponse:
    """Agree to a rule pack for your agency, or take it back. It is live only when both agree."""
    by = signed(request).viewer
    now = timezone.now()
    return _once(
        request,
        f"packs/{version}/agreement",
        message,
        lambda: services.agree_pack(
            version=version,
            on=message.on,
            by=by,
            now=now,
            reason=message.reason,
            press_id=message.press_id,
        ),
    )


@operation(
    router,
    HTTPMethod.POST,
    "/schemes/{code}/agreement",
    may=MAY_AGREE,
    answers={200: AgreementAnswer},
    problems=(409,),
)
def agree_scheme(
    request: HttpRequest, code: Annotated[Code, Path()], message: Agree
) -> HttpResponse:
    """Agree to a responder scheme for your agency, or take it back. Jobs under way go on."""
    by = signed(request).viewer
    now = timezone.now()
    return _once(
        request,
        f"schemes/{code}/agreement",
        message,
        lambda: services.agree_scheme(
            code=code,
            on=message.on,
            by=by,
            now=now,
            reason=message.reason,
            press_id=message.press_id,
        ),
    )


def _once(
    request: HttpRequest, what: str, message: Agree, work: Callable[[], object]
) -> HttpResponse:
    press_id: UUID = message.press_id

    def act() -> Done:
        work()
        return {}

    return once(
        Deed(
            press_id=press_id,
            by=signed(request).viewer,
            what=what,
            message=message,
            now=timezone.now(),
            act=act,
            tell=lambda done: _body(),
        )
    )


def _body() -> dict[str, Any]:
    found = agreement(timezone.now())
    return {
        "packs": [
            {
                "version": one.version,
                "standing": one.standing.value,
                "valid_from": stamp(one.valid_from),
                "valid_to": stamp(one.valid_to),
                "agreed": _signed(one.signed),
                "withdrawn_because": one.withdrawn_because,
                "changes": None
                if one.changes is None
                else [
                    {"what": c.what, "name": c.name, "before": c.before, "after": c.after}
                    for c in one.changes
                ],
            }
            for one in found.packs
        ],
        "schemes": [
            {
                "code": one.code,
                "name": one.name,
                "owner": one.owner,
                "live": one.live,
                "agreed": _signed(one.signed),
                "withdrawn_because": one.withdrawn_because,
            }
            for one in found.schemes
        ],
    }


def _signed(all_sides: Iterable[Signed]) -> list[dict[str, Any]]:
    return [{"side": one.side.value, "at": stamp(one.at), "name": one.name} for one in all_sides]
