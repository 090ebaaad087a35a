"""A caller's words become a place, without any service outside."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from outrider.coresponse import ground
from outrider.coresponse.errors import FieldError, Invalid, invalid
from outrider.coresponse.inputs import PlaceIn
from outrider.roads import CannotLocate, PointOutside, locate, to_os_grid
from outrider.roads.geometry import distance_m

_W3W = re.compile(r"^/{0,3}[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+$")
_SETTLEMENTS = frozenset({"city", "town", "village", "hamlet", "suburb"})
_UPRN = re.compile(r"^\d{1,12}$")


@dataclass(frozen=True, slots=True)
class Placed:
    lat: float
    lon: float
    label: str  # as said over the radio
    town: str  # all that is shown before an accept
    os_grid: str


def place_of(place: PlaceIn) -> Placed:
    """Where a call is.

    Raises:
        Invalid: nothing usable was given, or it lies off the network (how far).
    """
    _check_kept(place)
    if place.lat is not None and place.lon is not None:
        lat, lon = _checked_point(place.lat, place.lon)
        _from_words(f"{lat:.6f}, {lon:.6f}")  # says how far off one outside the area is
        label = place.text.strip()
    elif place.text.strip():
        lat, lon, label = _from_words(place.text.strip())
    else:
        raise invalid(
            "place",
            "Say where: latitude and longitude, an OS grid reference or a place name. "
            "what3words and UPRN are kept, but cannot be placed here.",
        )
    try:
        ground.network().snap(lat, lon)
    except PointOutside as outside:
        raise invalid("place", str(outside)) from outside
    described = ground.gazetteer().describe(lat, lon)
    return Placed(
        lat=lat,
        lon=lon,
        label=(label or described)[:160],
        town=_town(lat, lon)[:80],
        os_grid=to_os_grid(lat, lon),
    )


def _checked_point(lat: float, lon: float) -> tuple[float, float]:
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        raise invalid("place", "Latitude is between -90 and 90, longitude between -180 and 180.")
    return lat, lon


def _from_words(text: str) -> tuple[float, float, str]:
    try:
        found = locate(text, ground.network(), ground.gazetteer())
    except CannotLocate as cannot:
        raise invalid("place", str(cannot)) from cannot
    label = found.label if found.how == "place" else ""
    return found.lat, found.lon, label


def _town(lat: float, lon: float) -> str:
    """The nearest settlement: what a crew hears before it accepts."""
    here = (lat, lon)
    towns = [each for each in ground.gazetteer().entries if each.kind in _SETTLEMENTS]
    if not towns:
        return ""
    return min(towns, key=lambda each: distance_m((each.lat, each.lon), here)).name


def _check_kept(place: PlaceIn) -> None:
    wrong: list[FieldError] = []
    if place.what3words and not _W3W.match(place.what3words.strip()):
        wrong.append(FieldError("what3words", "Three words with dots between: word.word.word."))
    if place.uprn and not _UPRN.match(place.uprn.strip()):
        wrong.append(FieldError("uprn", "A UPRN is a number of up to 12 digits."))
    if (place.lat is None) != (place.lon is None):
        wrong.append(FieldError("place", "Give both latitude and longitude."))
    if wrong:
        raise Invalid(wrong)
