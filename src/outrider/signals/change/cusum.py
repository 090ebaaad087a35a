"""Cumulative sums: small changes that last, found by adding up what is above a reference."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from outrider.signals.change.scores import Transform, scores
from outrider.signals.charts import Bools
from outrider.signals.inputs import Floats, Ints


class Cusum(NamedTuple):
    """The path and where it is at or above the limit; a series a row where several came in."""

    path: Floats
    alarm: Bools


def cusum(
    observed: Ints,
    expected: Floats,
    *,
    k: float = 1.04,
    h: float = 2.26,
    transform: Transform = "rossi",
) -> Cusum:
    """C(t) = max(0, C(t-1) + score(t) - k), alarm where C(t) >= h. No reset after an alarm.

    k and h are in standard deviations; 1.04 and 2.26 are those of the paper's example.
    Source: Page 1954, doi:10.1093/biomet/41.1-2.100; Rossi, Lampugnani, Marchi 1999.
    """
    steps = scores(observed, expected, transform) - k
    path = np.zeros_like(steps)
    level = np.zeros(steps.shape[:-1])
    for t in range(steps.shape[-1]):
        level = np.maximum(0.0, level + steps[..., t])
        path[..., t] = level
    # sums are the same whatever their rounding
    return Cusum(path, np.asarray(path >= h - 1e-12))
