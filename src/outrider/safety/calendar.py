"""The force's calendar: local time, bank holidays, the daily meeting."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings

from outrider.domain.safety.calendar import Calendar
from outrider.domain.safety.case.policy import CasePolicy


@cache
def policy() -> CasePolicy:
    """What the rules of a case need to know of this force."""
    days = holidays.country_holidays("GB", subdiv=settings.BANK_HOLIDAYS)
    return CasePolicy(Calendar(ZoneInfo(settings.TIME_ZONE), lambda day: day in days))
