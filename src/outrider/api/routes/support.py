"""Offers of support. They go to the officer, and are in no live picture."""

from __future__ import annotations

from http import HTTPMethod
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from outrider.api.answers import answer
from outrider.api.operations import operation
from outrider.api.schemas.crossover import (
    OfferAnswer,
    OfferReply,
    Reached,
    ReachedAnswer,
    SupportAnswer,
    TooMuch,
)
from outrider.api.signed import signed
from outrider.crossover.queries.support import (
    view_accepted,
    view_for_contact,
    view_offer,
    view_own,
)
from outrider.crossover.services.support import answer_offer, mark_reached, say_too_much
from outrider.domain.access import Permission

router = Router(tags=["Support"])


@operation(
    router,
    HTTPMethod.GET,
    "/support",
    may=(Permission.OPEN_SUPPORT, Permission.REACH_OFFICER),
    answers={200: SupportAnswer},
)
def support(request: HttpRequest) -> HttpResponse:
    """Your own offers. For occupational health also those that officers said yes to."""
    by = signed(request).viewer
    body: dict[str, Any] = {"mine": view_own(by)}
    if by.may(Permission.REACH_OFFICER):
        body["accepted"] = view_accepted(by)
    return answer(body)


@operation(
    router,
    HTTPMethod.POST,
    "/support/too-much",
    may=(Permission.OPEN_SUPPORT,),
    answers={200: OfferAnswer},
)
def too_much(request: HttpRequest, message: TooMuch) -> HttpResponse:
    """One press after a job: somebody rings. The same press, or job, again gives the same offer."""
    row = say_too_much(
        press_id=message.press_id,
        by=signed(request).viewer,
        now=timezone.now(),
        mission_id=message.mission_id,
    )
    return answer({"offer": view_offer(row)})


@operation(
    router,
    HTTPMethod.POST,
    "/support/{offer_id}/answer",
    may=(Permission.OPEN_SUPPORT,),
    answers={200: OfferAnswer},
    problems=(409,),
)
def reply(request: HttpRequest, offer_id: UUID, message: OfferReply) -> HttpResponse:
    """Yes, later or no: yours alone to say, and to change until somebody has been in touch.

    The same answer again changes nothing.
    """
    row = answer_offer(
        offer_id=offer_id,
        answer=message.answer,
        by=signed(request).viewer,
        now=timezone.now(),
        contact=message.contact,
        says_why=message.says_why,
    )
    return answer({"offer": view_offer(row)})


@operation(
    router,
    HTTPMethod.POST,
    "/support/{offer_id}/reached",
    may=(Permission.REACH_OFFICER,),
    answers={200: ReachedAnswer},
)
def reached(request: HttpRequest, offer_id: UUID, message: Reached) -> HttpResponse:
    """You have been in touch with the officer. A second time changes nothing."""
    row = mark_reached(offer_id=offer_id, by=signed(request).viewer, now=timezone.now())
    return answer({"accepted": view_for_contact(row)})
