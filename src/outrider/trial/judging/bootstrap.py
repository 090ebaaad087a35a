"""Percentile bootstrap of a mean or a median, seeded, so that a report reproduces bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.trial.judging.intervals import Interval

Floats: TypeAlias = NDArray[np.float64]
Statistic: TypeAlias = Literal["mean", "median"]

DRAWS: Final = 4_000
FEWEST: Final = 5
"""Below this many values a bootstrap interval is narrower than it may be: none is given."""

_BLOCK: Final = 2_000_000  # resampled values held at once
_STATISTICS: Final[dict[str, Callable[[Floats], Floats]]] = {
    "mean": lambda drawn: np.mean(drawn, axis=1),
    "median": lambda drawn: np.median(drawn, axis=1),
}


class Resampled(NamedTuple):
    """An estimate with its interval; `interval` is None with fewer than FEWEST values."""

    estimate: float
    interval: Interval | None
    n: int


def bootstrap(
    values: Floats,
    statistic: Statistic,
    *,
    seed: int,
    draws: int = DRAWS,
    level: float = 0.95,
) -> Resampled:
    """The statistic of `values` with its percentile interval.

    For paired data give the differences: one value a pair, so that pairs are resampled whole.
    Source: Efron, Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.

    Raises:
        ValueError: no values, or one that is not finite.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.size == 0:
        raise ValueError(f"The {statistic} of no values does not exist.")
    if not np.isfinite(array).all():
        raise ValueError("A value is missing or infinite: leave it out and say so.")
    compute = _STATISTICS[statistic]
    estimate = float(compute(array[np.newaxis, :])[0])
    if array.size < FEWEST:
        return Resampled(estimate, None, int(array.size))
    drawn = _resample(array, compute, np.random.default_rng(seed), draws)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Resampled(estimate, Interval(float(low), float(high)), int(array.size))


def _resample(
    array: Floats,
    compute: Callable[[Floats], Floats],
    random: np.random.Generator,
    draws: int,
) -> Floats:
    rows = max(1, _BLOCK // array.size)
    parts = []
    for start in range(0, draws, rows):
        shape = (min(rows, draws - start), array.size)
        parts.append(compute(array[random.integers(0, array.size, shape)]))
    return np.concatenate(parts)
