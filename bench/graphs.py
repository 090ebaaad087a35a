"""The graphs that the road benchmarks run on."""

import csv
import io
import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from outrider.roads import Network, build_network
from outrider.roads.plain import plain_network, renumbered
from outrider.roads.values import FloatArray, IntArray

REPOSITORY = Path(__file__).resolve().parent.parent
MILLISECONDS_A_DAY = 86_400_000


def reference_dir() -> Path:
    """Folder of the reference files; see CONTRIBUTING."""
    return (REPOSITORY / os.environ.get("OUTRIDER_REFERENCE_DIR", "../shared")).resolve()


def island() -> Network:
    """The island's extract, built anew."""
    extract = reference_dir() / "data" / "roads" / "isle-of-wight-150101.osm.pbf"
    return build_network(extract, Path(tempfile.mkdtemp()) / "roads")


def auckland() -> Network:
    """JEMSS.jl's Auckland roads: mode 1 is with lights and sirens, mode 2 without."""
    archive = reference_dir() / "data" / "ambulance" / "jemss_auckland" / "roads.zip"
    nodes, arcs = _jemss_table(archive, "nodes.csv"), _jemss_table(archive, "arcs.csv")
    lon = np.array([float(r["x"]) for r in nodes])
    lat = np.array([float(r["y"]) for r in nodes])
    tails = np.array([int(float(r["fromNode"])) - 1 for r in arcs], np.int32)
    heads = np.array([int(float(r["toNode"])) - 1 for r in arcs], np.int32)
    response, normal = (
        np.array([float(r[mode]) for r in arcs]) * MILLISECONDS_A_DAY
        for mode in ("mode_1", "mode_2")
    )
    return _network(lat, lon, tails, heads, normal, response)


def _jemss_table(archive: Path, name: str) -> list[dict[str, str]]:
    """The last table of a JEMSS file: a title line, then its header."""
    text = zipfile.ZipFile(archive).read(name).decode()
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("index,"))
    rows = csv.DictReader(io.StringIO("\n".join(lines[start:])))
    return [row for row in rows if row["index"]]


def million(side: int = 350, seed: int = 1) -> Network:
    """About a million nodes, as `build` makes them: roads between junctions, cut every 100 m.

    side × side junctions 500 m apart, shaken; every 8th line is a main road, a tenth of the other
    roads is missing.
    """
    stream = np.random.default_rng(seed)
    junctions = side * side
    row, column = (x.ravel() for x in np.mgrid[0:side, 0:side])
    shake = stream.uniform(-0.3, 0.3, (2, junctions))
    lat, lon = 51 + (row + shake[0]) * 0.0045, (column + shake[1]) * 0.0071
    node = np.arange(junctions)
    east, north = node[column < side - 1], node[row < side - 1]
    ends = np.stack((np.r_[east, north], np.r_[east + 1, north + side]))
    main = np.r_[row[east] % 8 == 0, column[north] % 8 == 0]
    kept = main | (stream.random(len(main)) > 0.1)
    return _cut_up(lat, lon, ends[:, kept], main[kept], parts=5)


def _cut_up(
    lat: FloatArray, lon: FloatArray, ends: IntArray, main: IntArray, parts: int
) -> Network:
    """Each road in equal parts, with new nodes between them."""
    a, b = ends
    share = np.arange(1, parts) / parts
    new = len(lat) + np.arange(len(a) * (parts - 1)).reshape(len(a), -1)
    chain = np.column_stack((a, new, b))
    tails, heads = chain[:, :-1].ravel(), chain[:, 1:].ravel()
    lat, lon = (
        np.r_[x, (x[a][:, None] + (x[b] - x[a])[:, None] * share).ravel()] for x in (lat, lon)
    )
    metres = np.hypot((lat[tails] - lat[heads]) * 111_195, (lon[tails] - lon[heads]) * 69_980)
    normal = metres / np.repeat(np.where(main, 20.0, 10.0), parts) * 1000
    tails, heads = np.r_[tails, heads].astype(np.int32), np.r_[heads, tails].astype(np.int32)
    return _network(lat, lon, tails, heads, np.tile(normal, 2), np.tile(normal, 2) / 1.25)


def _network(
    lat: FloatArray,
    lon: FloatArray,
    tails: IntArray,
    heads: IntArray,
    normal: FloatArray,
    response: FloatArray,
) -> Network:
    """Largest strongly connected component, numbered as a built network is."""
    matrix = coo_array((np.ones(len(tails)), (tails, heads)), shape=(len(lat), len(lat)))
    _, part = connected_components(matrix.tocsr(), directed=True, connection="strong")
    keep = part == np.bincount(part).argmax()
    new = np.cumsum(keep) - 1
    inside = keep[tails] & keep[heads]
    ends = new[tails[inside]].astype(np.int32), new[heads[inside]].astype(np.int32)
    times = [np.maximum(1, np.round(x[inside])).astype(np.int32) for x in (normal, response)]
    return plain_network(*renumbered(lat[keep], lon[keep], *ends), *times)
