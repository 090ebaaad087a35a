"""The lines of a funnel, on a grid of sizes."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from outrider.signals.charts import FunnelChart
from outrider.signals.funnel.limits import Kind, exact_limits, standard_error
from outrider.signals.funnel.look import Looked, Spread
from outrider.signals.inputs import Ints

Floats: TypeAlias = NDArray[np.float64]

LINES: Final = (("95%", 0.025), ("99.8%", 0.001))
_POINTS: Final = 200


def funnel_chart(
    names: tuple[str, ...],
    events: Ints,
    size: Floats,
    kind: Kind,
    spread: Spread,
    found: Looked,
    axes: tuple[str, str],
    per: float = 1.0,
) -> FunnelChart:
    """`axes` are the titles of x and y; values are shown times `per`."""
    grid = _grid(size, kind)
    ends = ((name, limits_at(grid, kind, spread, found, tail)) for name, tail in LINES)
    limits = tuple((name, per * low, per * high) for name, (low, high) in ends)
    return FunnelChart(
        names=names,
        exposure=size,
        value=per * events / size,
        noted=found.noted,
        grid=grid,
        limits=limits,
        centre=per * found.theta,
        x_axis=axes[0],
        y_axis=axes[1],
    )


def limits_at(
    size: Floats, kind: Kind, spread: Spread, found: Looked, tail: float
) -> tuple[Floats, Floats]:
    """Exact where luck is all; else normal limits widened by φ or τ², never below nought."""
    if spread is Spread.LUCK:
        return exact_limits(size, found.theta, kind, tail)
    variance = standard_error(size, found.theta, kind) ** 2
    if spread is Spread.MULTIPLICATIVE:
        variance = variance * max(1.0, found.dispersion.phi_winsorised)
    else:
        variance = variance + found.dispersion.tau_squared
    half = -float(ndtri(tail)) * np.sqrt(variance)
    most = 1.0 if kind is Kind.SHARE else np.inf
    return np.maximum(found.theta - half, 0), np.minimum(found.theta + half, most)


def _grid(size: Floats, kind: Kind) -> Floats:
    low, high = float(size.min()) * 0.8, float(size.max()) * 1.05
    grid = np.linspace(low, high, _POINTS)
    return np.unique(np.ceil(grid)) if kind is Kind.SHARE else grid
