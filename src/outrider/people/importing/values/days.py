"""A day as people in the United Kingdom write it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from outrider.people.importing.problems import Unclear, quoted

HOW: Final = "Write the day as 14/11/2026 or 2026-11-14."
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0?0:00(?::00(?:\.0+)?)?)?")
_UK: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_NAMED: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]+([a-z]+)\.?,?[ \-/.]+(\d{4}|\d{2})")
_WEEKDAY: Final = re.compile(r"([a-z]{3,9})\.?,? (.+)")
_CENTURY: Final = 70
"""Two figures of a year: 69 is 2069, 70 is 1970."""

EARLIEST: Final = 1940
LATEST: Final = 2100


def day_of(text: str) -> date:
    """Raises `Unclear`."""
    said = text.strip().lower()
    weekday, said = _without_weekday(said)
    if found := _ISO.fullmatch(said):
        day = _made(text, int(found[1]), int(found[2]), int(found[3]))
    elif found := _UK.fullmatch(said):
        day = _made(text, _year(found[3]), int(found[2]), int(found[1]))
    elif found := _NAMED.fullmatch(said):
        day = _made(text, _year(found[3]), _month(text, found[2]), int(found[1]))
    elif re.fullmatch(r"\d{5}(\.\d+)?", said):
        raise Unclear(
            f"{quoted(text)} is a spreadsheet’s count of days.",
            "Format the column as a date, and save the file again.",
        )
    else:
        raise Unclear(f"{quoted(text)} is not a day that can be read.", HOW)
    if weekday is not None and day.weekday() != weekday:
        named = _WEEKDAYS[day.weekday()].capitalize()
        raise Unclear(
            f"{quoted(text)}: {day:%d/%m/%Y} is a {named}.", "Correct the day or its name."
        )
    return day


def _without_weekday(said: str) -> tuple[int | None, str]:
    found = _WEEKDAY.fullmatch(said)
    if found is None:
        return None, said
    fits = [n for n, name in enumerate(_WEEKDAYS) if name.startswith(found[1])]
    return (fits[0], found[2].strip()) if len(fits) == 1 else (None, said)


def _year(figures: str) -> int:
    year = int(figures)
    if len(figures) == 4:
        return year
    return year + (1900 if year >= _CENTURY else 2000)


def _month(text: str, word: str) -> int:
    fits = [n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word[:9])]
    if len(word) < 3 or len(fits) != 1:
        raise Unclear(f"{quoted(text)} names no month.", HOW)
    return fits[0]


def _made(text: str, year: int, month: int, day: int) -> date:
    if not EARLIEST <= year < LATEST:
        raise Unclear(f"{quoted(text)} is in the year {year}.", "Check the year.")
    if not 1 <= month <= 12:
        swapped = f" Write the day first: {month}/{day}/{year}." if 1 <= day <= 12 else ""
        raise Unclear(f"{quoted(text)} has no month {month}.", swapped.strip() or HOW)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        named = _MONTHS[month - 1].capitalize()
        raise Unclear(f"{quoted(text)}: {named} {year} has {last} days.", HOW)
    return date(year, month, day)
