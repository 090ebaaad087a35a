"""Stepped wedge: stations start one after the other, each its own comparison before it starts.

Counts are stations × periods. Levels of stations and of periods are taken out, so that neither a
busy station nor a bad winter is taken for an effect.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.stats import t as student

from outrider.signals.effect.poisson import dummies, fit
from outrider.signals.inputs import Floats, Ints
from outrider.signals.intervals import Interval


class Wedge(NamedTuple):
    """`ratio`: the rate after the start over the rate without. `p` by order of start, two-sided."""

    ratio: float
    interval: Interval
    p: float
    orders: int


def started(start: Ints, periods: int) -> Floats:
    """Stations × periods: 1 from each station's start (period from 0) on."""
    return np.asarray((np.arange(periods)[np.newaxis, :] >= start[:, np.newaxis]).astype(float))


def wedge(
    counts: Ints,
    exposure: Floats,
    start: Ints,
    *,
    level: float = 0.95,
    orders: int = 1999,
    seed: int = 1,
) -> Wedge:
    """The effect with its interval by jack-knife over stations, and p by shuffling the starts.

    The jack-knife is for few stations, with t on stations - 1. The shuffle is exact if the order of
    starts was drawn by lot, whatever the counts do; it needs no model.
    Source: Hussey, Hughes 2007, doi:10.1016/j.cct.2006.05.007; Wang, De Gruttola 2017,
    doi:10.1002/sim.7329.

    Raises:
        ValueError: fewer than three stations, or none that starts within the periods after another.
    """
    stations, periods = counts.shape
    if stations < 3:
        raise ValueError("A stepped wedge needs at least three stations.")
    if np.unique(np.minimum(start, periods)).size < 2:
        raise ValueError("All stations start together: there is nothing to compare with.")
    beta = effect(counts, exposure, start)
    others = [np.arange(stations) != i for i in range(stations)]
    without = np.array([effect(counts[one], exposure[one], start[one]) for one in others])
    variance = (stations - 1) / stations * float(((without - beta) ** 2).sum())
    reach = float(student.ppf((1 + level) / 2, stations - 1)) * np.sqrt(variance)
    p = by_order(counts, exposure, start, orders, np.random.default_rng(seed))
    interval = Interval(float(np.exp(beta - reach)), float(np.exp(beta + reach)))
    return Wedge(float(np.exp(beta)), interval, p, orders)


def effect(counts: Ints, exposure: Floats, start: Ints) -> float:
    """Log ratio of rates, with levels of stations and of periods."""
    stations, periods = counts.shape
    unit = np.repeat(np.arange(stations), periods)
    period = np.tile(np.arange(periods), stations)
    used = (counts.sum(axis=1) > 0)[unit] & (counts.sum(axis=0) > 0)[period]
    unit, period = (np.unique(part[used], return_inverse=True)[1] for part in (unit, period))
    on = started(start, periods).ravel()[used]
    x = np.column_stack([on, dummies(period, int(period.max()) + 1)])
    return float(fit(counts.ravel()[used], x, exposure.ravel()[used], unit).beta[0])


def without_effect(counts: Ints, exposure: Floats) -> Floats:
    """What is expected from stations and periods alone, by iterated proportional fitting."""
    mu = exposure * (counts.sum() / exposure.sum())
    for _ in range(200):
        before = mu
        mu = mu * (counts.sum(axis=1) / mu.sum(axis=1))[:, np.newaxis]
        down = mu.sum(axis=0)
        mu = mu * np.divide(counts.sum(axis=0), down, out=np.zeros_like(down), where=down > 0)
        if np.abs(mu - before).max() < 1e-10:
            break
        mu = np.maximum(mu, 1e-300)
    return np.asarray(mu)


def by_order(
    counts: Ints, exposure: Floats, start: Ints, orders: int, random: np.random.Generator
) -> float:
    """p of the score of an effect among shuffled starts: (as far out + 1) / (orders + 1)."""
    stations, periods = counts.shape
    surplus = counts - without_effect(counts, exposure)
    after = np.cumsum(surplus[:, ::-1], axis=1)[:, ::-1]  # from each period on
    after = np.column_stack([after, np.zeros(stations)])
    begin = np.minimum(start, periods)
    each = np.arange(stations)
    seen = abs(float(after[each, begin].sum()))
    shuffled = random.permuted(np.tile(begin, (orders, 1)), axis=1)
    scores = np.abs(after[each[np.newaxis, :], shuffled].sum(axis=1))
    return float(((scores >= seen - 1e-9).sum() + 1) / (orders + 1))
