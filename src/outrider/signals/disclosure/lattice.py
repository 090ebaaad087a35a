"""Cells as sums of smaller cells: the equations that a reader can write down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np

from outrider.signals.disclosure.rules import Ints
from outrider.signals.disclosure.universe import Box, Universe

Row: TypeAlias = tuple[int, tuple[tuple[int, int], ...]]
"""A node and the nodes, with their signs, that add up to it."""


class Lattice:
    """Nodes with their counts, and a row for each node that is a sum of others.

    Categories that no cell tells apart are one: the system is as small as what is published
    allows. A node without a row is a smallest cell; its count is not below 0, and that is all
    that is known of it.
    """

    def __init__(self, universe: Universe, boxes: Iterable[Box]) -> None:
        wanted = list(dict.fromkeys(boxes))
        self._groups = [_grouped(axis, wanted) for axis in zip(*wanted, strict=True)]
        self._counts = _merged(universe.counts, self._groups)
        self._of: dict[Box, int] = {}
        self._values: list[int] = []
        self.rows: list[Row] = []
        self._wanted = {self._small(box) for box in wanted}
        self.node_of = {box: self._node(self._small(box)) for box in wanted}

    @property
    def values(self) -> Ints:
        return np.array(self._values, dtype=np.int64)

    def difference(self, larger: int, smaller: int) -> int:
        """A node for what one has and the other has not."""
        self._values.append(self._values[larger] - self._values[smaller])
        node = len(self._values) - 1
        self.rows.append((node, ((larger, 1), (smaller, -1))))
        return node

    def _small(self, box: Box) -> Box:
        """The same cell by groups of categories."""
        return tuple(
            tuple(sorted({groups[i] for i in part}))
            for groups, part in zip(self._groups, box, strict=True)
        )

    def _node(self, small: Box) -> int:
        if small in self._of:
            return self._of[small]
        self._values.append(int(self._counts[np.ix_(*small)].sum()))
        node = self._of[small] = len(self._values) - 1
        parts = self._parts(small)
        if parts:
            self.rows.append((node, tuple((self._node(part), 1) for part in parts)))
        return node

    def _parts(self, small: Box) -> list[Box]:
        """Split along one axis: one whose parts are cells too, if there is such."""
        splits = [_split(small, axis) for axis, part in enumerate(small) if len(part) > 1]
        for parts in splits:
            if all(part in self._wanted for part in parts):
                return parts
        return splits[0] if splits else []


def _split(small: Box, axis: int) -> list[Box]:
    return [(*small[:axis], (group,), *small[axis + 1 :]) for group in small[axis]]


def _grouped(parts: Sequence[tuple[int, ...]], boxes: Sequence[Box]) -> dict[int, int]:
    """Category → group: categories that the same parts hold are one."""
    distinct = [frozenset(part) for part in dict.fromkeys(parts)]
    groups: dict[tuple[bool, ...], int] = {}
    return {
        category: groups.setdefault(tuple(category in part for part in distinct), len(groups))
        for category in sorted(set().union(*distinct))
    }


def _merged(counts: Ints, groups: Sequence[dict[int, int]]) -> Ints:
    for axis, of in enumerate(groups):
        chosen = np.zeros((max(of.values()) + 1, counts.shape[axis]), dtype=np.int64)
        for category, group in of.items():
            chosen[group, category] = 1
        counts = np.moveaxis(np.tensordot(chosen, counts, axes=(1, axis)), 0, axis)
    return counts


def pairs_apart_in_one(earlier: Iterable[Box], now: Iterable[Box]) -> Iterable[tuple[Box, Box]]:
    """(larger, smaller) of an earlier and a present cell that differ along one axis only."""
    now = list(now)
    present = set(now)
    by_rest: dict[tuple[int, Box], list[Box]] = {}
    for box in now:
        for axis in range(len(box)):
            by_rest.setdefault((axis, (*box[:axis], *box[axis + 1 :])), []).append(box)
    for old in earlier:
        if old in present:
            continue
        for axis in range(len(old)):
            for new in by_rest.get((axis, (*old[:axis], *old[axis + 1 :])), ()):
                if set(old[axis]) < set(new[axis]):
                    yield new, old
                elif set(new[axis]) < set(old[axis]):
                    yield old, new
