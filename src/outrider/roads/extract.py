"""Reads an OpenStreetMap extract (.osm.pbf) into roads, barriers, places and coast."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

import osmium
from osmium.filter import KeyFilter

from outrider.roads.errors import ExtractMissing, NoRoads, NotAPbf, TruncatedExtract
from outrider.roads.kinds import kind_of, place_kind_of
from outrider.roads.speeds import Speeds
from outrider.roads.tags import RoadTags, barrier_of, road_of
from outrider.roads.values import Point

Progress: TypeAlias = Callable[[str, float], None]

_KEYS: Final = (
    "highway", "barrier", "place", "natural", "amenity", "shop", "healthcare", "emergency",
    "tourism", "leisure", "railway", "military",
)  # fmt: skip
_TAGGED_OBJECTS_A_BYTE: Final = 0.011
"""Of the island's extract; only for the progress bar."""


@dataclass(frozen=True, slots=True)
class RawRoad:
    """A way as mapped: node ids, the points, what its tags mean."""

    refs: list[int]
    points: list[Point]
    tags: RoadTags


@dataclass(frozen=True, slots=True)
class RawPlace:
    """A named thing at a point; kind in the gazetteer's words."""

    name: str
    kind: str
    lat: float
    lon: float


@dataclass(slots=True)
class Extract:
    """All that the product takes from an extract."""

    roads: list[RawRoad] = field(default_factory=list)
    barriers: dict[int, float | None] = field(default_factory=dict)
    settlements: list[RawPlace] = field(default_factory=list)
    places: list[RawPlace] = field(default_factory=list)
    coast: list[list[Point]] = field(default_factory=list)
    date: str = ""
    skipped_ways: int = 0
    unplaced_ways: int = 0


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_is_pbf(path: Path) -> None:
    """Raises ExtractMissing or NotAPbf; looks at the first block header only."""
    if not path.is_file():
        raise ExtractMissing(f"There is no extract at {path}. Check the path.")
    with path.open("rb") as file:
        head = file.read(64)
    if b"OSMHeader" not in head:
        raise NotAPbf(
            f"{path.name} is not an OpenStreetMap extract in PBF form. "
            "Give a file that ends in .osm.pbf."
        )


def read_extract(path: Path, speeds: Speeds, progress: Progress) -> Extract:
    """Reads one extract; raises ExtractMissing, NotAPbf, TruncatedExtract or NoRoads."""
    check_is_pbf(path)
    try:
        found = _read(path, speeds, progress, None)
        if not found.roads and found.unplaced_ways:
            found = _read(path, speeds, progress, _all_locations(path))
    except RuntimeError as broken:
        raise TruncatedExtract(
            f"{path.name} is damaged or stops half way ({broken}). Fetch it again."
        ) from broken
    if not found.roads:
        raise NoRoads(
            f"{path.name} holds no road that a vehicle can drive. "
            "Give the extract of a county or an island, with its ways."
        )
    return found


def _read(
    path: Path, speeds: Speeds, progress: Progress, where: dict[int, Point] | None
) -> Extract:
    found = Extract(date=_date_of(path))
    for thing in _tagged(path, progress):
        if thing.is_node():
            _take_node(found, thing, speeds)
        elif thing.is_way():
            _take_way(found, thing, where)
    return found


def _all_locations(path: Path) -> dict[int, Point]:
    """Every node's place: for converted files, whose negative ids osmium's own index leaves out."""
    nodes: Any = osmium.FileProcessor(str(path), osmium.osm.NODE)
    return {n.id: (n.location.lat, n.location.lon) for n in nodes}


def _points_of(way: Any, where: dict[int, Point] | None) -> tuple[list[int], list[Point]]:
    if where is not None:
        known = [n.ref for n in way.nodes if n.ref in where]
        return known, [where[ref] for ref in known]
    nodes = [n for n in way.nodes if n.location.valid()]
    return [n.ref for n in nodes], [(n.location.lat, n.location.lon) for n in nodes]


def _date_of(path: Path) -> str:
    with osmium.io.Reader(str(path)) as reader:
        return str(reader.header().get("osmosis_replication_timestamp", ""))[:10]


def _tagged(path: Path, progress: Progress) -> Iterator[Any]:
    expected = path.stat().st_size * _TAGGED_OBJECTS_A_BYTE
    source = osmium.FileProcessor(str(path)).with_locations().with_filter(KeyFilter(*_KEYS))
    for count, thing in enumerate(source):
        if count % 2000 == 0:
            progress("Reading the extract", min(0.99, count / expected))
        yield thing
    progress("Reading the extract", 1.0)


def _take_node(found: Extract, node: Any, speeds: Speeds) -> None:
    tags = dict(node.tags)
    if "barrier" in tags:
        found.barriers[node.id] = barrier_of(tags, speeds.barrier_seconds)
    _take_named(found, tags, (node.location.lat, node.location.lon))


def _take_way(found: Extract, way: Any, where: dict[int, Point] | None) -> None:
    tags = dict(way.tags)
    road = road_of(tags) if "highway" in tags else None
    coast = tags.get("natural") == "coastline"
    named = "name" in tags and "highway" not in tags
    if road is None and not coast and not named:
        found.skipped_ways += "highway" in tags
        return
    refs, points = _points_of(way, where)
    if len(points) < 2:
        found.unplaced_ways += 1
        return
    if coast:
        found.coast.append(points)
    if road is not None:
        found.roads.append(RawRoad(refs, points, road))
    elif named:
        _take_named(found, tags, _middle(points))


def _middle(points: list[Point]) -> Point:
    """Middle of the box around the points: good enough for a building or its grounds."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def _take_named(found: Extract, tags: dict[str, str], at: Point) -> None:
    name = tags.get("name", "").strip()
    if not name:
        return
    settlement = place_kind_of(tags)
    if settlement:
        found.settlements.append(RawPlace(name, settlement, *at))
        return
    kind = kind_of(tags)
    if kind:
        found.places.append(RawPlace(name, kind, *at))
