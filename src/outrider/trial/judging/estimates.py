"""An estimate that always carries its uncertainty and its n, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.trial.judging.bootstrap import FEWEST, bootstrap
from outrider.trial.judging.intervals import Interval, binomial_exact, of_quantile

Statistic: TypeAlias = Literal["mean", "median"]

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
    """The mean with its studentised bootstrap interval, or the median with its exact one."""
    if not len(values):
        return Estimate(None, None, 0)
    # sorted, so that the same calls give the same interval in whatever order they come
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    if statistic == "mean":
        return Estimate(float(ordered.mean()), bootstrap(ordered, seed=SEED), len(ordered))
    return Estimate(float(np.median(ordered)), _exact(ordered, 0.5), len(ordered))


def centile(values: NDArray[np.float64], share: float) -> Estimate:
    """A quantile with its exact interval, where so many values have one."""
    if not len(values):
        return Estimate(None, None, 0)
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    return Estimate(float(np.quantile(ordered, share)), _exact(ordered, share), len(ordered))


def _exact(ordered: NDArray[np.float64], share: float) -> Interval | None:
    return of_quantile(ordered, share) if len(ordered) >= FEWEST else None


def minus(value: float, places: int = 1) -> str:
    """The number with a true minus sign, and no minus before a zero."""
    text = f"{abs(value):.{places}f}"
    return f"−{text}" if value < 0 and float(text) else text


def enough(n: int) -> bool:
    return n >= FEWEST


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 call", "3 calls"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
