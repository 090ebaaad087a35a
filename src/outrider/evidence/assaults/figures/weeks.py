"""Assaults by week, and whether the last quarter differs from the three before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from outrider.evidence.assaults.frame import BLOCK, WEEKS, Assaults
from outrider.signals import Interval, binomial_exact, poisson_exact
from outrider.trial.judging.estimates import counted
from outrider.trial.judging.frame import Ints
from outrider.trial.judging.table import Table


@dataclass(frozen=True)
class Quarter:
    """Thirteen weeks: assaults recorded, and the weekly rate with its exact interval."""

    first: date
    count: int

    @property
    def rate(self) -> float:
        return self.count / BLOCK

    @property
    def interval(self) -> Interval:
        return poisson_exact(self.count, BLOCK)

    @property
    def text(self) -> str:
        low, high = self.interval
        return f"{self.rate:.1f} a week ({low:.1f} to {high:.1f})"


@dataclass(frozen=True)
class Weeks:
    counts: Ints
    starts: tuple[date, ...]
    quarters: tuple[Quarter, ...]
    injuries: int
    withdrawn: int
    table: Table

    @property
    def n(self) -> int:
        return int(self.counts.sum())

    @property
    def ratio(self) -> Interval | None:
        """The last quarter's rate over that of the three before it, exact, given the total."""
        last, before = self.quarters[-1].count, sum(q.count for q in self.quarters[:-1])
        if not last or not before:
            return None
        low, high = binomial_exact(last, last + before)
        times = len(self.quarters) - 1
        return Interval(low / (1 - low) * times, high / (1 - high) * times)

    @property
    def title(self) -> str:
        ratio = self.ratio
        if not self.n:
            return "No assault recorded in these 52 weeks"
        if ratio is None:
            return "Assaults recorded, week by week"
        if ratio.low > 1:
            return "More assaults were recorded in the last 13 weeks than before"
        if ratio.high < 1:
            return "Fewer assaults were recorded in the last 13 weeks than before"
        return "The last 13 weeks can’t be told apart from those before"

    @property
    def says(self) -> str:
        if not self.n:
            return "Nothing yet: the first record starts the count."
        words = (
            f"{counted(self.n, 'assault')} recorded. The last 13 weeks: {self.quarters[-1].text}."
        )
        if self.ratio is not None:
            low, high = self.ratio
            words += f" That is {low:.2f} to {high:.2f} times the rate before."
        return words

    @property
    def doesnt(self) -> str:
        return (
            "That more or fewer officers were attacked. A call to record everything, a new form or "
            "more officers on duty moves this line too. Nothing here is per hour on duty."
        )

    @property
    def meta(self) -> str:
        left = f" {counted(self.withdrawn, 'withdrawn record')} left out." if self.withdrawn else ""
        return (
            "By the day it happened; the newest weeks still fill up. One count for each victim. "
            f"{counted(self.injuries, 'injury', 'injuries')} without an assault not in the count."
            f"{left} Intervals: exact Poisson (Garwood 1936); ratio exact, given the total."
        )


def weeks(frame: Assaults) -> Weeks:
    mine = frame.assaults
    counts = np.bincount(frame.week[mine], minlength=WEEKS)[:WEEKS].astype(np.int64)
    starts = tuple(frame.start + timedelta(weeks=index) for index in range(WEEKS))
    quarters = tuple(
        Quarter(starts[first], int(counts[first : first + BLOCK].sum()))
        for first in range(0, WEEKS, BLOCK)
    )
    rows = tuple(
        (start.isoformat(), int(count), *_quarter_of(quarters[index // BLOCK]))
        for index, (start, count) in enumerate(zip(starts, counts, strict=True))
    )
    columns = ("Week from", "Assaults recorded", "Rate of its quarter, a week", "Low", "High")
    return Weeks(
        counts, starts, quarters, int((~mine).sum()), frame.withdrawn, Table(columns, rows)
    )


def _quarter_of(quarter: Quarter) -> tuple[float, float, float]:
    return quarter.rate, *quarter.interval
