"""When an officer should next be offered safety training, and why: dates and reasons, no score.

Each reason has a day by which it would have a place offered; the earliest one counts. Nothing is
added up and nobody is compared with anybody. An assault can only bring the day forward: a reason
that was not there before can make the earliest day earlier, never later.

Twelve months between courses follows the national curriculum's yearly hours (College of Policing).
The other intervals are this product's proposals, for a force to set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from outrider.domain.safety.calendar import add_months
from outrider.domain.safety.words import joined


class Why(StrEnum):
    NO_RECORD = "no-record"
    RAN_OUT = "ran-out"
    RUNS_OUT = "runs-out"
    YOUNG = "young-in-service"
    ASSAULT = "recent-assault"


class When(StrEnum):
    FIRST = "first"
    SOON = "soon"
    IN_TURN = "in-turn"

    @property
    def label(self) -> str:
        return {"first": "Offer first", "soon": "Offer soon", "in-turn": "In turn"}[self]


@dataclass(frozen=True, slots=True)
class Intervals:
    """What a force may set."""

    lasts_months: int = 12  # how long a course counts
    young_years: int = 2  # of service
    young_months: int = 6  # between courses for somebody young in service
    recent_days: int = 182  # how long an assault is a reason
    after_assault_days: int = 56  # a place within this many days of it
    first_days: int = 28  # "offer first": due by then
    soon_days: int = 91


@dataclass(frozen=True, slots=True)
class Service:
    """What counts of an officer, and nothing else about them."""

    joined_on: date | None
    last_course: date | None
    assaulted_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    why: Why
    by: date
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    when: When
    by: date  # the earliest of the reasons' days
    runs_out: date | None  # None: no course on record
    reasons: tuple[Reason, ...]

    @property
    def sentence(self) -> str:
        """Every reason that counted, in words."""
        told = joined([reason.words for reason in self.reasons])
        return f"{told[:1].upper()}{told[1:]}."


DEFAULT: Final = Intervals()


def offer(officer: Service, today: date, intervals: Intervals = DEFAULT) -> Offer:
    """By when a place should be offered, and every reason for it."""
    found = tuple(
        reason
        for reason in (
            _course(officer, today, intervals),
            _young(officer, today, intervals),
            _assault(officer, today, intervals),
        )
        if reason is not None
    )
    by = min(reason.by for reason in found)
    return Offer(_when(by, today, intervals), by, _runs_out(officer, intervals), found)


def _runs_out(officer: Service, intervals: Intervals) -> date | None:
    if officer.last_course is None:
        return None
    return add_months(officer.last_course, intervals.lasts_months)


def _when(by: date, today: date, intervals: Intervals) -> When:
    if by <= today + timedelta(days=intervals.first_days):
        return When.FIRST
    return When.SOON if by <= today + timedelta(days=intervals.soon_days) else When.IN_TURN


def _course(officer: Service, today: date, intervals: Intervals) -> Reason:
    runs_out = _runs_out(officer, intervals)
    if runs_out is None:
        return Reason(Why.NO_RECORD, today, "no safety training on record")
    if runs_out < today:
        return Reason(Why.RAN_OUT, runs_out, f"safety training ran out on {spelled(runs_out)}")
    return Reason(Why.RUNS_OUT, runs_out, f"safety training runs out on {spelled(runs_out)}")


def _young(officer: Service, today: date, intervals: Intervals) -> Reason | None:
    joined_on, last = officer.joined_on, officer.last_course
    if joined_on is None or add_months(joined_on, 12 * intervals.young_years) <= today:
        return None
    words = f"in the first {_years(intervals.young_years)} of service"
    if last is None:
        return Reason(Why.YOUNG, today, words)
    return Reason(Why.YOUNG, add_months(last, intervals.young_months), words)


def _years(count: int) -> str:
    return "year" if count == 1 else f"{_NUMBERS.get(count, count)} years"


_NUMBERS: Final = {2: "two", 3: "three", 4: "four", 5: "five"}


def _assault(officer: Service, today: date, intervals: Intervals) -> Reason | None:
    """The first assault since the last course, as long as it is recent."""
    recent = [
        day
        for day in officer.assaulted_on
        if today - timedelta(days=intervals.recent_days) <= day <= today
        and (officer.last_course is None or day > officer.last_course)
    ]
    if not recent:
        return None
    by = min(recent) + timedelta(days=intervals.after_assault_days)
    since = "since the last course" if officer.last_course else "lately"
    return Reason(Why.ASSAULT, by, f"assaulted at work {since}")


def spelled(on: date) -> str:
    """ "4 March 2026" """
    return f"{on.day} {on:%B %Y}"


def in_order(offers: Iterable[tuple[str, Offer]]) -> dict[When, Sequence[tuple[str, Offer]]]:
    """Groups for the list of places; in a group, by the day on which the training runs out."""
    pairs = sorted(offers, key=lambda pair: (pair[1].runs_out or date.min, pair[0]))
    return {when: [pair for pair in pairs if pair[1].when is when] for when in When}
