"""The coast: of the extract if it has one, else of Natural Earth (committed, 1:10m)."""

import json
from functools import cache
from importlib.resources import files
from typing import Final

import shapely

from outrider.roads.values import Point

NATURAL_EARTH: Final = "Natural Earth 1:10m (public domain)"


@cache
def natural_earth_coast() -> tuple[tuple[Point, ...], ...]:
    """Rings of the Isle of Wight as latitude, longitude."""
    text = (files("outrider.roads") / "coast.geojson").read_text("utf-8")
    rings = [f["geometry"]["coordinates"][0] for f in json.loads(text)["features"]]
    return tuple(tuple((lat, lon) for lon, lat in ring) for ring in rings)


def coast_for(
    ways: list[list[Point]], box: tuple[float, float, float, float]
) -> tuple[list[list[Point]], str]:
    """Coast lines joined end to end, and where they come from.

    Without coast in the extract, Natural Earth's is given if the roads lie on it, else none.
    """
    if ways:
        merged = shapely.line_merge(
            shapely.multilinestrings([shapely.linestrings(w) for w in ways])
        )
        return [[(x, y) for x, y in part.coords] for part in shapely.get_parts(merged)], "extract"
    rings = natural_earth_coast()
    island = shapely.union_all([shapely.polygons(r) for r in rings])
    if island.intersects(shapely.box(*box)):
        return [list(r) for r in rings], NATURAL_EARTH
    return [], "none"
