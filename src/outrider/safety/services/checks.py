"""Is what came in usable? Each error in the user's words, with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from outrider.domain.errors import FieldError, Invalid
from outrider.domain.safety import codes

LONGEST_KEPT: Final = timedelta(days=14)
"""How long a phone may keep a record before the device's word about its time is not taken."""
OLDEST: Final = timedelta(days=365 * 10)
AHEAD: Final = timedelta(minutes=2)  # a phone's clock may run a little fast
SOUTH, NORTH, WEST, EAST = 49.0, 61.5, -9.0, 2.5  # degrees: the United Kingdom and its waters


class Checks:
    """Collects what is wrong, so that a form hears all of it at once."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []

    def add(self, field: str, message: str) -> None:
        self.errors.append(FieldError(field, message))

    def one_of(self, field: str, value: str, words: Mapping[str, str]) -> None:
        if value and value not in words:
            known = ", ".join(words)
            self.add(field, f"{value[:40]!r} is not one of the answers. Use one of: {known}.")

    def some_of(self, field: str, values: Iterable[str], words: Mapping[str, str]) -> None:
        for value in values:
            self.one_of(field, value, words)

    def short(self, field: str, value: str, longest: int) -> None:
        if len(value) > longest:
            self.add(field, f"This is longer than {longest} characters. Shorten it.")
        if "\x00" in value:
            self.add(field, "This has a character that cannot be kept. Type it again.")

    def past(self, field: str, at: datetime | None, now: datetime) -> None:
        if at is None:
            return
        if at > now + AHEAD:
            self.add(field, "That time is still to come. Check the day and the time.")
        if at < now - OLDEST:
            self.add(field, "That is more than ten years ago. Check the year.")

    def point(self, field: str, lat: float | None, lon: float | None) -> None:
        if (lat is None) != (lon is None):
            self.add(field, "Latitude and longitude belong together. Give both or neither.")
        elif lat is not None and lon is not None and not _in_uk(lat, lon):
            self.add(field, "That place is not in the United Kingdom. Choose it again.")

    def done(self) -> None:
        if self.errors:
            raise Invalid(self.errors)


def _in_uk(lat: float, lon: float) -> bool:
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST


def footage_reference(checks: Checks, value: Any) -> str:
    """A body-worn video by its id or link. The film itself is refused, with the reason."""
    text = str(value).strip()
    if text.startswith("data:") or len(text) > 200:
        checks.add(
            "footage",
            "Outrider holds the reference, never the film. "
            "Give the video's id or link in the evidence system.",
        )
    elif not text:
        checks.add("footage", "Give the video's id or link.")
    return text[:200]


def effective_time(pressed_at: datetime | None, ago_ms: float | None, now: datetime) -> datetime:
    """When it was pressed: elapsed time first, the device's clock second, never after receipt."""
    if ago_ms is not None and 0 <= ago_ms <= LONGEST_KEPT.total_seconds() * 1000:
        return now - timedelta(milliseconds=ago_ms)
    if pressed_at is not None and now - LONGEST_KEPT <= pressed_at <= now:
        return pressed_at
    return now


def check_record(checks: Checks, what: Iterable[str]) -> None:
    tapped = list(what)
    if not tapped:
        checks.add("what", "Tap at least one thing that they did. Unsure? Tap the nearest.")
    checks.some_of("what", tapped, codes.METHODS)
