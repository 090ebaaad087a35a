"""Days as the plan counts them: local days, working days, bank holidays, clock changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

IsHoliday = Callable[[date], bool]
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Local time and the days on which nobody is expected to work."""

    zone: tzinfo
    is_holiday: IsHoliday

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return at.astimezone(self.zone).date()

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and not self.is_holiday(day)

    def end_of(self, day: date) -> datetime:
        """The last instant that still counts as that local day: midnight, local time."""
        return datetime.combine(day + timedelta(days=1), time(), self.zone)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; day 0 does not count."""
        while count > 0:
            day += timedelta(days=1)
            if self.is_working(day):
                count -= 1
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(
            self.is_working(start + timedelta(days=step))
            for step in range(1, (end - start).days + 1)
        )

    def next_at(self, after: datetime, at: time, *, working: bool) -> datetime:
        """The first local `at` o'clock later than `after`, on a working day if so asked."""
        day = self.day(after)
        while True:
            moment = datetime.combine(day, at, self.zone)
            if moment > after and (self.is_working(day) or not working):
                return moment
            day += timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on; the month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
