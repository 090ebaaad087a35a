"""Which cells are hidden besides the small ones, so that no hidden one can be worked back.

For each hidden count that has too little room, the cheapest set of told cells is found that gives
it room: the linear program of Kelly, Golden and Assad 1992 (doi:10.1002/net.3230220407), one cell
at a time, for tables of any number of dimensions and linked ones. It is a heuristic for the
smallest set (which is NP-hard), and a proof for the room.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from outrider.signals.disclosure.needs import Need, Needs
from outrider.signals.disclosure.program import Program
from outrider.signals.disclosure.rules import Bools, Floats
from outrider.signals.disclosure.system import System

_AT_A_TIME: Final = 60
"""Cells covered one by one before it is asked again which others now have their room."""
_MARGIN: Final = 4.0
"""A cell that sums over one more dimension is so many times dearer to hide."""


class Suppressed(NamedTuple):
    """Which cells of the release are hidden, and the tables that showed their room."""

    hidden: Bools
    shown: list[Floats]


def suppressed(system: System) -> Suppressed:
    """Hides the cells of the rule, and those that cover them."""
    program = system.program(system.primary)
    hidden = system.primary.copy()
    cell_of = {int(node): i for i, node in enumerate(system.nodes)}
    prices = _prices(system, program)
    tried: set[int] = set()
    while True:
        needs = Needs(system.needs(hidden))
        needs.probe(program, patience=1 if tried else 2)
        missing = np.asarray(needs.missing(program).any(axis=0))
        todo = [one for one in _of(needs, missing) if one.node not in tried]
        if not todo:
            return Suppressed(hidden, program.shown)
        for one in todo[:_AT_A_TIME]:
            tried.add(one.node)
            for node in _covered(program, one, prices):
                hidden[cell_of[node]] = True


def _of(needs: Needs, which: Bools) -> list[Need]:
    """Those with the largest counts first: what covers them covers others too."""
    chosen = [one for one, picked in zip(needs.all, which, strict=True) if picked]
    return sorted(chosen, key=lambda one: -one.up)


def _covered(program: Program, one: Need, prices: Floats) -> list[int]:
    """Hides what gives one count its room; if it cannot lie as wished, then anywhere."""
    more: list[int] = []
    for amount in (float(-one.down), float(one.up), float(one.width), float(-one.width)):
        if _has(program, one, amount) or program.push(one.node, amount):
            continue
        covering = program.force(one.node, amount, prices)
        if covering is not None:
            program.hidden[covering] = True
            more += covering.tolist()
    return more


def _has(program: Program, one: Need, amount: float) -> bool:
    """Whether the room is there already; the last two amounts are for want of the first two."""
    low, high = program.lowest[one.node], program.highest[one.node]
    if (abs(amount) == one.width or not one.both) and high - low >= one.width - 1e-4:
        return True
    return bool(low <= amount + 1e-5) if amount <= 0 else bool(high >= amount - 1e-5)


def _prices(system: System, program: Program) -> Floats:
    """What it costs to move a told count by one: large counts and margins are wanted most."""
    prices = np.ones(program.nodes)
    sums = np.array([sum(len(part) > 1 for part in box) for box in system.boxes])
    least = sums.min()
    prices[system.nodes] = (1 + np.log1p(system.counts)) * _MARGIN ** (sums - least)
    return prices
