"""Columns of text become arrays; every cell that cannot be one is told with its row."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from outrider.signals.reading.problems import Problem, Unreadable
from outrider.signals.reading.sheet import Sheet

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Value = TypeVar("Value")
THOUSANDS: Final = re.compile(r"[-−]?\d{1,3}(,\d{3})+(\.\d+)?")
YES: Final = frozenset({"yes", "y", "true", "1"})
NO: Final = frozenset({"no", "n", "false", "0"})
DAYS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%m-%Y")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number of a column may be. `above` excludes the bound itself."""

    least: float | None = None
    above: float | None = None
    most: float | None = None

    def broken_by(self, value: float) -> tuple[str, str] | None:
        if self.above is not None and value <= self.above:
            return (
                f"{value:g} is not above {self.above:g}.",
                "Leave such rows out, or mend the number.",
            )
        if self.least is not None and value < self.least:
            return f"{value:g} is below {self.least:g}.", "Mend the number."
        if self.most is not None and value > self.most:
            return f"{value:g} is above {self.most:g}.", "Mend the number."
        return None


COUNT: Final = Bounds(least=0)
POSITIVE: Final = Bounds(above=0)
ANY: Final = Bounds()


class Wrong(ValueError):
    """A cell that cannot be used: what it is, and what to do."""

    def __init__(self, why: str, do: str) -> None:
        super().__init__(why)
        self.why = why
        self.do = do


def numbers(sheet: Sheet, heading: str, bounds: Bounds = ANY) -> Floats:
    """A column of numbers. Raises `Unreadable`."""
    return np.array(_read(sheet, heading, lambda text: _number(text, bounds)), dtype=np.float64)


def counts(sheet: Sheet, heading: str) -> Ints:
    """A column of whole numbers, none below 0. Raises `Unreadable`."""
    return np.array(_read(sheet, heading, _count), dtype=np.int64)


def words(sheet: Sheet, heading: str) -> tuple[str, ...]:
    """A column of names, none of them blank. Raises `Unreadable`."""
    return tuple(_read(sheet, heading, _word))


def days(sheet: Sheet, heading: str) -> tuple[date, ...]:
    """A column of days: 2026-11-21, 21/11/2026 or 21 Nov 2026. Raises `Unreadable`."""
    return tuple(_read(sheet, heading, day_of))


def flags(sheet: Sheet, heading: str) -> Bools:
    """A column of yes and no. Raises `Unreadable`."""
    return np.array(_read(sheet, heading, _flag), dtype=np.bool_)


def _read(sheet: Sheet, heading: str, read: Callable[[str], Value]) -> list[Value]:
    found: list[Value] = []
    problems: list[Problem] = []
    for line, text in zip(sheet.lines, sheet.column(heading), strict=True):
        try:
            found.append(read(text))
        except Wrong as wrong:
            problems.append(Problem(line, heading, wrong.why, wrong.do))
    if problems:
        raise Unreadable(problems)
    return found


def _number(text: str, bounds: Bounds) -> float:
    value = number_of(text)
    broken = bounds.broken_by(value)
    if broken:
        raise Wrong(*broken)
    return value


def number_of(text: str) -> float:
    """A number as people write it: 1,234.5 and a real minus too. Raises `Wrong`."""
    if not text:
        raise Wrong("This cell is blank.", "Write a number, or leave the row out.")
    plain = text.replace(",", "") if THOUSANDS.fullmatch(text) else text
    try:
        value = float(plain.replace("−", "-").replace(" ", ""))
    except ValueError:
        raise Wrong(
            f"“{text[:40]}” is not a number.", "Write a number, or leave the row out."
        ) from None
    if not isfinite(value):
        raise Wrong(
            f"“{text}” is no number to reckon with.", "Write a number, or leave the row out."
        )
    return value


def _count(text: str) -> int:
    value = _number(text, COUNT)
    if value != int(value):
        raise Wrong(
            f"{value:g} is not a whole number.", "A count has no fraction: choose another column."
        )
    return int(value)


def _word(text: str) -> str:
    if not text:
        raise Wrong("This cell is blank.", "Write a name, or leave the row out.")
    return text


def day_of(text: str) -> date:
    """Raises `Wrong`."""
    if not text:
        raise Wrong("This cell is blank.", "Write a day, or leave the row out.")
    for form in DAYS:
        try:
            return datetime.strptime(text[:20].strip(), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise Wrong(
            f"“{text[:40]}” is not a day that can be read.", "Write it as 2026-11-21 or 21/11/2026."
        ) from None


def _flag(text: str) -> bool:
    word = text.casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Wrong(f"“{text[:40]}” is neither yes nor no.", "Write yes or no.")
