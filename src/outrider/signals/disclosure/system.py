"""Everything that was and will be published, as one system of cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from outrider.signals.disclosure.lattice import Lattice, pairs_apart_in_one
from outrider.signals.disclosure.needs import Need, need
from outrider.signals.disclosure.past import Past, Told
from outrider.signals.disclosure.program import Program
from outrider.signals.disclosure.rules import Bools, Ints, Rule, unsafe, widths
from outrider.signals.disclosure.universe import Box, Labels, Tabulation, Universe


class System:
    """Cells of this release and of earlier ones over one lattice.

    Attributes:
        boxes: cells of this release, each once, however many tables show it.
        counts: of each.
        primary: which of them may not be told by the rule.
        width: the room that each needs if it is hidden.
        revised: earlier figures that are no longer true: they tell nothing of today's counts.
    """

    def __init__(
        self,
        universe: Universe,
        tables: Sequence[Tabulation],
        rule: Rule,
        earlier: Sequence[Past] = (),
    ) -> None:
        if rule.by_contributors and universe.contributors is None:
            raise ValueError("This rule asks who is behind each count: give the contributors.")
        self.rule = rule
        self.tables = [list(table.cells(universe)) for table in tables]
        self.boxes = list(dict.fromkeys(box for cells in self.tables for _, box in cells))
        if not self.boxes:
            raise ValueError("There is no table to publish.")
        told, self.revised = _still_true(universe, earlier)
        self._told = told
        # what was told since it was hidden is lost, and no reason to refuse all that follows
        hidden = ((universe.box(one.cell), one.width) for past in earlier for one in past.withheld)
        self._withheld = {box: width for box, width in hidden if box not in told}
        self.lattice = Lattice(universe, [*self.boxes, *told, *self._withheld])
        self.nodes = np.array([self.lattice.node_of[box] for box in self.boxes], dtype=np.int64)
        self._differences = self._small_differences()
        self.counts: Ints = self.lattice.values[self.nodes]
        largest = universe.largest(self.boxes) if rule.by_contributors else None
        self.primary: Bools = unsafe(self.counts, rule, largest)
        self.width: Ints = widths(self.counts, rule, largest)
        self.labels: list[Labels] = [universe.labels(box) for box in self.boxes]

    def program(self, hidden: Bools) -> Program:
        """What a reader knows when these cells of this release are hidden."""
        made = Program(self.lattice.values, self.lattice.rows)
        low, high = known(self.counts, self.rule)
        self._tell(made, self.nodes[~hidden], low[~hidden], high[~hidden], fixed=False)
        nodes = np.array([self.lattice.node_of[box] for box in self._told], dtype=np.int64)
        if nodes.size:
            bounds = np.array([(one.low, one.high) for one in self._told.values()])
            self._tell(made, nodes, bounds[:, 0], bounds[:, 1], fixed=True)
        return made

    def earlier_needs(self) -> list[Need]:
        """Room of what was hidden before, and of small differences between releases."""
        values = self.lattice.values
        before = [
            need(self.lattice.node_of[box], int(values[self.lattice.node_of[box]]), width)
            for box, width in self._withheld.items()
        ]
        apart = [need(n, int(values[n]), self.rule.threshold) for n in self._differences]
        return before + apart

    def needs(self, hidden: Bools) -> list[Need]:
        """Room of every cell of this release that is hidden, and of what came before."""
        mine = [
            need(int(self.nodes[i]), int(self.counts[i]), int(self.width[i]))
            for i in np.flatnonzero(hidden)
        ]
        return mine + self.earlier_needs()

    @property
    def differences(self) -> int:
        """How many small differences between releases there are to be kept."""
        return len(self._differences)

    def _tell(self, made: Program, nodes: Ints, low: Ints, high: Ints, *, fixed: bool) -> None:
        made.hidden[nodes] = False
        made.fixed[nodes] = fixed
        below, above = low - made.values[nodes], high - made.values[nodes]
        if fixed:  # told twice: a reader knows what both leave
            seen = made.known[nodes]
            below = np.where(seen, np.maximum(below, made.low[nodes]), below)
            above = np.where(seen, np.minimum(above, made.high[nodes]), above)
        made.low[nodes], made.high[nodes] = below, above
        made.known[nodes] = True

    def _small_differences(self) -> list[int]:
        """Nodes for what a cell gained or lost from one release to the next, where that is few."""
        found: dict[tuple[int, int], int] = {}
        for larger, smaller in pairs_apart_in_one(self._told, self.boxes):
            pair = self.lattice.node_of[larger], self.lattice.node_of[smaller]
            gained = self.lattice.values[pair[0]] - self.lattice.values[pair[1]]
            if pair not in found and unsafe(np.array([gained]), self.rule)[0]:
                found[pair] = self.lattice.difference(*pair)
        return list(found.values())


def known(counts: Ints, rule: Rule) -> tuple[Ints, Ints]:
    """From what to what a reader knows a count that is told."""
    if rule.reader_knows == "exact":
        return counts, counts
    base = rule.rounding
    nearest = nearest_multiple(counts, base)
    return np.maximum(nearest - base // 2, 0), nearest + (base - 1) // 2


def nearest_multiple(counts: Ints, base: int) -> Ints:
    """Rounded to the nearest multiple; a half goes up."""
    return np.asarray((counts + base // 2) // base * base)


def _still_true(universe: Universe, earlier: Sequence[Past]) -> tuple[dict[Box, Told], int]:
    told: dict[Box, Told] = {}
    revised = 0
    for past in earlier:
        for one in past.told:
            box = universe.box(one.cell)
            if universe.count(box) != one.then:
                revised += 1
            elif box in told:
                low, high = max(told[box].low, one.low), min(told[box].high, one.high)
                told[box] = one._replace(low=low, high=high)
            else:
                told[box] = one
    return told, revised
