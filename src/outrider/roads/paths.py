"""Point to point: drive time, the line on the map, and the roads in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from outrider.roads import search
from outrider.roads.errors import NotConnected
from outrider.roads.values import Driving, Point, RoadClass, Route, RouteStep

if TYPE_CHECKING:
    from outrider.roads.network import Network


def _search(network: Network, source: int, target: int, driving: Driving) -> int:
    network.check_node(source)
    network.check_node(target)
    graph, space = network.graph, network.workspaces.mine()
    ms = search.time_between(
        graph.out_start, graph.out_arcs[driving], source, target,
        space.next_epoch(), space.label, space.heap, space.came_by,
    )  # fmt: skip
    if ms == search.NEVER:
        raise NotConnected(
            f"There is no way by road from {network.point(source)} to {network.point(target)}. "
            "Choose a place on the main network."
        )
    return int(ms)


def seconds(network: Network, source: int, target: int, driving: Driving) -> float:
    """See `Network.seconds`."""
    return _search(network, source, target, driving) / 1000


def edges_between(network: Network, source: int, target: int, driving: Driving) -> list[int]:
    """Edges of the quickest way, in order."""
    _search(network, source, target, driving)
    came_by = network.workspaces.mine().came_by
    edges: list[int] = []
    node = target
    while node != source:
        edge = int(came_by[node])
        edges.append(edge)
        node = int(np.searchsorted(network.graph.out_start, edge, side="right")) - 1
    return edges[::-1]


def route(network: Network, source: int, target: int, driving: Driving) -> Route:
    """See `Network.route`."""
    edges = edges_between(network, source, target, driving)
    arcs = network.graph.out_arcs[driving]
    times = [int(arcs[e, 1]) for e in edges]
    metres = [edge_metres(network, e) for e in edges]
    points = [network.point(source)]
    for edge in edges:
        points += edge_points(network, edge)[1:]
    roads = [edge_road(network, e) for e in edges]
    return Route(sum(times) / 1000, sum(metres), points, _steps(roads, metres, times))


def _steps(roads: list[str], metres: list[float], times: list[int]) -> list[RouteStep]:
    steps: list[tuple[str, float, int]] = []
    for road, length, time in zip(roads, metres, times, strict=True):
        if steps and steps[-1][0] == road:
            _, before, spent = steps.pop()
            length, time = before + length, spent + time
        steps.append((road, length, time))
    return [RouteStep(road, length, time / 1000) for road, length, time in steps]


def edge_points(network: Network, edge: int) -> list[Point]:
    """The line of an edge in the direction of travel."""
    piece, backwards = divmod(int(network.shapes.edge_piece[edge]), 2)
    first, last = network.shapes.shape_start[piece], network.shapes.shape_start[piece + 1]
    line = network.shapes.shape_e7[first:last] / 1e7
    return [(a, b) for a, b in (line[::-1] if backwards else line).tolist()]


def edge_metres(network: Network, edge: int) -> float:
    """Length of an edge."""
    return float(network.shapes.piece_metres[network.shapes.edge_piece[edge] // 2])


def edge_road(network: Network, edge: int) -> str:
    """Number and name of the road of an edge, or what kind of road it is."""
    return piece_road(network, int(network.shapes.edge_piece[edge]) // 2)


def piece_road(network: Network, piece: int) -> str:
    """ "A3020 Newport Road"; a kind of road in brackets where it has neither number nor name."""
    shapes = network.shapes
    name = network.names[shapes.piece_name[piece]]
    ref = network.names[shapes.piece_ref[piece]]
    kind = RoadClass(int(shapes.piece_class[piece])).name.lower().replace("_", " ")
    return f"{ref} {name}".strip() or f"({kind} road)"


def roads_at(network: Network, node: int) -> list[str]:
    """See `Network.roads_at`."""
    network.check_node(node)
    graph = network.graph
    edges = [*range(graph.out_start[node], graph.out_start[node + 1])]
    edges += graph.in_edge[graph.in_start[node] : graph.in_start[node + 1]].tolist()
    roads = {edge_road(network, e) for e in edges}
    return sorted(roads, key=lambda road: (road.startswith("("), road))
