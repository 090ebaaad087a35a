"""A known answer, and how far off ours may be."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple


class Check(NamedTuple):
    """One target. `found` is met if it is within `within` of `known`; not a number is a miss."""

    part: str
    target: str
    known: float
    found: float
    within: float
    source: str

    @property
    def met(self) -> bool:
        return abs(self.found - self.known) <= self.within


def rows(reference: Path, name: str) -> list[dict[str, str]]:
    """A table of `reference/reference`, its columns as text by their heads."""
    with (reference / "reference" / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
