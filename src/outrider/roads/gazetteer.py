"""Finds a place from a caller's words, and says a place in words; needs no service outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz, process

from outrider.roads.errors import NetworkMissing, PointOutside
from outrider.roads.geometry import compass, distance_m
from outrider.roads.network import Network, load_network
from outrider.roads.store import HOW_TO_BUILD, PLACES, read_json
from outrider.roads.values import Place, Point
from outrider.roads.words import EXACT, PREFIX, WordIndex, plain, words_of

_RANK: Final = {"city": 1.0, "town": 1.0, "village": 0.9, "suburb": 0.8, "hamlet": 0.8,
                "street": 0.6, "junction": 0.5, "road": 0.5}  # fmt: skip
_OTHER_RANK: Final = 0.55
_BETWEEN_ROADS: Final = re.compile(r"\s+and\s+|\s*&\s*|\s*/\s*|\s+with\s+|\s+x\s+", re.IGNORECASE)
_JUNCTION_OF: Final = re.compile(
    r"^\s*(?:the\s+)?(?:junction|jct|jn|corner|crossroads?)\s+(?:of\s+|between\s+)?", re.IGNORECASE
)
NOT_MEETING: Final = 45.0
"""Score of a junction offered because the two roads asked for do not meet."""

_NUMBERED: Final = re.compile(r"\b[ABM]\d{1,4}\b", re.IGNORECASE)
_LONGEST_QUERY: Final = 200
_IN_PLACE_M: Final = 150.0
_ON_ROAD_M: Final = 75.0


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: str
    context: str
    lat: float
    lon: float
    words: tuple[str, ...]
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Crossing:
    roads: tuple[int, int]
    label: str
    context: str
    lat: float
    lon: float

    def other(self, road: int) -> int:
        """The road that meets this one here."""
        return self.roads[1] if self.roads[0] == road else self.roads[0]


class Gazetteer:
    """Places of one network: built with it, stored beside it."""

    def __init__(self, folder: Path, rows: dict[str, Any]) -> None:
        self.folder = folder
        self.entries = [_entry(*row) for row in rows["places"]]
        self._index = WordIndex([[*e.words, *e.around] for e in self.entries])
        self._roads: dict[tuple[str, str], int] = {}
        self.crossings = [self._crossing(*row) for row in rows["junctions"]]
        self._road_index = WordIndex([words_of(f"{name} {ref}") for name, ref in self._roads])
        self._crossings_of: dict[int, list[_Crossing]] = {}
        for crossing in self.crossings:
            for road in crossing.roads:
                self._crossings_of.setdefault(road, []).append(crossing)

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Reads the gazetteer of a built network; raises NetworkMissing."""
        folder = Path(folder)
        try:
            return cls(folder, read_json(folder / PLACES))
        except (OSError, ValueError, KeyError):
            raise NetworkMissing(f"There is no gazetteer in {folder}. {HOW_TO_BUILD}") from None

    @cached_property
    def network(self) -> Network:
        """The network that the gazetteer belongs to."""
        return load_network(self.folder)

    def _crossing(self, *row: Any) -> _Crossing:
        name_a, ref_a, name_b, ref_b, context, lat, lon = row
        roads = tuple(
            self._roads.setdefault(road, len(self._roads))
            for road in ((name_a, ref_a), (name_b, ref_b))
        )
        label = f"{f'{ref_a} {name_a}'.strip()} and {f'{ref_b} {name_b}'.strip()}"
        return _Crossing((roads[0], roads[1]), label, context, lat, lon)

    def search(self, text: str, near: Point | None = None, limit: int = 10) -> list[Place]:
        """Places that the words may mean, best first; among equals the nearest to `near`.

        The last word may be unfinished and any word may hold a slip. Two roads joined by "and",
        "&" or "/" give their junction, in either order; if they do not meet, junctions of one that
        are close to the other, scored `NOT_MEETING` or less. Nothing found is an empty list.
        """
        text = text[:_LONGEST_QUERY]
        if not plain(text):
            return []
        found = [*self._junctions(text), *self._places(text)] or self._nearly(text)
        found.sort(key=lambda p: _order(p, near))
        return found[:limit]

    def _places(self, text: str) -> Iterable[Place]:
        words = words_of(text)
        matched = _match(self._index, words)
        for number, levels in matched.items():
            entry = self.entries[number]
            score = _score(entry, levels, plain(text))
            if score is not None:
                yield _place(entry, score, _whole(entry, levels))

    def _nearly(self, text: str) -> list[Place]:
        """When no word fits: whole names that look alike ("white house road")."""
        names = [plain(e.name) for e in self.entries]
        hits = process.extract(plain(text), names, scorer=fuzz.QRatio, score_cutoff=78, limit=20)
        return [_place(self.entries[number], ratio * 0.6, whole=True) for _, ratio, number in hits]

    def _junctions(self, text: str) -> list[Place]:
        found = self._pairs(text)
        for first, second, where in found:
            met = self.crossings_between(first, second, where)
            if met:
                return met
        for first, second, _ in found:
            near_miss = self._where_they_come_closest(first, second)
            if near_miss:
                return near_miss
        return []

    @staticmethod
    def _pairs(text: str) -> list[tuple[str, str, str]]:
        """Ways to read the words as two roads and, after a comma, a settlement."""
        asked = _JUNCTION_OF.sub("", text)
        pairs = []
        for split in _BETWEEN_ROADS.finditer(asked):
            second, _, where = asked[split.end() :].partition(",")
            pairs.append((asked[: split.start()], second, where))
        return pairs

    def crossings_between(self, first: str, second: str, where: str = "") -> list[Place]:
        """Junctions of roads that the two names may mean, in either order."""
        one, other = self._roads_like(first), self._roads_like(second)
        wanted, best = plain(where), dict[_Crossing, float]()
        for road, sure in one.items():
            for crossing in self._crossings_of.get(road, ()):
                across = other.get(crossing.other(road))
                if across is not None and plain(crossing.context).startswith(wanted):
                    best[crossing] = max(best.get(crossing, 0.0), 50 * (sure + across))
        return [_at_crossing(crossing, score) for crossing, score in best.items()]

    def _where_they_come_closest(self, first: str, second: str) -> list[Place]:
        """Junctions of one of two roads that do not meet, near the other, with low scores.

        Who says a road number means a numbered road: such junctions come first.
        """
        one, other = self._junctions_on(first), self._junctions_on(second)
        if not one or not other:
            return []
        fewer, more = sorted((one, other), key=len)
        off = {c: min(distance_m((c.lat, c.lon), (m.lat, m.lon)) for m in more) for c in fewer}
        numbered = any(_NUMBERED.fullmatch(n.strip()) for n in (first, second))
        ranked = sorted(
            off, key=lambda c: (numbered and not _NUMBERED.search(c.label), off[c], c.label)
        )[:5]
        return [_at_crossing(c, NOT_MEETING - i) for i, c in enumerate(ranked)]

    def _junctions_on(self, name: str) -> list[_Crossing]:
        sure = {road: level for road, level in self._roads_like(name).items() if level >= EXACT}
        return list({c: None for road in sure for c in self._crossings_of.get(road, ())})

    def _roads_like(self, text: str) -> dict[int, float]:
        words = words_of(text)
        return {
            road: sum(levels.values()) / len(words)
            for road, levels in _match(self._road_index, words).items()
        }

    def describe(self, lat: float, lon: float) -> str:
        """The place in words for the radio: "400 m S of Chale Green, on Chale Street"."""
        here = (lat, lon)
        settled = [e for e in self.entries if e.kind in {"city", "town", "village", "hamlet"}]
        parts = []
        if settled:
            nearest = min(settled, key=lambda e: distance_m(here, (e.lat, e.lon)))
            parts.append(_bearing_from(nearest, here))
        road = self._road_at(here)
        if road:
            parts.append(f"on {road}")
        return ", ".join(parts) or f"{lat:.5f}, {lon:.5f}"

    def _road_at(self, here: Point) -> str:
        try:
            node = self.network.snap(*here, max_distance_m=_ON_ROAD_M).node
        except PointOutside:
            return ""
        named = [r for r in self.network.roads_at(node) if not r.startswith("(")]
        return " / ".join(named[:2])


def _entry(name: str, also: str, kind: str, context: str, lat: float, lon: float) -> _Entry:
    around = words_of(f"{context} {also} {'' if kind in _RANK else kind}") if context else []
    return _Entry(name, kind, context, lat, lon, tuple(words_of(name)), tuple(around))


def _match(index: WordIndex, words: list[str]) -> dict[int, dict[str, float]]:
    """Texts that hold every word asked for; for each, the indexed word met and how sure."""
    matched: dict[int, dict[str, float]] | None = None
    for asked in words:
        hits: dict[int, tuple[str, float]] = {}
        for word, level in index.like(asked).items():
            for number in index.holders(word):
                if number not in hits or hits[number][1] < level:
                    hits[number] = (word, level)
        if matched is None:
            matched = {n: {w: level} for n, (w, level) in hits.items()}
        else:
            matched = {
                n: {**matched[n], w: level} for n, (w, level) in hits.items() if n in matched
            }
    return matched or {}


def _score(entry: _Entry, levels: dict[str, float], asked: str) -> float | None:
    """0 to 100; None if only the surroundings match, not the name."""
    in_name = [level for word, level in levels.items() if word in entry.words]
    if not in_name:
        return None
    sure = sum(levels.values()) / len(levels)
    covered = len(in_name) / len(set(entry.words))
    whole = EXACT if asked == plain(entry.name) else 0.0
    rank = _RANK.get(entry.kind, _OTHER_RANK)
    return round(100 * (0.55 * sure + 0.25 * covered + 0.1 * whole + 0.1 * rank), 1)


def _whole(entry: _Entry, levels: dict[str, float]) -> bool:
    return set(entry.words) <= levels.keys() and PREFIX not in levels.values()


def _place(entry: _Entry, score: float, whole: bool) -> Place:
    at = (entry.lat, entry.lon)
    return Place(entry.name, entry.kind, entry.context, *at, round(score, 1), whole)


def _at_crossing(crossing: _Crossing, score: float) -> Place:
    at = (crossing.lat, crossing.lon)
    return Place(crossing.label, "junction", crossing.context, *at, round(score, 1))


def _order(place: Place, near: Point | None) -> tuple[float, float, str, str]:
    away = distance_m(near, (place.lat, place.lon)) if near else 0.0
    return -round(place.score), away, place.name, place.context


def _bearing_from(entry: _Entry, here: Point) -> str:
    metres = distance_m((entry.lat, entry.lon), here)
    if metres < _IN_PLACE_M:
        return f"in {entry.name}"
    far = f"{round(metres, -2):.0f} m" if metres < 950 else f"{metres / 1000:.1f} km"
    return f"{far} {compass((entry.lat, entry.lon), here)} of {entry.name}"
