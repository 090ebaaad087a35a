"""How many events there were in all, from two lists that overlap."""

from __future__ import annotations

from math import exp, sqrt
from typing import NamedTuple

from scipy.special import ndtri

from outrider.signals.intervals import Interval


class Chapman(NamedTuple):
    estimate: float
    interval: Interval
    variance: float
    seen: int  # events in at least one list


def chapman(first: int, second: int, both: int, level: float = 0.95) -> Chapman:
    """(n1 + 1)(n2 + 1) / (m + 1) - 1, with the transformed logit interval.

    True if being in one list makes being in the other neither likelier nor less likely.
    Source: Chapman 1951; variance Seber 1970, doi:10.2307/2528984; interval Sadinle 2009,
    doi:10.1080/03610910903168595.

    Raises:
        ValueError: more in both than in one, or nothing in one.
    """
    if not 0 <= both <= min(first, second) or min(first, second) < 1:
        raise ValueError(f"{both} in both lists of {first} and {second} cannot be.")
    only_first, only_second = first - both, second - both
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    variance = ((first + 1) * (second + 1) * only_first * only_second) / (
        (both + 1) ** 2 * (both + 2)
    )
    a, b, c = only_first + 0.5, only_second + 0.5, both + 0.5
    spread = exp(float(ndtri((1 + level) / 2)) * sqrt(1 / c + 1 / a + 1 / b + c / (a * b)))
    seen, unseen = first + second - both, a * b / c
    # where one list holds the other the formula's lower end can lie above the estimate
    low = max(min(seen - 0.5 + unseen / spread, estimate), float(seen))
    return Chapman(estimate, Interval(low, seen - 0.5 + unseen * spread), variance, seen)


def estimate_if(first: int, second: int, both: int, odds_ratio: float) -> float:
    """The whole number of events if the lists hang together by this odds ratio.

    1 is independence. Above 1 an event in one list is likelier to be in the other (the same keen
    supervisor fills in both), and the usual estimate is too low; below 1 (one form instead of the
    other) it is too high.
    """
    only_first, only_second = first - both, second - both
    if both == 0:
        return float("inf")
    return first + only_second + odds_ratio * only_first * only_second / both
