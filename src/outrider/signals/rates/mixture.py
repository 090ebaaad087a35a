"""The gamma-Poisson shrinker with two components: most rates are ordinary, a few are not.

θ ~ P Γ(shape α1, rate β1) + (1 - P) Γ(α2, β2). The second component lets a few rows stand out
without pulling everybody's spread up with them.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import digamma, expit, gammainc, gammaln, logsumexp

from outrider.signals.inputs import Ints

Floats: TypeAlias = NDArray[np.float64]

_HALVINGS: Final = 80
_STARTS: Final = (
    (2.0, 2.0, 4.0, 4.0, 0.3),
    (0.2, 0.1, 2.0, 4.0, 1 / 3),  # DuMouchel's own
    (1.0, 0.2, 5.0, 5.0, 0.05),
)
_WIDEST: Final = 12.0  # log scale: a shape of 160,000 is no spread


class Mixture(NamedTuple):
    """Two gamma priors and the share of the first, in DuMouchel's order."""

    shape_1: float
    rate_1: float
    shape_2: float
    rate_2: float
    share: float


class Quantiles(NamedTuple):
    """EBGM, the posterior geometric mean, with two posterior quantiles."""

    ebgm: Floats
    low: Floats
    high: Floats


def log_likelihood(observed: Ints, expected: Floats, prior: Mixture) -> float:
    """Of the mixture of two negative binomials."""
    return float(logsumexp(_parts(observed, expected, prior), axis=0).sum())


def fit_mixture(observed: Ints, expected: Floats) -> Mixture:
    """The five parameters of the highest likelihood, from several starts.

    Rows without an event count too: an officer who was never assaulted is an observation.
    Source: DuMouchel 1999, doi:10.1080/00031305.1999.10474456.

    Raises:
        ValueError: no events at all.
    """
    if observed.sum() == 0:
        raise ValueError("Nobody has an event: there is no rate to steady.")
    scale = float(observed.sum() / expected.sum())
    found = [
        minimize(
            _loss, _free(start), (observed, expected * scale), jac=True, method="L-BFGS-B",
            bounds=[(-_WIDEST, _WIDEST)] * 5, options={"maxiter": 300, "ftol": 1e-10},
        )
        for start in _STARTS
    ]  # fmt: skip
    best = _prior(min(found, key=lambda one: float(one.fun)).x)
    return _ordered(best._replace(rate_1=best.rate_1 / scale, rate_2=best.rate_2 / scale))


def posterior_shares(observed: Ints, expected: Floats, prior: Mixture) -> Floats:
    """The chance that each row belongs to the first component, given its count."""
    first, second = _parts(observed, expected, prior)
    return np.asarray(expit(first - second), dtype=np.float64)


def ebgm(
    observed: Ints, expected: Floats, prior: Mixture, tails: tuple[float, float] = (0.05, 0.95)
) -> Quantiles:
    """exp(E[log θ]) and quantiles of the posterior mixture."""
    share = posterior_shares(observed, expected, prior)
    means = [
        digamma(shape + observed) - np.log(rate + expected)
        for shape, rate in (prior[0:2], prior[2:4])
    ]
    log_mean = share * means[0] + (1 - share) * means[1]
    low, high = (_quantile(observed, expected, prior, share, tail) for tail in tails)
    return Quantiles(np.exp(log_mean), low, high)


def chance_below(
    observed: Ints, expected: Floats, prior: Mixture, share: Floats, at: Floats
) -> Floats:
    """P(θ <= `at`) for each row; `share` is that of the first component a posteriori."""
    first = gammainc(prior.shape_1 + observed, (prior.rate_1 + expected) * at)
    second = gammainc(prior.shape_2 + observed, (prior.rate_2 + expected) * at)
    return np.asarray(share * first + (1 - share) * second, dtype=np.float64)


def alarm_counts(expected: Floats, prior: Mixture, above: float, tail: float = 0.05) -> Ints:
    """The smallest count of each row whose `tail` quantile is at least `above`."""
    low = np.full(expected.shape, -1, dtype=np.int64)  # too few, always
    high = np.ceil(expected * above + 16).astype(np.int64)
    while not (enough := _reached(high, expected, prior, above, tail)).all():
        low, high = np.where(enough, low, high), np.where(enough, high, 2 * high)
    while (high - low > 1).any():
        middle = (low + high) // 2
        enough = (middle >= 0) & _reached(np.maximum(middle, 0), expected, prior, above, tail)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return high


def _reached(
    observed: Ints, expected: Floats, prior: Mixture, above: float, tail: float
) -> NDArray[np.bool_]:
    share = posterior_shares(observed, expected, prior)
    at = np.full(expected.shape, above)
    return np.asarray(chance_below(observed, expected, prior, share, at) <= tail)


def _quantile(
    observed: Ints, expected: Floats, prior: Mixture, share: Floats, tail: float
) -> Floats:
    """By halving, all rows at once."""
    widest = max(prior.shape_1 / prior.rate_1, prior.shape_2 / prior.rate_2)
    low = np.zeros(observed.shape)
    high = np.full(observed.shape, 10 * (widest + float((observed / expected).max()) + 1))
    for _ in range(60):  # the upper end is moved out until it is above every quantile
        short = chance_below(observed, expected, prior, share, high) < tail
        if not short.any():
            break
        high = np.where(short, high * 2, high)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = chance_below(observed, expected, prior, share, middle) < tail
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2, dtype=np.float64)


def _negative_binomial(observed: Ints, expected: Floats, shape: float, rate: float) -> Floats:
    chance = gammaln(shape + observed) - gammaln(shape) - gammaln(observed + 1.0)
    reach = rate + expected
    return np.asarray(
        chance + shape * np.log(rate / reach) + observed * np.log(expected / reach),
        dtype=np.float64,
    )


def _parts(observed: Ints, expected: Floats, prior: Mixture) -> Floats:
    """Log chance of each count under each component, shares included: 2 × rows."""
    return np.stack(
        [
            np.log(prior.share) + _negative_binomial(observed, expected, *prior[0:2]),
            np.log1p(-prior.share) + _negative_binomial(observed, expected, *prior[2:4]),
        ]
    )


def _loss(at: Floats, observed: Ints, expected: Floats) -> tuple[float, Floats]:
    """Minus the log likelihood and its slope, in logs of shapes and rates and the share's logit."""
    prior = _prior(at)
    parts = _parts(observed, expected, prior)
    each = logsumexp(parts, axis=0)
    weight = np.exp(parts - each)
    slope = np.empty(5)
    for number, (shape, rate) in enumerate((prior[0:2], prior[2:4])):
        reach = rate + expected
        by_shape = digamma(shape + observed) - digamma(shape) + np.log(rate / reach)
        by_rate = shape / rate - (shape + observed) / reach
        slope[2 * number] = shape * (weight[number] * by_shape).sum()
        slope[2 * number + 1] = rate * (weight[number] * by_rate).sum()
    slope[4] = weight[0].sum() - prior.share * observed.size
    return -float(each.sum()), -slope


def _free(start: tuple[float, ...]) -> Floats:
    return np.append(np.log(start[:4]), np.log(start[4] / (1 - start[4])))


def _prior(at: Floats) -> Mixture:
    shape_1, rate_1, shape_2, rate_2 = (float(value) for value in np.exp(at[:4]))
    return Mixture(shape_1, rate_1, shape_2, rate_2, float(expit(at[4])))


def _ordered(prior: Mixture) -> Mixture:
    """The component with the higher mean first, so that a fit reads the same way every time."""
    if prior.shape_1 / prior.rate_1 >= prior.shape_2 / prior.rate_2:
        return prior
    return Mixture(prior.shape_2, prior.rate_2, prior.shape_1, prior.rate_1, 1 - prior.share)
