"""The gazetteer's rows, made when a network is built: settlements, streets, places, junctions."""

from __future__ import annotations

from collections import defaultdict
from math import cos, radians
from typing import Any, Final, NamedTuple

import numpy as np

from outrider.roads.assemble import Assembled
from outrider.roads.extract import RawPlace
from outrider.roads.geometry import distance_m
from outrider.roads.values import Point

_PULL: Final = {"city": 4.0, "town": 2.5, "village": 1.5, "hamlet": 1.0}
"""How much further off a settlement may be and still be the one that people name."""

_NEEDS_NO_CONTEXT: Final = frozenset({"city", "town"})
_SAME_JUNCTION_M: Final = 120.0
_SAME_PLACE_M: Final = 400.0
_SAME_SETTLEMENT_M: Final = 1500.0


class RoadName(NamedTuple):
    """Name and number of a road; either may be empty."""

    name: str
    ref: str

    @property
    def spoken(self) -> str:
        return self.name or self.ref


class Contexts:
    """Gives each point the settlement that people would say with it."""

    def __init__(self, settlements: list[RawPlace]) -> None:
        self.known = [p for p in settlements if p.kind in _PULL]
        if not self.known:
            return
        lat = np.array([p.lat for p in self.known])
        self.east = cos(radians(float(lat.mean())))
        self.at = np.column_stack((lat, [p.lon * self.east for p in self.known]))
        self.pull = np.array([_PULL[p.kind] for p in self.known])

    def of(self, lat: float, lon: float) -> str:
        """Name of the settlement, empty if none is known."""
        if not self.known:
            return ""
        off = np.hypot(self.at[:, 0] - lat, self.at[:, 1] - lon * self.east) / self.pull
        return self.known[int(off.argmin())].name


def gazetteer_rows(
    assembled: Assembled, settlements: list[RawPlace], places: list[RawPlace]
) -> dict[str, Any]:
    """Rows as lists: places [name, also, kind, context, lat, lon], junctions with both roads."""
    contexts = Contexts(settlements)
    towns = Contexts([p for p in settlements if p.kind in _NEEDS_NO_CONTEXT])
    rows = [
        _row(p.name, "", p.kind, "" if p.kind in _NEEDS_NO_CONTEXT else towns.of(*_at(p)), _at(p))
        for p in _once(settlements, _SAME_SETTLEMENT_M)
    ]
    rows += [
        _row(p.name, "", p.kind, contexts.of(*_at(p)), _at(p)) for p in _once(places, _SAME_PLACE_M)
    ]
    rows += _streets(assembled, contexts)
    rows = [list(r) for r in sorted({tuple(r) for r in rows})]
    return {"places": rows, "junctions": _junctions(assembled, contexts)}


def _at(place: RawPlace) -> Point:
    return place.lat, place.lon


def _once(places: list[RawPlace], within_m: float) -> list[RawPlace]:
    """Without those mapped twice (a point and its outline): same name and kind, close by."""
    kept: dict[tuple[str, str], list[RawPlace]] = defaultdict(list)
    for place in places:
        same = kept[place.name, place.kind]
        if all(distance_m(_at(place), _at(other)) > within_m for other in same):
            same.append(place)
    return [place for same in kept.values() for place in same]


def _row(name: str, also: str, kind: str, context: str, at: Point) -> list[Any]:
    return [name, also, kind, context, round(at[0], 5), round(at[1], 5)]


def _used(assembled: Assembled) -> list[int]:
    return list(np.unique(assembled.edge_piece // 2).tolist())


def _streets(assembled: Assembled, contexts: Contexts) -> list[list[Any]]:
    """One row for each street and settlement, at the point of it nearest to its middle."""
    points: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    for piece in _used(assembled):
        tags = assembled.roads[assembled.pieces.road[piece]].tags
        shape = assembled.pieces.shapes[piece]
        at = shape[len(shape) // 2]
        context = contexts.of(*at)
        if tags.name:
            points[tags.name, "", "street", context].append(at)
        if tags.ref:
            points[tags.ref, "", "road", context].append(at)
    return [_row(*key, at=_most_central(found)) for key, found in points.items()]


def _most_central(points: list[Point]) -> Point:
    array = np.array(points)
    best = np.argmin(((array - array.mean(axis=0)) ** 2).sum(axis=1))
    return points[int(best)]


def _junctions(assembled: Assembled, contexts: Contexts) -> list[list[Any]]:
    """Rows [road a, number a, road b, number b, context, lat, lon], one a crossing."""
    meeting: dict[int, set[RoadName]] = defaultdict(set)
    for piece in _used(assembled):
        tags = assembled.roads[assembled.pieces.road[piece]].tags
        if tags.name or tags.ref:
            for node in assembled.pieces.ends[piece]:
                meeting[node].add(RoadName(tags.name, tags.ref))
    crossings: dict[tuple[RoadName, RoadName], list[Point]] = defaultdict(list)
    for node, roads in meeting.items():
        ordered = sorted(roads)
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 :]:
                if _differ(a, b):
                    crossings[a, b].append(assembled.pieces.node_at[node])
    return [
        [*a, *b, contexts.of(*at), round(at[0], 5), round(at[1], 5)]
        for (a, b), found in sorted(crossings.items())
        for at in _apart(found)
    ]


def _differ(a: RoadName, b: RoadName) -> bool:
    if a.name and b.name:
        return a.name != b.name
    return a.ref != b.ref


def _apart(points: list[Point]) -> list[Point]:
    """Points without those that belong to the same crossing (dual carriageway, roundabout)."""
    kept: list[Point] = []
    for point in sorted(points):
        if all(distance_m(point, other) > _SAME_JUNCTION_M for other in kept):
            kept.append(point)
    return kept
