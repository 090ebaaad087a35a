"""How much room each hidden count needs, and the search for tables that show that it has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from outrider.signals.disclosure.program import SLACK, Program
from outrider.signals.disclosure.rules import Bools, Floats

_ROUNDS: Final = 200
_WORTH_IT: Final = 6  # one round takes as long as asking after so many nodes one by one
_SEED: Final = 20_251  # of the directions that are tried: the answer must be the same each time


class Need(NamedTuple):
    """A hidden node, the room it needs, and how it is best parted below and above its count.

    `both`: a small count needs room down to 0 and up to the threshold, so that a reader learns
    nothing that the rule itself does not tell him. Others need their room wherever it lies.
    """

    node: int
    width: int
    down: int
    up: int
    both: bool


def need(node: int, count: int, width: int) -> Need:
    """All room below for a small count; half of it for one that is hidden to cover another."""
    down = count if count < width else width // 2
    return Need(node, width, down, width - down, count < width)


class Needs:
    """Needs as arrays, against what a program has shown."""

    def __init__(self, given: Iterable[Need]) -> None:
        self.all = tuple(given)
        columns = np.array(self.all, dtype=np.int64).reshape(-1, 5).T
        self.node, self.width, self.down, self.up = columns[:4]
        self.both = columns[4] > 0

    def no_room_below(self, program: Program) -> Bools:
        return np.asarray(program.lowest[self.node] > -self.down + SLACK)

    def no_room_above(self, program: Program) -> Bools:
        return np.asarray(program.highest[self.node] < self.up - SLACK)

    def narrow(self, program: Program) -> Bools:
        """Which have less room than they need, however it is parted."""
        shown = program.highest[self.node] - program.lowest[self.node]
        return np.asarray(shown < self.width - 1e-4)

    def probe(self, program: Program, *, anywhere: bool = False, patience: int = 4) -> None:
        """Looks for tables that move many nodes at once, in directions drawn by chance.

        Stops when `patience` rounds in a row have shown little that is new. `anywhere`: for small
        counts too room is enough wherever it lies.
        """
        random = np.random.default_rng(_SEED)
        idle = 0
        weight, caps = self._drawn(random), self._caps(program)
        before = self.missing(program, anywhere)
        for _ in range(_ROUNDS):
            if not before.any() or idle == patience:
                return
            program.probe(self._aim(program, weight, before), caps)
            after = self.missing(program, anywhere)
            if before.sum() - after.sum() < _WORTH_IT:
                idle, weight = idle + 1, self._drawn(random)
            before = after

    def missing(self, program: Program, anywhere: bool = False) -> Bools:
        """Below and above, one after the other: where room is still to be shown."""
        missing = np.array([self.no_room_below(program), self.no_room_above(program)])
        narrow = self.narrow(program)
        return missing & (narrow if anywhere else narrow | self.both)

    def _drawn(self, random: np.random.Generator) -> Floats:
        """Weights and, by their sign, which way is tried first.

        Uneven, so that a few nodes go all the way instead of all of them a little; kept from round
        to round but for nodes that have arrived, so that the solver goes on from where it was.
        """
        weight = random.exponential(size=self.node.size) ** 2 + 0.01
        return np.asarray(np.where(random.random(weight.size) < 0.5, weight, -weight))

    def _aim(self, program: Program, weight: Floats, missing: Bools) -> Floats:
        below, above = missing
        way = np.where(above & ((weight > 0) | ~below), 1.0, np.where(below, -1.0, 0.0))
        aim = np.zeros(program.nodes)
        aim[self.node] = np.abs(weight) * way
        return aim

    def _caps(self, program: Program) -> tuple[Floats, Floats]:
        """No node has to go farther than its room; one cap each, however often it is named."""
        up, down = np.full(program.nodes, np.inf), np.full(program.nodes, np.inf)
        up[self.node] = np.maximum(self.up, 1)
        down[self.node] = np.maximum(self.down, 1)
        return up, down
