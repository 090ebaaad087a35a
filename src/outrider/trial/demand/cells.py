"""CSV files that a scenario names: rows with their lines, and numbers read in words."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from outrider.trial.scenario import Fault, ScenarioError

Row: TypeAlias = Mapping[str, str | None]
_UTF8: Final = "Save it as UTF-8."


def rows_of(path: Path, wanted: Iterable[str]) -> Iterator[tuple[int, Row]]:
    """Each row with its line.

    Raises:
        ScenarioError: it is not UTF-8, or lacks a column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = path.read_bytes()[: wrong.start].count(b"\n") + 1
        raise ScenarioError(path, [Fault(line, "It is not UTF-8.", _UTF8)]) from None
    lines = csv.DictReader(text.splitlines())
    for name in wanted:
        if name not in (lines.fieldnames or ()):
            told = Fault(1, f"There is no column “{name}”.", "Add it, or name another.")
            raise ScenarioError(path, [told])
    for row in lines:
        yield lines.line_num, row


def word(row: Row, column: str) -> str:
    """What stands in the cell; a line that ends before it has nothing there."""
    return (row.get(column) or "").strip()


def number(row: Row, column: str, low: float = -math.inf, high: float = math.inf) -> float:
    """The cell as a number from `low` to `high`.

    Raises:
        ValueError: it is none, in words.
    """
    text = word(row, column)
    if not text:
        raise ValueError(f"“{column}” is empty")
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"“{column}” is “{text:.40}”, which is no number") from None
    if not (math.isfinite(value) and low <= value <= high):
        between = f"{low:g} to {high:g}" if math.isfinite(high) else f"{low:g} or more"
        raise ValueError(f"“{column}” is {text:.40}; it must be {between}")
    return value


def latitude(row: Row, column: str) -> float:
    """Degrees north. Raises ValueError, in words."""
    return number(row, column, -90.0, 90.0)


def longitude(row: Row, column: str) -> float:
    """Degrees east. Raises ValueError, in words."""
    return number(row, column, -180.0, 180.0)
