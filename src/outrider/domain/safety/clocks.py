"""What sets a date: each rule with its text, its source and whether it has been verified.

Elapsed hours are counted on the timeline of instants, so that a clock change neither gives nor
takes an hour; days are local days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from outrider.domain.safety.calendar import Calendar, add_months


class ClockKind(StrEnum):
    HOURS = "hours"  # elapsed
    WORKING_DAYS = "working-days"  # to the end of that local day
    DAYS = "days"  # to the end of that local day
    MONTHS = "months"  # to the end of the last day of the period
    NEXT_MEETING = "next-meeting"  # the next daily management meeting
    AT_ONCE = "at-once"  # due when it starts
    NONE = "none"  # no time: "before an outcome"


class StartsAt(StrEnum):
    """What the clock counts from."""

    RECORDED = "recorded"
    OCCURRED = "occurred"
    HOSPITAL = "hospital"  # only when somebody was taken to hospital
    STATEMENT = "statement"
    OFF_WORK = "off-work"
    LAST_UPDATE = "last-update"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A rule that sets a date. `verified` false: shown with "check locally"."""

    id: str
    version: str
    text: str
    source: str
    verified: bool
    starts: StartsAt
    kind: ClockKind
    amount: int = 0

    @property
    def key(self) -> str:
        return f"{self.id}@{self.version}"


RULES: Final[Mapping[str, ClockRule]] = {
    rule.id: rule
    for rule in (
        ClockRule(
            "at-once",
            "2026-1",
            "At once",
            "Seven-point plan, point 3",
            True,
            StartsAt.RECORDED,
            ClockKind.AT_ONCE,
        ),
        ClockRule(
            "contact-24h",
            "2026-1",
            "As soon as practicable, preferably within 24 hours",
            "Seven-point plan, point 4",
            True,
            StartsAt.RECORDED,
            ClockKind.HOURS,
            24,
        ),
        ClockRule(
            "next-meeting",
            "2026-1",
            "At the next daily management meeting",
            "Seven-point plan, point 5",
            False,
            StartsAt.RECORDED,
            ClockKind.NEXT_MEETING,
        ),
        ClockRule(
            "hospital-at-once",
            "2026-1",
            "At once, when somebody is taken to hospital",
            "Seven-point plan, point 5",
            False,
            StartsAt.HOSPITAL,
            ClockKind.AT_ONCE,
        ),
        ClockRule(
            "federation-soon",
            "2026-1",
            "As soon as possible: by the end of the next working day",
            "Seven-point plan, point 6; the day is this template's",
            False,
            StartsAt.RECORDED,
            ClockKind.WORKING_DAYS,
            1,
        ),
        ClockRule(
            "code-update",
            "2025-2",
            "Update under the Victims' Code: within 5 working days",
            "Victims' Code",
            False,
            StartsAt.LAST_UPDATE,
            ClockKind.WORKING_DAYS,
            5,
        ),
        ClockRule(
            "code-support",
            "2025-2",
            "Contact about support under the Victims' Code: within 2 working days",
            "Victims' Code",
            False,
            StartsAt.RECORDED,
            ClockKind.WORKING_DAYS,
            2,
        ),
        ClockRule(
            "safety-report",
            "2026-1",
            "Health and safety report by the supervisor, not delayed if the employee is absent",
            "West Midlands plan, point 5; the day is this template's",
            False,
            StartsAt.RECORDED,
            ClockKind.WORKING_DAYS,
            1,
        ),
        ClockRule(
            "evidence-14d",
            "2026-1",
            "CCTV asked for within 14 days, before it is recorded over",
            "This template's: retention differs by owner",
            False,
            StartsAt.OCCURRED,
            ClockKind.DAYS,
            14,
        ),
        ClockRule(
            "photos-7d",
            "2026-1",
            "A second set of photographs within 7 days",
            "This template's",
            False,
            StartsAt.OCCURRED,
            ClockKind.DAYS,
            7,
        ),
        ClockRule(
            "check-in-28d",
            "2026-1",
            "Check-in at four weeks: impact, not severity",
            "Oscar Kilo guidance; the day is this template's",
            False,
            StartsAt.RECORDED,
            ClockKind.DAYS,
            28,
        ),
        ClockRule(
            "riddor-15d",
            "2026-1",
            "Over seven days off normal duties: report within 15 days, the day itself not counted",
            "RIDDOR; hse.gov.uk",
            True,
            StartsAt.OFF_WORK,
            ClockKind.DAYS,
            15,
        ),
        ClockRule(
            "summary-6m",
            "2026-1",
            "A summary-only charge has to start within six months",
            "Magistrates' Courts Act 1980, s.127",
            True,
            StartsAt.OCCURRED,
            ClockKind.MONTHS,
            6,
        ),
        ClockRule(
            "before-outcome",
            "2026-1",
            "Before any outcome",
            "Seven-point plan, point 2",
            True,
            StartsAt.RECORDED,
            ClockKind.NONE,
        ),
    )
}
MEETING: Final = time(8, 30)
"""Local time of the daily management meeting where a force has not set its own."""


def due(
    rule: ClockRule, start: datetime, calendar: Calendar, *, meeting: time = MEETING
) -> datetime | None:
    """When the rule wants it done, counted from `start`; None for a rule without a time.

    A period in months ends with the same day of the month: its first day is not counted.
    """
    match rule.kind:
        case ClockKind.AT_ONCE:
            return start
        case ClockKind.HOURS:
            return start + timedelta(hours=rule.amount)
        case ClockKind.WORKING_DAYS:
            day = calendar.add_working_days(calendar.day(start), rule.amount)
            return calendar.end_of(day)
        case ClockKind.DAYS:
            return calendar.end_of(calendar.day(start) + timedelta(days=rule.amount))
        case ClockKind.MONTHS:
            return calendar.end_of(add_months(calendar.day(start), rule.amount))
        case ClockKind.NEXT_MEETING:
            return calendar.next_at(start, meeting, working=True)
        case ClockKind.NONE:
            return None


RIDDOR_DAYS: Final = 7
"""More than this many days off normal duties must be reported."""


def days_off(since: date, to: date | None, today: date) -> int:
    """Whole days away from normal duties, the day of the incident not counted."""
    return max(0, ((to or today) - since).days)


def riddor_runs(since: date | None, to: date | None, today: date) -> bool:
    """Whether an absence is long enough to be reported."""
    return since is not None and days_off(since, to, today) > RIDDOR_DAYS
