"""A moment on the wall clock, and what it is in UTC. Clocks change twice a year."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from outrider.people.importing.problems import Unclear, quoted
from outrider.people.importing.values.days import day_of

HOW: Final = "Write it as 14/11/2026 21:00."
HOW_TIME: Final = "Write the time as 21:00."
_MOMENT: Final = re.compile(
    r"(?P<day>.*\d)[T ,]+(?P<time>\d{1,2}(?:[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?)?(?: ?[ap]m)?|\d{4})"
    r" ?(?P<mark>BST|GMT|UTC|Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?P<part>\.\d{1,6})?)?)?"
    r" ?(?P<half>[ap]m)?",
    re.IGNORECASE,
)
_MARKED: Final = re.compile(r"(.+?) ?(BST|GMT|UTC|Z|[+-]\d{2}:?\d{2})", re.IGNORECASE)
_NAMES: Final = {"bst": timedelta(hours=1), "gmt": timedelta()}


def moment_of(text: str, zone: tzinfo) -> datetime:
    """Day and time in one cell, as UTC. Raises `Unclear`."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        if _TIME.fullmatch(text.strip()) or _only_day(text):
            missing = "the day" if _TIME.fullmatch(text.strip()) else "the time"
            raise Unclear(f"{quoted(text)} lacks {missing}.", HOW)
        raise Unclear(f"{quoted(text)} is not a moment that can be read.", HOW)
    return at(day_of(found["day"].rstrip(" ,")), found["time"], found["mark"] or "", zone, text)


def _only_day(text: str) -> bool:
    try:
        day_of(text)
    except Unclear:
        return False
    return True


def time_on(day: date, text: str, zone: tzinfo) -> datetime:
    """A time of a day that stands in another cell, as UTC. Raises `Unclear`."""
    found = _MARKED.fullmatch(text.strip())
    said, mark = (found[1], found[2]) if found else (text.strip(), "")
    return at(day, said, mark, zone, text)


def is_time(text: str) -> bool:
    """Is it written like a time without a day? It may still be none, as 25:00 is."""
    marked = _MARKED.fullmatch(text.strip())
    said = marked[1] if marked else text.strip()
    found = _TIME.fullmatch(said)
    shaped = found is not None and (found["minute"] is not None or found["half"] is not None)
    return shaped or re.fullmatch(r"\d{4}", said) is not None


def is_later(text: str, than: datetime) -> bool:
    """Is this time of day after the other moment's? Then both can be on one day."""
    found = _MARKED.fullmatch(text.strip())
    clock = _clock(found[1] if found else text.strip())
    if clock is None:
        return True
    return clock[1] > 0 or clock[0] > than.time()


def at(day: date, said: str, mark: str, zone: tzinfo, text: str) -> datetime:
    found = _clock(said)
    if found is None:
        raise Unclear(f"{quoted(text)} is no time of day.", HOW_TIME)
    clock, later = found
    local = datetime.combine(day, clock) + timedelta(days=later)
    return in_utc(local, mark.lower(), zone)


def _clock(said: str) -> tuple[time, int] | None:
    """The time and by how many days it is later: 24:00 is the next midnight."""
    if re.fullmatch(r"\d{4}", said):
        said = f"{said[:2]}:{said[2:]}"
    found = _TIME.fullmatch(said)
    if found is None or (found["minute"] is None and found["half"] is None):
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    part = int(((found["part"] or ".")[1:]).ljust(6, "0") or 0)
    if (hour, minute, second, part) == (24, 0, 0, 0):
        return time(0), 1
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second, part), 0


def in_utc(local: datetime, mark: str, zone: tzinfo) -> datetime:
    """Wall clock to UTC: an hour that happens twice, or never, needs the person's word."""
    if mark in ("utc", "z") or mark[:1] in ("+", "-"):
        return local.replace(tzinfo=_fixed(mark)).astimezone(UTC)
    readings = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    true = sorted(each for each in readings if _wall(each, zone) == local)
    if mark:
        true = [each for each in true if each.astimezone(zone).utcoffset() == _NAMES[mark]]
    if len(true) == 1:
        return true[0]
    raise _unclear(local, mark, zone, readings, true)


def _wall(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def _unclear(
    local: datetime, mark: str, zone: tzinfo, readings: set[datetime], true: list[datetime]
) -> Unclear:
    shown = f"{local:%H:%M} on {local.day} {local:%B %Y}"
    if len(true) == 2:
        return Unclear(
            f"{shown} happens twice, because the clocks go back.",
            f"Write {local:%H:%M} BST for the first or {local:%H:%M} GMT for the second.",
        )
    if not any(_wall(each, zone) == local for each in readings):
        return Unclear(
            f"{shown} does not exist, because the clocks go forward.",
            f"Write {local + timedelta(hours=1):%H:%M} if that is when it is.",
        )
    kept = next(iter(readings)).astimezone(zone).tzname()
    return Unclear(f"{shown} is in {kept}, not {mark.upper()}.", f"Write {kept}, or leave it out.")


def _fixed(mark: str) -> tzinfo:
    if mark in ("utc", "z"):
        return UTC
    sign = -1 if mark[0] == "-" else 1
    figures = mark[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(figures[:2]), minutes=int(figures[2:])))


def spoken(moment: datetime, zone: tzinfo) -> str:
    """As `moment_of` reads it back: local time, with BST or GMT only in the hour that repeats."""
    local = moment.astimezone(zone)
    shown = local.replace(tzinfo=None, fold=0).isoformat(" ")
    if not (local.second or local.microsecond):
        shown = shown[:16]
    other = local.replace(fold=1 - local.fold)
    return f"{shown} {local.tzname()}" if other.utcoffset() != local.utcoffset() else shown
