"""Funnel limits: how far a share or a rate may lie from the common one by luck, for its size.

A unit is a station or a team. `Kind.SHARE`: events of so many trials. `Kind.RATE`: events in so
much exposure (or observed of so many expected).
"""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, poisson

from outrider.signals.inputs import Ints
from outrider.signals.rates.exact import p_values

Floats: TypeAlias = NDArray[np.float64]

_FAR = 12.0  # standard deviations; what lies beyond has no chance that a double can add


class Kind(Enum):
    """What is compared."""

    SHARE = "share"
    RATE = "rate"


def centre(events: Ints, size: Floats) -> float:
    """The common share or rate: all events over all trials or exposure."""
    return float(events.sum() / size.sum())


def standard_error(size: Floats, theta: float, kind: Kind) -> Floats:
    """Of a unit of each size whose true value is `theta`."""
    variance = theta * (1 - theta) if kind is Kind.SHARE else theta
    return np.asarray(np.sqrt(variance / size), dtype=np.float64)


def z_scores(events: Ints, size: Floats, theta: float, kind: Kind) -> Floats:
    """Standard errors between each unit and `theta`, the standard error that of `theta`."""
    error = standard_error(size, theta, kind)
    return np.asarray((events / size - theta) / error, dtype=np.float64)


def exact_limits(size: Floats, theta: float, kind: Kind, tail: float) -> tuple[Floats, Floats]:
    """The `tail` and 1 - `tail` quantiles of the count over its size: whole counts only.

    Source: Spiegelhalter 2005, doi:10.1002/sim.1970, without its interpolation.
    """
    ends = [_quantile(np.array(at), size, theta, kind) / size for at in (tail, 1 - tail)]
    return ends[0], ends[1]


def exact_p(events: Ints, size: Floats, theta: float, kind: Kind) -> Floats:
    """Two-sided: the chance of all counts that are no likelier than the one seen."""
    return np.array(
        [_p(int(count), float(much), theta, kind) for count, much in zip(events, size, strict=True)]
    )


def attained_levels(size: Floats, theta: float, kind: Kind, level: float) -> Floats:
    """How often each unit's exact p is at or below `level` when its true value is `theta`."""
    return np.array([_attained(float(much), theta, kind, level) for much in size])


def _quantile(at: Floats, size: Floats, theta: float, kind: Kind) -> Floats:
    found = binom.ppf(at, size, theta) if kind is Kind.SHARE else poisson.ppf(at, size * theta)
    return np.asarray(found, dtype=np.float64)


def _chances(size: float, theta: float, kind: Kind, least: int = 0) -> Floats:
    """The chance of each count from 0 up, at least to `least`."""
    if kind is Kind.SHARE:
        return np.asarray(binom.pmf(np.arange(int(size) + 1), int(size), theta), dtype=np.float64)
    mean = size * theta
    last = max(least, int(mean + _FAR * np.sqrt(mean) + 30))
    return np.asarray(poisson.pmf(np.arange(last + 1), mean), dtype=np.float64)


def _p(count: int, size: float, theta: float, kind: Kind) -> float:
    return float(p_values(_chances(size, theta, kind, count))[count])


def _attained(size: float, theta: float, kind: Kind, level: float) -> float:
    chances = _chances(size, theta, kind)
    return float(chances[p_values(chances) <= level].sum())
