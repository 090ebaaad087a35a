"""Intervals for a share and for a count, exact where the field expects exactness."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from scipy.special import betaincinv, gammaincinv, ndtri


class Interval(NamedTuple):
    """The two ends of a two-sided interval, in the unit of the estimate."""

    low: float
    high: float


def wilson(successes: int, trials: int, level: float = 0.95) -> Interval:
    """Wilson's score interval for a share, 0 to 1.

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.

    Raises:
        ValueError: no trials, or more successes than trials.
    """
    _check_share(successes, trials, level)
    z = float(ndtri((1 + level) / 2))
    share = successes / trials
    scale = 1 + z * z / trials
    middle = share + z * z / (2 * trials)
    half = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    # at the edges the formula is off by rounding only
    low = 0.0 if successes == 0 else (middle - half) / scale
    high = 1.0 if successes == trials else (middle + half) / scale
    return Interval(low, high)


def binomial_exact(successes: int, trials: int, level: float = 0.95) -> Interval:
    """Clopper and Pearson's exact interval for a share, 0 to 1: never covers less than `level`.

    Source: Clopper, Pearson 1934, doi:10.1093/biomet/26.4.404.

    Raises:
        ValueError: no trials, or more successes than trials.
    """
    _check_share(successes, trials, level)
    tail = (1 - level) / 2
    failures = trials - successes
    low = 0.0 if successes == 0 else float(betaincinv(successes, failures + 1, tail))
    high = 1.0 if failures == 0 else float(betaincinv(successes + 1, failures, 1 - tail))
    return Interval(low, high)


def poisson_exact(count: int, exposure: float = 1.0, level: float = 0.95) -> Interval:
    """Garwood's exact interval for a rate: events per unit of exposure.

    Source: Garwood 1936, doi:10.1093/biomet/28.3-4.437.

    Raises:
        ValueError: a negative count, or no exposure.
    """
    if count < 0:
        raise ValueError(f"A count of {count} is negative.")
    if exposure <= 0:
        raise ValueError(f"An exposure of {exposure} gives no rate: it must be above 0.")
    _check_level(level)
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else float(gammaincinv(count, tail))
    return Interval(low / exposure, float(gammaincinv(count + 1, 1 - tail)) / exposure)


def _check_share(successes: int, trials: int, level: float) -> None:
    if trials < 1:
        raise ValueError("A share of no trials has no interval.")
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is not a share.")
    _check_level(level)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"A level of {level} is not between 0 and 1.")
