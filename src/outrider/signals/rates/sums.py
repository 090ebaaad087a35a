"""The exact distribution of a sum: of trials with chances of their own, or of counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


def sum_of(distributions: Iterable[Floats]) -> Floats:
    """The chance of each total of independent counts, given the chances of each count."""
    total = np.ones(1)
    for one in distributions:
        total = np.convolve(total, one)
    return total


def successes(chances: Floats) -> Floats:
    """The chance of each number of successes (Poisson's binomial distribution)."""
    return sum_of(np.array([1 - chance, chance]) for chance in chances)


def at_least(distribution: Floats, count: int) -> float:
    """The chance of `count` or more."""
    return float(min(1.0, distribution[max(count, 0) :].sum()))


def at_most(distribution: Floats, count: int) -> float:
    """The chance of `count` or fewer."""
    return float(min(1.0, distribution[: count + 1].sum())) if count >= 0 else 0.0
