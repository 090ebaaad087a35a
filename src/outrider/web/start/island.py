"""A small drawing of the product's own roads, with one call on them. No inline style."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians
from typing import Any, Final

from markupsafe import Markup, escape

from outrider.coresponse import ground
from outrider.roads import Driving, Network, RoadsError

WIDTH: Final = 372
HEIGHT: Final = 248
MARGIN: Final = 12
LAYERS: Final = (("3", "m-r3"), ("2", "m-r2"), ("1", "m-r1"))
# A car near Shorwell, a call at Chale Green, an ambulance at Havenstreet.
CAR: Final = (50.6446, -1.3530)
CALL: Final = (50.6136, -1.3168)
AMBULANCE: Final = (50.7010, -1.2060)
NAMED: Final = frozenset({"Newport", "Ryde", "Ventnor", "Freshwater", "Cowes"})


@lru_cache(maxsize=1)
def island() -> Markup:
    """The drawing, or nothing when no network has been built."""
    try:
        return _draw(ground.network())
    except RoadsError:
        return Markup("")


class _Frame:
    """Degrees to pixels of the drawing."""

    def __init__(self, box: tuple[float, float, float, float]) -> None:
        south, west, north, east = box
        self.squeeze = cos(radians((south + north) / 2))
        across, up = (east - west) * self.squeeze, north - south
        self.scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / up)
        self.left = west * self.squeeze - (WIDTH / self.scale - across) / 2
        self.top = north + (HEIGHT / self.scale - up) / 2

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = (lon * self.squeeze - self.left) * self.scale
        return round(x, 1), round((self.top - lat) * self.scale, 1)

    def path(self, line: list[Any]) -> str:
        return "M" + "L".join("{:g} {:g}".format(*self.at(lat, lon)) for lat, lon in line)


def _draw(network: Network) -> Markup:
    base = network.basemap()
    frame = _Frame(_box(base))
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" class="m-sea"/>']
    closed = [frame.path(line) + "Z" for line in base["coast"] if line[0] == line[-1]]
    parts += [f'<path class="m-land" d="{" ".join(closed)}"/>']
    parts += [
        f'<path class="{css}" d="{" ".join(frame.path(line) for line in base["roads"][layer])}"/>'
        for layer, css in LAYERS
        if base["roads"][layer]
    ]
    parts += _story(network, frame)
    parts += _names(base, frame)
    parts.append(
        f'<text class="m-lb2" x="{WIDTH - 8}" y="{HEIGHT - 8}" text-anchor="end">'
        f"{escape(_attribution(network))}</text>"
    )
    kind = "Invented roads between real towns" if network.synthetic else "Roads"
    label = f"{kind} of the Isle of Wight: a car, a call and an ambulance on its way"
    return Markup(  # noqa: S704 (numbers, and names that were escaped)
        f'<svg class="isl" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
        f"{''.join(parts)}</svg>"
    )


def _box(base: dict[str, Any]) -> tuple[float, float, float, float]:
    """South, west, north, east of the coast, or of the roads where there is no coast."""
    points = [point for line in base["coast"] for point in line]
    if not points:
        south, west, north, east = base["bbox"]
        return south, west, north, east
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    return min(lats), min(lons), max(lats), max(lons)


def _story(network: Network, frame: _Frame) -> list[str]:
    car, call, ambulance = (
        network.snap(*point, max_distance_m=20_000) for point in (CAR, CALL, AMBULANCE)
    )
    parts = []
    for start, css in ((ambulance, "m-route-amb"), (car, "m-route")):
        line = frame.path(list(network.route(start.node, call.node, Driving.RESPONSE).points))
        parts += [f'<path class="m-case" d="{line}"/>', f'<path class="{css}" d="{line}"/>']
    x, y = frame.at(car.lat, car.lon)
    parts.append(
        f'<g class="isl-car"><circle class="ring" cx="{x}" cy="{y}" r="13"/>'
        f'<circle class="dot" cx="{x}" cy="{y}" r="9"/>'
        f'<path d="M{x - 3.5:g} {y + 3:g}l3.5-7 3.5 7"/></g>'
    )
    x, y = frame.at(ambulance.lat, ambulance.lon)
    parts.append(
        f'<g class="isl-amb"><rect x="{x - 14:g}" y="{y - 9:g}" width="28" height="18" rx="3"/>'
        f'<path d="M{x:g} {y - 5:g}v10M{x - 5:g} {y:g}h10"/></g>'
    )
    x, y = frame.at(call.lat, call.lon)
    parts.append(f'<path class="isl-call" d="M{x:g} {y - 10:g}l10 10-10 10-10-10z"/>')
    return parts


def _names(base: dict[str, Any], frame: _Frame) -> list[str]:
    parts = []
    for place in base["places"]:
        if place["name"] in NAMED and place["kind"] in ("town", "city"):
            x, y = frame.at(place["lat"], place["lon"])
            x = min(max(x, 34), WIDTH - 34)
            parts.append(
                f'<text class="m-lb2" x="{x:g}" y="{y - 6:g}" text-anchor="middle">'
                f"{escape(place['name'])}</text>"
            )
    return parts


def _attribution(network: Network) -> str:
    return "Invented roads" if network.synthetic else network.label.split(",")[0][:48]
