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

_AROUND_ROAD_M = 120.0
_SIMPLIFY_M = 30.0
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
    count = search.nearest(
        graph.in_start, graph.in_arcs[driving], target, nodes, wanted, k, cutoff,
        space.next_epoch(), space.label, space.heap, space.first_unit, following, units, times,
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
    """Union of discs round the nodes reached, simplified; largest ring first."""
    nodes, _ = reached_nodes(network, target, seconds, driving)
    lat0 = network.point(target)[0]
    north, east = METRES_A_DEGREE, METRES_A_DEGREE * float(np.cos(np.radians(lat0)))
    points = shapely.points(network.lon[nodes] * east, network.lat[nodes] * north)
    area = shapely.union_all(shapely.buffer(points, _AROUND_ROAD_M, quad_segs=2))
    area = shapely.simplify(shapely.buffer(area, 0), _SIMPLIFY_M)
    parts = sorted(shapely.get_parts(area), key=shapely.area, reverse=True)
    return [
        [(round(y / north, 5), round(x / east, 5)) for x, y in part.exterior.coords]
        for part in parts
    ]
