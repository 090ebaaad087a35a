"""Where rows are people: some are assaulted far more often than others, whatever their group.

Events of one person then come together, and the ratio of two groups scatters more than counts do by
luck. Measured on the demo force (rates a gamma of shape 0.5): its log scatters by 0.14 where counts
by luck would scatter by 0.10, so that an interval for luck alone held the truth in 83 % of forces.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from outrider.signals.inputs import Floats, Ints
from outrider.signals.intervals import Interval

Bools: TypeAlias = NDArray[np.bool_]


class People(NamedTuple):
    """A row a person: whether of the group looked at, events, exposure, number of the stratum."""

    looked_at: Bools
    events: Ints
    exposure: Floats
    stratum: Ints


class Told(NamedTuple):
    """Standard error of the log ratio, and p for a ratio of 1, both by the scatter of people."""

    error: float
    p: float


def between_people(people: People, ratio: float) -> Told:
    """From what each person adds to Mantel and Haenszel's two sums beyond what is expected of them.

    The sandwich variance with a person as the cluster; p is Wald's, so that it and the interval
    agree.
    Source: Liang, Zeger 1986, doi:10.1093/biomet/73.1.13.
    """
    own, up = _beyond(people, ratio)
    error = sqrt(_squares(people, own)) / up
    return Told(error, float(2 * ndtr(-abs(log(ratio)) / error)) if error > 0 else 0.0)


def widened(
    ratio: float, interval: Interval, p: float, told: Told, level: float
) -> tuple[Interval, float]:
    """Never narrower than luck alone allows: with few events people's scatter is little known."""
    half = float(ndtri((1 + level) / 2)) * told.error
    low, high = ratio * exp(-half), ratio * exp(half)
    return Interval(min(low, interval.low), max(high, interval.high)), max(p, told.p)


def _beyond(people: People, ratio: float) -> tuple[Floats, float]:
    """What each person adds to the difference of the two sums; and the first sum."""
    mine, events, exposure, stratum = people
    strata = int(stratum.max()) + 1

    def sums(of: Floats) -> Floats:
        return np.asarray(np.bincount(stratum, of, strata), dtype=np.float64)

    t1, t0 = sums(exposure * mine), sums(exposure * ~mine)
    rate = sums(events.astype(np.float64)) / (ratio * t1 + t0)  # of the others
    expected = exposure * rate[stratum] * np.where(mine, ratio, 1.0)
    weight = np.where(mine, t0[stratum], -ratio * t1[stratum]) / (t1 + t0)[stratum]
    return weight * (events - expected), float((weight * events)[mine].sum())


def _squares(people: People, added: Floats) -> float:
    """Summed squares, with what so few people in a group hide of their scatter put back."""
    found = 0.0
    for group in (people.looked_at, ~people.looked_at):
        found += float((added[group] ** 2).sum()) * group.sum() / max(int(group.sum()) - 1, 1)
    return found
