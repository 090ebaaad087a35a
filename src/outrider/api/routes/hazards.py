"""Places where crews hold off."""

from __future__ import annotations

from http import HTTPMethod
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from outrider.api.answers import answer
from outrider.api.live.instant import one_instant
from outrider.api.operations import operation
from outrider.api.presses import Deed, Done, once
from outrider.api.schemas.crossover import HazardAnswer, HazardPress, HazardsAnswer
from outrider.api.signed import signed
from outrider.crossover.queries.hazards import view_hazard, view_hazards
from outrider.crossover.queries.scope import hazards_visible_to
from outrider.crossover.services.hazards import HazardPressIn, press_hazard
from outrider.domain.access import Permission, Viewer
from outrider.journal.queries import head_seq

router = Router(tags=["Hazards"])

StateOrOver = Literal["proposed", "in-force", "turned-down", "ended", "expired", "over"]


@operation(
    router,
    HTTPMethod.GET,
    "/hazards",
    may=(Permission.OPEN_HAZARDS,),
    answers={200: HazardsAnswer},
)
def hazards(
    request: HttpRequest, state: Annotated[StateOrOver | None, Query()] = None
) -> HttpResponse:
    """Hazards of your stations, newest first, at most 200. `state=over`: all that stand no more."""
    return answer({"hazards": view_hazards(signed(request).viewer, state or "")})


@operation(
    router,
    HTTPMethod.POST,
    "/hazards/{hazard_id}/press",
    may=(Permission.DECIDE_HAZARD,),
    answers={200: HazardAnswer},
    problems=(409,),
)
def press(request: HttpRequest, hazard_id: UUID, message: HazardPress) -> HttpResponse:
    """Confirm a hazard, turn it down, extend it or end it. Open calls nearby follow at once."""
    by = signed(request).viewer
    now = timezone.now()

    def act() -> Done:
        press_hazard(
            hazard_id=hazard_id,
            message=HazardPressIn(
                message.press, message.reason, message.expires_on, message.radius_metres
            ),
            by=by,
            now=now,
            press_id=message.press_id,
        )
        return {}

    return once(
        Deed(
            press_id=message.press_id,
            by=by,
            what=f"hazards/{hazard_id}/press",
            message=message,
            now=now,
            act=act,
            tell=lambda done: _told(hazard_id, by),
        )
    )


def _told(hazard_id: UUID, by: Viewer) -> dict[str, Any]:
    with one_instant():
        cursor = head_seq()
        row = hazards_visible_to(by).select_related("station").get(pk=hazard_id)
        return {"hazard": view_hazard(row, by), "cursor": cursor}
