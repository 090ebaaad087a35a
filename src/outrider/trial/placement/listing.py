"""Reads demand points and sites from CSV and says of every bad row what is wrong with it."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from outrider.roads.errors import PointOutside
from outrider.roads.network import Network
from outrider.trial.placement.errors import PlacementError
from outrider.trial.placement.values import Floats, Ints

_SHOWN: Final = 5
FURTHEST_M: Final = 5000
"""A place further than this from any road is taken for a mistake."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """Places of a file, in its order, with the road node of each.

    `numbers` holds the columns asked for: weight, ambulance_minutes.
    """

    names: tuple[str, ...]
    lat: Floats
    lon: Floats
    nodes: Ints
    numbers: dict[str, Floats]


def listed(file: Path, network: Network, columns: tuple[str, ...] = ()) -> Listed:
    """The places of a CSV with lat and lon, a name if given, and these columns of numbers."""
    rows = _rows(file, ("lat", "lon", *columns))
    found: list[tuple[str, float, float, int, list[float]]] = []
    wrong: list[str] = []
    for line, row in rows:
        try:
            found.append(_place(row, network, columns))
        except (PlacementError, PointOutside) as bad:
            wrong.append(f"Line {line}: {bad}")
    if wrong:
        more = f"\nand {len(wrong) - _SHOWN} more lines." if len(wrong) > _SHOWN else ""
        raise PlacementError(f"{file.name} cannot be used.\n" + "\n".join(wrong[:_SHOWN]) + more)
    names, lat, lon, nodes, numbers = zip(*found, strict=True)
    table = np.array(numbers, np.float64).reshape(len(found), len(columns))
    return Listed(
        names,
        np.array(lat, np.float64),
        np.array(lon, np.float64),
        np.array(nodes, np.int64),
        {column: table[:, i] for i, column in enumerate(columns)},
    )


def _rows(file: Path, needed: tuple[str, ...]) -> list[tuple[int, Row]]:
    if not file.is_file():
        raise PlacementError(f"There is no file {file}. Check the path.")
    try:
        with file.open(newline="", encoding="utf-8-sig") as lines:
            reader = csv.DictReader(lines)
            heads = [(head or "").strip().lower() for head in reader.fieldnames or ()]
            reader.fieldnames = heads
            rows = [(reader.line_num, {k: v or "" for k, v in row.items() if k}) for row in reader]
    except (UnicodeDecodeError, csv.Error):
        raise PlacementError(f"{file.name} is not a CSV in UTF-8. Save it as one.") from None
    missing = [column for column in needed if column not in heads]
    if missing:
        raise PlacementError(
            f"{file.name} has no column {' and no column '.join(missing)}. "
            f"Its first line must name {', '.join(needed)}; name is optional."
        )
    if not rows:
        raise PlacementError(f"{file.name} has a first line and nothing below it. Add the places.")
    return rows


def _place(
    row: Row, network: Network, columns: tuple[str, ...]
) -> tuple[str, float, float, int, list[float]]:
    lat, lon = _number(row, "lat"), _number(row, "lon")
    snap = network.snap(lat, lon, max_distance_m=FURTHEST_M)
    numbers = [_number(row, column) for column in columns]
    below = [c for c, value in zip(columns, numbers, strict=True) if value < 0]
    if below:
        raise PlacementError(f"{below[0]} is {row[below[0]].strip()}. Give 0 or more.")
    return row.get("name", "").strip() or f"{lat}, {lon}", lat, lon, snap.node, numbers


def _number(row: Row, column: str) -> float:
    text = row[column].strip()
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        said = f"“{text}”, which is no number" if text else "empty"
        raise PlacementError(f"{column} is {said}.")
    return number
