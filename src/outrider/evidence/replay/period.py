"""Which calls are replayed: whole days by the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

USUAL: Final = timedelta(days=90)
MONTHS: Final = 3
FIRST: Final = date(2000, 1, 1)


class BadPeriod(ValueError):
    """A day that cannot be read, or days the wrong way round. `field`: since or until."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day's midnight to the last day's end."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time()))

    @property
    def end(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time()))


def period_of(since: str, until: str, now: datetime) -> Period:
    """The days asked for; the last ninety if none are.

    Raises:
        BadPeriod: says which day is wrong and what to write.
    """
    today = timezone.localdate(now)
    last = _day("until", until) if until else today
    first = _day("since", since) if since else last - USUAL
    if first > last:
        raise BadPeriod("since", "The first day is after the last. Swap them.")
    if first > today:
        raise BadPeriod("since", "The first day has not come yet. Choose an earlier one.")
    return Period(first, last)


def whole_months(now: datetime) -> Period:
    """The last three months that are over.

    For whoever may not see calls: days of one's own choice would let two tables be subtracted.
    """
    this = timezone.localdate(now).replace(day=1)
    first = this
    for _ in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
    return Period(first, this - timedelta(days=1))


def _day(field: str, text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or not FIRST <= day < date(2200, 1, 1):
        raise BadPeriod(field, f"“{text[:20]}” is no day. Write it as 2026-11-26.")
    return day
