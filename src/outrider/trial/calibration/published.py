"""Response times as NHS England publishes them: Ambulance Quality Indicators, systems, by month.

A year here is April to March. Times are minutes from the start of the national clock.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

ISLAND: Final = "R1F"
"""Isle of Wight NHS Trust."""

FILE: Final = Path("data") / "ambulance" / "AmbSYS-to-Mar-2026.csv"
RESPONDED: Final = "A56"


class _Items(NamedTuple):
    calls: str
    mean: str  # seconds
    centile: str  # 90th, seconds


ITEMS: Final = {
    "C1": _Items("A8", "A25", "A26"), "C2": _Items("A10", "A31", "A32"),
    "C3": _Items("A11", "A34", "A35"), "C4": _Items("A12", "A37", "A38"),
}  # fmt: skip


class Figures(NamedTuple):
    """Of one category. `centile` is the mean of the months' 90th centiles, by number of calls."""

    calls: float
    mean: float
    centile: float


class Year(NamedTuple):
    """What was published of a year. `other`: incidents with a response that have no category."""

    name: str
    figures: dict[str, Figures]
    other: float


def published(reference: Path, year: int, trust: str = ISLAND) -> Year:
    """The year that begins in April of `year`.

    Raises:
        FileNotFoundError: the folder does not hold the table.
        ValueError: a month is missing.
    """
    with (reference / FILE).open(newline="", encoding="utf-8-sig") as lines:
        months = [row for row in csv.DictReader(lines) if _of(row, trust, year)]
    if len(months) != 12:
        raise ValueError(f"{FILE.name} has {len(months)} months of {trust} in {year}/{year + 1}.")
    figures = {name: _figures(months, items) for name, items in ITEMS.items()}
    responded = sum(float(row[RESPONDED]) for row in months)
    other = responded - sum(one.calls for one in figures.values())
    return Year(f"{year}/{(year + 1) % 100}", figures, other)


def _of(row: dict[str, str], trust: str, year: int) -> bool:
    month = int(row["Year"]) * 12 + int(row["Month"])
    return row["Org Code"] == trust and year * 12 + 4 <= month <= (year + 1) * 12 + 3


def _figures(months: list[dict[str, str]], items: _Items) -> Figures:
    count, mean, centile = (np.array([float(row[item]) for row in months]) for item in items)
    return Figures(
        float(count.sum()),
        float((mean * count).sum() / count.sum() / 60),
        float((centile * count).sum() / count.sum() / 60),
    )
