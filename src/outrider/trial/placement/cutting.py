"""Cuts until the relaxation is true, then whole numbers and cuts until they are true."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from outrider.trial.placement.shapes import Shape
from outrider.trial.placement.solver import Master, Rows
from outrider.trial.placement.values import Bools, Floats

_CLOSED: Final = 1e-7


class Found(NamedTuple):
    """Whole units at each site, what is missed in all, and the least that must be missed."""

    units: Floats
    value: float
    bound: float

    @property
    def closed(self) -> bool:
        return self.bound >= self.value - _CLOSED * abs(self.value)


class Cutting:
    """One question in the solver, with the best answer so far."""

    def __init__(
        self, shape: Shape, weights: Floats, known: Floats, kept: Bools, most: int, first: Rows
    ) -> None:
        self._shape, self._weights, self._sites = shape, weights, len(known)
        cost = np.concatenate([np.zeros(self._sites), weights])
        low = np.concatenate([kept.astype(np.float64), shape.least()])
        high = np.concatenate([np.full(self._sites, float(most)), np.full(len(weights), np.inf)])
        self._master = Master(cost, low, high, self._sites, round(known.sum()))
        self._master.add(first)
        self.found = Found(known, self._value(known), float(weights @ shape.least()))

    def _value(self, units: Floats) -> float:
        return float(self._weights @ self._shape.missed(units))

    def run(self, until: float) -> Found:
        """The best answer with its bound; stops at a time of the monotonic clock."""
        if self._relax(until):
            self._whole(until)
        return self.found

    def _relax(self, until: float) -> bool:
        """True when the relaxation holds and something better may still exist."""
        while not self.found.closed:
            solved = self._master.relaxed(until)
            if solved.columns is None or not solved.finished:
                return False
            self._learn(solved.columns, solved.bound, whole=False)
            if not self._cut(solved.columns):
                return not self.found.closed
        return False

    def _whole(self, until: float) -> None:
        while not self.found.closed:
            known = self.found.units
            start = np.concatenate([known, self._shape.missed(known)])
            solved = self._master.whole(until, start)
            self._learn(solved.columns, solved.bound, whole=True)
            if solved.columns is None or not solved.finished or not self._cut(solved.columns):
                return

    def _learn(self, columns: Floats | None, bound: float, *, whole: bool) -> None:
        units, value = self.found.units, self.found.value
        if columns is not None and whole:
            other = np.round(columns[: self._sites])
            worth = self._value(other)
            if worth < value:
                units, value = other, worth
        self.found = Found(units, value, max(self.found.bound, bound))

    def _cut(self, columns: Floats) -> bool:
        sites = columns[: self._sites]
        whole = np.round(sites)
        near = whole if np.abs(sites - whole).max() < 1e-5 else sites
        rows = self._shape.violated(near, columns[self._sites :])
        if rows is not None:
            self._master.add(rows)
        return rows is not None
