"""Many to many: one search a row, rows shared between threads."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from outrider.roads import search
from outrider.roads.values import Driving, IntArray

if TYPE_CHECKING:
    from outrider.roads.network import Network


def table(
    network: Network, sources: IntArray, targets: IntArray, driving: Driving
) -> NDArray[np.float32]:
    """See `Network.table`."""
    rows = np.ascontiguousarray(sources, dtype=np.int32)
    columns = np.ascontiguousarray(targets, dtype=np.int32)
    for node in {*rows.tolist(), *columns.tolist()}:
        network.check_node(node)
    result = np.empty((len(rows), len(columns)), np.int32)
    graph = network.graph

    def fill(part: NDArray[np.intp]) -> None:
        space = network.workspaces.mine()
        for i in part:
            search.table_row(
                graph.out_start, graph.out_arcs[driving], int(rows[i]), columns,
                space.next_epoch(), space.label, space.heap, space.first_unit, result[i],
            )  # fmt: skip

    threads = min(os.cpu_count() or 1, max(1, len(rows)))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(fill, np.array_split(np.arange(len(rows)), threads)))
    seconds = result.astype(np.float32) / np.float32(1000)
    seconds[result == search.NEVER] = np.inf
    return seconds
