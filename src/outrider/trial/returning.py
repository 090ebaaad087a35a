"""Where a vehicle is that drives back to its base: the next node on its quickest way home.

A tree a base: each node's next node towards it and the time that is left from there. A second
pointer a node jumps further, so that a place on a long way is found in a few steps.

Bender, Farach-Colton 2004, The level ancestor problem simplified, doi:10.1016/j.tcs.2003.05.002;
the pointers are Myers 1983, An applicative random-access stack, doi:10.1016/0020-0190(83)90106-0.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.roads.compiled import compiled

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int32]


Ways: TypeAlias = NDArray[Any]
"""Ways home, (bases, nodes) of `WAY`."""

WAY: Final = np.dtype([("left", "f8"), ("next", "i4"), ("further", "i4")], align=True)
"""Seconds that are left to the base, the next node and one further on; asked for together."""


@compiled
def tree_to(
    base: int, start: Indices, tail: Indices, seconds: Floats, nodes: int
) -> tuple[Floats, Indices]:
    """Seconds from every node to `base`, and the next node on the way; -1 where there is none.

    Arcs are given by head: those into node v are `start[v]` to `start[v + 1]`, `tail` says from
    where.
    """
    left = np.full(nodes, np.inf)
    following = np.full(nodes, -1, np.int32)
    left[base] = 0.0
    following[base] = base
    heap = [(0.0, np.int64(base))]
    while heap:
        time, node = heappop(heap)
        if time > left[node]:
            continue
        for arc in range(start[node], start[node + 1]):
            other = tail[arc]
            longer = time + seconds[arc]
            if longer < left[other]:
                left[other] = longer
                following[other] = node
                heappush(heap, (longer, np.int64(other)))
    return left, following


@compiled
def with_jumps(left: Floats, following: Indices) -> Ways:
    """(nodes,) of `WAY`; the further node is as far as may be skipped to at once."""
    nodes = len(left)
    ways = np.empty(nodes, WAY)
    depth = np.zeros(nodes, np.int64)
    for node in np.argsort(left):
        way, up = ways[node], following[node]
        way.left = left[node]
        way.next = way.further = up
        if up < 0 or up == node:
            way.next = way.further = node
            continue
        depth[node] = depth[up] + 1
        further = ways[up].further
        if depth[up] - depth[further] == depth[further] - depth[ways[further].further]:
            way.further = ways[further].further
    return ways


@compiled
def next_node(ways: Ways, base: int, node: int, rest: float) -> int:
    """The first node that is not yet reached, of the way from `node`, `rest` seconds from home."""
    while ways[base, node].left >= rest:
        further = ways[base, node].further
        if ways[base, further].left >= rest:
            if further == node:
                return node
            node = further
        else:
            node = ways[base, node].next
    return node
