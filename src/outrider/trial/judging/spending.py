"""Bounds for looking more than once: how much of the error each look may spend.

The bounds keep the chance of any false alarm over all looks at the level, whatever the number and
the times of the looks. Source: Lan, DeMets 1983, doi:10.1093/biomet/70.3.659; the integrals after
Armitage, McPherson, Rowe 1969, doi:10.2307/2343787, on a grid.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import e, inf, log, sqrt
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

Floats: TypeAlias = NDArray[np.float64]
Spending: TypeAlias = Callable[[float, float], float]

_POINTS: Final = 401  # of the grid of a look, odd for Simpson's rule
_FAR: Final = 8.0  # standard errors: beyond it nothing is spent


def obrien_fleming(level: float, information: float) -> float:
    """One-sided error spent up to this share of the information: little early, most at the end."""
    if information <= 0:
        return 0.0
    return float(2 * (1 - ndtr(ndtri(1 - level / 2) / sqrt(min(1.0, information)))))


def pocock(level: float, information: float) -> float:
    """One-sided error spent up to this share of the information, about evenly."""
    return level * log(1 + (e - 1) * max(0.0, min(1.0, information)))


def bounds(
    information: Sequence[float], level: float, spending: Spending, *, two_sided: bool
) -> tuple[float, ...]:
    """The bound of z at each look, for looks at these shares of the information.

    Args:
        information: ascending, above 0; what is above 1 counts as 1.
        level: total error; two-sided, half of it is spent on each side.

    Raises:
        ValueError: no looks, or shares that do not ascend.
    """
    shares = [min(1.0, share) for share in information]
    if not shares or shares[0] <= 0 or any(b <= a for a, b in pairwise(shares)):
        raise ValueError("Looks need shares of the information that ascend from above 0.")
    side = level / 2 if two_sided else level
    found: list[float] = []
    spent, before, grid, density = 0.0, 0.0, np.zeros(1), np.ones(1)
    for share in shares:
        step = share - before
        allowed = spending(side, share) - spent
        bound = _bound(allowed, grid, density, sqrt(step), sqrt(share))
        found.append(bound)
        spent += allowed
        reach = min(bound, _FAR) * sqrt(share)
        low = -reach if two_sided else -_FAR * sqrt(share)
        grid, density = _onward(grid, density, sqrt(step), low, reach)
        before = share
    return tuple(found)


def _bound(allowed: float, grid: Floats, density: Floats, step: float, scale: float) -> float:
    """The z above which exactly the allowed error lies, for a walk that has come this far."""

    def over(z: float) -> float:
        return float((density * ndtr((grid - z * scale) / step)).sum()) - allowed

    if over(_FAR) >= 0 or allowed <= 0:
        return inf
    return float(brentq(over, -_FAR, _FAR, xtol=1e-9))


def _onward(
    grid: Floats, density: Floats, step: float, low: float, high: float
) -> tuple[Floats, Floats]:
    """Where the walk stands after one more step without having crossed: points and their weight."""
    points = np.linspace(low, high, _POINTS)
    simpson = np.ones(_POINTS)
    simpson[1:-1:2], simpson[2:-1:2] = 4.0, 2.0
    simpson *= (high - low) / (_POINTS - 1) / 3
    kernel = np.exp(-0.5 * ((points[:, None] - grid[None, :]) / step) ** 2)
    return points, simpson * (kernel @ density) / (step * sqrt(2 * np.pi))
