"""The reader as a linear program: which tables fit everything that was published?

A point is a table that fits, told as how far each node moves from its true count. Moves up and
down are columns of their own, so that a price can be put on moving a published count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import highspy
import numpy as np

from outrider.signals.disclosure.lattice import Row
from outrider.signals.disclosure.rules import Bools, Floats, Ints
from outrider.signals.disclosure.solver import INFINITY, Model, Term, loaded

SLACK: Final = 1e-6
"""Moves below this are rounding of the solver."""
_FITS: Final = 1e-5  # what a table that fits may be out by, of counts in whole numbers
_HIDDEN_PRICE: Final = 1e-3
_DUAL, _PRIMAL = 1, 4  # the solver's numbers; each kind of question goes on from its own basis


class Program:
    """One model for all questions; the solver starts each from where the last one ended.

    Attributes:
        hidden: nodes that no figure is told of.
        fixed: nodes told before: nothing can be done about them any more.
        known: nodes told, before or now.
        low, high: how far a told node may be from its true count for all that a reader knows
            (both 0 if he knows it exactly).
        rows: the equations.
        shown: tables that fit, each of which moved some node farther than any before it.
    """

    def __init__(self, values: Ints, rows: list[Row]) -> None:
        self.values = values
        self.nodes = values.size
        self.hidden: Bools = np.ones(self.nodes, dtype=np.bool_)
        self.fixed: Bools = np.zeros(self.nodes, dtype=np.bool_)
        self.known: Bools = np.zeros(self.nodes, dtype=np.bool_)
        self.low: Floats = np.zeros(self.nodes)
        self.high: Floats = np.zeros(self.nodes)
        self.lowest: Floats = np.zeros(self.nodes)
        self.highest: Floats = np.zeros(self.nodes)
        self.rows = rows
        self.shown: list[Floats] = []
        self._columns = np.arange(3 * self.nodes, dtype=np.int32)
        self._last: dict[int, tuple[Floats, Floats, Floats]] = {}
        self._solvers = {each: _model(self.nodes, rows, each) for each in (_DUAL, _PRIMAL)}

    def probe(self, aim: Floats, caps: tuple[Floats, Floats]) -> None:
        """Moves nodes by their aim, up or down, none farther than its cap: a table that fits."""
        up, down = self._free()
        up, down = np.minimum(up, caps[0]), np.minimum(down, caps[1])
        self._solve(up, down, (-aim, aim), strategy=_PRIMAL)

    def push(self, node: int, amount: float) -> bool:
        """Moves one node by `amount`, or as far as it goes; whether that was all the way.

        A told node goes nowhere: what hid it in an earlier release does not hide it now.
        """
        if not self.hidden[node]:
            return False
        up, down = self._free()
        aim = np.zeros(self.nodes)
        aim[node] = -np.sign(amount)
        up[node], down[node] = max(amount, 0.0), min(max(-amount, 0.0), self.values[node])
        y = self._solve(up, down, (aim, -aim), strategy=_PRIMAL)
        return y is not None and abs(y[node] - amount) < 1e-5

    def force(self, node: int, amount: float, prices: Floats) -> Ints | None:
        """The cheapest told nodes that must be hidden as well so that a node can move so far.

        None if even hiding everything does not help: it was told before, or would be below 0.
        """
        if -amount > self.values[node] or (self.fixed[node] and not self.hidden[node]):
            return None
        open_ = self.hidden | ~self.fixed
        up = np.where(open_, INFINITY, 0.0)
        down = np.where(open_, self.values, 0).astype(np.float64)
        cost = np.where(self.hidden, _HIDDEN_PRICE, prices)
        floor = np.zeros(self.nodes), np.zeros(self.nodes)
        if amount > 0:
            up[node] = floor[0][node] = amount
            down[node] = 0.0
        else:
            down[node] = floor[1][node] = -amount
            up[node] = 0.0
        y = self._solve(up, down, (cost, cost), floor, keep=False)
        if y is None:
            return None
        told = ~self.hidden
        outside = (y > self.high + SLACK) | (y < self.low - SLACK)
        self._remember(y)
        return np.flatnonzero(told & outside).astype(np.int64)

    def _free(self) -> tuple[Floats, Floats]:
        up = np.where(self.hidden, INFINITY, 0.0)
        return up, np.where(self.hidden, self.values, 0).astype(np.float64)

    def _solve(
        self,
        up: Floats,
        down: Floats,
        cost: tuple[Floats, Floats],
        floor: tuple[Floats, Floats] | None = None,
        *,
        keep: bool = True,
        strategy: int = _DUAL,
    ) -> Floats | None:
        """Solves and gives the moves; `keep` takes them as a table that fits."""
        zero = np.zeros(self.nodes)
        told = ~self.hidden
        low = np.concatenate([*(floor or (zero, zero)), np.where(told, self.low, 0.0)])
        high = np.concatenate([up, down, np.where(told, self.high, 0.0)])
        costs = np.concatenate([*cost, zero])
        solver = self._solvers[strategy]
        self._change(strategy, low, high, costs)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        x = np.array(solver.getSolution().col_value).reshape(3, self.nodes)
        y = np.asarray(x[0] - x[1] + x[2])
        if keep:
            self._remember(y)
        return y

    def _change(self, strategy: int, low: Floats, high: Floats, costs: Floats) -> None:
        """Tells the solver what is new since its last question: it keeps more of its work."""
        solver, last = self._solvers[strategy], self._last.get(strategy)
        bounds = priced = np.ones(low.size, dtype=np.bool_)
        if last is not None:
            bounds = (low != last[0]) | (high != last[1])
            priced = costs != last[2]
        if bounds.any():
            at = self._columns[bounds]
            solver.changeColsBounds(at.size, at, low[bounds], high[bounds])
        if priced.any():
            at = self._columns[priced]
            solver.changeColsCost(at.size, at, costs[priced])
        self._last[strategy] = (low, high, costs)

    def check(self, shown: Iterable[Floats]) -> None:
        """Takes tables found elsewhere, if they fit: by adding up, without a solver.

        A table that does not add up, falls below 0 or moves a told node farther than a reader's
        doubt shows nothing.
        """
        for y in shown:
            moved = self.values + y
            told = ~self.hidden
            fits = (
                (moved >= -_FITS).all()
                and (y[told] >= self.low[told] - _FITS).all()
                and (y[told] <= self.high[told] + _FITS).all()
                and all(
                    abs(sum(sign * y[part] for part, sign in parts) - y[node]) <= _FITS
                    for node, parts in self.rows
                )
            )
            if fits:
                self._remember(y)

    def _remember(self, y: Floats) -> None:
        if ((y < self.lowest - SLACK) | (y > self.highest + SLACK)).any():
            self.shown.append(y)
        np.minimum(self.lowest, y, out=self.lowest)
        np.maximum(self.highest, y, out=self.highest)


def _model(nodes: int, rows: list[Row], strategy: int) -> Any:
    """Rows: the parts less the whole are 0. Columns: up, down and, of told ones, rounding."""
    terms = [
        [
            Term(part + block * nodes, sign * way)
            for part, sign in (*parts, (node, -1))
            for block, way in enumerate((1, -1, 1))
        ]
        for node, parts in rows
    ]
    zero = np.zeros(3 * nodes)
    # without presolve each question starts from the last basis
    return loaded(
        Model(zero, zero, zero, terms, np.zeros(len(rows))),
        presolve="off",
        simplex_strategy=strategy,
    )
