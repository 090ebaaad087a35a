"""Who is nearest, and from where: searches against the flow of traffic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from outrider.roads import search
from outrider.roads.geometry import METRES_A_DEGREE
from outrider.roads.values import Driving, IntArray, Point, Reach

if TYPE_CHECKING:
    from outrider.roads.network import Network

# The outline: one node kept a cell; gaps narrower than twice what is shrunk are closed. What is
# left beyond the nodes (290 m after simplifying) is more than a cell's diagonal, so none falls out.
_CELL_M = 200.0
_GROWN_M = 790.0
_SHRUNK_M = 450.0
_SIMPLIFY_M = 50.0
_LONGEST_SEARCH_MS = search.NEVER - 1


def _milliseconds(seconds: float) -> int:
    return int(min(max(seconds, 0.0) * 1000, _LONGEST_SEARCH_MS))


def nearest(
    network: Network,
    target: int,
    unit_nodes: IntArray,
    k: int,
    unit_driving: IntArray | None,
    cutoff_seconds: float,
) -> list[Reach]:
    """See `Network.nearest`: one exact search a weight set, merged."""
    network.check_node(target)
    nodes = np.ascontiguousarray(unit_nodes, dtype=np.int32)
    if k <= 0 or len(nodes) == 0 or cutoff_seconds < 0:
        return []
    if int(nodes.max()) >= network.node_count:
        network.check_node(int(nodes.max()))
    on_network = nodes >= 0
    found: list[tuple[int, int]] = []
    limit = _milliseconds(cutoff_seconds)
    for driving in (Driving.RESPONSE, Driving.NORMAL):  # the faster ones set the limit
        if unit_driving is None:
            mask = on_network & (driving == Driving.NORMAL)
        else:
            mask = on_network & (unit_driving == driving)
        wanted = np.flatnonzero(mask).astype(np.int32)
        if len(wanted):
            found += _nearest_of(network, target, nodes, wanted, k, driving, limit)
        if len(found) >= k:
            limit = sorted(found)[k - 1][0]
    found.sort()
    return [Reach(index, ms / 1000) for ms, index in found[:k]]


def _nearest_of(
    network: Network,
    target: int,
    nodes: IntArray,
    wanted: IntArray,
    k: int,
    driving: Driving,
    cutoff: int,
) -> list[tuple[int, int]]:
    graph, space = network.graph, network.workspaces.mine()
    following, units, times = space.lists_for(len(nodes))
    slots, slot_unit = space.hash_for(len(wanted))
    count = search.nearest(
        graph.in_start, graph.in_arcs[driving], target, nodes, wanted, k, cutoff,
        space.next_epoch(), space.label, space.heap, slots, slot_unit, following, units, times,
    )  # fmt: skip
    return list(zip(times[:count].tolist(), units[:count].tolist(), strict=True))


def reached_nodes(
    network: Network, target: int, seconds: float, driving: Driving
) -> tuple[IntArray, IntArray]:
    """Nodes from which the target is reached in time, and their milliseconds, nearest first."""
    network.check_node(target)
    graph, space = network.graph, network.workspaces.mine()
    count = search.within(
        graph.in_start, graph.in_arcs[driving], target, _milliseconds(seconds),
        space.next_epoch(), space.label, space.heap, space.reached, space.came_by,
    )  # fmt: skip
    return space.reached[:count].copy(), space.came_by[:count].copy()


def isochrone(network: Network, target: int, seconds: float, driving: Driving) -> list[list[Point]]:
    """One smooth outline round the nodes reached; largest ring first.

    Grown and shrunk again (a morphological closing), so that gaps between roads fill and the line
    does not follow each road like a finger. It holds every node reached and the ground between.
    """
    nodes, _ = reached_nodes(network, target, seconds, driving)
    lat0 = network.point(target)[0]
    north, east = METRES_A_DEGREE, METRES_A_DEGREE * float(np.cos(np.radians(lat0)))
    metres = np.column_stack((network.lon[nodes] * east, network.lat[nodes] * north))
    _, kept = np.unique(np.floor(metres / _CELL_M).astype(np.int64), axis=0, return_index=True)
    grown = shapely.buffer(shapely.points(metres[kept]), _GROWN_M, quad_segs=2)
    area = shapely.buffer(shapely.union_all(grown), -_SHRUNK_M, quad_segs=2)
    area = shapely.simplify(area, _SIMPLIFY_M)
    parts = sorted(shapely.get_parts(area), key=shapely.area, reverse=True)
    return [
        [(round(y / north, 5), round(x / east, 5)) for x, y in part.exterior.coords]
        for part in parts
    ]
