"""Quasi-Poisson regression with seasonal groups and a trend, fast enough for every week of a force.

The model is log μ = log exposure + a(group) + β time, fitted by iteratively reweighted least
squares. With group effects and one slope each step has a closed form: weighted means by group, and
one division. Start, stopping rule and the weights behind the variances are those of R's `glm`
(variances belong to the step before the last), so that published results are met in every digit.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import Final, NamedTuple

import numpy as np

from outrider.signals.compiled import compiled
from outrider.signals.inputs import Floats, Ints

_ROUNDS: Final = 25
_EPSILON: Final = 1e-8
_LEAST: Final = 2.220446049250313e-16  # R's smallest mean: an empty group has a rate of no more


class Fit(NamedTuple):
    """`weight` is the prior weight of a week; `working` that times μ, of the last step."""

    level: Floats  # a(group)
    slope: float  # per unit of time
    information: float  # about the slope; 0 without a trend
    mu: Floats
    working: Floats
    weight: Floats
    settled: bool


class GroupMeans(NamedTuple):
    weight: Floats
    time: Floats
    value: Floats


@compiled
def group_means(value: Floats, working: Floats, time: Floats, group: Ints, size: int) -> GroupMeans:
    """By group: the sum of weights, and the weighted means of time and value."""
    total, when, what = np.zeros(size), np.zeros(size), np.zeros(size)
    for i in range(value.size):
        total[group[i]] += working[i]
        when[group[i]] += working[i] * time[i]
        what[group[i]] += working[i] * value[i]
    for g in range(size):
        if total[g] > 0:
            when[g] /= total[g]
            what[g] /= total[g]
    return GroupMeans(total, when, what)


@compiled
def deviance(y: Floats, mu: Floats, weight: Floats) -> float:
    total = 0.0
    for i in range(y.size):
        part = mu[i] - y[i]
        if y[i] > 0:
            part += y[i] * log(y[i] / mu[i])
        total += 2 * weight[i] * part
    return total


@compiled
def irls(
    y: Floats, offset: Floats, time: Floats, group: Ints, size: int, trend: bool, weight: Floats
) -> Fit:
    """The fit for given prior weights."""
    mu = y + 0.1
    eta = np.log(mu)
    working = weight * mu
    level, slope, information, settled = np.zeros(size), 0.0, 0.0, False
    before = deviance(y, mu, weight)
    for _ in range(_ROUNDS):
        working = weight * mu
        z = eta - offset + (y - mu) / mu
        means = group_means(z, working, time, group, size)
        if trend:
            cross, information = 0.0, 0.0
            for i in range(y.size):
                off = time[i] - means.time[group[i]]
                cross += working[i] * off * z[i]
                information += working[i] * off * off
            slope = cross / information
        level = means.value - slope * means.time
        for i in range(y.size):
            eta[i] = level[group[i]] + slope * time[i] + offset[i]
            mu[i] = max(exp(eta[i]), _LEAST)
        now = deviance(y, mu, weight)
        if abs(now - before) / (abs(now) + 0.1) < _EPSILON:
            settled = True
            break
        before = now
    return Fit(level, slope, information, mu, working, weight, settled)


@compiled
def pearson(y: Floats, fitted: Fit, parameters: int) -> float:
    """Dispersion: Σ w (y - μ)² / μ over the degrees of freedom."""
    total = 0.0
    for i in range(y.size):
        total += fitted.working[i] * ((y[i] - fitted.mu[i]) / fitted.mu[i]) ** 2
    return float(total / max(y.size - parameters, 1))


@compiled
def relative(y: Floats, fitted: Fit, parameters: int) -> float:
    """Σ w ((y - μ) / μ)² over the degrees of freedom: what `surveillance` takes for the standard
    error of its flexible version, whose fit loses the working weights."""
    total = 0.0
    for i in range(y.size):
        total += fitted.weight[i] * ((y[i] - fitted.mu[i]) / fitted.mu[i]) ** 2
    return float(total / max(y.size - parameters, 1))


@compiled
def anscombe_weights(
    y: Floats, time: Floats, group: Ints, size: int, fitted: Fit, phi: float, threshold: float
) -> Floats:
    """Weights that turn down past outbreaks: 1 / s² where Anscombe's residual s is above threshold.

    They sum to the number of weeks.
    Source: Farrington et al. 1996, doi:10.2307/2983331, section 3.4.
    """
    means = group_means(y, fitted.working, time, group, size)
    weights = np.ones(y.size)
    for i in range(y.size):
        hat = fitted.working[i] / means.weight[group[i]]
        if fitted.information > 0:
            off = time[i] - means.time[group[i]]
            hat += fitted.working[i] * off * off / fitted.information
        s = 1.5 * (y[i] ** (2 / 3) * fitted.mu[i] ** (-1 / 6) - sqrt(fitted.mu[i]))
        s /= sqrt(phi * max(1 - hat, 1e-12))
        if s > threshold:
            weights[i] = 1 / (s * s)
    scaled: Floats = weights * (y.size / weights.sum())
    return scaled


@compiled
def fit(
    y: Floats,
    offset: Floats,
    time: Floats,
    group: Ints,
    size: int,
    trend: bool,
    reweight: bool,
    threshold: float,
) -> tuple[Fit, float]:
    """The fit, and its dispersion; where asked, again with past outbreaks turned down."""
    parameters = size + (1 if trend else 0)
    fitted = irls(y, offset, time, group, size, trend, np.ones(y.size))
    phi = pearson(y, fitted, parameters)
    if reweight and fitted.settled:
        weight = anscombe_weights(y, time, group, size, fitted, max(phi, 1.0), threshold)
        fitted = irls(y, offset, time, group, size, trend, weight)
        phi = pearson(y, fitted, parameters)
    return fitted, phi
