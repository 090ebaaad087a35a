"""Town or country: a working rule from the road network's own place names.

Not the official rural-urban classification, and the page says so: that needs the statistics
office's areas, which a force loads itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any, Final

METRES_A_DEGREE: Final = 111_195.0
TOWN_RADIUS_M: Final = 1_800.0
TOWN_KINDS: Final = frozenset({"city", "town"})


@dataclass(frozen=True, slots=True)
class TownFinder:
    """Middles of towns, in degrees."""

    middles: tuple[tuple[float, float], ...]

    @classmethod
    def of_places(cls, places: Iterable[dict[str, Any]]) -> TownFinder:
        """From the place names of a network's base map."""
        towns = [place for place in places if place["kind"] in TOWN_KINDS]
        return cls(tuple((place["lat"], place["lon"]) for place in towns))

    def in_town(self, lat: float, lon: float) -> bool:
        """Whether a point is within `TOWN_RADIUS_M` of a town's middle."""
        east = METRES_A_DEGREE * cos(radians(lat))
        return any(
            hypot((lon - to_lon) * east, (lat - to_lat) * METRES_A_DEGREE) <= TOWN_RADIUS_M
            for to_lat, to_lon in self.middles
        )
