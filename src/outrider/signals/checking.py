"""Known answers: what each method gives on published data, beside what it should give."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Check(NamedTuple):
    """One known answer of one method, by the method's key."""

    method: str
    target: str
    expected: float
    got: float
    tolerance: float

    @property
    def met(self) -> bool:
        """Whether the answer is the known one to the digits given; not a number is a miss."""
        return abs(self.got - self.expected) <= self.tolerance


def same(
    method: str, target: str, expected: Sequence[float], got: Sequence[float], tolerance: float
) -> Iterator[Check]:
    """A check for each pair, numbered; a length that differs is a miss of its own."""
    if len(expected) != len(got):
        yield Check(method, f"{target}: how many", len(expected), len(got), 0)
        return
    for number, (known, ours) in enumerate(zip(expected, got, strict=True), start=1):
        yield Check(method, f"{target} {number}", float(known), float(ours), tolerance)


def known_answers(reference: Path) -> dict[str, Any]:
    """The file of known answers. `reference` is the folder that holds `reference/` and `data/`."""
    path = reference / "reference" / "known_answers.json"
    answers: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return answers


def columns(reference: Path, name: str) -> dict[str, list[str]]:
    """A reference file's columns as text, by their heads, rows in the order of the file."""
    path = reference / "reference" / name
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = list(reader)
    return {head: [row[head] for row in rows] for head in reader.fieldnames or ()}
