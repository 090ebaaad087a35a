"""Ordnance Survey grid references, by OSTN15 (better than 0.1 m in Great Britain)."""

import re
from dataclasses import dataclass
from math import floor, isnan
from typing import Final

from convertbng import cutil

from outrider.roads.errors import CannotLocate
from outrider.roads.values import Point

_LETTERS: Final = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_SQUARE_M: Final = 100_000
_REFERENCE: Final = re.compile(r"^([A-HJ-Z]{2})?\s*(\d[\d\s]*)$")


@dataclass(frozen=True, slots=True)
class GridSquare:
    """The square that a grid reference names: its south-west corner and side, metres."""

    east: float
    north: float
    side: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.east + self.side / 2, self.north + self.side / 2


def _letters_of(east: float, north: float) -> str | None:
    e, n = floor(east / _SQUARE_M), floor(north / _SQUARE_M)
    if not (0 <= e <= 6 and 0 <= n <= 12):
        return None
    first = (19 - n) - (19 - n) % 5 + (e + 10) // 5
    second = (19 - n) * 5 % 25 + e % 5
    return _LETTERS[first] + _LETTERS[second]


def _corner_of(letters: str) -> tuple[int, int]:
    first, second = _LETTERS.index(letters[0]), _LETTERS.index(letters[1])
    e = ((first - 2) % 5) * 5 + second % 5
    n = 19 - first // 5 * 5 - second // 5
    return e * _SQUARE_M, n * _SQUARE_M


def to_eastings(lat: float, lon: float) -> tuple[float, float]:
    """Easting and northing, metres; raises CannotLocate outside Great Britain."""
    east, north = cutil.convert_bng([lon], [lat])
    if isnan(float(east[0])):
        raise CannotLocate(
            f"{lat:.5f}, {lon:.5f} is outside Great Britain, where OS grid references end. "
            "Give latitude and longitude."
        )
    return float(east[0]), float(north[0])


def to_lat_lon(east: float, north: float) -> Point:
    """Latitude and longitude; raises CannotLocate where the National Grid has no cover."""
    lon, lat = cutil.convert_osgb36_to_ll([east], [north])
    if isnan(float(lat[0])):
        raise CannotLocate(
            f"Easting {east:.0f}, northing {north:.0f} is outside the National Grid. "
            "Check the two letters and the figures."
        )
    return float(lat[0]), float(lon[0])


def to_os_grid(lat: float, lon: float, figures: int = 6) -> str:
    """Grid reference of the square that the point is in: "SZ 500 891" (6 figures, 100 m)."""
    if figures not in {4, 6, 8, 10}:
        raise ValueError("a grid reference has 4, 6, 8 or 10 figures")
    east, north = to_eastings(lat, lon)
    letters = _letters_of(east, north)
    if letters is None:
        raise CannotLocate(f"{lat:.5f}, {lon:.5f} is outside the lettered National Grid.")
    half = figures // 2
    unit = 10 ** (5 - half)
    e, n = int(east % _SQUARE_M) // unit, int(north % _SQUARE_M) // unit
    return f"{letters} {e:0{half}d} {n:0{half}d}"


def split_reference(text: str) -> tuple[str | None, str] | None:
    """Letters (None if left out) and figures, or None if it does not look like a reference."""
    match = _REFERENCE.match(text.strip().upper())
    if match is None:
        return None
    return match[1], re.sub(r"\s", "", match[2])


def square_of(letters: str, figures: str) -> GridSquare:
    """The square named; raises CannotLocate for an odd count of figures or unknown letters."""
    if len(figures) % 2 or not 4 <= len(figures) <= 10:
        raise CannotLocate(
            f"{letters} {figures} has {len(figures)} figures. "
            "A grid reference has 4, 6, 8 or 10: as many east as north."
        )
    half = len(figures) // 2
    unit = 10 ** (5 - half)
    east, north = _corner_of(letters)
    if not (0 <= east < 700_000 and 0 <= north < 1_300_000):
        raise CannotLocate(
            f"{letters} is not a square of the National Grid. "
            "Check the two letters: the Isle of Wight is in SZ."
        )
    return GridSquare(east + int(figures[:half]) * unit, north + int(figures[half:]) * unit, unit)


def from_os_grid(reference: str) -> Point:
    """Latitude and longitude of the centre of the square that a full reference names."""
    parts = split_reference(reference)
    if parts is None or parts[0] is None:
        raise CannotLocate(
            f"“{reference[:40]}” is not a full OS grid reference. Give it as SZ 483 795."
        )
    return to_lat_lon(*square_of(parts[0], parts[1]).centre)
