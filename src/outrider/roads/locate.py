"""One box for a place: latitude and longitude, OS grid reference, or words."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from outrider.roads.errors import CannotLocate, PointOutside
from outrider.roads.gazetteer import NOT_MEETING, Gazetteer
from outrider.roads.geometry import distance_m
from outrider.roads.grid import (
    GridSquare,
    split_reference,
    square_of,
    to_lat_lon,
    to_os_grid,
)
from outrider.roads.network import Network
from outrider.roads.values import Place, Point

_LONGEST: Final = 200
_FURTHEST_M: Final = 5000.0
_ELSEWHERE_M: Final = 500.0
_OFFERED: Final = 4
_NUMBER: Final = r"[+-]?\d{1,3}(?:\.\d+)?"
_DECIMAL: Final = re.compile(
    rf"^\(?\s*([NSns])?\s*({_NUMBER})\s*°?\s*([NSns])?\s*[,;\s]\s*([EWew])?\s*({_NUMBER})\s*°?\s*([EWew])?\s*\)?$"
)
_DMS: Final = re.compile(
    r"^(\d{1,2})\s*°\s*(\d{1,2}(?:\.\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[\"″”])?\s*([NSns])"
    r"[\s,]*(\d{1,3})\s*°\s*(\d{1,2}(?:\.\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[\"″”])?\s*([EWew])$"
)
_THREE_WORDS: Final = re.compile(r"^(?:///|https?://(?:www\.)?(?:w3w\.co|what3words\.com)/)?"
                                 r"[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+$")  # fmt: skip
_UPRN: Final = re.compile(r"^\s*uprn\b|^\d{11,12}$", re.IGNORECASE)

How = Literal["latlon", "os-grid", "place"]


@dataclass(frozen=True, slots=True)
class Located:
    """A place found; `accuracy_m` is half the side of the square that was named, 0 if exact."""

    lat: float
    lon: float
    how: How
    label: str
    os_grid: str
    accuracy_m: float = 0.0


def locate(text: str, network: Network, gazetteer: Gazetteer, near: Point | None = None) -> Located:
    """The one place that the text means; raises CannotLocate with what to do instead.

    A grid reference gives the centre of its square, and says so.
    """
    asked = text.strip()
    if not asked:
        raise CannotLocate("No place was given. Give a place, a grid reference or lat/lon.")
    if len(asked) > _LONGEST:
        raise CannotLocate(f"A place has at most {_LONGEST} characters; this has {len(asked)}.")
    _refuse_closed_codes(asked)
    point = _lat_lon(asked)
    if point is not None:
        return _inside(network, point, "latlon", f"{point[0]:.5f}, {point[1]:.5f}")
    reference = split_reference(asked)
    if reference is not None:
        return _from_reference(network, *reference, near)
    return _from_words(asked, network, gazetteer, near)


def _refuse_closed_codes(asked: str) -> None:
    if _THREE_WORDS.match(asked):
        raise CannotLocate(
            "This looks like a what3words address, which cannot be looked up without its owner's "
            "service. It is kept as entered; ask for a road, a place or a grid reference too."
        )
    if _UPRN.match(asked):
        raise CannotLocate(
            "This looks like a UPRN, and no address register is loaded. It is kept as entered; "
            "ask for a road, a place or a grid reference too."
        )


def _lat_lon(asked: str) -> Point | None:
    match = _DECIMAL.match(asked)
    if match and ("." in asked or match[1] or match[3] or "," in asked or "-" in asked):
        before, lat, after, east_before, lon, east_after = match.groups()
        south = (before or after or "N").upper() == "S"
        west = (east_before or east_after or "E").upper() == "W"
        return _checked(float(lat) * (-1 if south else 1), float(lon) * (-1 if west else 1))
    match = _DMS.match(asked)
    if match:
        d, m, s, ns, d2, m2, s2, ew = match.groups()
        lat_deg = float(d) + float(m) / 60 + float(s or 0) / 3600
        lon_deg = float(d2) + float(m2) / 60 + float(s2 or 0) / 3600
        return _checked(-lat_deg if ns in "Ss" else lat_deg, -lon_deg if ew in "Ww" else lon_deg)
    return None


def _checked(lat: float, lon: float) -> Point:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise CannotLocate(
            f"{lat:g}, {lon:g} is not on the globe. Latitude comes first: 50.70, -1.29."
        )
    return lat, lon


def _from_reference(
    network: Network, letters: str | None, figures: str, near: Point | None
) -> Located:
    square = square_of(letters, figures) if letters else _square_without(network, figures, near)
    point = to_lat_lon(*square.centre)
    name = to_os_grid(*point, figures=len(figures))
    label = f"{name} (centre of the {_side(square.side)} square)"
    return _inside(network, point, "os-grid", label, accuracy_m=square.side / 2)


def _side(metres: float) -> str:
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"


def _square_without(network: Network, figures: str, near: Point | None) -> GridSquare:
    """The square meant when the two letters are left out: the one inside this network."""
    south, west, north, east = network.bbox
    letters = {to_os_grid(lat, lon)[:2] for lat in (south, north) for lon in (west, east)}
    squares = [square_of(name, figures) for name in sorted(letters)]
    inside = [s for s in squares if _off_box_m(network, to_lat_lon(*s.centre)) <= _FURTHEST_M]
    if not inside:
        raise CannotLocate(
            f"Grid figures {figures} without their two letters fall outside this network. "
            "Give the letters too: SZ 483 795."
        )
    if len(inside) > 1 and near is None:
        raise CannotLocate(
            f"Grid figures {figures} fit in {len(inside)} squares of this network. "
            "Give the two letters too."
        )
    middle = near or ((south + north) / 2, (west + east) / 2)
    return min(inside, key=lambda s: distance_m(middle, to_lat_lon(*s.centre)))


def _off_box_m(network: Network, point: Point) -> float:
    south, west, north, east = network.bbox
    nearest = min(max(point[0], south), north), min(max(point[1], west), east)
    return distance_m(point, nearest)


def _from_words(asked: str, network: Network, gazetteer: Gazetteer, near: Point | None) -> Located:
    found = gazetteer.search(asked, near)
    if found and found[0].kind == "junction" and found[0].score <= NOT_MEETING:
        close = _listed(found)
        raise CannotLocate(
            f"The two roads of “{asked}” do not meet on this map. Close by: {close}. "
            "Choose one of these, or ask again."
        )
    if not found:
        raise CannotLocate(
            f"“{asked}” is not in the gazetteer of this network. Try a street with its town, "
            "a junction (“A3020 and Whitehouse Road”), a grid reference or lat/lon."
        )
    place = found[0]
    if not place.whole:
        raise CannotLocate(
            f"“{asked}” is not the whole name of a place here. Did you mean {_listed(found)}? "
            "Give the name in full, or a grid reference."
        )
    others = [one for one in found if _as_good(one, place)]
    if near is None and others:
        raise CannotLocate(
            f"“{asked}” is more than one place here: {_listed([place, *others])}. "
            "Say which, with its town."
        )
    return _inside(network, (place.lat, place.lon), "place", place.label)


def _listed(places: list[Place]) -> str:
    return "; ".join(dict.fromkeys(place.label for place in places[:_OFFERED]))


def _as_good(one: Place, best: Place) -> bool:
    """Whether the words mean this one as much as the best, and it is somewhere else."""
    apart = distance_m((one.lat, one.lon), (best.lat, best.lon))
    return one.whole and round(one.score) == round(best.score) and apart > _ELSEWHERE_M


def _inside(
    network: Network, point: Point, how: How, label: str, accuracy_m: float = 0.0
) -> Located:
    if _off_box_m(network, point) > _FURTHEST_M:
        raise CannotLocate(_outside(network, point, label))
    try:
        network.snap(*point, max_distance_m=_FURTHEST_M)
    except PointOutside as off:
        raise CannotLocate(f"{label}: {off}") from off
    try:
        reference = to_os_grid(*point)
    except CannotLocate:
        reference = ""
    return Located(*point, how, label, reference, accuracy_m)


def _outside(network: Network, point: Point, label: str) -> str:
    metres = _off_box_m(network, point)
    far = f"{metres / 1000:.0f} km" if metres > 10_000 else f"{metres / 1000:.1f} km"
    south, west, north, east = network.bbox
    return (
        f"{label} is {far} outside the area of this network "
        f"({south:.2f} to {north:.2f} N, {west:.2f} to {east:.2f} E). "
        "Check the figures, or hand the call to the service of that area."
    )
