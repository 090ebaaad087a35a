"""Times at which two people are both on duty, for a conversation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Final

Spell = tuple[datetime, datetime]
"""From when to when somebody is on duty."""

LENGTH: Final = timedelta(hours=1)
QUARTER: Final = timedelta(minutes=15)
MOST: Final = 5


def times_together(
    one: Iterable[Spell], other: Iterable[Spell], after: datetime, zone: tzinfo
) -> list[datetime]:
    """Starts of an hour in which both are on duty: at most one a local day, the first five."""
    theirs = sorted(other)
    found: dict[object, datetime] = {}
    for start, end in sorted(one):
        for from_, to in theirs:
            begin = _quarter(max(start, from_, after))
            if begin + LENGTH <= min(end, to):
                found.setdefault(begin.astimezone(zone).date(), begin)
    return sorted(found.values())[:MOST]


def _quarter(at: datetime) -> datetime:
    """The next full quarter of an hour."""
    past = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at if not past else at - past + QUARTER
