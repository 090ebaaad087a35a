"""A result's table as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from outrider.signals.result import Table
from outrider.signals.shown import is_words, rows_shown, title_of


@dataclass(frozen=True)
class ShownTable:
    """Headings and cells as text; `words` says which columns hold names."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[bool, ...]


def shown_table(table: Table) -> ShownTable:
    return ShownTable(
        tuple(title_of(column) for column in table.columns),
        tuple(tuple(row) for row in rows_shown(table)),
        tuple(is_words(table, index) for index in range(len(table.columns))),
    )
