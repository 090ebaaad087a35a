"""One look at all units: which lie further out than luck, or luck and ordinary spread, put them."""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from outrider.signals import family
from outrider.signals.funnel.dispersion import (
    Dispersion,
    adjusted_additive,
    adjusted_multiplicative,
    as_wide_as_fits,
    dispersion,
)
from outrider.signals.funnel.limits import (
    Kind,
    attained_levels,
    centre,
    exact_p,
    standard_error,
    z_scores,
)
from outrider.signals.inputs import Ints
from outrider.signals.result import FalseAlarms

Floats: TypeAlias = NDArray[np.float64]

_EXACT: Final = "exact, for units that differ by luck alone; the common value is taken as known."
_CALIBRATED: Final = (
    "about, at most: counted in {runs} made-up data sets of units that differ as much as still "
    "fits the spread of these."
)


class Spread(Enum):
    """What units are allowed to differ by before one is noted."""

    LUCK = "luck"
    MULTIPLICATIVE = "multiplicative"
    ADDITIVE = "additive"


class Looked(NamedTuple):
    """Units in the order that came in. `adjusted` is z with over-dispersion taken into account."""

    theta: float
    z: Floats
    adjusted: Floats
    p: Floats
    noted: NDArray[np.bool_]
    dispersion: Dispersion
    false_alarms: FalseAlarms


def look(
    events: Ints,
    size: Floats,
    kind: Kind,
    spread: Spread,
    *,
    rate: float = family.RATE,
    seed: int = 1,
    runs: int = family.RUNS,
) -> Looked:
    """Exact p-values where luck is all that is allowed for; else adjusted z scores.

    The threshold of these is calibrated: φ and τ² are estimated from the same few units, so that a
    normal table would promise fewer false alarms than there are.
    """
    theta = centre(events, size)
    z, found, adjusted = _scores(events, size, kind, spread)
    if spread is Spread.LUCK:
        level = family.level_of_a_look(events.size, rate)
        p = exact_p(events, size, theta, kind)
        attained = attained_levels(size, theta, kind, level)
        alarms = family.independent("units", attained, _EXACT)
        return Looked(theta, z, adjusted, p, p <= level, found, alarms)
    widest = as_wide_as_fits(found, standard_error(size, theta, kind))
    extra = extra_variance(size, theta, kind, spread, widest)

    def extreme(random: np.random.Generator) -> float:
        made_up = simulate(random, size, theta, kind, extra)
        if not 0 < made_up.sum() < _most(size, kind):
            return 0.0
        return float(np.abs(_scores(made_up, size, kind, spread)[2]).max())

    sure = family.calibrate(family.extremes_of_null(extreme, seed=seed, runs=runs), rate)
    p = 2 * ndtr(-np.abs(adjusted))
    alarms = FalseAlarms("units", int(events.size), sure.rate, _CALIBRATED.format(runs=runs))
    return Looked(theta, z, adjusted, p, np.abs(adjusted) >= sure.threshold, found, alarms)


def extra_variance(
    size: Floats, theta: float, kind: Kind, spread: Spread, found: Dispersion
) -> Floats:
    """The variance between units, beyond luck, that the over-dispersion stands for."""
    if spread is Spread.ADDITIVE:
        return np.full(size.shape, found.tau_squared)
    if spread is Spread.LUCK:
        return np.zeros(size.shape)
    surplus = max(0.0, found.phi_winsorised - 1)
    if kind is Kind.RATE:
        return np.asarray(surplus * theta / size, dtype=np.float64)
    return np.asarray(surplus * theta * (1 - theta) / np.maximum(size - 1, 1), dtype=np.float64)


def simulate(
    random: np.random.Generator, size: Floats, theta: float, kind: Kind, extra: Floats
) -> Ints:
    """Counts of units whose true values vary around `theta` (gamma or beta) by `extra`."""
    true = np.full(size.shape, theta)
    vary = extra > 0
    if kind is Kind.RATE:
        true[vary] = random.gamma(theta**2 / extra[vary], extra[vary] / theta)
        return np.asarray(random.poisson(true * size), dtype=np.int64)
    strength = np.maximum(theta * (1 - theta) / np.where(vary, extra, 1) - 1, 1e-3)[vary]
    true[vary] = random.beta(theta * strength, (1 - theta) * strength)
    return np.asarray(random.binomial(size.astype(np.int64), true), dtype=np.int64)


def _scores(
    events: Ints, size: Floats, kind: Kind, spread: Spread
) -> tuple[Floats, Dispersion, Floats]:
    theta = centre(events, size)
    error = standard_error(size, theta, kind)
    z = z_scores(events, size, theta, kind)
    found = dispersion(z, error)
    if spread is Spread.MULTIPLICATIVE:
        return z, found, adjusted_multiplicative(z, found)
    if spread is Spread.ADDITIVE:
        return z, found, adjusted_additive(z, error, found)
    return z, found, z


def _most(size: Floats, kind: Kind) -> float:
    return float(size.sum()) if kind is Kind.SHARE else np.inf
