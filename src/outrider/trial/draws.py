"""Random numbers that belong to a thing, not to a moment: common random numbers for paired arms.

A number is a function of the seed, what it is for, whose it is and which of theirs it is. A run
that asks for fewer, or in another order, gets the same ones, so that nothing in one arm changes
what happens to a call in another.

The mixing is that of SplitMix64: Steele, Lea, Flood 2014, doi:10.1145/2714064.2660195.
"""

from __future__ import annotations

from math import cos, exp, log, pi, sqrt
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.roads.compiled import compiled

Floats: TypeAlias = NDArray[np.float64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S27, _S30, _S31, _S11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)
_TO_UNIT = 1.0 / 9007199254740992.0  # 2 to the power -53


@compiled
def mixed(word: Any) -> Any:
    """64 bits that look random and hang on every bit of `word`."""
    word = np.uint64(word) + _GOLDEN
    word = (word ^ (word >> _S30)) * _FIRST
    word = (word ^ (word >> _S27)) * _SECOND
    return word ^ (word >> _S31)


@compiled
def uniform(seed: int, purpose: int, whose: int, which: int) -> float:
    """A number above 0 and below 1: the `which`-th that `whose` has for `purpose`."""
    word = mixed(np.uint64(seed))
    word = mixed(word ^ np.uint64(purpose))
    word = mixed(word ^ np.uint64(whose))
    word = mixed(word ^ np.uint64(which))
    return (float(word >> _S11) + 0.5) * _TO_UNIT


@compiled
def exponential(seed: int, purpose: int, whose: int, which: int, mean: float) -> float:
    """An exponential time with this mean."""
    return -mean * log(uniform(seed, purpose, whose, which))


@compiled
def exponentials(seed: int, purpose: int, first: int, mean: float, out: Floats) -> None:
    """The first exponential time of each of `len(out)` owners, from `first` on.

    Drawn ahead, numbers are not waited for at each event: a processor works on several at once.
    """
    for place in range(len(out)):
        out[place] = exponential(seed, purpose, first + place, 0, mean)


@compiled
def normal(seed: int, purpose: int, whose: int, which: int) -> float:
    """A standard normal number, from two uniform ones. Box, Muller 1958."""
    first = uniform(seed, purpose, whose, 2 * which)
    second = uniform(seed, purpose, whose, 2 * which + 1)
    return sqrt(-2.0 * log(first)) * cos(2.0 * pi * second)


@compiled
def lognormal(
    seed: int, purpose: int, whose: int, which: int, median: float, spread: float
) -> float:
    """A log-normal time: `median` in its unit, `spread` the standard deviation of its logarithm."""
    return median * exp(spread * normal(seed, purpose, whose, which))
