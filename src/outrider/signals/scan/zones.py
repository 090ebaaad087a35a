"""Zones of a scan: for each centre its nearest areas, as far as the limits go.

A zone is the set of all areas within some distance of a centre. Areas at the same distance enter
together: a circle cannot hold one of them without the other, and the answer must not depend on
the order of the file.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

EARTH_KM: Final = 6371.0
"""Mean radius of the earth in km, as the known answers use it."""
ROUNDING: Final = 1e-9
"""Relative: sums of shares of a population are compared with a limit up to this."""


class Zones(NamedTuple):
    """Areas by nearness, a centre after the other.

    `area[start[i]:start[i + 1]]` are the areas of centre i, nearest first. `closes` is true where a
    zone ends: after the last of areas at one distance. `reach` is the distance of each.
    """

    start: Ints
    area: Ints
    closes: Bools
    reach: Floats

    @property
    def centres(self) -> int:
        return self.start.size - 1

    @property
    def number(self) -> int:
        """How many zones there are, the same set from two centres counted twice."""
        return int(self.closes.sum())


def planar(x: Floats, y: Floats) -> Floats:
    """Distances between all pairs of points on a plane, in the unit of the coordinates."""
    return np.asarray(np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]))


def haversine(lat: Floats, lon: Floats) -> Floats:
    """Great-circle distances in km between all pairs of points given in degrees."""
    phi, lam = np.radians(lat), np.radians(lon)
    half = (
        np.sin((phi[:, None] - phi[None, :]) / 2) ** 2
        + np.cos(phi[:, None])
        * np.cos(phi[None, :])
        * np.sin((lam[:, None] - lam[None, :]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def zones(
    distance: Floats,
    *,
    population: Floats | None = None,
    share: float = 0.5,
    radius: float | None = None,
    most_areas: int | None = None,
) -> Zones:
    """Zones round each centre, out to the first limit that is passed.

    Args:
        distance: centres × areas. Any measure: kilometres, or minutes from a table of road times.
        population: what each area weighs against `share`: person-years over the whole period. The
            population of one year, first or last, gives other zones. None: no such limit.
        share: largest part of the population that a zone may hold, 0 to 1.
        radius: largest distance, in the unit of `distance`.
        most_areas: largest number of areas.

    Raises:
        ValueError: a shape that does not fit, a distance that is not a number, or no zone at all.
    """
    distance = np.asarray(distance, dtype=np.float64)
    _check(distance, population, share)
    order = np.argsort(distance, axis=1, kind="stable")
    reach = np.take_along_axis(distance, order, axis=1)
    closes = np.ones(reach.shape, dtype=np.bool_)
    closes[:, :-1] = reach[:, 1:] > reach[:, :-1]
    within = np.isfinite(reach)
    if population is not None:
        limit = share * float(population.sum()) * (1 + ROUNDING)
        within &= np.cumsum(population[order], axis=1) <= limit
    if radius is not None:
        within &= reach <= radius * (1 + ROUNDING)
    if most_areas is not None:
        within &= np.arange(reach.shape[1])[None, :] < most_areas
    return _packed(order, reach, closes, within)


def without(given: Zones, taken: Bools) -> Zones:
    """The zones that hold none of the areas `taken`: each centre stops before the first of them."""
    hit = taken[given.area]
    kept = np.zeros(given.area.size, dtype=np.bool_)
    for first, end in zip(given.start[:-1], given.start[1:], strict=True):
        met = np.flatnonzero(hit[first:end])
        stop = int(first + met[0]) if met.size else int(end)
        closed = np.flatnonzero(given.closes[first:stop])
        kept[first : first + (closed[-1] + 1 if closed.size else 0)] = True
    sizes = np.add.reduceat(np.r_[kept, False], given.start[:-1]) * (np.diff(given.start) > 0)
    start = np.r_[0, np.cumsum(sizes)].astype(np.int64)
    return Zones(start, given.area[kept], given.closes[kept], given.reach[kept])


def _packed(order: NDArray[np.intp], reach: Floats, closes: Bools, within: Bools) -> Zones:
    """Ragged rows: as many areas of each centre as end in a whole zone within the limits."""
    whole = np.logical_and.accumulate(within, axis=1) & closes
    last = np.where(whole.any(axis=1), whole.shape[1] - np.argmax(whole[:, ::-1], axis=1), 0)
    kept = np.arange(whole.shape[1])[None, :] < last[:, None]
    if not kept.any():
        raise ValueError("No zone is within the limits: raise the radius or the share.")
    start = np.r_[0, np.cumsum(last)].astype(np.int64)
    return Zones(start, order[kept].astype(np.int64), closes[kept], reach[kept])


def _check(distance: Floats, population: Floats | None, share: float) -> None:
    if distance.ndim != 2 or distance.size == 0:
        raise ValueError("Distances are a table: a row a centre, a column an area.")
    if np.isnan(distance).any() or (distance < 0).any():
        raise ValueError("A distance is missing or negative. Unreachable is infinity.")
    if not 0 < share <= 1:
        raise ValueError(f"A share of {share} is not between 0 and 1.")
    if population is not None and population.shape != (distance.shape[1],):
        raise ValueError("The population has one figure an area: person-years of the whole period.")
