"""Reads the two sets of data that the scans have known answers for."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np

from outrider.signals.scan.zones import Floats, Ints, haversine, planar


class Known(NamedTuple):
    """Areas × times of cases, with what is expected and the person-years where there are any."""

    areas: tuple[str, ...]
    times: tuple[int, ...]
    cases: Ints
    expected: Floats
    population: Floats
    distance: Floats


def new_mexico(reference: Path) -> Known:
    """Brain cancer in 32 counties of New Mexico, 1973 to 1991."""
    rows = _rows(reference / "new_mexico_brain_cancer.csv")
    places = {r["county"]: r for r in _rows(reference / "new_mexico_county_coordinates.csv")}
    areas = tuple(dict.fromkeys(r["county"] for r in rows))
    times = tuple(sorted({int(r["year"]) for r in rows}))
    tables = {key: np.zeros((len(areas), len(times))) for key in ("cases", "expected_adj", "pop")}
    for row in rows:
        at = areas.index(row["county"]), times.index(int(row["year"]))
        for key, table in tables.items():
            table[at] += float(row[key])
    x, y = (np.array([float(places[a][key]) for a in areas]) for key in ("lat", "long"))
    cases = tables["cases"].astype(np.int64)
    return Known(areas, times, cases, tables["expected_adj"], tables["pop"], planar(x, y))


def new_york(reference: Path) -> Known:
    """Fever calls in New York by ZIP code, 24 days of November 2001; distances in km."""
    rows = _rows(reference / "nyc_fever_cases.csv")
    places = _rows(reference / "nyc_fever_zip_centroids.csv")
    areas = tuple(r["zip"] for r in places)
    times = tuple(range(1, 25))
    cases = np.zeros((len(areas), len(times)), dtype=np.int64)
    for row in rows:
        day = int(row["date"].rpartition("/")[2])
        cases[areas.index(row["zip"]), day - 1] += int(row["cases"])
    lat, lon = (np.array([float(r[key]) for r in places]) for key in ("lat", "long"))
    none = np.zeros(cases.shape)
    return Known(areas, times, cases, none, none, haversine(lat, lon))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
