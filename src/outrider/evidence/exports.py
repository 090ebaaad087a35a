"""What of the live scheme may leave, and in which shape: small counts hidden, no row a call."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from outrider.evidence.signals.leaving import HIDDEN, hidden_rows
from outrider.trial.judging.exports import SHAPES, Export
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.table import Cell, Table

LEAVES: Final = ("ambsys", "utstein", "public")
"""Not the Ambulance Data Set's shape: there a row is a patient's call."""
SHAPE_NAMES: Final = {
    "ambsys": "Ambulance Systems Indicators shape",
    "utstein": "Utstein shape, cardiac arrests",
    "public": "Public summary",
}
WHY_NOT_ADS: Final = (
    "A file with a row for each call does not leave from here: the ambulance service has those "
    "calls in its own system and sends them itself."
)
SUPPRESSED: Final = (
    "Counts under 10, and those that would give them away, are hidden: [c]. So are their figures."
)


def leaving(frame: Frame, shape: str) -> Export:
    """The export with small counts hidden.

    Raises:
        KeyError: no such shape, or one that does not leave.
    """
    if shape not in LEAVES:
        raise KeyError(shape)
    made = SHAPES[shape](frame)
    return replace(made, table=suppressed(made), warnings=(*made.warnings, SUPPRESSED))


def suppressed(made: Export) -> Table:
    """The table without what may not be told: counts that are small or tell a small one."""
    at = made.counts
    if at is None:
        raise KeyError(made.name)
    rows: list[tuple[Cell, ...]] = list(made.table.rows)
    for part in made.parts:
        hidden = hidden_rows([_count(rows[place][at]) for place in part])
        for place, gone in zip(part, hidden, strict=True):
            if gone:
                rows[place] = _without(rows[place], at)
    return Table(made.table.columns, tuple(rows), made.table.words)


def _without(row: tuple[Cell, ...], at: int) -> tuple[Cell, ...]:
    """The row's words, and nothing that was counted."""
    return tuple(
        HIDDEN if place >= at and cell is not None else cell for place, cell in enumerate(row)
    )


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
