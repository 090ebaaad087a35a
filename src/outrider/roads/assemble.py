"""From mapped ways to a graph: junctions, pieces, the largest component, numbering."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from outrider.roads.extract import RawRoad
from outrider.roads.geometry import cut_equally, length_m
from outrider.roads.graph import Graph, hilbert_order, make_graph
from outrider.roads.speeds import Speeds
from outrider.roads.tags import Flow
from outrider.roads.values import Driving, FloatArray, IntArray, Point

LONGEST_EDGE_M: Final = 100.0
"""Roads are cut so that no point on one is more than half of this from a node."""


@dataclass(slots=True)
class Pieces:
    """Undirected pieces of road between nodes, as lists that grow."""

    node_at: list[Point] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)
    shapes: list[list[Point]] = field(default_factory=list)
    road: list[int] = field(default_factory=list)
    metres: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Assembled:
    """Graph of the largest strongly connected component, with what is needed to draw it."""

    graph: Graph
    lat: FloatArray
    lon: FloatArray
    edge_piece: IntArray
    """Piece times two, plus one where the edge runs against the order of its points."""
    pieces: Pieces
    roads: Sequence[RawRoad]
    counts: dict[str, int]


def assemble(
    roads: Sequence[RawRoad], barriers: dict[int, float | None], speeds: Speeds
) -> Assembled:
    """Cuts the ways into pieces and makes the graph that the searches use."""
    pieces, delay = _cut_into_pieces(roads, barriers)
    tails, heads, piece = _directed(pieces, roads)
    times = [_milliseconds(pieces, roads, heads, piece, delay, speeds, d) for d in Driving]
    keep = _largest_component(len(pieces.node_at), tails, heads)
    at = np.array(pieces.node_at)
    order = hilbert_order(at[:, 0][keep], at[:, 1][keep])
    old = keep[order]
    new = np.full(len(at), -1, np.int32)
    new[old] = np.arange(len(old), dtype=np.int32)
    inside = (new[tails] >= 0) & (new[heads] >= 0)
    graph, edges = make_graph(
        len(old), new[tails[inside]], new[heads[inside]], *(t[inside] for t in times)
    )
    counts = {
        "ways": len(roads),
        "mapped_nodes": len({ref for road in roads for ref in road.refs}),
        "nodes_before_largest_component": len(at),
        "barriers_closed": sum(seconds is None for seconds in barriers.values()),
    }
    edge_piece = piece[inside][edges]
    return Assembled(graph, at[old, 0], at[old, 1], edge_piece, pieces, roads, counts)


def _cut_into_pieces(
    roads: Sequence[RawRoad], barriers: dict[int, float | None]
) -> tuple[Pieces, dict[int, int]]:
    uses = Counter(ref for road in roads for ref in road.refs)
    pieces, node_of, delay = Pieces(), dict[int, int](), dict[int, int]()

    def node(ref: int, at: Point) -> int:
        shut = ref in barriers and barriers[ref] is None
        if not shut and ref in node_of:
            return node_of[ref]
        pieces.node_at.append(at)
        number = len(pieces.node_at) - 1
        if not shut:  # a shut barrier is a dead end of each road that meets it
            node_of[ref] = number
            delay[number] = round(1000 * (barriers.get(ref) or 0.0))
        return number

    for index, road in enumerate(roads):
        last = len(road.refs) - 1
        start = 0
        for i in range(1, last + 1):
            if i < last and uses[road.refs[i]] < 2 and road.refs[i] not in barriers:
                continue
            ends = (
                node(road.refs[start], road.points[start]),
                node(road.refs[i], road.points[i]),
            )
            _add_stretch(pieces, index, road.points[start : i + 1], *ends)
            start = i
    return pieces, delay


def _add_stretch(pieces: Pieces, road: int, points: list[Point], first: int, last: int) -> None:
    parts = cut_equally(points, LONGEST_EDGE_M, at_least=2 if first == last else 1)
    before = first
    for part in parts[:-1]:
        pieces.node_at.append(part[-1])
        _add_piece(pieces, road, part, before, len(pieces.node_at) - 1)
        before = len(pieces.node_at) - 1
    if before != last:
        _add_piece(pieces, road, parts[-1], before, last)


def _add_piece(pieces: Pieces, road: int, shape: list[Point], a: int, b: int) -> None:
    pieces.ends.append((a, b))
    pieces.shapes.append(shape)
    pieces.road.append(road)
    pieces.metres.append(length_m(shape))


def _directed(pieces: Pieces, roads: Sequence[RawRoad]) -> tuple[IntArray, IntArray, IntArray]:
    edges: list[tuple[int, int, int]] = []
    for number, ((a, b), road) in enumerate(zip(pieces.ends, pieces.road, strict=True)):
        flow = roads[road].tags.flow
        if flow is not Flow.BACKWARD:
            edges.append((a, b, 2 * number))
        if flow is not Flow.FORWARD:
            edges.append((b, a, 2 * number + 1))
    table = np.array(edges, np.int32).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _milliseconds(
    pieces: Pieces,
    roads: Sequence[RawRoad],
    heads: IntArray,
    piece: IntArray,
    delay: dict[int, int],
    speeds: Speeds,
    driving: Driving,
) -> IntArray:
    pace = [
        1000
        / speeds.metres_a_second(r.tags.road, r.tags.limit_mph, driving, private=r.tags.private)
        for r in roads
    ]
    lengths = zip(pieces.metres, pieces.road, strict=True)
    by_piece = np.array([max(1, round(m * pace[r])) for m, r in lengths], np.int32)
    waits = np.zeros(len(pieces.node_at), np.int32)
    for number, wait in delay.items():
        waits[number] = wait
    result: IntArray = by_piece[piece // 2] + waits[heads]
    return result


def _largest_component(nodes: int, tails: IntArray, heads: IntArray) -> IntArray:
    matrix = coo_array((np.ones(len(tails), np.int8), (tails, heads)), shape=(nodes, nodes))
    _, labels = connected_components(matrix.tocsr(), directed=True, connection="strong")
    return np.flatnonzero(labels == np.bincount(labels).argmax()).astype(np.int32)
