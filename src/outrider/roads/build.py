"""Builds a network folder from an extract, or from invented roads."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from outrider.roads.assemble import Assembled, assemble
from outrider.roads.basemap import draw_basemap
from outrider.roads.coast import coast_for
from outrider.roads.errors import NoRoads
from outrider.roads.extract import Extract, RawPlace, read_extract, sha256_of
from outrider.roads.gazetteer_rows import gazetteer_rows
from outrider.roads.network import Network, load_network
from outrider.roads.spatial import make_grid
from outrider.roads.speeds import Speeds, current_speeds
from outrider.roads.store import (
    BASEMAP,
    META,
    NAMES,
    PLACES,
    SCHEMA,
    replacing,
    save_arrays,
    write_json,
)
from outrider.roads.tags import DECISIONS
from outrider.roads.values import Point

OSM_ATTRIBUTION: Final = "© OpenStreetMap contributors (ODbL)"


@dataclass(frozen=True)
class Around:
    """What stands round the roads: settlements, other places, coast."""

    settlements: list[RawPlace]
    places: list[RawPlace]
    coast: list[list[Point]]


def _silent(_stage: str, _fraction: float) -> None:
    return None


def build_network(
    source: Path, target: Path, *, progress: Callable[[str, float], None] | None = None
) -> Network:
    """Builds the folder `target` from an .osm.pbf extract and opens it.

    `progress` is told the stage and how much of it is done (0 to 1). An older network in the
    folder is replaced in one step at the end. Raises ExtractMissing, NotAPbf, TruncatedExtract or
    NoRoads.
    """
    source, target, tell = Path(source), Path(target), progress or _silent
    speeds = current_speeds()
    extract = read_extract(source, speeds, tell)
    coast, coast_source = coast_for(extract.coast, _box_of(extract))
    meta = {
        "synthetic": False,
        "label": f"{OSM_ATTRIBUTION}{_dated(extract.date)}",
        "source": {"name": source.name, "sha256": sha256_of(source), "date": extract.date},
        "coast": coast_source,
    }
    around = Around(extract.settlements, extract.places, coast)
    tell("Making the graph", 0.0)
    assembled = assemble(extract.roads, extract.barriers, speeds)
    if len(assembled.lat) < 2:
        raise NoRoads(
            f"No two road junctions in {source.name} are connected both ways. "
            "Give the extract of a county or an island."
        )
    write_network(target, assembled, around, meta, speeds, tell)
    return load_network(target)


def write_network(
    target: Path,
    assembled: Assembled,
    around: Around,
    meta: dict[str, Any],
    speeds: Speeds,
    tell: Callable[[str, float], None] = _silent,
) -> None:
    """Writes arrays, basemap and gazetteer of assembled roads to the folder `target`."""
    tell("Making the graph", 1.0)
    names, arrays = _arrays(assembled)
    box = _round_box(assembled)
    with replacing(target) as folder:
        save_arrays(folder, arrays)
        write_json(folder / NAMES, names)
        tell("Drawing the map", 0.0)
        label, synthetic = str(meta["label"]), bool(meta["synthetic"])
        drawn = draw_basemap(assembled, around.settlements, around.coast, box, label, synthetic)
        write_json(folder / BASEMAP, drawn)
        tell("Drawing the map", 1.0)
        tell("Listing the places", 0.0)
        rows = gazetteer_rows(assembled, around.settlements, around.places)
        write_json(folder / PLACES, rows)
        write_json(folder / META, _meta(assembled, meta, speeds, box, len(rows["places"])))
        tell("Listing the places", 1.0)


def _dated(iso: str) -> str:
    if not iso:
        return ""
    year, month, day = iso.split("-")
    return f", {int(day)} {month_abbr[int(month)]} {year}"


def _box_of(extract: Extract) -> tuple[float, float, float, float]:
    lats = [p[0] for r in extract.roads for p in r.points]
    lons = [p[1] for r in extract.roads for p in r.points]
    return min(lats), min(lons), max(lats), max(lons)


def _round_box(assembled: Assembled) -> list[float]:
    lat, lon = assembled.lat, assembled.lon
    return [round(float(x), 6) for x in (lat.min(), lon.min(), lat.max(), lon.max())]


def _meta(
    assembled: Assembled, given: dict[str, Any], speeds: Speeds, box: list[float], places: int
) -> dict[str, Any]:
    used = np.unique(assembled.edge_piece // 2)
    km = sum(assembled.pieces.metres[p] for p in used.tolist()) / 1000
    counts = {
        **assembled.counts,
        "nodes": len(assembled.lat),
        "edges": assembled.graph.edge_count,
        "road_km": round(km, 1),
        "places": places,
    }
    decided = {} if given["synthetic"] else DECISIONS
    return {
        "schema": SCHEMA,
        "bbox": box,
        "counts": counts,
        "decided": decided,
        "speeds": {"dated": speeds.dated, "source": speeds.source},
        **given,
    }


def _arrays(assembled: Assembled) -> tuple[list[str], dict[str, NDArray[Any]]]:
    """Names in use and every array of the store; pieces off the component are left out."""
    used, piece = np.unique(assembled.edge_piece // 2, return_inverse=True)
    pieces, roads = assembled.pieces, assembled.roads
    shapes = [pieces.shapes[p] for p in used.tolist()]
    tags = [roads[pieces.road[p]].tags for p in used.tolist()]
    names = sorted({text for t in tags for text in (t.name, t.ref)} | {""})
    number = {name: i for i, name in enumerate(names)}
    lengths = np.array([len(s) for s in shapes])
    grid = make_grid(assembled.lat, assembled.lon)
    graph = assembled.graph
    return names, {
        "node_lat": assembled.lat,
        "node_lon": assembled.lon,
        "out_start": graph.out_start,
        "out_arcs_normal": graph.out_arcs[0],
        "out_arcs_response": graph.out_arcs[1],
        "in_start": graph.in_start,
        "in_arcs_normal": graph.in_arcs[0],
        "in_arcs_response": graph.in_arcs[1],
        "in_edge": graph.in_edge,
        "edge_piece": (2 * piece + assembled.edge_piece % 2).astype(np.int32),
        "piece_class": np.array([t.road for t in tags], np.uint8),
        "piece_name": np.array([number[t.name] for t in tags], np.int32),
        "piece_ref": np.array([number[t.ref] for t in tags], np.int32),
        "piece_metres": np.array([pieces.metres[p] for p in used.tolist()], np.float32),
        "shape_start": np.concatenate(([0], np.cumsum(lengths))).astype(np.int32),
        "shape_e7": np.round(np.array([p for s in shapes for p in s]) * 1e7).astype(np.int32),
        "cell_start": grid.cell_start,
        "cell_nodes": grid.cell_nodes,
    }
