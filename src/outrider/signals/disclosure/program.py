"""The reader as a linear program: which tables fit everything that was published?

A point is a table that fits, told as how far each node moves from its true count. Moves up and
down are columns of their own, so that a price can be put on moving a published count.
"""

from __future__ import annotations

from typing import Final

import highspy
import numpy as np

from outrider.signals.disclosure.lattice import Row
from outrider.signals.disclosure.rules import Bools, Floats, Ints

SLACK: Final = 1e-6
"""Moves below this are rounding of the solver."""
_HIDDEN_PRICE: Final = 1e-3


class Program:
    """One model for all questions; the solver starts each from where the last one ended.

    Attributes:
        hidden: nodes that no figure is told of.
        fixed: nodes told before: nothing can be done about them any more.
        known: nodes told, before or now.
        low, high: how far a told node may be from its true count for all that a reader knows
            (both 0 if he knows it exactly).
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
        self._columns = np.arange(3 * self.nodes, dtype=np.int32)
        self._solver = _model(self.nodes, rows)

    def probe(self, signs: Floats, caps: tuple[Floats, Floats]) -> None:
        """Moves as many nodes as it can the way their sign says, none farther than its cap."""
        up, down = self._free()
        asked = signs != 0
        up = np.where(asked, np.minimum(up, caps[0]), up)
        down = np.where(asked, np.minimum(down, caps[1]), down)
        self._solve(up, down, (-signs, signs))

    def push(self, node: int, amount: float) -> bool:
        """Moves one node by `amount`, or as far as it goes; whether that was all the way."""
        up, down = self._free()
        aim = np.zeros(self.nodes)
        aim[node] = -np.sign(amount)
        up[node], down[node] = max(amount, 0.0), max(-amount, 0.0)
        y = self._solve(up, down, (aim, -aim))
        return y is not None and abs(y[node] - amount) < 1e-5

    def force(self, node: int, amount: float, prices: Floats) -> Ints | None:
        """The cheapest told nodes that must be hidden as well so that a node can move so far.

        None if even hiding everything does not help: it was told before.
        """
        open_ = self.hidden | ~self.fixed
        up = np.where(open_, highspy.kHighsInf, 0.0)
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
        up = np.where(self.hidden, highspy.kHighsInf, 0.0)
        return up, np.where(self.hidden, self.values, 0).astype(np.float64)

    def _solve(
        self,
        up: Floats,
        down: Floats,
        cost: tuple[Floats, Floats],
        floor: tuple[Floats, Floats] | None = None,
        *,
        keep: bool = True,
    ) -> Floats | None:
        """Solves and gives the moves; `keep` takes them as a table that fits."""
        zero = np.zeros(self.nodes)
        told = ~self.hidden
        low = np.concatenate([*(floor or (zero, zero)), np.where(told, self.low, 0.0)])
        high = np.concatenate([up, down, np.where(told, self.high, 0.0)])
        costs = np.concatenate([*cost, zero])
        n = self._columns.size
        self._solver.changeColsBounds(n, self._columns, low, high)
        self._solver.changeColsCost(n, self._columns, costs)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        x = np.array(self._solver.getSolution().col_value).reshape(3, self.nodes)
        y = np.asarray(x[0] - x[1] + x[2])
        if keep:
            self._remember(y)
        return y

    def _remember(self, y: Floats) -> None:
        np.minimum(self.lowest, y, out=self.lowest)
        np.maximum(self.highest, y, out=self.highest)


def _model(nodes: int, rows: list[Row]) -> highspy.Highs:
    """Rows: the parts less the whole are 0. Columns: up, down and, of told ones, rounding."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")  # each question starts from the last basis
    solver.setOptionValue("threads", 1)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = 3 * nodes, len(rows)
    lp.col_cost_ = np.zeros(3 * nodes)
    lp.col_lower_, lp.col_upper_ = np.zeros(3 * nodes), np.zeros(3 * nodes)
    lp.row_lower_, lp.row_upper_ = np.zeros(len(rows)), np.zeros(len(rows))
    starts, index, value = [0], [], []
    for node, parts in rows:
        for part, sign in (*parts, (node, -1)):
            index += [part, nodes + part, 2 * nodes + part]
            value += [sign, -sign, sign]
        starts.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(value, dtype=np.float64)
    solver.passModel(lp)
    return solver
