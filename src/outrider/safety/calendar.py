"""The force's calendar: local time, bank holidays, the daily meeting."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings

from outrider.domain.safety.calendar import Calendar
from outrider.domain.safety.case.policy import CasePolicy


@cache
def _holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=settings.BANK_HOLIDAYS)


@cache
def policy() -> CasePolicy:
    """What the rules of a case need to know of this force."""
    days = _holidays()
    return CasePolicy(Calendar(ZoneInfo(settings.TIME_ZONE), lambda day: day in days))


def bank_holidays_before(due: date, working_days: int) -> list[tuple[date, str]]:
    """Bank holidays that a count of so many working days, ending with `due`, left out."""
    known, calendar = _holidays(), policy().calendar
    found: list[tuple[date, str]] = []
    day, left = due, working_days
    while left > 0 or not calendar.is_working(day):
        if calendar.is_working(day):
            left -= 1
        elif day in known:
            found.append((day, str(known[day])))
        day -= timedelta(days=1)
    return sorted(found)
