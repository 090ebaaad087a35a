"""Hazards and offers of support: what comes in and what goes out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from outrider.api.schemas.base import ONE_LINE, Message, Pressed, Yes, upto
from outrider.api.schemas.entities import CasePersonView, HazardView, View


class HazardPress(Message):
    """One decision about a hazard. `confirm` and `extend` need the last day on which it stands."""

    press_id: UUID
    press: Literal["confirm", "turn-down", "extend", "end"]
    reason: Annotated[str, upto(200), ONE_LINE] = ""
    expires_on: date | None = None
    radius_metres: Annotated[int, Field(strict=True, ge=25, le=500)] | None = None


class HazardAnswer(View):
    hazard: HazardView
    cursor: int


class HazardsAnswer(View):
    hazards: list[HazardView]


class BecauseView(View):
    """A kind and a day of what an offer is made for. Never what happened."""

    kind: str
    text: str
    on: date


class OfferView(View):
    """An offer of support to the caller."""

    id: str
    kind: str
    title: str
    what: str
    because: list[BecauseView]
    made_at: datetime
    answer: str | None = None
    contact: str
    says_why: bool
    reached_at: datetime | None = None


class AcceptedOfferView(View):
    """An offer that an officer said yes to, for whoever reaches them."""

    id: str
    kind: str
    title: str
    officer: CasePersonView
    accepted_at: datetime
    contact: str
    because: list[BecauseView] | None = None
    reached_at: datetime | None = None


class SupportAnswer(View):
    """`mine` are the caller's own; `accepted` is there for occupational health alone."""

    mine: list[OfferView]
    accepted: list[AcceptedOfferView] | None = None


class OfferAnswer(View):
    offer: OfferView


class ReachedAnswer(View):
    accepted: AcceptedOfferView


class TooMuch(Pressed):
    """That was too much: somebody from occupational health rings. Nobody else hears of it."""

    mission_id: UUID | None = None


class OfferReply(Message):
    """The officer's own answer. `contact` and `says_why` count with a yes."""

    answer: Literal["yes", "later", "no"]
    contact: Annotated[str, upto(120), ONE_LINE] = ""
    says_why: Yes = False


class Reached(Message):
    """Somebody has been in touch with the officer."""
