"""Geometry of invented roads: a plan that grows, neighbours, and bends."""

from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from random import Random
from typing import Final, TypeAlias

import numpy as np
from scipy.spatial import Delaunay

from outrider.roads.tags import RoadTags

Spot: TypeAlias = tuple[float, float]
"""Metres east and north of the plan's origin."""

_BEND_EVERY_M: Final = 140.0
_SWAY: Final = 0.11
"""How far a stretch leaves its straight line, as a share of its length."""


@dataclass(slots=True)
class Plan:
    """Nodes and roads as they are drawn."""

    spots: list[Spot] = field(default_factory=list)
    roads: list[tuple[list[int], RoadTags]] = field(default_factory=list)

    def add_node(self, spot: Spot) -> int:
        self.spots.append(spot)
        return len(self.spots) - 1

    def add_road(self, nodes: list[int], tags: RoadTags) -> None:
        self.roads.append((nodes, tags))


def gabriel_graph(spots: list[Spot]) -> list[tuple[int, int]]:
    """Pairs whose circle over the line between them holds no other spot.

    Gabriel and Sokal (1969), doi:10.2307/2412323: connected, and close to how towns are joined.
    """
    at = np.array(spots)
    pairs = {
        (min(a, b), max(a, b))
        for corner in Delaunay(at).simplices.tolist()
        for a, b in pairwise([*corner, corner[0]])
    }
    return sorted(p for p in pairs if _nobody_between(at, *p))


def _nobody_between(at: np.ndarray, a: int, b: int) -> bool:
    middle, radius = (at[a] + at[b]) / 2, float(np.hypot(*(at[a] - at[b]))) / 2
    off = np.hypot(at[:, 0] - middle[0], at[:, 1] - middle[1])
    off[[a, b]] = np.inf
    return bool(off.min() >= radius)


def wiggled(a: Spot, b: Spot, stream: Random) -> list[Spot]:
    """A winding line between two spots: each stretch is halved and its middle moved aside."""
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length <= _BEND_EVERY_M:
        return [a, b]
    aside = (2 * stream.random() - 1) * _SWAY
    middle = (
        (a[0] + b[0]) / 2 - (b[1] - a[1]) * aside,
        (a[1] + b[1]) / 2 + (b[0] - a[0]) * aside,
    )
    return wiggled(a, middle, stream)[:-1] + wiggled(middle, b, stream)
