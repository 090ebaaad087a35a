"""A rate with its exact interval, and the exact ratio of two rates."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv
from scipy.stats import binom, binomtest

from outrider.signals.inputs import Ints
from outrider.signals.intervals import Interval, binomial_exact

Floats: TypeAlias = NDArray[np.float64]

_SAME: float = 1 + 1e-7  # two chances that rounding alone sets apart count as one


class Rates(NamedTuple):
    """Events per unit of exposure with Garwood's interval, row by row."""

    rate: Floats
    low: Floats
    high: Floats


class Ratio(NamedTuple):
    """The rate of the first group divided by that of the second.

    `interval` is central (each tail half); `p` sums what is no likelier than what was seen. The two
    may differ at the edge, as they do in R. A ratio to no events is infinite.
    """

    ratio: float
    interval: Interval
    p: float


def exact_rates(events: Ints, exposure: Floats, level: float = 0.95) -> Rates:
    """Garwood's exact interval for each row.

    Source: Garwood 1936, doi:10.1093/biomet/28.3-4.437.
    """
    tail = (1 - level) / 2
    low = np.where(events == 0, 0.0, gammaincinv(np.maximum(events, 1), tail))
    high = gammaincinv(events + 1, 1 - tail)
    return Rates(events / exposure, low / exposure, high / exposure)


def rate_ratio(
    first: int, first_exposure: float, second: int, second_exposure: float, level: float = 0.95
) -> Ratio:
    """Exact conditional rate ratio: of all events, the share in the first group is binomial.

    Source: Przyborowski, Wilenski 1940, doi:10.1093/biomet/31.3-4.313; as R's `poisson.test`.

    Raises:
        ValueError: no events at all, or a group without exposure.
    """
    total = first + second
    if total == 0:
        raise ValueError("Neither group has an event: there is no ratio to give.")
    if min(first_exposure, second_exposure) <= 0:
        raise ValueError("A group without exposure has no rate.")
    scale = second_exposure / first_exposure
    share = binomial_exact(first, total, level)
    even = first_exposure / (first_exposure + second_exposure)
    return Ratio(
        ratio=_odds(first / total) * scale,
        interval=Interval(_odds(share.low) * scale, _odds(share.high) * scale),
        p=float(binomtest(first, total, even).pvalue),
    )


def attained_level(total: int, share: float, level: float) -> float:
    """How often the exact test of a share is at or below `level` when nothing is going on.

    Counts come in steps, so that this is below `level`, for few events far below.
    """
    return attained(np.asarray(binom.pmf(np.arange(total + 1), total, share)), level)


def attained(chances: Floats, level: float) -> float:
    """The same for any distribution over counts, given the chance of each count."""
    return float(chances[p_values(chances) <= level].sum())


def p_values(chances: Floats) -> Floats:
    """The two-sided p-value of each count: the chance of all counts that are no likelier."""
    order = np.sort(chances)
    summed = np.concatenate([[0.0], np.cumsum(order)])
    at = np.searchsorted(order, chances * _SAME, side="right")
    return np.asarray(np.minimum(1.0, summed[at]), dtype=np.float64)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")
