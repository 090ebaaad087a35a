"""The Auckland model: 20,000 calls whose response times another simulator has given.

Reads the model and the answers of JEMSS.jl 1.3.6 from a folder with `reference/` and `data/`; none
of it is shipped. What the model does is in `reference/auckland/README.md` there.
"""

from __future__ import annotations

import csv
import gzip
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from outrider.roads import Driving, Network
from outrider.roads.plain import plain_network
from outrider.trial.ambulances import Bases, Calls, Fleet, Singles, new_fleet, simulate
from outrider.trial.returning import Floats, Indices, Ways, tree_to, with_jumps

DAY: Final = 86_400.0
KM_A_DEGREE: Final = (88.99, 111.32)  # of longitude and of latitude, in this model
OFF_ROAD: Final = (1128.0, 792.0)  # km a day, by mode
LIGHTS, PLAIN = 0, 1
UNIT: Final = 1e-5  # seconds; the road tables count in whole numbers
_BLOCK: Final = 96  # rows at once: their memory is used again
LOUD: Final = frozenset({1, 2})  # priorities that are driven to with lights


@dataclass(frozen=True)
class Roads:
    """Directed arcs by head. `seconds` is (2, arcs), by mode; `access` marks nodes to join at."""

    xy: Floats  # km
    access: NDArray[np.bool_]
    start: Indices
    tail: Indices
    head: Indices
    seconds: Floats

    def joined_at(self, lon: Floats, lat: Floats) -> tuple[Indices, Floats]:
        """Nearest node with access, and the kilometres to it."""
        open_nodes = np.flatnonzero(self.access)
        points = np.column_stack((lon * KM_A_DEGREE[0], lat * KM_A_DEGREE[1]))
        km, index = cKDTree(self.xy[open_nodes]).query(points)
        return open_nodes[np.asarray(index)].astype(np.int32), np.asarray(km)


@dataclass(frozen=True)
class Auckland:
    """The model with its calls as arrays of the simulator, and the known answers."""

    calls: Calls
    bases: Bases
    ways: Ways
    table: Singles
    fleet_base: Indices
    response: Floats  # seconds, in the order of `calls`

    def run(self) -> Floats:
        """Response times in seconds: arrival at the scene less call received."""
        arrived = np.empty(len(self.response))
        fleet: Fleet = new_fleet(self.fleet_base)
        simulate(self.calls, fleet, self.bases, self.ways, self.table, arrived)
        return arrived - self.calls.received

    @cached_property
    def furthest_off(self) -> float:
        """Seconds by which the worst of all calls differs from the known answer."""
        return float(np.abs(self.run() - self.response).max())


def auckland(reference: Path) -> Auckland:
    """The model of `reference` (a folder that holds `reference/` and `data/`).

    Raises:
        FileNotFoundError: the folder does not hold the model.
    """
    folder = reference / "data" / "ambulance" / "jemss_auckland"
    roads = read_roads(folder / "roads.zip")
    rows = _read_calls(reference / "reference" / "auckland" / "calls_20000.csv.gz")
    return _model(roads, folder, rows)


def _model(roads: Roads, folder: Path, rows: dict[str, Floats]) -> Auckland:
    station_node, station_km = roads.joined_at(*_places(folder / "stations_1.csv"))
    hospital_node, hospital_km = roads.joined_at(*_places(folder / "hospitals_1.csv"))
    fleet_base = _numbers(folder / "ambulances_1.csv", "stationIndex").astype(np.int32) - 1
    order = np.argsort(rows["call_received_day"] + rows["dispatch_delay_day"], kind="stable")
    rows = {name: column[order] for name, column in rows.items()}
    node, km = roads.joined_at(rows["lon"], rows["lat"])
    mode = np.array([LIGHTS if p in LOUD else PLAIN for p in rows["priority"]], np.int8)

    carried = rows["transported"] == 1
    to_hospital = _seconds_to(roads, hospital_node) + hospital_km[:, None] * _pace(PLAIN)
    hospital = to_hospital[:, node].argmin(axis=0)
    way = km * _pace(PLAIN) + to_hospital[hospital, node]
    kept = rows["on_scene_day"] * DAY + np.where(carried, way + rows["handover_day"] * DAY, 0.0)
    left_node = np.where(carried, hospital_node[hospital], node)
    left_km = np.where(carried, hospital_km[hospital], km)

    ways = _ways(roads, station_node)
    columns = _columns(ways, station_node, left_node)
    row, table = _table(roads, columns, node, mode)
    place = np.full(len(roads.xy), -1, np.int32)
    place[columns] = np.arange(len(columns), dtype=np.int32)
    received = rows["call_received_day"] * DAY
    calls = Calls(
        received=received, decided=received + rows["dispatch_delay_day"] * DAY,
        priority=rows["priority"].astype(np.int8), mode=mode, row=row,
        leg=km * np.array([_pace(0), _pace(1)])[mode], kept=kept,
        leaves=place[left_node], leave_leg=left_km[:, None] * np.array([_pace(0), _pace(1)]),
    )  # fmt: skip
    bases = Bases(place[station_node], station_km[:, None] * np.array([_pace(0), _pace(1)]))
    short = _renumbered(ways[:, columns], place)
    return Auckland(calls, bases, short, table, fleet_base, rows["response_s"])


def _pace(mode: int) -> float:
    """Seconds a kilometre off the road."""
    return DAY / OFF_ROAD[mode]


def _ways(roads: Roads, stations: Indices) -> Ways:
    trees = [
        tree_to(int(s), roads.start, roads.tail, roads.seconds[PLAIN], len(roads.xy))
        for s in stations
    ]
    return np.stack([with_jumps(left, following) for left, following in trees])


def _seconds_to(roads: Roads, targets: Indices) -> Floats:
    nodes = len(roads.xy)
    return np.stack(
        [tree_to(int(t), roads.start, roads.tail, roads.seconds[PLAIN], nodes)[0] for t in targets]
    )


def _columns(ways: Ways, stations: Indices, left: Indices) -> Indices:
    """Nodes at which an ambulance can be met, the busiest first: they share lines of the cache."""
    passed = np.zeros(ways.shape[1], np.int64)
    for following in ways["next"]:
        at = left.copy()
        for _ in range(len(passed)):
            np.add.at(passed, at, 1)
            ahead = following[at]
            moving = ahead != at
            if not moving.any():
                break
            at = ahead[moving]
    passed[stations] += passed.max() + 1
    busiest = np.argsort(-passed, kind="stable")
    return busiest[: int((passed > 0).sum())].astype(np.int32)


def _renumbered(ways: Ways, place: Indices) -> Ways:
    """Ways in numbers of columns; a node that no way uses never is looked at."""
    short = np.ascontiguousarray(ways)
    for to in ("next", "further"):
        short[to] = np.maximum(place[short[to]], 0)
    return short


def _table(
    roads: Roads, columns: Indices, node: Indices, mode: NDArray[np.int8]
) -> tuple[Indices, Singles]:
    """A row a place and mode, in the order of the calls: seconds from every column to it."""
    key = node.astype(np.int64) * 2 + mode
    unique, first, row = np.unique(key, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first, kind="stable"), kind="stable")
    backwards = _backwards(roads)
    table = np.empty((len(unique), len(columns)), np.float32)
    for driven in (LIGHTS, PLAIN):
        those = np.flatnonzero(unique % 2 == driven)
        for block in np.array_split(those, max(1, len(those) // _BLOCK)):
            places = (unique[block] // 2).astype(np.int32)
            times = backwards.table(places, columns, Driving(1 - driven))
            table[rank[block]] = times * np.float32(1000 * UNIT)
    return rank[row].astype(np.int32), table


def _backwards(roads: Roads) -> Network:
    """The roads with every arc turned round, so that one search from a patient serves all."""
    units = [np.maximum(1, np.round(s / UNIT)).astype(np.int32) for s in roads.seconds]
    x, y = roads.xy.T / np.array(KM_A_DEGREE)[:, None]
    return plain_network(y, x, roads.head, roads.tail, units[PLAIN], units[LIGHTS])


def read_roads(archive: Path) -> Roads:
    """The model's nodes and arcs."""
    with zipfile.ZipFile(archive) as packed:
        nodes, arcs = (
            _last_table(packed.read(f"{name}.csv").decode()) for name in ("nodes", "arcs")
        )
    xy = np.column_stack((nodes["x"] * KM_A_DEGREE[0], nodes["y"] * KM_A_DEGREE[1]))
    head = arcs["toNode"].astype(np.int64) - 1
    order = np.argsort(head, kind="stable")
    start = np.searchsorted(head[order], np.arange(len(xy) + 1)).astype(np.int32)
    tail = (arcs["fromNode"].astype(np.int64) - 1)[order].astype(np.int32)
    seconds = np.stack([arcs["mode_1"][order], arcs["mode_2"][order]]) * DAY
    return Roads(
        xy, nodes["offRoadAccess"] == 1, start, tail, head[order].astype(np.int32), seconds
    )


def _last_table(text: str) -> dict[str, Floats]:
    """The last table of a file: titles, a line with the columns' names, rows of numbers."""
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("index,"))
    names = [name for name in lines[first].split(",") if name]
    rows = [line for line in lines[first + 1 :] if line.strip(",")]
    table = np.loadtxt(rows, delimiter=",", usecols=range(len(names)))
    return dict(zip(names, table.T, strict=True))


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("index,"))
    return [row for row in csv.DictReader(lines[first:]) if row["index"]]


def _numbers(path: Path, name: str) -> Floats:
    return np.array([float(row[name]) for row in _rows(path)])


def _places(path: Path) -> tuple[Floats, Floats]:
    return _numbers(path, "x"), _numbers(path, "y")


def _read_calls(path: Path) -> dict[str, Floats]:
    with gzip.open(path, "rt") as text:
        names = text.readline().strip().split(",")
        table = np.loadtxt(text, delimiter=",")
    return dict(zip(names, table.T, strict=True))
