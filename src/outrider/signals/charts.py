"""What a result draws, as data. `figure.py` turns each into a drawing; nothing here is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
When: TypeAlias = date | float


@dataclass(frozen=True)
class Mark:
    """A campaign, a new form or a new policy: drawn as a dashed line with its name."""

    at: When
    name: str


@dataclass(frozen=True)
class Dots:
    """An estimate with its interval a row. `reference` is the value of no difference, if any."""

    names: tuple[str, ...]
    value: Floats
    low: Floats
    high: Floats
    axis: str
    noted: Bools  # drawn in the ink that stands out
    reference: float | None = None
    log: bool = False


@dataclass(frozen=True)
class FunnelChart:
    """Values against their exposure, with limit lines on a grid of exposures."""

    names: tuple[str, ...]
    exposure: Floats
    value: Floats
    noted: Bools
    grid: Floats
    limits: tuple[tuple[str, Floats, Floats], ...]  # name, lower, upper; each as long as `grid`
    centre: float
    x_axis: str
    y_axis: str


@dataclass(frozen=True)
class Series:
    """Counts or rates over time, with what was expected, a bound, and alarms.

    `expected` and `bound` may hold NaN where the method has none; `alarm` marks times.
    """

    at: tuple[When, ...]
    observed: Floats
    y_axis: str
    x_axis: str = ""
    expected: Floats | None = None
    bound: Floats | None = None
    bound_name: str = "threshold"
    alarm: Bools | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Bars:
    """A height a place: a posterior over years, counts by kind."""

    at: tuple[When | str, ...]
    height: Floats
    x_axis: str
    y_axis: str
    noted: Bools | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Curves:
    """Lines over a common axis, each with its name at its end."""

    x: Floats
    lines: tuple[tuple[str, Floats], ...]
    x_axis: str
    y_axis: str
    bands: tuple[tuple[str, Floats, Floats], ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Zones:
    """Places with what happened there; `zone` is 0 outside every zone, else the zone's number."""

    x: Floats
    y: Floats
    size: Floats
    zone: NDArray[np.int64]
    names: tuple[str, ...]
    caption: str


Chart: TypeAlias = Dots | FunnelChart | Series | Bars | Curves | Zones
