"""Messages about a call."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from outrider.api.schemas.base import (
    ONE_LINE,
    READABLE,
    Code,
    Latitude,
    Longitude,
    Message,
    Pressed,
    RecentTime,
    Yes,
    upto,
)


class Category(StrEnum):
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"


class Place(Message):
    """Where: latitude and longitude, or an OS grid reference, or a name; one of the three.

    A name beside latitude and longitude is not looked up: it is what people call the place.
    """

    lat: Latitude | None = None
    lon: Longitude | None = None
    os_grid: Annotated[str, upto(20), ONE_LINE] = ""
    name: Annotated[str, upto(160), ONE_LINE] = ""
    what3words: Annotated[str, upto(80), ONE_LINE] = ""
    uprn: Annotated[str, Field(pattern=r"^[0-9]{0,12}$", max_length=12, strict=True)] = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("has only half a position. Send both lat and lon.")
        pointed = self.lat is not None
        ways = [pointed, bool(self.os_grid), bool(self.name) and not pointed]
        if sum(ways) != 1:
            raise ValueError(
                "must say where in one way: lat and lon (and the name that people give it), or "
                "os_grid, or name. what3words and uprn are kept beside it."
            )
        return self


class NewCall(Message):
    """A 999 call for the scheme. Sending the same `sender_id` again gives the same call."""

    sender_id: Annotated[str, upto(80, 1), ONE_LINE]
    connected_at: RecentTime
    category: Category
    complaint: Code
    place: Place
    age_band: Annotated[str, upto(16), ONE_LINE] = "unknown"
    sex: Literal["", "female", "male", "other", "unknown"] = ""
    note: Annotated[str, upto(1000), READABLE] = ""
    access_note: Annotated[str, upto(500), READABLE] = ""
    flags: Annotated[list[Code], Field(max_length=20)] = []
    exercise: Yes = False


class Ambulance(Message):
    """What the ambulance service says of the ambulance for this call."""

    state: Literal["requested", "allocated", "arrived", "cancelled", "diverted"]
    call_sign: Annotated[str, upto(16), ONE_LINE] = ""
    eta_seconds: Annotated[float, Field(strict=True, ge=0, le=14400)] | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None

    @model_validator(mode="after")
    def _whole_position(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("has only half a position. Send both lat and lon.")
        return self


class Ask(Pressed):
    """Ask the unit's owner to release it for this call."""

    unit_id: UUID
    by_radio: Yes = False


class CallPress(Pressed):
    """A control room's press on a call as a whole."""

    press: Literal[
        "risk_checked",
        "hold_off",
        "lift_hold_off",
        "stand_down",
        "close",
        "acknowledge_alarm",
    ]
    reason: Annotated[str, upto(40), ONE_LINE] = ""
