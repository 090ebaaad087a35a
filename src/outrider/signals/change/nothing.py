"""Made-up series in which nothing changes, to count the false alarms of a method."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.signals.inputs import Floats, Ints

RUNS: Final = 1_000


def dispersion_of(observed: Ints, expected: Floats) -> float:
    """Variance over mean about what is expected, at least 1."""
    looks = max(observed.size - 1, 1)
    return max(float(((observed - expected) ** 2 / expected).sum()) / looks, 1.0)


def scatter_by_differences(observed: Ints, exposure: Floats) -> float:
    """Variance over mean from each look to the next, at least 1: a change or a season adds little.

    Source: von Neumann 1941, doi:10.1214/aoms/1177731677, put to rates.
    """
    rates = observed / exposure
    apart = 1 / exposure[:-1] + 1 / exposure[1:]
    local = (observed[:-1] + observed[1:]) / (exposure[:-1] + exposure[1:])
    expected = float((local * apart).sum())
    return max(float((np.diff(rates) ** 2).sum()) / expected, 1.0) if expected > 0 else 1.0


def made_up(expected: Floats, dispersion: float, runs: int, random: np.random.Generator) -> Ints:
    """`runs` series with these means: Poisson, or negative binomial where counts scatter more."""
    shape = (runs, expected.size)
    if dispersion <= 1 + 1e-9:
        return random.poisson(expected, shape)
    size = expected / (dispersion - 1)
    return random.negative_binomial(size, 1 / dispersion, shape)


def rate_of(alarmed: int, runs: int) -> float:
    """The chance of any alarm, never stated as nought: (alarmed + 1) / (runs + 1).

    Source: Davison, Hinkley 1997, Bootstrap Methods and their Application, section 4.2.
    """
    return (alarmed + 1) / (runs + 1)


def how(runs: int, dispersion: float) -> str:
    scatter = (
        "scattering as luck does"
        if dispersion <= 1 + 1e-9
        else f"scattering as these do (variance {dispersion:.2f} times the mean)"
    )
    return f"counted in {runs} made-up series with one steady rate, {scatter}."
