"""Intervals of a share, a rate, a mean and a median, for samples of any size.

The trial may not use the statistics of the other scheme (`signals`), so the exact ones stand here
again; a test holds both to the same values. Both may use `domain`, but that knows no numpy and no
scipy: every press in the live core would load them for two short functions.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, bdtrik, betaincinv, gammaincinv, stdtrit


class Interval(NamedTuple):
    """The two ends of a two-sided interval, in the unit of the estimate."""

    low: float
    high: float


def binomial_exact(successes: int, trials: int, level: float = 0.95) -> Interval:
    """Clopper and Pearson's exact interval of a share, 0 to 1: never covers less than `level`.

    Source: Clopper, Pearson 1934, doi:10.1093/biomet/26.4.404.

    Raises:
        ValueError: no trials, or more successes than trials.
    """
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is not a share.")
    tail = (1 - level) / 2
    failures = trials - successes
    low = float(betaincinv(successes, failures + 1, tail)) if successes else 0.0
    high = float(betaincinv(successes + 1, failures, 1 - tail)) if failures else 1.0
    return Interval(low, high)


def poisson_exact(count: int, exposure: float = 1.0, level: float = 0.95) -> Interval:
    """Garwood's exact interval of a rate: events per unit of exposure.

    Source: Garwood 1936, doi:10.1093/biomet/28.3-4.437.

    Raises:
        ValueError: a negative count, or no exposure.
    """
    if count < 0 or exposure <= 0:
        raise ValueError(f"{count} events in {exposure} give no rate.")
    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return Interval(low / exposure, float(gammaincinv(count + 1, 1 - tail)) / exposure)


def of_mean(values: NDArray[np.float64], level: float = 0.95) -> Interval:
    """Student's interval of a mean. Needs two values.

    Source: Student 1908, doi:10.1093/biomet/6.1.1.
    """
    n = len(values)
    half = float(stdtrit(n - 1, (1 + level) / 2)) * float(values.std(ddof=1)) / sqrt(n)
    middle = float(values.mean())
    return Interval(middle - half, middle + half)


def of_quantile(ordered: NDArray[np.float64], share: float, level: float = 0.95) -> Interval | None:
    """Exact interval of a quantile between two order statistics; the values ascend.

    Never covers less than `level`. None where so few values have no such interval: a median needs
    six, a 90th centile 36. Source: Hahn, Meeker 1991, Statistical Intervals, 5.2.
    """
    n, tail = len(ordered), (1 - level) / 2
    low = _fewest_below(n, share, tail) - 1
    high = n - _fewest_below(n, 1 - share, tail)
    if low < 0 or high > n - 1:
        return None
    return Interval(float(ordered[low]), float(ordered[high]))


def _fewest_below(n: int, share: float, tail: float) -> int:
    """The r for which the r-th of n values lies above the quantile with at most `tail`."""
    count = int(np.ceil(bdtrik(tail, n, share))) if bdtr(0, n, share) <= tail else 0
    return count if bdtr(count - 1, n, share) <= tail else count - 1
