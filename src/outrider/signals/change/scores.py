"""Counts as standard scores: how far above what is expected, in standard deviations."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.signals.inputs import Floats

Transform: TypeAlias = Literal["standard", "rossi", "anscombe"]


def scores(observed: NDArray[np.generic], expected: Floats, transform: Transform) -> Floats:
    """A score a count. `expected` may have fewer dimensions: it is stretched over series.

    "standard" (x - m) / √m keeps the Poisson's skewness. "rossi" (x - 3m + 2√(xm)) / (2√m) and
    "anscombe" come closer to the normal distribution.
    Source: Rossi, Lampugnani, Marchi 1999, doi:10.1002/(SICI)1097-0258(19990830)18:16.
    """
    x, m = np.asarray(observed, dtype=np.float64), expected
    if transform == "standard":
        return np.asarray((x - m) / np.sqrt(m))
    if transform == "rossi":
        return np.asarray((x - 3 * m + 2 * np.sqrt(x * m)) / (2 * np.sqrt(m)))
    return np.asarray(1.5 * (x ** (2 / 3) * m ** (-1 / 6) - np.sqrt(m)))
