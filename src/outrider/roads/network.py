"""The road network that the rest of the product uses: snap, nearest, route, table, isochrone."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from outrider.roads import paths, reach, tables
from outrider.roads.errors import NotConnected, PointOutside
from outrider.roads.geometry import distance_m
from outrider.roads.graph import Graph
from outrider.roads.hierarchy import Hierarchy, make_hierarchy
from outrider.roads.spatial import NodeGrid, grid_shape, nearest_node
from outrider.roads.store import BASEMAP, NAMES, load_arrays, load_meta, read_json
from outrider.roads.values import Driving, FloatArray, IntArray, Point, Reach, Route, Snap
from outrider.roads.workspace import Workspaces


@dataclass(frozen=True)
class Shapes:
    """What each piece of road looks like and is called; `shape_e7` is degrees times ten million."""

    edge_piece: IntArray
    piece_class: NDArray[np.uint8]
    piece_name: IntArray
    piece_ref: IntArray
    piece_metres: NDArray[np.float32]
    shape_start: IntArray
    shape_e7: IntArray


class Network:
    """A built network, memory mapped. Safe to share between threads; see `workspace`."""

    def __init__(
        self,
        folder: Path,
        meta: dict[str, Any],
        graph: Graph,
        shapes: Shapes,
        lat: FloatArray,
        lon: FloatArray,
        grid: NodeGrid,
    ) -> None:
        self.folder = folder
        self.meta = meta
        self.graph = graph
        self.shapes = shapes
        self.lat = lat
        self.lon = lon
        self.grid = grid
        self.workspaces = Workspaces(graph)
        self._hierarchies: dict[Driving, Hierarchy | None] = {}
        self._making = threading.Lock()

    @property
    def label(self) -> str:
        """Attribution that the map must show."""
        return str(self.meta["label"])

    @property
    def synthetic(self) -> bool:
        """True if the roads are invented."""
        return bool(self.meta["synthetic"])

    @property
    def node_count(self) -> int:
        return self.graph.node_count

    @property
    def edge_count(self) -> int:
        return self.graph.edge_count

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """South, west, north, east of the nodes, degrees."""
        south, west, north, east = self.meta["bbox"]
        return south, west, north, east

    @cached_property
    def names(self) -> list[str]:
        """Road names and numbers by the index that pieces hold; 0 is no name."""
        names: list[str] = read_json(self.folder / NAMES)
        return names

    def snap(self, lat: float, lon: float, max_distance_m: float = 2000) -> Snap:
        """Nearest node of the network; raises PointOutside beyond `max_distance_m`."""
        node, metres = self._nearest_node(lat, lon, max_distance_m)
        if node < 0:
            raise self._outside(lat, lon, max_distance_m)
        return Snap(node, metres, float(self.lat[node]), float(self.lon[node]))

    def snap_many(
        self, lat: ArrayLike, lon: ArrayLike, max_distance_m: float = 2000
    ) -> tuple[IntArray, FloatArray]:
        """Nodes and metres for many points at once; node -1 where none is near enough."""
        pairs = zip(np.asarray(lat, float).ravel(), np.asarray(lon, float).ravel(), strict=True)
        found = [self._nearest_node(float(a), float(b), max_distance_m) for a, b in pairs]
        nodes = np.array([n for n, _ in found], np.int32)
        return nodes, np.array([m for _, m in found], np.float64)

    def _nearest_node(self, lat: float, lon: float, furthest_m: float) -> tuple[int, float]:
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # also refuses NaN
            raise PointOutside(
                f"{lat}, {lon} is not a latitude and longitude. "
                "Give degrees, latitude first: 50.70, -1.29.",
                distance_m=float("nan"),
            )
        g = self.grid
        node, metres = nearest_node(
            g.cell_start, g.cell_nodes, self.lat, self.lon, g.south, g.west, *g.scale,
            g.columns, g.rows, lat, lon, float(furthest_m),
        )  # fmt: skip
        return int(node), float(metres)

    def _outside(self, lat: float, lon: float, furthest_m: float) -> PointOutside:
        metres = float(np.min(self._metres_to_nodes((lat, lon))))
        far = f"{metres / 1000:.0f} km" if metres >= 10_000 else f"{metres / 1000:.1f} km"
        return PointOutside(
            f"The nearest road of the network is {far} from {lat:.5f}, {lon:.5f}; "
            f"a place may be {furthest_m / 1000:g} km off. Check the place: "
            "it is at sea, or off this map.",
            distance_m=metres,
        )

    def _metres_to_nodes(self, at: Point) -> FloatArray:
        lat, lon = np.radians(self.lat), np.radians(self.lon)
        here = np.radians(at)
        h = np.sin((lat - here[0]) / 2) ** 2
        h = h + np.cos(lat) * np.cos(here[0]) * np.sin((lon - here[1]) / 2) ** 2
        metres: FloatArray = 2 * 6_371_008.8 * np.arcsin(np.sqrt(h))
        return metres

    def nearest(
        self,
        target_node: int,
        unit_nodes: IntArray,
        k: int,
        unit_driving: IntArray | None = None,
        cutoff_seconds: float = 3600,
    ) -> list[Reach]:
        """The k units that reach the target soonest, soonest first; ties by index.

        `unit_driving` holds a `Driving` for each unit (normal if not given). Nodes below 0 (a unit
        off the network) are passed over. Exact: equal to a full search from every unit.
        """
        return reach.nearest(self, target_node, unit_nodes, k, unit_driving, cutoff_seconds)

    def seconds(self, from_node: int, to_node: int, driving: Driving = Driving.NORMAL) -> float:
        """Drive time; raises NotConnected (cannot happen between nodes that `snap` gave)."""
        return paths.seconds(self, from_node, to_node, driving)

    def route(self, from_node: int, to_node: int, driving: Driving = Driving.NORMAL) -> Route:
        """The quickest drive with its line and its roads; raises NotConnected."""
        return paths.route(self, from_node, to_node, driving)

    def table(
        self, sources: IntArray, targets: IntArray, driving: Driving = Driving.NORMAL
    ) -> NDArray[np.float32]:
        """Seconds from each source (rows) to each target (columns); infinite where no way."""
        return tables.table(self, sources, targets, driving)

    def hierarchy(self, driving: Driving) -> Hierarchy | None:
        """What big tables are computed from; made at the first one and kept (see the docs).

        None where the network is too much of a mesh for it: tables then search row by row.
        """
        with self._making:
            if driving not in self._hierarchies:
                self._hierarchies[driving] = make_hierarchy(self.graph, driving)
            return self._hierarchies[driving]

    def isochrone(
        self, target_node: int, seconds: float, driving: Driving = Driving.NORMAL
    ) -> list[list[Point]]:
        """Rings (latitude, longitude) around where a unit could come from within the time."""
        return reach.isochrone(self, target_node, seconds, driving)

    def roads_at(self, node: int) -> list[str]:
        """Names or numbers of the roads that meet at a node, named ones first."""
        return paths.roads_at(self, node)

    def basemap(self) -> dict[str, Any]:
        """Roads, coast and place names to draw; made when the network was built."""
        drawn: dict[str, Any] = read_json(self.folder / BASEMAP)
        return drawn

    def point(self, node: int) -> Point:
        """Latitude and longitude of a node."""
        return float(self.lat[node]), float(self.lon[node])

    def metres_between(self, a: int, b: int) -> float:
        """Straight-line distance between two nodes."""
        return distance_m(self.point(a), self.point(b))

    def check_node(self, node: int) -> None:
        """Raises NotConnected if the number is not one of this network's nodes."""
        if not 0 <= node < self.node_count:
            raise NotConnected(
                f"{node} is not a node of this network (0 to {self.node_count - 1}). "
                "Snap the point again: the network may have been rebuilt."
            )


def load_network(folder: Path) -> Network:
    """Opens a built network without reading it into memory; raises NetworkMissing."""
    folder = Path(folder)
    meta = load_meta(folder)
    a = load_arrays(folder)
    graph = Graph(
        out_start=a["out_start"],
        out_arcs=(a["out_arcs_normal"], a["out_arcs_response"]),
        in_start=a["in_start"],
        in_arcs=(a["in_arcs_normal"], a["in_arcs_response"]),
        in_edge=a["in_edge"],
    )
    shapes = Shapes(*(a[n] for n in Shapes.__dataclass_fields__))
    grid = NodeGrid(*grid_shape(a["node_lat"], a["node_lon"]), a["cell_start"], a["cell_nodes"])
    return Network(folder, meta, graph, shapes, a["node_lat"], a["node_lon"], grid)
