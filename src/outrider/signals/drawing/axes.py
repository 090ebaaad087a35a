"""Where ticks stand and what they say: numbers, powers, years and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Final

import numpy as np

from outrider.signals.charts import Floats, When

EPOCH: Final = date(1970, 1, 1)
STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
YEARS: Final = range(1500, 2200)  # whole numbers in here are calendar years and carry no comma
MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
DAY_STEPS: Final = (1, 2, 5, 7, 14)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Places in the axis's unit, each with its word; `low` and `high` bound the axis."""

    at: tuple[float, ...]
    words: tuple[str, ...]
    low: float
    high: float


def number(value: float) -> str:
    """A number as an axis says it: six figures at most, a real minus."""
    if value == 0:
        return "0"
    text = f"{value:,.6g}" if 1e-4 <= abs(value) < 1e7 else f"{value:.2g}"
    return text.replace("-", "−")


def linear(low: float, high: float, count: int = 5) -> Ticks:
    """Round places from below `low` to above `high`."""
    if high <= low:
        high = low + 1
    raw = (high - low) / max(1, count)
    power = 10.0 ** floor(log10(raw))
    step = next(power * one for one in STEPS if power * one >= raw * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    at = tuple(float(round(step * index, 12)) for index in range(first, last + 1))
    return Ticks(at, tuple(number(value) for value in at), at[0], at[-1])


def powers(low: float, high: float, room: int = 6) -> Ticks:
    """Places 1, 2, 5, 10 … on a logarithmic axis; fewer where they would not fit."""
    low, high = max(low, 1e-9), max(high, 1e-9 * 10)
    for kinds in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
        exponents = range(floor(log10(low)) - 1, ceil(log10(high)) + 1)
        every = [kind * 10.0**power for power in exponents for kind in kinds]
        inside = [value for value in every if low <= value <= high]
        if len(inside) <= room:
            break
    if len(inside) < 2:
        below = [value for value in every if value <= low][-1:]
        inside = sorted({*below, *inside, *[value for value in every if value >= high][:1]})
    at = tuple(inside)
    ends = (min(low, at[0]), max(high, at[-1])) if at else (low, high)
    return Ticks(at, tuple(number(value) for value in at), *ends)


def is_calendar(at: Sequence[When]) -> bool:
    return any(isinstance(one, date) for one in at)


def place(when: When) -> float:
    """A moment as a number: days since 1970 for a day, itself for a number."""
    return float((when - EPOCH).days) if isinstance(when, date) else float(when)


def places(at: Sequence[When]) -> Floats:
    return np.array([place(one) for one in at], dtype=np.float64)


def times(at: Sequence[When], low: float, high: float, room: int) -> Ticks:
    """Ticks of an axis of time, `room` of them at most."""
    if is_calendar(at):
        return _calendar(low, high, room)
    ticks = linear(low, high, room)
    whole = all(value == int(value) for value in ticks.at)
    kept = [value for value in ticks.at if low - 1e-9 <= value <= high + 1e-9]
    if whole and all(int(value) in YEARS for value in ticks.at):
        return Ticks(tuple(kept), tuple(f"{value:.0f}" for value in kept), low, high)
    return Ticks(tuple(kept), tuple(number(value) for value in kept), low, high)


def _calendar(low: float, high: float, room: int) -> Ticks:
    first, last = EPOCH + timedelta(days=ceil(low)), EPOCH + timedelta(days=floor(high))
    if (last - first).days < 30 * 3:
        days = (last - first).days
        step = next((one for one in DAY_STEPS if days / one <= room), 28)
        found = [first + timedelta(days=offset) for offset in range(0, days + 1, step)]
        words = [f"{day.day} {day:%b}" for day in found]
    else:
        months = (last.year - first.year) * 12 + last.month - first.month
        step = next((one for one in MONTH_STEPS if months / one <= room), 240)
        found = [day for day in _months(first, last) if (day.year * 12 + day.month - 1) % step == 0]
        words = [f"{day:%Y}" if step >= 12 else f"{day:%b %Y}" for day in found]
    return Ticks(tuple(place(day) for day in found), tuple(words), low, high)


def _months(first: date, last: date) -> list[date]:
    start = first if first.day == 1 else (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    found = []
    while start <= last:
        found.append(start)
        start = (start + timedelta(days=32)).replace(day=1)
    return found
