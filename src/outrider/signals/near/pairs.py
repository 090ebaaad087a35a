"""Pairs of events that are near each other, by distance band."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from outrider.signals.scan.compiled import compiled
from outrider.signals.scan.zones import EARTH_KM

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

_ROUNDING: Final = 1e-9


class Pairs(NamedTuple):
    """Each near pair once, with its distance band; `ends` are the upper ends of the bands.

    An end belongs to its band. Give 0 as the first end for a band of repeats at the same place.
    """

    first: Ints
    second: Ints
    band: Ints
    ends: tuple[float, ...]
    events: int


def planar_pairs(x: Floats, y: Floats, ends: Floats) -> Pairs:
    """Pairs of points on a plane, ends in the unit of the coordinates."""
    points = np.column_stack([x, y])
    return _from_points(points, np.asarray(ends, dtype=np.float64))


def haversine_pairs(lat: Floats, lon: Floats, ends: Floats) -> Pairs:
    """Pairs of points given in degrees, ends in km along the surface."""
    phi, lam = np.radians(lat), np.radians(lon)
    points = np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    km = np.asarray(ends, dtype=np.float64)
    chords = 2 * np.sin(np.minimum(km / EARTH_KM, np.pi) / 2)
    return _from_points(points, chords)._replace(ends=tuple(map(float, km)))


def table_pairs(distance: Floats, ends: Floats) -> Pairs:
    """Pairs by a table of distances or road times; of the two ways of a pair the shorter counts."""
    ends = np.asarray(ends, dtype=np.float64)
    either = np.minimum(distance, distance.T)
    first, second = np.nonzero(np.triu(either <= ends[-1] * (1 + _ROUNDING), k=1))
    return _banded(first, second, either[first, second], ends, len(distance))


def _from_points(points: Floats, ends: Floats) -> Pairs:
    if not np.isfinite(points).all():
        raise ValueError("A place is missing: leave that event out and say so.")
    reach = float(ends[-1]) * (1 + _ROUNDING) + _ROUNDING * (ends[-1] == 0)
    found = cKDTree(points).query_pairs(reach, output_type="ndarray")
    first, second = found[:, 0].astype(np.int64), found[:, 1].astype(np.int64)
    apart = np.sqrt(((points[first] - points[second]) ** 2).sum(axis=1))
    return _banded(first, second, apart, ends, len(points))


def _banded(first: Ints, second: Ints, apart: Floats, ends: Floats, events: int) -> Pairs:
    if ends.size == 0 or ends[0] < 0 or (np.diff(ends) <= 0).any():
        raise ValueError("Distance bands are told by their ends, each larger than the one before.")
    band = np.searchsorted(ends * (1 + _ROUNDING) + 1e-12, apart, side="left")
    kept = band < ends.size
    return Pairs(first[kept], second[kept], band[kept], tuple(map(float, ends)), events)


@compiled
def time_band(gap: float, ends: Floats) -> int:
    """The first band whose end is not passed; as many as there are bands if all are."""
    for band in range(ends.size):
        if gap <= ends[band]:
            return band
    return int(ends.size)


@compiled
def pair_counts(
    first: Ints, second: Ints, band: Ints, times: Floats, ends: Floats, near: int, soon: int
) -> Ints:
    """How many pairs lie in each distance and time band."""
    counts = np.zeros((near, soon), dtype=np.int64)
    for i in range(first.size):
        late = time_band(abs(times[first[i]] - times[second[i]]), ends)
        if late < soon:
            counts[band[i], late] += 1
    return counts
