"""Can a hidden count be worked back? Asked of what was published, as a reader would ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from outrider.signals.disclosure.needs import Need, Needs
from outrider.signals.disclosure.program import Program
from outrider.signals.disclosure.rules import Bools, Floats
from outrider.signals.disclosure.system import System


class Audit(NamedTuple):
    """What was looked at, and what failed.

    Attributes:
        hidden: hidden cells of this release, each shown to have its room or named below.
        before: cells that earlier releases hid, looked at again.
        differences: small differences between releases, looked at.
        narrow: names of cells of this release with too little room.
        lost: how many of `before` and `differences` have too little room.
    """

    hidden: int
    before: int
    differences: int
    narrow: tuple[str, ...]
    lost: int

    @property
    def safe(self) -> bool:
        """Whether nothing can be worked back."""
        return not self.narrow and not self.lost


def audit(system: System, hidden: Bools, shown: Iterable[Floats] = ()) -> Audit:
    """Looks afresh, with a program of its own, at every cell that is to stay hidden.

    `shown`: tables that whoever hid the cells says fit what is published. Each is added up here
    and counts only if it does; a cell whose room none of them shows is asked after by the solver.
    """
    program = system.program(hidden)
    program.check(shown)
    needs = Needs(system.needs(hidden))
    needs.probe(program, anywhere=True, patience=2)
    for one in (needs.all[i] for i in np.flatnonzero(needs.narrow(program))):
        stretch(program, one)
    failed = needs.narrow(program)
    count = int(hidden.sum())
    names = [system.labels[i] for i in np.flatnonzero(hidden)]
    narrow = tuple(_said(names[i]) for i in np.flatnonzero(failed[:count]))
    before = len(needs.all) - count - system.differences
    return Audit(count, before, system.differences, narrow, int(failed[count:].sum()))


def stretch(program: Program, one: Need) -> None:
    """Moves a node as far up and down as its room asks for."""
    program.push(one.node, float(one.width))
    if program.highest[one.node] - program.lowest[one.node] < one.width:
        program.push(one.node, float(-one.width))


def _said(labels: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return ", ".join(some[0] for _, some in labels if len(some) == 1) or "the whole"
