"""Groups of people who do the same work, each steadied within its own."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from outrider.signals import family
from outrider.signals.inputs import Floats, Ints
from outrider.signals.rates.gamma import Gamma, maximum_likelihood
from outrider.signals.rates.posterior import chance_above, steadied

FEWEST: Final = 30
"""A peer group below this gives no spread to steady by: its rows are left as they are."""


class Steady(NamedTuple):
    """Rows of all groups in the order that came in; NaN where the group is too small."""

    ratio: Floats
    estimate: Floats
    low: Floats
    high: Floats
    chance: Floats  # that the rate is above the mark
    fits: dict[str, Gamma]
    left: dict[str, str]  # groups not steadied, and why


def expected_within(observed: Ints, exposure: Floats, groups: dict[str, Ints]) -> Floats:
    """Expected counts if everybody had the rate of their own group; 0 in a group without events."""
    expected = np.empty(exposure.shape)
    for rows in groups.values():
        expected[rows] = exposure[rows] * (observed[rows].sum() / exposure[rows].sum())
    return expected


def steady(
    observed: Ints, expected: Floats, groups: dict[str, Ints], above: float, level: float = 0.95
) -> Steady:
    """Each group by the spread within it, estimated by maximum likelihood."""
    ratio, estimate, low, high, chance = np.full((5, observed.size), np.nan)
    fits, left = {}, {}
    for group, rows in groups.items():
        reason = _too_little(observed, rows)
        if reason:
            left[group] = reason
            positive = rows[expected[rows] > 0]
            ratio[positive] = observed[positive] / expected[positive]
            continue
        fits[group] = fit = maximum_likelihood(observed[rows], expected[rows])
        found = steadied(observed[rows], expected[rows], fit, level)
        ratio[rows], estimate[rows], low[rows], high[rows] = found
        chance[rows] = chance_above(observed[rows], expected[rows], fit, above)
    return Steady(ratio, estimate, low, high, chance, fits, left)


def sure_enough(
    observed: Ints,
    expected: Floats,
    groups: dict[str, Ints],
    *,
    above: float,
    least: float,
    rate: float,
    seed: int,
    runs: int = family.RUNS,
) -> family.Calibrated:
    """How high the chance must be before a row is noted, by looking at forces without differences.

    In those, each group has as many events as there were, dealt out by exposure alone.
    """
    looked_at = {group: rows for group, rows in groups.items() if not _too_little(observed, rows)}

    def extreme(random: np.random.Generator) -> float:
        return max(
            _highest(random, int(observed[rows].sum()), expected[rows], above)
            for rows in looked_at.values()
        )

    return family.calibrate(family.extremes_of_null(extreme, seed=seed, runs=runs), rate, least)


def _highest(random: np.random.Generator, events: int, expected: Floats, above: float) -> float:
    dealt: NDArray[np.int64] = random.multinomial(events, expected / expected.sum())
    return float(chance_above(dealt, expected, maximum_likelihood(dealt, expected), above).max())


def _too_little(observed: Ints, rows: Ints) -> str:
    if rows.size < FEWEST:
        return f"{rows.size} rows, and {FEWEST} are needed to see how far rates spread"
    return "" if observed[rows].sum() else "nobody has an event"
