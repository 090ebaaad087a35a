"""Ways home on fewer nodes: those where a vehicle is met often enough to be worth a column.

A way keeps a node about every `GAP` seconds, besides every place of the model. The seconds that
are left from a kept node are exact; what changes is where a vehicle between two of them is taken to
be able to turn: at the next kept node rather than at the next junction. On the invented roads of
the demo, of 2,000 ambulances met on their way home, that made their arrival at a patient later by
3.3 s in the mean and 15 s in one of twenty, and never sooner; for one that stands at its station,
at a patient or at the hospital it changes nothing. All nodes would be 6,800 columns, these are
3,600.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from outrider.roads import Driving, Network
from outrider.roads.compiled import compiled
from outrider.trial.engine.world import Bools, Longs
from outrider.trial.returning import Floats, Indices, Ways, tree_to, with_jumps

GAP = 10.0
"""Seconds between nodes kept."""


class Kept(NamedTuple):
    """`node` is (columns,), the busiest first; `ways` are in numbers of columns."""

    node: Indices
    ways: Ways


def kept_ways(
    network: Network, bases: Indices, places: Indices, pace: float, gap: float = GAP
) -> Kept:
    """Ways from all `places` to all `bases`, without lights. `pace` is a multiple of road times.

    `gap` 0 keeps every node that a way uses.
    """
    trees = [_tree(network, int(base), pace) for base in bases]
    keep = np.zeros(network.node_count, np.bool_)
    keep[places] = keep[bases] = True
    passed = np.zeros(network.node_count, np.int64)
    for left, following in trees:
        _used(left, following, places, passed)
        _thin(left, following, passed, keep, gap)
    every = np.flatnonzero(keep).astype(np.int32)
    node = every[np.argsort(-passed[every], kind="stable")]
    column = np.full(network.node_count, -1, np.int32)
    column[node] = np.arange(len(node), dtype=np.int32)
    ways = []
    for left, following in trees:
        short = np.ascontiguousarray(left[node])
        ways.append(with_jumps(short, column[_next_kept(left, following, keep)[node]]))
    return Kept(node, np.stack(ways))


def _tree(network: Network, base: int, pace: float) -> tuple[Floats, Indices]:
    graph = network.graph
    arcs = graph.in_arcs[Driving.NORMAL]
    tail = np.ascontiguousarray(arcs[:, 0])
    seconds = np.asarray(arcs[:, 1] * (pace / 1000), np.float64)
    return tree_to(base, graph.in_start, tail, seconds, network.node_count)


@compiled
def _used(left: Floats, following: Indices, places: Indices, passed: Longs) -> None:
    """Counts, for each node, how many ways go over it."""
    for place in places:
        node = place
        while left[node] < np.inf:
            passed[node] += 1
            if following[node] == node:
                break
            node = following[node]


@compiled
def _thin(left: Floats, following: Indices, passed: Longs, keep: Bools, gap: float) -> None:
    """Marks nodes so that from each used one the next kept is at most about `gap` away."""
    since = np.zeros(len(left))
    for node in np.argsort(left):
        if left[node] == np.inf:
            break
        up = following[node]
        if keep[node] or up == node:
            continue
        since[node] = since[up] + left[node] - left[up]
        if passed[node] > 0 and since[node] >= gap:
            keep[node] = True
            since[node] = 0.0


@compiled
def _next_kept(left: Floats, following: Indices, keep: Bools) -> Indices:
    """The nearest kept node on the way from each node, itself at the base."""
    found = following.copy()
    for node in np.argsort(left):
        up = following[node]
        if up >= 0 and not keep[up]:
            found[node] = found[up]
    return found
