"""Shifts of a week, as people write them: "Fri 18:00-02:00", "Mon-Fri 07:00-19:00", "always"."""

from __future__ import annotations

import re
from typing import Final

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY: Final = 86_400
WEEK: Final = 7 * DAY
HOURS: Final = 168

HOW: Final = (
    "Write it as “Fri 18:00-02:00”, “Mon-Fri 07:00-19:00”, “daily 07:00-19:00” or “always”."
)
_DAY: Final = "|".join(DAYS)
_SHIFT: Final = re.compile(
    rf"(daily|(?:{_DAY})(?:\s*-\s*(?:{_DAY}))?)\s+(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)"
)


def windows(shifts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Seconds from Monday 00:00, ascending and apart; the last may end after the week does.

    Raises:
        ValueError: a shift that cannot be read.
    """
    found = sorted(window for shift in shifts for window in _windows(shift))
    joined: list[tuple[int, int]] = []
    for on, off in found:
        if joined and on <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(off, joined[-1][1]))
        else:
            joined.append((on, off))
    return joined


def _windows(shift: str) -> list[tuple[int, int]]:
    words = shift.strip()
    if words == "always":
        return [(0, WEEK)]
    read = _SHIFT.fullmatch(words)
    if read is None:
        raise ValueError(f"“{shift}” is not a shift.")
    on, off = _seconds(read[2], read[3], shift), _seconds(read[4], read[5], shift)
    off += DAY if off <= on else 0
    return [(day * DAY + on, day * DAY + off) for day in _days(read[1])]


def _seconds(hours: str, minutes: str, shift: str) -> int:
    if int(hours) > 24 or int(minutes) > 59 or (int(hours) == 24 and int(minutes)):
        raise ValueError(f"“{shift}” has no time of day.")
    return int(hours) * 3600 + int(minutes) * 60


def _days(words: str) -> list[int]:
    if words == "daily":
        return list(range(7))
    first, _, last = (part.strip() for part in words.partition("-"))
    start, end = DAYS.index(first), DAYS.index(last or first)
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def over(shifts: tuple[str, ...], days: int) -> list[tuple[float, float]]:
    """Windows of a run of so many days that begins on a Monday; the night before it goes on."""
    seconds = days * DAY
    weekly = windows(shifts)
    if weekly == [(0, WEEK)]:
        return [(0.0, float(seconds))]
    return _joined(_within(weekly, seconds))


def crews_over(shifts: tuple[str, ...], days: int) -> list[tuple[float, float]]:
    """The same, a window a shift, so that each has a crew and a bag of its own.

    Where one shift follows on the other, a second lies between them. “always” changes at 07:00.
    """
    named = tuple("daily 07:00-07:00" if shift.strip() == "always" else shift for shift in shifts)
    found: list[tuple[float, float]] = []
    weekly = sorted(window for shift in named for window in _windows(shift))
    for on, off in _within(weekly, days * DAY):
        if found and on <= found[-1][1]:
            found[-1] = (found[-1][0], on - 1)
        found.append((on, off))
    return [(on, off) for on, off in found if on < off]


def _within(weekly: list[tuple[int, int]], seconds: int) -> list[tuple[float, float]]:
    """The windows of every week, cut at both ends of the run."""
    every = (
        (max(0.0, float(on + week * WEEK)), min(float(seconds), float(off + week * WEEK)))
        for week in range(-1, seconds // WEEK + 1)
        for on, off in weekly
    )
    return sorted((on, off) for on, off in every if on < off)


def _joined(windows: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for on, off in windows:
        if found and on <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], off))
        else:
            found.append((on, off))
    return found


def hours_a_week(shifts: tuple[str, ...]) -> float:
    """Hours on duty in a week that others come before and after."""
    middle = ((max(WEEK, on), min(2 * WEEK, off)) for on, off in over(shifts, 21))
    return sum(off - on for on, off in middle if on < off) / 3600
