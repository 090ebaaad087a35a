"""Memory that a search writes to, one set a thread.

Each thread that searches holds 24 bytes a node and 8 bytes an edge (of which only what a search
touches becomes resident): about 1 MB for the island, up to 45 MB for a million nodes.
"""

import threading
from typing import Final

import numpy as np

from outrider.roads.graph import Graph
from outrider.roads.values import IntArray, LongArray

_FIRST_EPOCH: Final = 2**30


class Workspace:
    """Labels, heap and lists of one thread; `next_epoch` begins a search without clearing."""

    def __init__(self, nodes: int, edges: int) -> None:
        self.label: LongArray = np.full(nodes, np.iinfo(np.int64).max, np.int64)
        self.first_unit: LongArray = np.zeros(nodes, np.int64)
        self.heap: LongArray = np.empty(edges + 2, np.int64)
        self.came_by: IntArray = np.empty(nodes, np.int32)
        self.reached: IntArray = np.empty(nodes, np.int32)
        self.units: tuple[IntArray, IntArray, IntArray] = self._unit_lists(64)
        self.slots: LongArray = np.zeros(256, np.int64)
        self.slot_unit: IntArray = np.empty(256, np.int32)
        self._epoch = _FIRST_EPOCH

    @staticmethod
    def _unit_lists(size: int) -> tuple[IntArray, IntArray, IntArray]:
        return np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)

    def lists_for(self, units: int) -> tuple[IntArray, IntArray, IntArray]:
        """Three lists with room for so many units."""
        if len(self.units[0]) < units:
            self.units = self._unit_lists(2 * units)
        return self.units

    def hash_for(self, units: int) -> tuple[LongArray, IntArray]:
        """A hash from nodes to units, at most a quarter full; its length is a power of two."""
        size = len(self.slots)
        while size < 4 * units:
            size *= 2
        if size > len(self.slots):
            self.slots = np.zeros(size, np.int64)
            self.slot_unit = np.empty(size, np.int32)
        return self.slots, self.slot_unit

    def next_epoch(self) -> int:
        """A number below all that went before; clears everything once in a thousand million."""
        self._epoch -= 1
        if self._epoch == 0:
            self.label.fill(np.iinfo(np.int64).max)
            self.first_unit.fill(0)
            self.slots.fill(0)
            self._epoch = _FIRST_EPOCH - 1
        return self._epoch


class Workspaces:
    """Gives each thread its own workspace, made at its first search."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._local = threading.local()

    def mine(self) -> Workspace:
        """The workspace of the calling thread."""
        space: Workspace | None = getattr(self._local, "space", None)
        if space is None:
            space = Workspace(self._graph.node_count, self._graph.edge_count)
            self._local.space = space
        return space
