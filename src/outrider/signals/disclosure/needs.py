"""How much room each hidden count needs, and the search for tables that show that it has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from outrider.signals.disclosure.program import SLACK, Program
from outrider.signals.disclosure.rules import Bools, Floats

_ROUNDS: Final = 40
_SEED: Final = 20_251  # of the directions that are tried: the answer must be the same each time


class Need(NamedTuple):
    """A hidden node, the room it needs, and how it is best parted below and above its count.

    A small count gets room down to 0 and up to the threshold: a reader then learns nothing that
    the rule itself does not tell him.
    """

    node: int
    width: int
    down: int
    up: int


def need(node: int, count: int, width: int) -> Need:
    """All room below for a small count; half of it for one that is hidden to cover another."""
    down = count if count < width else width // 2
    return Need(node, width, down, width - down)


class Needs:
    """Needs as arrays, against what a program has shown."""

    def __init__(self, given: Iterable[Need]) -> None:
        self.all = tuple(given)
        columns = np.array(self.all, dtype=np.int64).reshape(-1, 4).T
        self.node, self.width, self.down, self.up = columns

    def no_room_below(self, program: Program) -> Bools:
        return np.asarray(program.lowest[self.node] > -self.down + SLACK)

    def no_room_above(self, program: Program) -> Bools:
        return np.asarray(program.highest[self.node] < self.up - SLACK)

    def narrow(self, program: Program) -> Bools:
        """Which have less room than they need, however it is parted."""
        shown = program.highest[self.node] - program.lowest[self.node]
        return np.asarray(shown < self.width - 1e-4)

    def probe(self, program: Program) -> None:
        """Looks for tables that move many nodes at once, in directions drawn by chance.

        Stops when a few rounds in a row have shown nothing new.
        """
        random = np.random.default_rng(_SEED)
        idle = 0
        before = self._missing(program)
        for _ in range(_ROUNDS):
            if before == 0 or idle == 3:
                return
            program.probe(*self._directions(program, random))
            after = self._missing(program)
            idle = idle + 1 if after == before else 0
            before = after

    def _missing(self, program: Program) -> int:
        return int(self.no_room_below(program).sum() + self.no_room_above(program).sum())

    def _directions(
        self, program: Program, random: np.random.Generator
    ) -> tuple[Floats, tuple[Floats, Floats]]:
        below, above = self.no_room_below(program), self.no_room_above(program)
        chance = np.where(random.random(self.node.size) < 0.5, -1.0, 1.0)
        wanted = np.where(below & above, chance, above.astype(float) - below.astype(float))
        signs, up, down = (np.zeros(program.nodes) for _ in range(3))
        signs[self.node] = wanted
        up[self.node] = np.maximum(self.up, 1)
        down[self.node] = np.maximum(self.down, 1)
        return signs, (up, down)
