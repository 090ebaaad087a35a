"""Messages about units: state, books, positions, test alerts, schemes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from outrider.api.schemas.base import ONE_LINE, READABLE, Message, Pressed, Time, Yes, upto

MOST_FIXES = 500


class UnitState(Pressed):
    """The police (or radio) state of a unit, by its code."""

    code: Annotated[int, Field(strict=True, ge=0, le=99)]
    doing: Annotated[str, upto(80), ONE_LINE] = ""


class Book(Pressed):
    """Book a unit on or off with its owner's control or with the ambulance's."""

    side: Literal["owner", "ambulance"]
    on: Yes


class Fix(Message):
    """Where a vehicle was. A fix that cannot be used is named in the answer, not refused whole."""

    call_sign: Annotated[str, upto(16, 1), ONE_LINE]
    lat: Annotated[float, Field(strict=True)]
    lon: Annotated[float, Field(strict=True)]
    fixed_at: Time
    source: Literal["avl", "phone", "radio"] = "avl"
    speed_mps: Annotated[float, Field(strict=True, ge=0, le=150)] | None = None


class Fixes(Message):
    """Up to 500 fixes; of several for one unit the newest counts."""

    fixes: Annotated[list[Fix], Field(min_length=1, max_length=MOST_FIXES)]


class Receipt(Message):
    """The phone has the alert, or the officer has heard it."""

    what: Literal["received", "confirmed"]


class Agree(Pressed):
    """Agree for one's own agency, or take it back with the reason."""

    on: Yes
    reason: Annotated[str, upto(500), READABLE] = ""


class Pause(Pressed):
    """Stop or resume a responder scheme: “no more medical jobs tonight”."""

    on: Yes
    reason: Annotated[str, upto(120), ONE_LINE] = ""
