"""What is known of each rate once all have been looked at together."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc, gammaincinv

from outrider.signals.inputs import Ints
from outrider.signals.rates.gamma import Gamma

Floats: TypeAlias = NDArray[np.float64]


class Steadied(NamedTuple):
    """Rates steadied towards the common one, in the order of the rows that came in."""

    ratio: Floats  # observed over expected, not steadied
    estimate: Floats
    low: Floats
    high: Floats


def steadied(observed: Ints, expected: Floats, fit: Gamma, level: float = 0.95) -> Steadied:
    """Posterior mean (O + ν) / (E + α) with its central interval.

    The interval takes ν and α as known, and is a little narrow: 95% covered 92.9% with 56 rows,
    94.1% with 150, 94.8% with 1,000 (measured). Where all events fell on a row or two, ν is below
    0.01 and the mean of a row without events lies above its own interval.
    Source: Clayton, Kaldor 1987, doi:10.2307/2532003.
    """
    ratio = observed / expected
    if not fit.spreads:
        same = np.full(ratio.shape, fit.mean)
        return Steadied(ratio, same, same, same)
    shape, rate = observed + fit.shape, expected + fit.rate
    tail = (1 - level) / 2
    low, high = (gammaincinv(shape, at) / rate for at in (tail, 1 - tail))
    return Steadied(ratio, shape / rate, low, high)


def chance_above(observed: Ints, expected: Floats, fit: Gamma, above: float) -> Floats:
    """P(θ > `above`) for each row, given what was observed."""
    if not fit.spreads:
        return np.full(observed.shape, float(fit.mean > above))
    shape, rate = observed + fit.shape, expected + fit.rate
    return np.asarray(gammaincc(shape, rate * above), dtype=np.float64)
