"""The table that stands under each figure and leaves as its CSV: the same numbers, once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from outrider.trial.judging.estimates import Estimate, minus

FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """Named columns and their rows; `words` names the columns that hold text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: frozenset[int] = frozenset({0})

    def csv(self) -> str:
        """Comma-separated, one heading line, an empty cell where nothing is known."""
        made = StringIO()
        writer = csv.writer(made, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_plain(cell) for cell in row] for row in self.rows)
        return made.getvalue()

    def shown(self) -> list[list[str]]:
        """Cells as they read on the page."""
        return [[_shown(cell) for cell in row] for row in self.rows]


def bounds(estimate: Estimate) -> tuple[float | None, float | None, float | None]:
    """Value, low, high for three columns of a table."""
    low, high = estimate.interval or (None, None)
    return estimate.value, low, high


def _plain(cell: Cell) -> str:
    """A text that a spreadsheet would run as a formula is quoted."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float):
        return f"{cell:.3f}"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text


def _shown(cell: Cell) -> str:
    if cell is None or cell != cell:  # what is no number is nothing to read
        return "–"
    if isinstance(cell, float):
        return minus(cell)
    return f"{cell:,}" if isinstance(cell, int) else cell
