"""Controlled rounding: every told count to a multiple, so that the table still adds up.

Each goes to the multiple below or above it, as near as the sums allow. With three and more
dimensions there need not be such a rounding; then each count goes to its nearest multiple.
Source: Cox 1987, doi:10.1080/01621459.1987.10478456.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import highspy
import numpy as np

from outrider.signals.disclosure.rules import Bools, Ints
from outrider.signals.disclosure.solver import INFINITY, Model, Term, loaded
from outrider.signals.disclosure.system import System, nearest_multiple

SECONDS: Final = 1.5
"""For the search; a table that needs more is rounded to the nearest."""


class Rounded(NamedTuple):
    """Rounded counts, and whether told ones add up wherever a reader can check."""

    counts: Ints
    adds_up: bool


def rounded(system: System, hidden: Bools) -> Rounded:
    """The told counts of a release, rounded; what is hidden is left as it is."""
    base = system.rule.rounding
    if base == 1:
        return Rounded(system.counts, True)
    nearest = nearest_multiple(system.counts, base)
    # what a reader takes from a rounded figure is only known of the nearest one
    if system.rule.reader_knows == "exact":
        below = system.counts // base * base
        up = _controlled(system, hidden, below)
        if up is not None:
            return Rounded(below + base * up, True)
    return Rounded(nearest, False)


def _controlled(system: System, hidden: Bools, below: Ints) -> Ints | None:
    """0 or 1 for each count: down or up. None if no rounding that adds up was found in time."""
    nodes, told = system.lattice.values.size, ~hidden
    base = system.rule.rounding
    free = ~told | (system.counts % base == 0)
    # a told node is its multiple below and base times a choice of 0 or 1, in units of one
    low, high = np.zeros(nodes), np.full(nodes, INFINITY)
    cost, whole = np.zeros(nodes), np.zeros(nodes, dtype=np.bool_)
    offset, scale = np.zeros(nodes), np.ones(nodes)
    at = system.nodes
    offset[at[told]] = below[told]
    high[at[told]] = np.where(free[told], 0.0, 1.0)
    scale[at[told]] = base
    cost[at[told]] = base - 2.0 * (system.counts[told] - below[told])
    whole[at[told & ~free]] = True
    rows = [(*parts, (node, -1)) for node, parts in system.lattice.rows]
    terms = [[Term(part, sign * scale[part]) for part, sign in row] for row in rows]
    right = np.array([-sum(sign * offset[part] for part, sign in row) for row in rows])
    solver = loaded(
        Model(cost, low, high, terms, right, whole), time_limit=SECONDS, mip_rel_gap=0.05
    )
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    x = np.array(solver.getSolution().col_value)[at]
    return np.asarray(np.where(told, np.rint(x), 0), dtype=np.int64)
