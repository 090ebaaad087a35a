"""Cuts until the relaxation is true, then whole numbers and cuts until they are true."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from outrider.trial.placement.shapes import Shape
from outrider.trial.placement.solver import Master, Rows
from outrider.trial.placement.values import Bools, Floats

_CLOSED: Final = 1e-7
_WHOLE: Final = 1e-5


class Found(NamedTuple):
    """Whole units at each site, what is missed in all, and the least that must be missed."""

    units: Floats
    value: float
    bound: float

    @property
    def closed(self) -> bool:
        return self.bound >= self.value - _CLOSED * abs(self.value)


class Relaxed(NamedTuple):
    """The relaxation's units by site, its value, and each site's reduced cost."""

    units: Floats
    bound: float
    price: Floats

    def in_doubt(self, value: float) -> Bools:
        """Sites that an answer better than the value may use."""
        doubt: Bools = self.bound + self.price < value * (1 - 1e-9)
        return doubt


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
        relaxed = self.relax(until)
        if relaxed is not None and not self.found.closed:
            out = ~relaxed.in_doubt(self.found.value) & (self.found.units == 0)
            self._master.close(np.flatnonzero(out))
            self._whole(until)
        return self.found

    def relax(self, until: float) -> Relaxed | None:
        """Cuts until the relaxation holds; None if the time did not suffice."""
        while True:
            solved = self._master.relaxed(until)
            if solved.columns is None or solved.price is None:
                return None
            self._learn(solved.columns, solved.bound)
            if self.found.closed or not self._cut(solved.columns):
                return Relaxed(solved.columns[: self._sites], solved.bound, solved.price)

    def _whole(self, until: float) -> None:
        while not self.found.closed:
            known = self.found.units
            start = np.concatenate([known, self._shape.missed(known)])
            solved = self._master.whole(until, start)
            self._learn(solved.columns, solved.bound)
            if solved.columns is None or not solved.finished or not self._cut(solved.columns):
                return

    def _learn(self, columns: Floats | None, bound: float) -> None:
        """Takes a better bound, and better units if they are whole."""
        units, value = self.found.units, self.found.value
        other = None if columns is None else _snapped(columns[: self._sites])
        if other is not None and (other == np.round(other)).all():
            worth = self._value(other)
            if worth < value:
                units, value = other, worth
        # Sites that cannot be in a better answer may be closed: the bound is then on the others.
        self.found = Found(units, value, max(self.found.bound, min(bound, value)))

    def _cut(self, columns: Floats) -> bool:
        units = _snapped(columns[: self._sites])
        rows = self._shape.violated(units, columns[self._sites :])
        if rows is not None:
            self._master.add(rows)
        return rows is not None


def _snapped(units: Floats) -> Floats:
    """Whole numbers, if these are as near to them as the solver goes."""
    whole: Floats = np.round(units)
    return whole if np.abs(units - whole).max() < _WHOLE else units
