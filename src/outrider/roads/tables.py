"""Many to many: sweeps over a hierarchy, or one search a row; rows shared between threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from outrider.roads import hierarchy, search
from outrider.roads.values import Driving, IntArray

if TYPE_CHECKING:
    from outrider.roads.network import Network

_FEW_ROWS: Final = 8
"""So few searches end before a hierarchy is made."""


def table(
    network: Network, sources: IntArray, targets: IntArray, driving: Driving
) -> NDArray[np.float32]:
    """See `Network.table`."""
    rows = np.ascontiguousarray(sources, dtype=np.int32)
    columns = np.ascontiguousarray(targets, dtype=np.int32)
    for node in (*rows.tolist(), *columns.tolist()):
        network.check_node(node)
    result = np.empty((len(rows), len(columns)), np.int32)
    made = None if len(rows) <= _FEW_ROWS else network.hierarchy(driving)
    if made is None:
        _by_searches(network, rows, columns, driving, result)
    else:
        _by_sweeps(made, rows, columns, result)
    seconds = result.astype(np.float32) / np.float32(1000)
    seconds[result >= hierarchy.FAR] = np.inf
    return seconds


def _in_threads(fill: Callable[[NDArray[np.intp]], None], rows: int) -> None:
    threads = min(os.cpu_count() or 1, max(1, rows))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(fill, np.array_split(np.arange(rows), threads)))


def _by_searches(
    network: Network, rows: IntArray, columns: IntArray, driving: Driving, result: IntArray
) -> None:
    graph = network.graph

    def fill(part: NDArray[np.intp]) -> None:
        space = network.workspaces.mine()
        for i in part:
            search.table_row(
                graph.out_start, graph.out_arcs[driving], int(rows[i]), columns,
                space.next_epoch(), space.label, space.heap, space.first_unit, result[i],
            )  # fmt: skip

    _in_threads(fill, len(rows))


def _by_sweeps(
    made: hierarchy.Hierarchy, rows: IntArray, columns: IntArray, result: IntArray
) -> None:
    sources, targets = made.rank[rows], made.rank[columns]
    number, first, into = hierarchy.needed_for(
        targets, made.parents, made.start, made.above, made.down
    )

    def fill(part: NDArray[np.intp]) -> None:
        if len(part):
            hierarchy.sweep(
                sources[part], targets, made.parents, made.start, made.above, made.up,
                number, first, into, result[part[0] : part[-1] + 1],
            )  # fmt: skip

    _in_threads(fill, len(rows))
