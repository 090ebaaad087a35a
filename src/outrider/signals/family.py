"""A family of looks: many areas, officers or weeks are looked at, and luck alone raises an alarm.

What a method says of its false alarms is made here, in one of three ways: exactly, from the level
that each independent look attains; by an adjustment of p-values; or by calibrating a threshold on
data that were made up with nothing going on.
"""

from __future__ import annotations

from collections.abc import Callable
from math import expm1, log1p
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import false_discovery_control

from outrider.signals.intervals import binomial_exact
from outrider.signals.result import FalseAlarms

Floats: TypeAlias = NDArray[np.float64]

RATE: Final = 0.05
"""The chance that a family raises any alarm by luck, where nothing else is asked for."""

RUNS: Final = 400
"""Made-up data sets of a calibration: the rate is then known to about ± 0.02 at 0.05."""

_NONE: Final = FalseAlarms("no look", 0, 0.0, "Nothing was looked at.")


# --- independent looks ----------------------------------------------------------------------------


def level_of_a_look(looks: int, rate: float = RATE) -> float:
    """The level of each of `looks` independent looks so that the chance of any alarm is `rate`.

    Source: Šidák 1967, doi:10.1080/01621459.1967.10482935.
    """
    if looks < 1:
        raise ValueError("A family has at least one look.")
    _check_rate(rate)
    return -expm1(log1p(-rate) / looks)


def any_alarm(levels: ArrayLike) -> float:
    """The chance of at least one alarm among independent looks with these levels."""
    each = np.asarray(levels, dtype=np.float64)
    if ((each < 0) | (each > 1)).any():
        raise ValueError("A level is a chance: between 0 and 1.")
    with np.errstate(divide="ignore"):  # a look that always alarms
        return float(-np.expm1(np.log1p(-each).sum()))


def independent(family: str, levels: ArrayLike, how: str) -> FalseAlarms:
    """False alarms of independent looks, each with the level that it attains by itself."""
    each = np.asarray(levels, dtype=np.float64)
    return FalseAlarms(family, int(each.size), any_alarm(each), how) if each.size else _NONE


# --- p-values -------------------------------------------------------------------------------------


def sidak(p: ArrayLike) -> Floats:
    """p-values of independent looks, adjusted: below `rate` in any with chance `rate` by luck."""
    values = _p_values(p)
    with np.errstate(divide="ignore"):  # a p-value of 1
        return np.asarray(-np.expm1(values.size * np.log1p(-values)), dtype=np.float64)


def holm(p: ArrayLike) -> Floats:
    """p-values adjusted so that any below `rate` is luck with a chance of at most `rate`.

    Holds whatever the looks have to do with each other.
    Source: Holm 1979, Scandinavian Journal of Statistics 6, 65-70.
    """
    values = _p_values(p)
    order = np.argsort(values, kind="stable")
    stepped = values[order] * np.arange(values.size, 0, -1)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(1, np.maximum.accumulate(stepped))
    return adjusted


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """p-values adjusted so that of those below `rate` at most a share `rate` is luck, on average.

    For independent looks. With nothing going on anywhere, the chance of any alarm is `rate` too.
    Source: Benjamini, Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
    """
    values = _p_values(p)
    return np.asarray(false_discovery_control(values), dtype=np.float64) if values.size else values


def adjusted_by_holm(family: str, looks: int, rate: float = RATE) -> FalseAlarms:
    """False alarms of a family whose alarms are Holm-adjusted p-values at or below `rate`."""
    _check_rate(rate)
    words = (
        f"p-values are adjusted by Holm's rule: at most {rate:.0%}, however the looks hang together"
    )
    return FalseAlarms(family, looks, rate, words + ".") if looks else _NONE


# --- calibration ----------------------------------------------------------------------------------


class Calibrated(NamedTuple):
    """A threshold, and how often a made-up data set with nothing going on reaches it."""

    threshold: float
    rate: float
    runs: int

    def false_alarms(self, family: str, looks: int, null: str) -> FalseAlarms:
        """In words; `null` says what was made up, as in "officers who all have one rate"."""
        how = f"counted in {self.runs} made-up data sets of {null}"
        return FalseAlarms(family, looks, self.rate, how + ".")


def extremes_of_null(
    extreme: Callable[[np.random.Generator], float], *, seed: int, runs: int = RUNS
) -> Floats:
    """The most extreme look of each of `runs` data sets in which nothing is going on.

    `extreme` makes one up, looks at it as the method does, and gives its largest statistic.
    """
    streams = np.random.SeedSequence(seed).spawn(runs)
    return np.array([extreme(np.random.default_rng(stream)) for stream in streams])


def calibrate(extremes: Floats, rate: float = RATE, least: float = -np.inf) -> Calibrated:
    """The lowest threshold, not below `least`, that at most `rate` of the null data sets reach.

    Ties count as reached. The rate that comes with it is (reached + 1) / (runs + 1), so that it is
    never stated as nought.
    Source: Davison, Hinkley 1997, Bootstrap Methods and their Application, section 4.2.
    """
    _check_rate(rate)
    runs = int(extremes.size)
    allowed = int(rate * (runs + 1)) - 1
    if allowed < 0:
        raise ValueError(f"{runs} data sets are too few for a rate of {rate}: make more up.")
    highest = np.sort(extremes)[::-1]
    # just above the first value that may not reach it
    threshold = max(float(np.nextafter(highest[allowed], np.inf)), least)
    reached = int((extremes >= threshold).sum())
    return Calibrated(threshold, (reached + 1) / (runs + 1), runs)


# --- what was counted -----------------------------------------------------------------------------


def kept(stated: float, alarms: int, seeds: int, level: float = 0.99) -> bool:
    """Whether the stated rate lies in the exact interval of what was counted over `seeds`."""
    low, high = binomial_exact(alarms, seeds, level)
    return low <= stated <= high


def not_exceeded(stated: float, alarms: int, seeds: int, level: float = 0.99) -> bool:
    """Whether what was counted allows that the rate is at most what is stated."""
    return binomial_exact(alarms, seeds, level).low <= stated


def _p_values(p: ArrayLike) -> Floats:
    values = np.asarray(p, dtype=np.float64)
    if values.ndim != 1 or not ((values >= 0) & (values <= 1)).all():
        raise ValueError("p-values are a list of numbers between 0 and 1.")
    return values


def _check_rate(rate: float) -> None:
    if not 0 < rate < 1:
        raise ValueError(f"A rate of {rate} is not between 0 and 1.")
