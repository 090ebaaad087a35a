"""Comparing calls with others like them: strata, weights, and the spread within them.

Coarsened exact matching: a call is compared with those of the same stratum only, and strata weigh
as many as they hold of the calls that are asked about. Source: Iacus, King, Porro 2012,
doi:10.1093/pan/mpr013.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from scipy.special import stdtrit

from outrider.trial.judging.frame import Bools, Floats, Ints
from outrider.trial.judging.intervals import Interval


@dataclass(frozen=True)
class Matched:
    """Two groups within the same strata. `weight` is 1 for those asked about."""

    stratum: Ints
    treated: Bools
    weight: Floats  # 0 for calls without a match

    @property
    def n(self) -> int:
        """Calls asked about that have a match."""
        return int((self.treated & (self.weight > 0)).sum())

    @property
    def others(self) -> int:
        """Calls that they are compared with."""
        return int((~self.treated & (self.weight > 0)).sum())


def strata_of(*columns: Ints) -> Ints:
    """A number for every combination of values that occurs."""
    together = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        values, place = np.unique(column, return_inverse=True)
        together = together * len(values) + place
    return np.unique(together, return_inverse=True)[1].astype(np.int64)


def matched(stratum: Ints, treated: Bools) -> Matched:
    """Calls asked about beside all others of their stratum."""
    size = int(stratum.max()) + 1 if len(stratum) else 0
    asked = np.bincount(stratum[treated], minlength=size)
    others = np.bincount(stratum[~treated], minlength=size)
    both = (asked > 0) & (others > 0)
    share = np.divide(asked, others, out=np.zeros(size), where=both)
    weight = np.where(treated, both[stratum].astype(np.float64), share[stratum])
    return Matched(stratum, treated, weight)


def difference(
    found: Matched, outcome: Floats, level: float = 0.95
) -> tuple[float, Interval | None]:
    """Mean outcome of those asked about less that of their matches, with Student's interval.

    The spread is that within strata, of each group on its own. No interval where nothing is left
    to judge the spread by.
    """
    used = found.weight > 0
    if not used.any():
        return nan, None
    value, variance, free = 0.0, 0.0, 0
    for sign, mine in ((1.0, used & found.treated), (-1.0, used & ~found.treated)):
        weight = found.weight[mine] / found.weight[mine].sum()
        value += sign * float((weight * outcome[mine]).sum())
        spread, left = _within(found.stratum[mine], outcome[mine])
        variance += spread * float((weight**2).sum())
        free += left
    if free < 5:
        return value, None
    half = float(stdtrit(free, (1 + level) / 2)) * sqrt(variance)
    return value, Interval(value - half, value + half)


def _within(stratum: Ints, outcome: Floats) -> tuple[float, int]:
    """Variance within strata, and the freedom that it has."""
    size = int(stratum.max()) + 1
    count = np.bincount(stratum, minlength=size)
    mean = np.bincount(stratum, outcome, size) / np.maximum(count, 1)
    free = len(outcome) - int((count > 0).sum())
    if free <= 0:
        return 0.0, 0
    return float(((outcome - mean[stratum]) ** 2).sum()) / free, free


def adjusted(found: Matched, outcome: Floats, for_: Floats) -> Floats:
    """The outcome without its straight-line part in `for_`, the line taken within strata.

    Bands are wide; within one, calls of the two groups need not lie at the same place.
    """
    used = found.weight > 0
    group = found.stratum * 2 + found.treated
    centred = [_centred(group[used], column[used]) for column in (outcome, for_)]
    across = float((centred[1] ** 2).sum())
    slope = float((centred[0] * centred[1]).sum()) / across if across > 0 else 0.0
    return np.asarray(outcome - slope * for_)


def _centred(group: Ints, values: Floats) -> Floats:
    size = int(group.max()) + 1 if len(group) else 0
    mean = np.bincount(group, values, size) / np.maximum(np.bincount(group, minlength=size), 1)
    return np.asarray(values - mean[group])


def share_difference(found: Matched, happened: Bools) -> tuple[float, Interval | None]:
    """Difference of two shares, with Newcombe's hybrid interval on the weighted number of calls.

    Holds for shares near 0. Source: Newcombe 1998, method 10, with an effective number of calls
    after Kish 1965.
    """
    used = found.weight > 0
    if not used.any():
        return nan, None
    parts = []
    for mine in (used & found.treated, used & ~found.treated):
        weight = found.weight[mine]
        share = float((weight * happened[mine]).sum() / weight.sum())
        parts.append((share, *_wilson(share, float(weight.sum() ** 2 / (weight**2).sum()))))
    (p1, l1, u1), (p0, l0, u0) = parts
    low = p1 - p0 - sqrt((p1 - l1) ** 2 + (u0 - p0) ** 2)
    return p1 - p0, Interval(low, p1 - p0 + sqrt((u1 - p1) ** 2 + (p0 - l0) ** 2))


def _wilson(share: float, n: float) -> tuple[float, float]:
    z = 1.959963984540054
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)
