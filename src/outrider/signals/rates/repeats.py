"""Repeat victims: how many there would be by luck, and by ordinary differences in rate."""

from __future__ import annotations

from math import inf
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import nbinom, poisson

from outrider.signals.inputs import Ints
from outrider.signals.rates.gamma import Gamma

Floats: TypeAlias = NDArray[np.float64]


class Repeats(NamedTuple):
    """People with at least `times` events each, for `times` = 1, 2, …"""

    times: Ints
    observed: Ints
    by_luck: Floats
    by_spread: Floats


def chance_of_at_least(times: int, mean: Floats, shape: float = inf) -> Floats:
    """P(count >= times): Poisson, or negative binomial with this shape and mean."""
    if shape == inf:
        return np.asarray(poisson.sf(times - 1, mean), dtype=np.float64)
    return np.asarray(nbinom.sf(times - 1, shape, shape / (shape + mean)), dtype=np.float64)


def expected_people(people: int, events: int, times: int, shape: float = inf) -> float:
    """People with `times` events or more, if `people` who are all alike share `events`."""
    return people * float(chance_of_at_least(times, np.array([events / people]), shape)[0])


def shape_that_gives(people: int, events: int, times: int, found: int) -> float:
    """The shape of a gamma-Poisson spread that makes `found` people with `times` or more expected.

    A small shape is a wide spread; about 1 is what forces show. Ordinary over-dispersion, then, and
    no problem officer.

    Raises:
        ValueError: luck alone gives as many, or no spread gives so many.
    """
    if found <= expected_people(people, events, times):
        raise ValueError(f"Luck alone gives {found} people with {times} or more.")

    def over(log_shape: float) -> float:
        return expected_people(people, events, times, float(np.exp(log_shape))) - found

    # below the shape with the most such people, wider spread makes fewer of them
    grid = np.linspace(np.log(1e6), np.log(1e-3), 400)
    above = next((at for at in grid if over(at) > 0), None)
    if above is None:
        raise ValueError(f"No spread of rates gives {found} people with {times} or more.")
    return float(np.exp(brentq(over, above, np.log(1e9), xtol=1e-12)))


def repeats(observed: Ints, expected: Floats, fit: Gamma, most: int | None = None) -> Repeats:
    """For each number of events: people seen, people by luck, people by the fitted spread.

    By luck: everybody has the common rate in their own exposure.
    """
    last = max(int(observed.max()), 1) if most is None else most
    times = np.arange(1, last + 1)
    common = expected * float(observed.sum() / expected.sum())
    return Repeats(
        times=times,
        observed=np.array([(observed >= at).sum() for at in times.tolist()]),
        by_luck=np.array([chance_of_at_least(at, common).sum() for at in times.tolist()]),
        by_spread=np.array(
            [chance_of_at_least(at, fit.mean * expected, fit.shape).sum() for at in times.tolist()]
        ),
    )
