"""How much everybody was out there, month by month: the denominators of every rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from outrider.demo.safety.config import SafetyPlan
from outrider.demo.safety.people import Person
from outrider.demo.seeds import array_stream

YEAR = timedelta(days=365)
Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Exposure:
    """One row a person, one column a month. `starts` and `ends` bound each month in the year."""

    months: list[date]
    starts: list[datetime]
    ends: list[datetime]
    hours: Floats
    arrests: Counts
    calls: Counts
    forms: Counts


def draw_exposure(seed: int, anchor: datetime, plan: SafetyPlan, people: list[Person]) -> Exposure:
    """Hours by duty and by the part of the month that was served; the rest follows from hours."""
    random = array_stream(seed, "safety-exposure")
    spans = _months(anchor - YEAR, anchor)
    served = np.array([[_served(one, start, end) for _, start, end in spans] for one in people])
    a_month = np.array([plan.duties[one.duty].hours for one in people])[:, None]
    own = random.gamma(30.0, 1 / 30.0, (len(people), 1))
    month_by_month = random.gamma(40.0, 1 / 40.0, served.shape)
    hours = np.round(a_month * own * month_by_month * served, 1)

    def counted(name: str) -> Counts:
        per_100 = np.array([getattr(plan.duties[one.duty], name) for one in people])[:, None]
        return np.asarray(random.poisson(per_100 * hours / 100))

    return Exposure(
        months=[month for month, _, _ in spans],
        starts=[start for _, start, _ in spans],
        ends=[end for _, _, end in spans],
        hours=hours,
        arrests=counted("arrests"),
        calls=counted("calls"),
        forms=counted("forms"),
    )


def _months(start: datetime, end: datetime) -> list[tuple[date, datetime, datetime]]:
    """The months from `start` to `end`; the first and the last are parts of one."""
    found = []
    at = start
    while at < end:
        first = at.date().replace(day=1)
        following = (first + timedelta(days=32)).replace(day=1)
        until = min(datetime.combine(following, time(), UTC), end)
        found.append((first, at, until))
        at = until
    return found


def _served(person: Person, start: datetime, end: datetime) -> float:
    """The part of a whole month that they served between the two."""
    joined = datetime.combine(person.joined, time(), UTC)
    begins = max(start, joined)
    return max(0.0, (end - begins).total_seconds()) / (30.4 * 86_400)
