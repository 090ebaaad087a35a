"""When a press was really made, as far as can be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from outrider.coresponse.inputs import ComeAcrossIn, MadeIn, PressIn

LONGEST_KEPT = timedelta(hours=24)  # a press older than a day is not taken at its word


@dataclass(frozen=True, slots=True)
class Effective:
    at: datetime
    clock: str  # "server": received as made; "monotonic": elapsed time; "device": wall clock


def effective_time(press: PressIn | ComeAcrossIn | MadeIn, now: datetime) -> Effective:
    """The corrected time of a press, never after its receipt.

    The elapsed monotonic time is trusted first, because a phone's wall clock may be wrong; the
    wall clock second; a press without either counts as made on receipt.
    """
    if press.ago_ms is not None and 0 <= press.ago_ms <= LONGEST_KEPT.total_seconds() * 1000:
        return Effective(now - timedelta(milliseconds=press.ago_ms), "monotonic")
    if press.pressed_at is not None and now - LONGEST_KEPT <= press.pressed_at <= now:
        return Effective(press.pressed_at, "device")
    return Effective(now, "server")
