"""The kinds of value that messages are made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from django.utils import timezone
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

MOST_AHEAD: Final = timedelta(minutes=2)
"""Clocks of two control rooms differ; by more than this one of them is wrong."""
MOST_BEHIND: Final = timedelta(days=1)
"""What happened longer ago is history, not an emergency call."""


class Message(BaseModel):
    """A message to the API: nothing in it that is not declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _readable(text: str) -> str:
    if any(not (char.isprintable() or char in "\n\t") for char in text):
        raise ValueError("has characters that cannot be read. Retype it.")
    return text


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("has characters that cannot be read. Retype it on one line.")
    return text


READABLE: Final = AfterValidator(_readable)
"""Several lines of text."""
ONE_LINE: Final = AfterValidator(_one_line)


def upto(longest: int, shortest: int = 0) -> StringConstraints:
    """Text without blanks at its ends, of at most `longest` characters."""
    return StringConstraints(
        strict=True, strip_whitespace=True, min_length=shortest, max_length=longest
    )


def _text_only(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("must be a time as text, such as 2026-11-21T03:12:47Z.")
    return value


def _believable(at: datetime) -> datetime:
    now = timezone.now()
    if at - now > MOST_AHEAD:
        raise ValueError("is in the future. Check the clock, and send the time that it was.")
    if now - at > MOST_BEHIND:
        raise ValueError("is more than a day ago. Check the date.")
    return at.astimezone(UTC)


RecentTime = Annotated[AwareDatetime, BeforeValidator(_text_only), AfterValidator(_believable)]
"""ISO 8601 with its zone; within the last day, at most two minutes ahead."""
Time = Annotated[AwareDatetime, BeforeValidator(_text_only)]
"""ISO 8601 with its zone."""

Latitude = Annotated[float, Field(strict=True, ge=-90, le=90)]
"""Degrees, WGS 84."""
Longitude = Annotated[float, Field(strict=True, ge=-180, le=180)]
"""Degrees, WGS 84."""
Yes = Annotated[bool, Field(strict=True)]
Code = Annotated[str, upto(40, 1), ONE_LINE]
CallSign = Annotated[str, upto(16, 1), ONE_LINE]
Query = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(_one_line),
]
LONGEST_AGO_MS: Final = 7 * 24 * 3600 * 1000
Ago = Annotated[float, Field(strict=True, ge=0, le=LONGEST_AGO_MS)]
"""Milliseconds since the press, by the device's monotonic clock: right even if its wall clock is
wrong."""


class Pressed(Message):
    """A press, perhaps kept by a phone without signal. The id makes it count once.

    The phone's clock may be wrong, so its times are never a reason to refuse a press: what cannot
    be true counts as pressed on receipt.
    """

    press_id: UUID
    pressed_at: Time | None = None
    ago_ms: Ago | None = None
    device: Annotated[str, upto(64), ONE_LINE] = ""
