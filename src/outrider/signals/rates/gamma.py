"""The gamma-Poisson model: how far rates spread between people, beyond what luck does.

O ~ Poisson(θ E), θ ~ Γ(shape ν, rate α). ν and α are estimated from all rows at once.
"""

from __future__ import annotations

from math import inf, isinf
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, gammaln, polygamma

from outrider.signals.inputs import Ints

Floats: TypeAlias = NDArray[np.float64]

_STEPS: Final = 200
_CLOSE: Final = 1e-10
_LONGEST: Final = 1.0  # of a step, on the log scale
_SHAPE_OF_NO_SPREAD: Final = 1e7
_SHAPES: Final = tuple(float(np.exp(power)) for power in range(-3, 9))


class Gamma(NamedTuple):
    """Γ(shape, rate). An infinite shape means that rates do not spread: all are `mean`."""

    shape: float
    rate: float
    mean: float

    @property
    def spreads(self) -> bool:
        """Whether rates differ at all."""
        return not isinf(self.shape)


def moments(observed: Ints, expected: Floats) -> Gamma:
    """Clayton and Kaldor's moments, iterated until they stand still.

    Source: Clayton, Kaldor 1987, doi:10.2307/2532003.
    """
    ratio = observed / expected
    mean = float(observed.sum() / expected.sum())
    shape, rate = 1.0, 1.0 / max(mean, 1e-300)
    for _ in range(10_000):
        steadied = (observed + shape) / (expected + rate) if not isinf(shape) else ratio * 0 + mean
        mean = float(steadied.mean())
        spread = ((1 + rate / expected) * (steadied - mean) ** 2).sum() / (observed.size - 1)
        if spread <= 0 or mean**2 / spread > _SHAPE_OF_NO_SPREAD:
            return no_spread(observed, expected)
        before, shape, rate = shape, float(mean**2 / spread), float(mean / spread)
        if abs(shape - before) < _CLOSE * shape:
            break
    return Gamma(shape, rate, shape / rate)


def log_likelihood(observed: Ints, expected: Floats, fit: Gamma) -> float:
    """Of the negative binomial with size ν and probability α / (α + E), or of the Poisson."""
    factorial = gammaln(observed + 1.0)
    if not fit.spreads:
        mu = fit.mean * expected
        return float((observed * np.log(mu) - mu - factorial).sum())
    shape, rate = fit.shape, fit.rate
    return float(
        (
            gammaln(observed + shape)
            - gammaln(shape)
            - factorial
            + shape * np.log(rate / (rate + expected))
            + observed * np.log(expected / (rate + expected))
        ).sum()
    )


def no_spread(observed: Ints, expected: Floats) -> Gamma:
    """One rate for everybody: events per expected event."""
    return Gamma(inf, inf, float(observed.sum() / expected.sum()))


def maximum_likelihood(observed: Ints, expected: Floats) -> Gamma:
    """ν and α of the highest marginal likelihood, by Newton's method on log ν and log mean.

    Where counts spread no more than the Poisson does, the likelihood rises to an infinite shape.
    Source: Clayton, Kaldor 1987, doi:10.2307/2532003.

    Raises:
        ValueError: no events at all.
    """
    if observed.sum() == 0:
        raise ValueError("Nobody has an event: there is no rate to steady.")
    common = no_spread(observed, expected)
    mu = common.mean * expected
    surplus = float(((observed - mu) ** 2 - observed).sum())
    # The surface may have a saddle and a second summit: start by the moments and by a coarse look.
    starts = [_highest(observed, expected, common.mean)]
    if surplus > 0:
        starts.append((min(max(float((mu**2).sum()) / surplus, 1e-2), 1e4), common.mean))
    summits = [_climb(observed, expected, np.log(start)) for start in starts]
    found = [common, *(fit for fit in summits if fit is not None)]
    return max(found, key=lambda fit: log_likelihood(observed, expected, fit))


def _highest(observed: Ints, expected: Floats, common: float) -> tuple[float, float]:
    """The likeliest of some shapes with the mean of all events or of all rows."""
    means = {common, max(float((observed / expected).mean()), 1e-9)}
    return max(
        ((shape, mean) for shape in _SHAPES for mean in means),
        key=lambda at: log_likelihood(observed, expected, Gamma(at[0], at[0] / at[1], at[1])),
    )


def _climb(observed: Ints, expected: Floats, at: Floats) -> Gamma | None:
    """Newton's method, each step shortened until the likelihood rises; None if ν runs away."""
    value = log_likelihood(observed, expected, _gamma(at))
    for _ in range(_STEPS):
        slope, curve = _derivatives(observed, expected, at)
        step = _ascent(slope, curve)
        scale = 1.0
        while scale > 1e-9:
            there = at + scale * step
            higher = log_likelihood(observed, expected, _gamma(there))
            if higher >= value - 1e-12 * abs(value):
                break
            scale /= 2
        at, value = there, higher
        if np.exp(at[0]) > _SHAPE_OF_NO_SPREAD:
            return None
        if np.abs(scale * step).max() < _CLOSE:
            break
    return _gamma(at)


def _gamma(at: Floats) -> Gamma:
    shape, mean = (float(value) for value in np.exp(at))
    return Gamma(shape, shape / mean, mean)


def _ascent(slope: Floats, curve: Floats) -> Floats:
    """Newton's step where the surface is curved downwards, else along the slope."""
    downwards = curve[0, 0] < 0 and float(np.linalg.det(curve)) > 0
    step = -np.linalg.solve(curve, slope) if downwards else slope / max(1.0, np.abs(slope).max())
    return np.asarray(step * min(1.0, _LONGEST / max(float(np.abs(step).max()), 1e-300)))


def _derivatives(observed: Ints, expected: Floats, at: Floats) -> tuple[Floats, Floats]:
    """Slope and curvature of the log likelihood in log ν and log mean (α = ν / mean)."""
    fit = _gamma(at)
    nu, alpha, size = fit.shape, fit.rate, observed.size
    values, times = np.unique(observed, return_counts=True)
    reach = alpha + expected
    d_nu = float((times * digamma(values + nu)).sum() - size * digamma(nu))
    d_nu += float(np.log(alpha / reach).sum())
    d_alpha = float((nu / alpha - (observed + nu) / reach).sum())
    nu_nu = float((times * polygamma(1, values + nu)).sum() - size * polygamma(1, nu))
    nu_alpha = float((1 / alpha - 1 / reach).sum())
    alpha_alpha = float((-nu / alpha**2 + (observed + nu) / reach**2).sum())
    slope = np.array([nu * d_nu + alpha * d_alpha, -alpha * d_alpha])
    mixed = nu * alpha * nu_alpha + alpha**2 * alpha_alpha + alpha * d_alpha
    first = (
        nu**2 * nu_nu
        + 2 * nu * alpha * nu_alpha
        + alpha**2 * alpha_alpha
        + nu * d_nu
        + alpha * d_alpha
    )
    second = alpha**2 * alpha_alpha + alpha * d_alpha
    return slope, np.array([[first, -mixed], [-mixed, second]])
