"""An estimate that always carries its uncertainty and its n, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outrider.trial.judging.bootstrap import FEWEST, Statistic, bootstrap
from outrider.trial.judging.intervals import Interval, binomial_exact

SEED: Final = 7
"""Of every bootstrap on the page, so that the page reproduces."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval; no interval below FEWEST values, no value without any."""

    value: float | None
    interval: Interval | None
    n: int

    def text(self, unit: str = "") -> str:
        """ "3.4 min (2.4 to 4.5)"."""
        if self.value is None:
            return "no calls yet"
        unit = f" {unit}" if unit else ""
        return f"{self.value:.1f}{unit} ({self.range_text})"

    @property
    def range_text(self) -> str:
        if self.interval is None:
            return f"n = {self.n}: too few for a range"
        return f"{minus(self.interval.low)} to {minus(self.interval.high)}"


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a count with its exact 95 % interval."""

    count: int
    of: int

    @property
    def interval(self) -> Interval | None:
        return binomial_exact(self.count, self.of) if self.of else None

    @property
    def percent(self) -> str:
        return f"{100 * self.count / self.of:.0f}%" if self.of else "none"

    @property
    def range_text(self) -> str:
        if self.interval is None:
            return "no calls yet"
        return f"{100 * self.interval.low:.0f} to {100 * self.interval.high:.0f}%"

    def text(self) -> str:
        return f"{self.count} of {self.of}"


def estimate(values: NDArray[np.float64], statistic: Statistic) -> Estimate:
    """The mean or median with its percentile bootstrap interval."""
    if not len(values):
        return Estimate(None, None, 0)
    # sorted, so that the same calls give the same interval in whatever order they come
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    found = bootstrap(ordered, statistic, seed=SEED)
    return Estimate(found.estimate, found.interval, found.n)


def minus(value: float, places: int = 1) -> str:
    """The number with a true minus sign, and no minus before a zero."""
    text = f"{abs(value):.{places}f}"
    return f"−{text}" if value < 0 and float(text) else text


def enough(n: int) -> bool:
    return n >= FEWEST


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 call", "3 calls"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
