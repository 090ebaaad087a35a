"""A network from bare arrays, in memory: for benchmarks, for the simulator and for tests."""

from pathlib import Path

import numpy as np

from outrider.roads.graph import frozen, hilbert_order, make_graph
from outrider.roads.network import Network, Shapes
from outrider.roads.spatial import make_grid
from outrider.roads.values import FloatArray, IntArray


def plain_network(
    lat: FloatArray,
    lon: FloatArray,
    tails: IntArray,
    heads: IntArray,
    normal_ms: IntArray,
    response_ms: IntArray,
) -> Network:
    """A network without names, shapes or map; nodes keep the numbers given."""
    graph, order = make_graph(len(lat), tails, heads, normal_ms, response_ms)
    edges = graph.edge_count
    ends = np.column_stack(
        (lat[tails[order]], lon[tails[order]], lat[heads[order]], lon[heads[order]])
    )
    shapes = Shapes(
        edge_piece=2 * np.arange(edges, dtype=np.int32),
        piece_class=np.zeros(edges, np.uint8),
        piece_name=np.zeros(edges, np.int32),
        piece_ref=np.zeros(edges, np.int32),
        piece_metres=np.zeros(edges, np.float32),
        shape_start=2 * np.arange(edges + 1, dtype=np.int32),
        shape_e7=np.round(ends.reshape(-1, 2) * 1e7).astype(np.int32),
    )
    box = [float(x) for x in (lat.min(), lon.min(), lat.max(), lon.max())]
    meta = {"label": "", "synthetic": True, "bbox": box, "counts": {}}
    network = Network(Path(), meta, graph, shapes, frozen(lat), frozen(lon), make_grid(lat, lon))
    network.names = [""]
    return network


def renumbered(
    lat: FloatArray, lon: FloatArray, tails: IntArray, heads: IntArray
) -> tuple[FloatArray, FloatArray, IntArray, IntArray]:
    """The same roads with nodes numbered along a Hilbert curve, as a built network has them."""
    order = hilbert_order(lat, lon)
    new = np.empty(len(order), np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    return lat[order], lon[order], new[tails], new[heads]
