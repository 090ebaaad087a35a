"""Where a vehicle is that drives back to its base: the next node on its quickest way home.

A tree a base: each node's next node towards it and the time that is left from there. A second
pointer a node jumps further, so that a place on a long way is found in a few steps.

Bender, Farach-Colton 2004, The level ancestor problem simplified, doi:10.1016/j.tcs.2003.05.002;
the pointers are Myers 1983, An applicative random-access stack, doi:10.1016/0020-0190(83)90106-0.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.roads.compiled import compiled

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int32]


class Ways(NamedTuple):
    """Ways home. `step` is (bases, nodes, 2): next node and further node; `left` is seconds."""

    step: Indices
    left: Floats


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
def with_jumps(left: Floats, following: Indices) -> Indices:
    """(nodes, 2): the next node and one further on, as far as it may be skipped to at once."""
    nodes = len(left)
    step = np.empty((nodes, 2), np.int32)
    depth = np.zeros(nodes, np.int64)
    for node in np.argsort(left):
        up = following[node]
        if up < 0 or up == node:
            step[node, 0] = node
            step[node, 1] = node
            continue
        depth[node] = depth[up] + 1
        further = step[up, 1]
        step[node, 0] = up
        if depth[up] - depth[further] == depth[further] - depth[step[further, 1]]:
            step[node, 1] = step[further, 1]
        else:
            step[node, 1] = up
    return step


@compiled
def next_node(ways: Ways, base: int, origin: int, driven: float) -> int:
    """The first node that is not yet reached, `driven` seconds after leaving `origin`."""
    budget = ways.left[base, origin] - driven
    node = origin
    while ways.left[base, node] >= budget:
        further = ways.step[base, node, 1]
        if ways.left[base, further] >= budget:
            if further == node:
                return node
            node = further
        else:
            node = ways.step[base, node, 0]
    return node
