"""How many are needed, and what a station-by-station start could show."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
from scipy.special import ndtr, ndtri

from outrider.signals.effect.wedge import started, wedge
from outrider.signals.inputs import Floats, Ints


def two_shares(first: float, second: float, power: float = 0.8, level: float = 0.95) -> float:
    """How many in each arm, to tell two shares apart (normal, pooled variance), not rounded up."""
    za, zb = float(ndtri((1 + level) / 2)), float(ndtri(power))
    mean = (first + second) / 2
    spread = za * sqrt(2 * mean * (1 - mean)) + zb * sqrt(
        first * (1 - first) + second * (1 - second)
    )
    return float((spread / (first - second)) ** 2)


def paired_mean(gain: float, sd: float, power: float = 0.8, level: float = 0.95) -> float:
    """How many pairs, to tell a mean gain from none (normal), not rounded up."""
    return float(((float(ndtri((1 + level) / 2)) + float(ndtri(power))) * sd / gain) ** 2)


def wedge_variance(on: Floats, within: float, between: float) -> float:
    """Variance of the effect in a stepped wedge. `on`: stations × periods, 1 after the start.

    `within`: variance of a cell's mean about its station and period; `between`: of stations.
    Source: Hussey, Hughes 2007, doi:10.1016/j.cct.2006.05.007, equation 8.
    """
    stations, periods = on.shape
    u = float(on.sum())
    w = float((on.sum(axis=0) ** 2).sum())
    v = float((on.sum(axis=1) ** 2).sum())
    below = (stations * u - w) * within + (
        u * u + stations * periods * u - periods * w - stations * v
    ) * between
    return float(stations * within * (within + periods * between) / below)


def wedge_power(
    start: Ints,
    periods: int,
    *,
    rate: float,
    exposure: float,
    ratio: float,
    spread: float = 0.0,
    dispersion: float = 1.0,
    level: float = 0.95,
) -> float:
    """Power to see a ratio of rates, by the formula on log rates.

    `rate` per unit of exposure, `exposure` of a station in a period, `spread` the coefficient of
    variation between stations, `dispersion` the variance of counts over their mean.
    """
    cell = dispersion / (rate * exposure * sqrt(ratio))  # variance of a log rate, midway
    variance = wedge_variance(started(start, periods), cell, log(1 + spread**2))
    return float(ndtr(abs(log(ratio)) / sqrt(variance) - float(ndtri((1 + level) / 2))))


def simulated_power(
    start: Ints,
    periods: int,
    *,
    rate: float,
    exposure: float,
    ratio: float,
    spread: float = 0.0,
    dispersion: float = 1.0,
    level: float = 0.95,
    runs: int = 200,
    seed: int = 1,
) -> float:
    """The share of made-up trials whose p by order of start is below 1 - level."""
    random = np.random.default_rng(seed)
    on = started(start, periods)
    found = 0
    for _ in range(runs):
        shape = 1 / spread**2 if spread > 0 else np.inf
        own = np.ones(len(start)) if spread == 0 else random.gamma(shape, 1 / shape, len(start))
        mean = rate * exposure * own[:, np.newaxis] * ratio**on
        mixed = mean
        if dispersion > 1:
            mixed = random.gamma(mean / (dispersion - 1), dispersion - 1)
        counts = random.poisson(mixed)
        made = wedge(counts, np.full(on.shape, exposure), start, orders=399, seed=seed)
        found += made.p < 1 - level
    return found / runs
