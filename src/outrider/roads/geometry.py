"""Distances and shapes on the ground; everything in metres unless said otherwise."""

from collections.abc import Sequence
from itertools import pairwise
from math import asin, atan2, ceil, cos, degrees, radians, sin, sqrt
from typing import Final

from outrider.roads.values import Point

EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius, IUGG."""

METRES_A_DEGREE: Final = 111_195.08

_COMPASS: Final = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance (haversine), metres."""
    dlat, dlon = radians(b[0] - a[0]) / 2, radians(b[1] - a[1]) / 2
    h = sin(dlat) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(dlon) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))


def compass(a: Point, b: Point) -> str:
    """Eight-point bearing of b as seen from a: "SW"."""
    east = (b[1] - a[1]) * cos(radians(a[0]))
    bearing = degrees(atan2(east, b[0] - a[0])) % 360
    return _COMPASS[round(bearing / 45) % 8]


def length_m(points: Sequence[Point]) -> float:
    """Length of a line, metres."""
    return sum(distance_m(a, b) for a, b in pairwise(points))


def cut_equally(points: list[Point], longest_m: float, at_least: int = 1) -> list[list[Point]]:
    """Cuts a line into equal parts none of which is longer than `longest_m`."""
    lengths = [distance_m(a, b) for a, b in pairwise(points)]
    total = sum(lengths)
    count = max(at_least, ceil(total / longest_m))
    if count <= 1 or total == 0:
        return [points]
    return _cut_at(points, lengths, [total * i / count for i in range(1, count)])


def _cut_at(points: list[Point], lengths: list[float], marks: list[float]) -> list[list[Point]]:
    parts: list[list[Point]] = []
    current, done, mark = [points[0]], 0.0, 0
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        while mark < len(marks) and marks[mark] <= done + length and length > 0:
            share = (marks[mark] - done) / length
            cut = (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            parts.append([*current, cut])
            current = [cut]
            mark += 1
        current.append(b)
        done += length
    parts.append(current)
    return parts
