"""When a short session at a station reaches the most of its officers, by the rota."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

LENGTH: Final = timedelta(minutes=20)
AFTER_BRIEFING: Final = timedelta(minutes=30)
"""A proposal: once a shift has been briefed, before it goes out."""
MOST: Final = 4

Duty = tuple[Hashable, datetime, datetime]
"""Who is on duty, from when, to when."""


@dataclass(frozen=True, slots=True)
class Session:
    at: datetime
    on_duty: int


def best_times(duties: Iterable[Duty], after: datetime, zone: tzinfo) -> list[Session]:
    """At most one time a local day, those that reach most officers, in order of time."""
    known = list(duties)
    starts = sorted({start + AFTER_BRIEFING for _, start, _ in known})
    by_day: dict[date, Session] = {}
    for at in starts:
        if at < after:
            continue
        found = Session(at, _reached(known, at))
        day = at.astimezone(zone).date()
        if day not in by_day or found.on_duty > by_day[day].on_duty:
            by_day[day] = found
    best = sorted(by_day.values(), key=lambda one: (-one.on_duty, one.at))[:MOST]
    return sorted((one for one in best if one.on_duty), key=lambda one: one.at)


def _reached(duties: Iterable[Duty], at: datetime) -> int:
    """How many officers are on duty for the whole session."""
    return len({who for who, start, end in duties if start <= at and at + LENGTH <= end})
