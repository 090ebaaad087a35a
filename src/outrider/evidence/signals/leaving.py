"""Which tables may leave, and what is hidden in them: never a row about a person."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Final

import numpy as np

from outrider.evidence.signals.look import Look
from outrider.signals.result import Cell, Result, Table

SMALLEST: Final = 10
HIDDEN: Final = "[c]"
"""Confidential, in the shorthand of the Government Statistical Service."""


def may_leave(look: Look, result: Result) -> Table | None:
    """The table as a file may hold it; None: it stays on the page.

    Rows whose count may not be told lose every figure, and so do those that would give them away:
    what is hidden is found by disclosure control over the counts and their sum.
    """
    if look.protected:
        return result.table
    if look.by_person or not look.count or not find_spec("outrider.signals.disclosure"):
        return None
    keys = [column.key for column in result.table.columns]
    at = keys.index(look.count)
    hidden = hidden_rows([_count(row[at]) for row in result.table.rows])
    return with_hidden(result.table, hidden)


def with_hidden(table: Table, hidden: Sequence[bool]) -> Table:
    """Every figure of the hidden rows gone; their names stay."""
    rows = tuple(
        tuple(HIDDEN if gone and place else cell for place, cell in enumerate(row))
        for row, gone in zip(table.rows, hidden, strict=True)
    )
    return Table(table.columns, rows)


def hidden_rows(counts: list[int]) -> list[bool]:
    """Which of these counts may not be told beside their sum."""
    from outrider.signals.disclosure import Tabulation, Universe, protect

    if not counts:
        return []
    names = tuple(f"{row:06d}" for row in range(len(counts)))
    universe = Universe((("row", names),), np.array(counts, dtype=np.int64))
    made = protect(universe, [Tabulation(("row",))])
    shown = {str(row[0]): row[-1] for row in made.tables[0].rows}
    return [shown[name] == HIDDEN for name in names]


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
