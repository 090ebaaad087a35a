"""The map that the product draws itself: roads in long simplified lines, coast, place names."""

from typing import Any, Final

import shapely

from outrider.roads.assemble import Assembled
from outrider.roads.extract import RawPlace
from outrider.roads.values import Point, RoadClass

_TOLERANCE_DEGREES: Final = 15 / 111_195
_LAYER: Final = {
    RoadClass.MOTORWAY: "1",
    RoadClass.TRUNK: "1",
    RoadClass.PRIMARY: "1",
    RoadClass.SECONDARY: "2",
    RoadClass.TERTIARY: "3",
}
_EAST_TO_NORTH: Final = 0.63
"""Cosine of the latitude of southern England: a degree east is that much shorter."""


def draw_basemap(
    assembled: Assembled,
    settlements: list[RawPlace],
    coast: list[list[Point]],
    box: list[float],
    label: str,
    synthetic: bool,
) -> dict[str, Any]:
    """See `Network.basemap`. Layers: 1 trunk and primary, 2 secondary, 3 tertiary, 4 the rest."""
    layers: dict[str, list[list[Point]]] = {"1": [], "2": [], "3": [], "4": []}
    for road in assembled.roads:
        layers[_LAYER.get(road.tags.road, "4")].append(road.points)
    return {
        "bbox": box,
        "label": label,
        "synthetic": synthetic,
        "roads": {name: long_lines(lines) for name, lines in layers.items()},
        "coast": long_lines(coast),
        "places": [
            {"name": p.name, "kind": p.kind, "lat": round(p.lat, 5), "lon": round(p.lon, 5)}
            for p in settlements
        ],
    }


def long_lines(lines: list[list[Point]]) -> list[list[list[float]]]:
    """Lines joined where they meet end to end, simplified to about 15 m, five decimals."""
    if not lines:
        return []
    squeezed = [[(lat, lon * _EAST_TO_NORTH) for lat, lon in line] for line in lines]
    merged = shapely.line_merge(
        shapely.multilinestrings([shapely.linestrings(line) for line in squeezed])
    )
    parts = shapely.get_parts(shapely.simplify(merged, _TOLERANCE_DEGREES))
    return [
        [[round(lat, 5), round(x / _EAST_TO_NORTH, 5)] for lat, x in part.coords]
        for part in parts
        if part.length > 0
    ]
