"""Fewer demand points: those of one small square of the ground become one."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from outrider.roads import Network
from outrider.trial.engine.world import Bools
from outrider.trial.returning import Floats, Indices

_DEGREE = 111_195.0


class Thinned(NamedTuple):
    """`of` says which of the few points each of the many became."""

    node: Indices
    weight: Floats
    rural: Bools
    of: Indices


def thinned(network: Network, node: Indices, weight: Floats, rural: Bools, most: int) -> Thinned:
    """At most `most` points, country and town apart; each where most of its people are near to."""
    north = network.lat[node] * _DEGREE
    east = network.lon[node] * _DEGREE * np.cos(np.radians(network.lat[node].mean()))
    of = _groups(np.column_stack((node, rural)))
    side = 50.0
    while of.max() >= most:
        square = np.column_stack((north // side, east // side, rural))
        of = _groups(square)
        side *= 1.04
    total: Floats = np.bincount(of, weight).astype(np.float64)
    middle = [np.bincount(of, weight * x) / np.maximum(total, 1e-12) for x in (north, east)]
    off = np.hypot(north - middle[0][of], east - middle[1][of])
    order = np.lexsort((off, of))
    first = order[np.searchsorted(of[order], np.arange(len(total)))]
    return Thinned(node[first], total, rural[first], of)


def _groups(rows: Any) -> Indices:
    """Which different row each row is."""
    _, of = np.unique(rows, axis=0, return_inverse=True)
    return np.asarray(of.ravel(), np.int32)
