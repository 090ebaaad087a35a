"""Cells as people read them: on the terminal and on pages."""

from __future__ import annotations

from math import isfinite

from outrider.signals.result import Cell, Column, Table


def title_of(column: Column) -> str:
    """ "Rate, per 1,000 hours"."""
    return f"{column.title}, {column.unit}" if column.unit else column.title


def rows_shown(table: Table, most: int | None = None) -> list[list[str]]:
    """Rows in their order, at most `most`."""
    return [[shown(cell) for cell in row] for row in table.rows[:most]]


def shown(cell: Cell) -> str:
    """A dash where nothing is known; four figures of a number; yes and no."""
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return f"{cell:,}".replace("-", "−")
    if isinstance(cell, float):
        return _number(cell)
    return cell


def _number(value: float) -> str:
    if not isfinite(value):
        return "–"
    size = abs(value)
    if size >= 1_000:
        text = f"{value:,.0f}"
    elif size >= 1e-4 or value == 0:
        text = f"{value:.4g}"
    else:
        text = f"{value:.2e}"
    return text.replace("-", "−")


def rounded(value: float) -> str:
    """Three figures: what stands in a sentence or a heading."""
    return _number(float(f"{value:.3g}"))


def is_words(table: Table, index: int) -> bool:
    """Whether a column holds text."""
    return all(isinstance(row[index], str) for row in table.rows if row[index] is not None)
