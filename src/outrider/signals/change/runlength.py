"""How many looks until the first false alarm of a cumulative sum, by a Markov chain."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.stats import poisson

from outrider.signals.change.scores import Transform, scores
from outrider.signals.inputs import Floats

STATES: Final = 300


class RunLength(NamedTuple):
    """Looks until the first alarm, on average, and the chance of one within so many looks."""

    average: float
    within: Floats  # within[i]: in i + 1 looks


def cusum_run_length(
    mean: float,
    *,
    k: float,
    h: float,
    transform: Transform,
    looks: int,
    true_mean: float | None = None,
    states: int = STATES,
) -> RunLength:
    """Of a CUSUM that expects `mean` when counts are Poisson with `true_mean` (the same if None).

    The sum is placed on a grid below h; a step's weight is shared between the two places nearest.
    Source: Brook, Evans 1972, doi:10.1093/biomet/59.3.539.
    """
    true = mean if true_mean is None else true_mean
    counts = np.arange(int(poisson.ppf(1 - 1e-12, true)) + 2)
    chance = poisson.pmf(counts, true)
    step = scores(counts, np.array(mean), transform) - k
    stay = _stay(step, chance, h, states)
    average = np.linalg.solve(np.eye(states) - stay, np.ones(states))[0]
    left = np.zeros(states)
    left[0] = 1.0
    within = np.empty(looks)
    for look in range(looks):
        left = left @ stay
        within[look] = 1 - left.sum()
    return RunLength(float(average), within)


def _stay(step: Floats, chance: Floats, h: float, states: int) -> Floats:
    """The chance of going from place to place without an alarm."""
    grid = np.linspace(0, h, states, endpoint=False)
    width = h / states
    stay = np.zeros((states, states))
    for s, p in zip(step, chance, strict=True):
        there = np.maximum(0.0, grid + s)
        inside = there < h
        place = there[inside] / width
        low = np.floor(place).astype(np.int64)
        part = place - low
        rows = np.flatnonzero(inside)
        stay[rows, low] += p * (1 - part)
        high = np.minimum(low + 1, states - 1)
        stay[rows, high] += p * part
    return stay
