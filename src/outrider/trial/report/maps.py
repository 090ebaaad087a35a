"""A map of places with a value each, drawn from our own coast and roads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from math import cos, radians, sqrt
from typing import Any, Final, NamedTuple

import numpy as np

WIDTH: Final = 640
_EDGE: Final = 12
_LEGEND: Final = 58
_SHADES: Final = ("#d6e4f3", "#9cc3e6", "#5b9bd5", "#1d5fa8", "#0b2f63")
_LARGEST: Final = 9.0
_FONT: Final = "Libertinus Serif, Georgia, serif"


class Spot(NamedTuple):
    """A place: how much is there (`weight` sets its size) and its value (shade)."""

    lat: float
    lon: float
    weight: float
    value: float


class Mark(NamedTuple):
    """A place with its name, such as a base."""

    lat: float
    lon: float
    name: str


class _Frame(NamedTuple):
    south: float
    west: float
    stretch: float
    scale: float
    height: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = _EDGE + (lon - self.west) * self.stretch * self.scale
        return x, _EDGE + self.height - (lat - self.south) * self.scale


def spot_map(basemap: Mapping[str, Any], spots: Sequence[Spot], bins: Sequence[float],
             legend: str, towns: int = 12, *, marks: Sequence[Mark] = (),
             title: str = "") -> str:  # fmt: skip
    """Circles over the coast and the main roads.

    Args:
        basemap: `Network.basemap()`.
        bins: the four values at which the shade becomes darker, ascending.
        legend: what the shade means, with its unit.
        towns: how many place names are written, the largest kinds first.
        marks: places with a square and their name.
        title: what it shows in words, where the file stands by itself.
    """
    frame = _framed(basemap["bbox"])
    height = frame.height + 2 * _EDGE + _LEGEND
    parts = [
        *_named(title),
        # paper of its own, so that it reads the same on a dark page
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>',
        *_lines(frame, basemap["coast"], "#7f8b99", 1.2),
        *_lines(frame, basemap["roads"]["1"], "#c2cad3", 1.1),
        *_lines(frame, basemap["roads"]["2"], "#d8dde3", 0.8),
        *_circles(frame, spots, bins),
        *_names(frame, basemap["places"], towns, [frame.at(one.lat, one.lon) for one in marks]),
        *_squares(frame, marks),
        *_key(frame, bins, legend),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" font-family="{_FONT}">' + "".join(parts) + "</svg>"
    )


def _framed(box: Sequence[float]) -> _Frame:
    south, west, north, east = box
    stretch = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * _EDGE) / ((east - west) * stretch)
    return _Frame(south, west, stretch, scale, (north - south) * scale)


def _lines(frame: _Frame, lines: Any, colour: str, width: float) -> list[str]:
    return [
        f'<polyline fill="none" stroke="{colour}" stroke-width="{width}" points="'
        + " ".join(f"{x:.1f},{y:.1f}" for x, y in (frame.at(*point) for point in line))
        + '"/>'
        for line in lines
    ]


def _circles(frame: _Frame, spots: Sequence[Spot], bins: Sequence[float]) -> list[str]:
    most = max((spot.weight for spot in spots), default=1.0)
    drawn = []
    for spot in sorted(spots, key=lambda one: -one.weight):
        x, y = frame.at(spot.lat, spot.lon)
        shade = _SHADES[int(np.searchsorted(bins, spot.value, side="right"))]
        radius = max(1.5, _LARGEST * sqrt(spot.weight / most))
        drawn.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{shade}" '
            'stroke="#ffffff" stroke-width="0.6"/>'
        )
    return drawn


_KINDS: Final = {"city": 0, "town": 1, "village": 2}


def _named(title: str) -> list[str]:
    return [f"<title>{escape(title)}</title>"] if title else []


def _squares(frame: _Frame, marks: Sequence[Mark]) -> list[str]:
    """Another shape and another colour than circles, so that either is enough."""
    drawn = []
    for mark in marks:
        x, y = frame.at(mark.lat, mark.lon)
        drawn.append(
            f'<rect x="{x - 7:.1f}" y="{y - 7:.1f}" width="14" height="14" fill="#f0a500" '
            f'stroke="#1d2430" stroke-width="2"/>{_word(x, y, 12, mark.name, bold=True)}'
        )
    return drawn


def _word(x: float, y: float, away: float, name: str, *, bold: bool = False) -> str:
    """A name beside its place, on the side where there is room."""
    anchor, shift = ("end", -away) if x > WIDTH - 90 else ("start", away)
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x + shift:.1f}" y="{y - 5:.1f}" font-size="12" fill="#1d2430"{weight} '
        f'text-anchor="{anchor}" stroke="#ffffff" stroke-width="3" paint-order="stroke">'
        f"{escape(name)}</text>"
    )


def _names(
    frame: _Frame, places: Any, most: int, taken: Sequence[tuple[float, float]]
) -> list[str]:
    """Names that run neither into one another nor into those of marks, larger places first."""
    written: list[tuple[float, float]] = list(taken)
    drawn: list[str] = []
    for place in sorted(places, key=lambda one: _KINDS.get(one["kind"], 3)):
        x, y = frame.at(place["lat"], place["lon"])
        near = any(abs(x - other) < 80 and abs(y - level) < 16 for other, level in written)
        if near or len(drawn) == most or not (0 < x < WIDTH - 30):
            continue
        written.append((x, y))
        drawn.append(_word(x, y, 8, place["name"]))
    return drawn


def _key(frame: _Frame, bins: Sequence[float], legend: str) -> list[str]:
    top = frame.height + 2 * _EDGE + 14
    words = [f"under {bins[0]:g}"]
    words += [f"{low:g} to {high:g}" for low, high in pairwise(bins)]
    words.append(f"{bins[-1]:g} and over")
    drawn = [f'<text x="{_EDGE}" y="{top}" font-size="12" fill="#505a66">{escape(legend)}</text>']
    for place, (shade, word) in enumerate(zip(_SHADES, words, strict=True)):
        x = _EDGE + place * 122
        drawn.append(
            f'<circle cx="{x + 7}" cy="{top + 20}" r="7" fill="{shade}" stroke="#7f8b99" '
            f'stroke-width="0.6"/><text x="{x + 20}" y="{top + 24}" font-size="12" '
            f'fill="#1d2430">{word}</text>'
        )
    return drawn
