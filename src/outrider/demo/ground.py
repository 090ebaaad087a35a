"""The ground that the demo stands on: the loaded road network and the island's real towns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, radians
from random import Random
from typing import Final

import numpy as np

from outrider.demo.config import Town
from outrider.roads.network import Network

METRES_A_DEGREE: Final = 111_195.0
TOWN_RADIUS_M: Final = 1_800.0
"""Within this of a town's middle a place counts as in the town."""


@dataclass(frozen=True)
class Spot:
    """A place on a road where something happens."""

    node: int
    lat: float
    lon: float
    place: str  # "Clatterford Road, Carisbrooke"
    town: str  # the nearest settlement
    in_town: bool


class Ground:
    """Places of the network that is loaded, real or synthetic."""

    def __init__(self, network: Network, towns: tuple[Town, ...]) -> None:
        self.network = network
        self.towns = towns

    def snap(self, lat: float, lon: float) -> tuple[int, float, float]:
        """The road node nearest to a point, with its position."""
        snapped = self.network.snap(lat, lon, max_distance_m=15_000)
        return snapped.node, snapped.lat, snapped.lon

    def spot(self, node: int) -> Spot:
        """The node described as a caller would."""
        lat, lon = self.network.point(node)
        settlement = self._nearest_settlement(lat, lon)
        roads = [name for name in self.network.roads_at(node) if not name.startswith("(")]
        place = f"{roads[0]}, {settlement}" if roads else f"Near {settlement}"
        return Spot(node, lat, lon, place, settlement, self.in_town(lat, lon))

    def in_town(self, lat: float, lon: float) -> bool:
        return any(_metres(lat, lon, t.lat, t.lon) <= TOWN_RADIUS_M for t in self.towns)

    def draw_node(self, random: Random, *, urban: bool) -> int:
        """A random node: in a town by its people, or out in the country by its roads."""
        if not urban:
            return int(self._country[random.randrange(len(self._country))])
        weights = [town.people for town in self.towns]
        town = random.choices(self.towns, weights)[0]
        away = TOWN_RADIUS_M * 0.9 * random.random() ** 0.5
        return self._within(town, away, random.random())

    def _within(self, town: Town, metres: float, turn: float) -> int:
        angle = 2 * np.pi * turn
        lat = town.lat + metres * np.sin(angle) / METRES_A_DEGREE
        lon = town.lon + metres * np.cos(angle) / (METRES_A_DEGREE * cos(radians(town.lat)))
        return self.snap(float(lat), float(lon))[0]

    @cached_property
    def _country(self) -> list[int]:
        lat, lon = np.asarray(self.network.lat), np.asarray(self.network.lon)
        outside = np.ones(len(lat), dtype=bool)
        for town in self.towns:
            east = (lon - town.lon) * METRES_A_DEGREE * cos(radians(town.lat))
            north = (lat - town.lat) * METRES_A_DEGREE
            outside &= np.hypot(east, north) > TOWN_RADIUS_M
        found = np.flatnonzero(outside)
        return [int(node) for node in (found if found.size else np.arange(len(lat)))]

    @cached_property
    def _settlements(self) -> list[tuple[str, float, float]]:
        drawn = [(p["name"], p["lat"], p["lon"]) for p in self.network.basemap()["places"]]
        return drawn or [(town.name, town.lat, town.lon) for town in self.towns]

    def _nearest_settlement(self, lat: float, lon: float) -> str:
        return min(self._settlements, key=lambda s: _metres(lat, lon, s[1], s[2]))[0]


def _metres(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    east = (to_lon - lon) * METRES_A_DEGREE * cos(radians(lat))
    return hypot(east, (to_lat - lat) * METRES_A_DEGREE)
