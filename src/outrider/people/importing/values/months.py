"""A month as people write it, as its first day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from outrider.people.importing.problems import Unclear, quoted
from outrider.people.importing.values.days import day_of

HOW: Final = "Write it as 05/2026 or May 2026."
_NAMES: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_FIGURES: Final = re.compile(r"(?:(?P<month>\d{1,2})[/.\-](?P<year>\d{4}))|(\d{4})-(\d{1,2})")
_WORDS: Final = re.compile(r"(?P<name>[a-z]{3,9})\.?[ \-/,]+(?P<year>\d{4}|\d{2})", re.IGNORECASE)


def month_of(text: str) -> date:
    """The first day of the month. Raises `Unclear`."""
    plain = text.strip()
    if found := _FIGURES.fullmatch(plain):
        month, year = found["month"] or found[4], found["year"] or found[3]
        return _first(int(year), int(month), text)
    if found := _WORDS.fullmatch(plain):
        named = [n for n, name in enumerate(_NAMES, 1) if name.startswith(found["name"].lower())]
        if len(named) == 1:
            year = int(found["year"])
            return _first(year if year > 99 else 2000 + year, named[0], text)
    try:
        return day_of(plain).replace(day=1)
    except Unclear:
        raise Unclear(f"{quoted(text)} is not a month that can be read.", HOW) from None


def _first(year: int, month: int, text: str) -> date:
    if not 1 <= month <= 12:
        raise Unclear(f"There is no month {month}, as in {quoted(text)}.", HOW)
    if not 1990 <= year <= 2100:
        raise Unclear(f"{quoted(text)} is in the year {year}.", "Check the year.")
    return date(year, month, 1)
