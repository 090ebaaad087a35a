"""A network on disk: arrays as .npy files, the rest as JSON, beside each other in one folder."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from outrider.roads.errors import NetworkMissing

SCHEMA: Final = 1
META: Final = "meta.json"
NAMES: Final = "names.json"
BASEMAP: Final = "basemap.json"
PLACES: Final = "places.json"

ARRAYS: Final = (
    "node_lat", "node_lon", "out_start", "out_arcs_normal", "out_arcs_response", "in_start",
    "in_arcs_normal", "in_arcs_response", "in_edge", "edge_piece", "piece_class", "piece_name",
    "piece_ref", "piece_metres", "shape_start", "shape_e7", "cell_start", "cell_nodes",
)  # fmt: skip

HOW_TO_BUILD: Final = (
    "Build one with `outrider roads build EXTRACT.osm.pbf`, "
    "or an invented one with `outrider roads synthetic`."
)


def write_json(path: Path, value: Any) -> None:
    """Compact JSON, the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text, encoding="utf-8")


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def save_arrays(folder: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Writes every array of `ARRAYS`."""
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", arrays[name])


def load_arrays(folder: Path) -> dict[str, NDArray[Any]]:
    """Memory maps every array, read-only; raises NetworkMissing."""
    try:
        return {n: np.asarray(np.load(folder / f"{n}.npy", mmap_mode="r")) for n in ARRAYS}
    except (OSError, ValueError) as broken:
        raise NetworkMissing(
            f"The road network in {folder} is incomplete ({broken}). {HOW_TO_BUILD}"
        ) from broken


def load_meta(folder: Path) -> dict[str, Any]:
    """What the network was made from; raises NetworkMissing."""
    try:
        meta: dict[str, Any] = read_json(folder / META)
    except (OSError, ValueError):
        raise NetworkMissing(f"There is no road network in {folder}. {HOW_TO_BUILD}") from None
    if meta.get("schema") != SCHEMA:
        raise NetworkMissing(
            f"The road network in {folder} was built by another version "
            f"(format {meta.get('schema')}, needed {SCHEMA}). {HOW_TO_BUILD}"
        )
    return meta


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new folder that takes the place of `target` only when all of it is written.

    A running server keeps the files that it has mapped: they are unlinked, not overwritten.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield fresh
        fresh.chmod(0o755)
        if target.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
            target.replace(old / "network")
            fresh.replace(target)
            shutil.rmtree(old, ignore_errors=True)
        else:
            fresh.replace(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
