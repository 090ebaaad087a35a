"""What a point misses, a convex function of the sites, and the planes that hold it from below."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np

from outrider.trial.placement.solver import Rows
from outrider.trial.placement.values import Bools, Floats, Ints

_VIOLATED: Final = 1e-7


class Shape(Protocol):
    """A family of cuts; column `sites + i` of the master is what point i misses."""

    def missed(self, units: Floats) -> Floats:
        """What each point misses with whole units at each site."""

    def least(self) -> Floats:
        """What each point misses at the very least."""

    def violated(self, units: Floats, missed: Floats) -> Rows | None:
        """Planes above what the master believes; None if it believes the truth."""


class Nearest:
    """A point misses the cost of its cheapest site.

    The cuts are those of Benders' decomposition of the radius formulation, found by sorting: one
    level of a point's costs is critical. Source: Duran-Mateluna, Ales and Elloumi 2023.
    """

    def __init__(self, cost: Floats) -> None:
        self._cost = cost
        self._order = np.argsort(cost, axis=1, kind="stable")
        self._sorted = np.take_along_axis(cost, self._order, axis=1)

    def missed(self, units: Floats) -> Floats:
        nearest: Floats = self._cost[:, units > 0].min(axis=1)
        return nearest

    def least(self) -> Floats:
        return self._sorted[:, 0].copy()

    def critical(self, units: Floats) -> Floats:
        """The level of each point up to which there is one unit in all."""
        so_far = np.cumsum(units[self._order], axis=1)
        # Solvers keep the sum of units to some 1e-7.
        at = (so_far >= 1 - 1e-6).argmax(axis=1)
        level: Floats = self._sorted[np.arange(len(at)), at]
        return level

    def violated(self, units: Floats, missed: Floats) -> Rows | None:
        level = self.critical(units)
        truth = level - np.maximum(level[:, None] - self._cost, 0) @ units
        wrong = np.flatnonzero(missed < truth - _VIOLATED * np.maximum(1.0, truth))
        return self.planes(wrong, level[wrong]) if wrong.size else None

    def around(self, level: Floats, further: int) -> Rows:
        """Planes at the two costs of each point that enclose a level, and at some further ones."""
        above = (self._sorted < level[:, None]).sum(axis=1)
        steps = np.arange(-1 - further, 1 + further)
        at = np.clip(above[:, None] + steps, 0, self._sorted.shape[1] - 1)
        levels = np.take_along_axis(self._sorted, at, axis=1)
        # What is no more than the least cost says nothing; neither does the same level again.
        new = levels > self._sorted[:, :1]
        new[:, 1:] &= levels[:, 1:] > levels[:, :-1]
        return self.planes(np.nonzero(new)[0], levels[new])

    def planes(self, point: Ints, level: Floats) -> Rows:
        """missed + sum (level − cost)⁺ units >= level, for each point and level given."""
        factor = np.maximum(level[:, None] - self._cost[point], 0)
        return _rows(point, level, factor)


class Busy:
    """A point misses busyⁿ with n units in time: nobody is free (Daskin 1983)."""

    def __init__(self, covers: Bools, busy: float) -> None:
        self._covers = covers.astype(np.float64)
        self._busy = busy

    def missed(self, units: Floats) -> Floats:
        missed: Floats = self._busy ** (self._covers @ units)
        return missed

    def least(self) -> Floats:
        return np.zeros(len(self._covers))

    def violated(self, units: Floats, missed: Floats) -> Rows | None:
        count = self._covers @ units
        tangent = np.floor(count + 1e-9)
        here = self._busy**tangent
        truth = here * (1 - (1 - self._busy) * (count - tangent))
        wrong = np.flatnonzero(missed < truth - _VIOLATED)
        return self.planes(wrong, tangent[wrong]) if wrong.size else None

    def planes(self, point: Ints, count: Floats) -> Rows:
        """The chord from n to n + 1 units, for each point and n given."""
        slope = self._busy**count * (1 - self._busy)
        return _rows(point, self._busy**count + count * slope, slope[:, None] * self._covers[point])


def _rows(point: Ints, low: Floats, factor: Floats) -> Rows:
    """Rows `missed[point] + factor @ units >= low`."""
    sites = factor.shape[1]
    row, column = np.nonzero(factor)
    row = np.concatenate([row, np.arange(len(point))])
    column = np.concatenate([column, sites + point])
    value = np.concatenate([factor[factor != 0], np.ones(len(point))])
    order = np.argsort(row, kind="stable")
    start = np.searchsorted(row[order], np.arange(len(point)))
    return Rows(low, start, column[order], value[order])
