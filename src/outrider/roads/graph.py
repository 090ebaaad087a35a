"""The road graph as arrays (compressed sparse rows), forwards and backwards."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from outrider.roads.values import Driving, FloatArray, IntArray

_Number = TypeVar("_Number", np.int32, np.float64)


@dataclass(frozen=True)
class Graph:
    """Directed edges sorted by tail; an edge's number is its place in that order.

    `out_arcs[driving]` is (edges, 2): head and milliseconds side by side, so that one cache line
    holds both. `in_arcs[driving]` is the same by head, with tails; `in_edge` gives edge numbers.
    Milliseconds are whole numbers: sums are exact, in whatever order they are made.
    """

    out_start: IntArray
    out_arcs: tuple[IntArray, IntArray]
    in_start: IntArray
    in_arcs: tuple[IntArray, IntArray]
    in_edge: IntArray

    @property
    def node_count(self) -> int:
        return len(self.out_start) - 1

    @property
    def edge_count(self) -> int:
        return len(self.in_edge)

    def tails(self) -> IntArray:
        """Tail of every edge."""
        counts = np.diff(self.out_start)
        return np.repeat(np.arange(self.node_count, dtype=np.int32), counts)

    def heads(self) -> IntArray:
        """Head of every edge."""
        return np.ascontiguousarray(self.out_arcs[0][:, 0])

    def milliseconds(self, driving: Driving) -> IntArray:
        """Time of every edge."""
        return np.ascontiguousarray(self.out_arcs[driving][:, 1])


def frozen(array: NDArray[_Number]) -> NDArray[_Number]:
    """The array, contiguous and read-only, as a memory map is: one compiled search serves both."""
    result = np.ascontiguousarray(array)
    result.flags.writeable = False
    return result


def _starts(keys: IntArray, nodes: int) -> IntArray:
    starts = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(keys, minlength=nodes), out=starts[1:])
    return starts


def _arcs(ends: IntArray, milliseconds: IntArray) -> IntArray:
    return frozen(np.column_stack((ends, milliseconds)).astype(np.int32))


def make_graph(
    nodes: int, tails: IntArray, heads: IntArray, normal: IntArray, response: IntArray
) -> tuple[Graph, IntArray]:
    """The graph of the edges given (times in milliseconds), and the order they were put in."""
    order = np.lexsort((heads, tails)).astype(np.int32)
    t, h, n, r = tails[order], heads[order], normal[order], response[order]
    back = np.lexsort((t, h)).astype(np.int32)
    graph = Graph(
        out_start=frozen(_starts(t, nodes)),
        out_arcs=(_arcs(h, n), _arcs(h, r)),
        in_start=frozen(_starts(h, nodes)),
        in_arcs=(_arcs(t[back], n[back]), _arcs(t[back], r[back])),
        in_edge=frozen(back),
    )
    return graph, order


def hilbert_order(lat: FloatArray, lon: FloatArray) -> IntArray:
    """Places of the nodes along a Hilbert curve: near on the ground is near in memory."""
    bits = 16
    x = _scaled(lon, bits)
    y = _scaled(lat, bits)
    key = np.zeros(len(lat), np.int64)
    side = 1 << (bits - 1)
    while side:
        rx, ry = (x & side) > 0, (y & side) > 0
        key += side * side * ((3 * rx) ^ ry)
        flip = ~ry & rx
        x, y = (
            np.where(flip, side - 1 - (x & (side - 1)), x),
            np.where(flip, side - 1 - (y & (side - 1)), y),
        )
        x, y = np.where(~ry, y, x), np.where(~ry, x, y)
        side >>= 1
    return np.argsort(key, kind="stable").astype(np.int32)


def _scaled(values: FloatArray, bits: int) -> NDArray[np.int64]:
    low, high = float(values.min()), float(values.max())
    span = (high - low) or 1.0
    return ((values - low) / span * ((1 << bits) - 1)).astype(np.int64)
