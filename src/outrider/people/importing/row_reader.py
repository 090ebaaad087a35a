"""Reading the cells of one row: each one that is wrong is noted, and the rest is read on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Final, TypeVar

from outrider.people.importing.columns import Table
from outrider.people.importing.problems import Problem, Unclear, quoted
from outrider.people.importing.reading.rows import Cell, Odd, RawRow
from outrider.people.importing.values.days import day_of

Value = TypeVar("Value")


class Sign(Enum):
    """A cell that says something other than a value."""

    KEEP = "keep"  # blank, or no such column: what the register has stays
    CLEAR = "clear"  # a hyphen alone: empty it


KEEP: Final = Sign.KEEP
CLEAR: Final = Sign.CLEAR
_HYPHEN: Final = "-"


class RowReader:
    """Values of one row by column key. A blank cell never empties what the register has."""

    def __init__(self, table: Table, row: RawRow) -> None:
        self.table = table
        self.row = row
        self.problems: list[Problem] = []
        self._at: Mapping[str, int] = {used.column.key: used.index for used in table.used}

    def has(self, key: str) -> bool:
        """Is there such a column?"""
        return key in self._at

    def _cell(self, key: str) -> Cell:
        index = self._at.get(key)
        return "" if index is None or index >= len(self.row.cells) else self.row.cells[index]

    def shown(self, key: str) -> str:
        cell = self._cell(key)
        return cell.shown if isinstance(cell, Odd) else cell

    def refuse(self, key: str, why: str, do: str) -> None:
        heading = self.table.heading_of(key, key.replace("_", " ").capitalize())
        self.problems.append(Problem(heading, self.shown(key), why, do))

    def read(self, key: str, parse: Callable[[str], Value]) -> Value | Sign:
        """What `parse` makes of the cell; KEEP when it is blank or was refused."""
        cell = self._cell(key)
        if isinstance(cell, Odd):
            self.refuse(key, cell.why, cell.do)
            return KEEP
        if not cell:
            return KEEP
        if cell == _HYPHEN:
            return CLEAR
        try:
            return parse(cell)
        except Unclear as unclear:
            self.refuse(key, unclear.why, unclear.do)
            return KEEP

    def text(self, key: str, longest: int) -> str | Sign:
        return self.read(key, lambda text: within(text, longest))

    def day(self, key: str) -> date | Sign:
        return self.read(key, day_of)

    def bad(self, key: str) -> bool:
        """Was this cell refused already?"""
        heading = self.table.heading_of(key, "")
        return any(problem.column == heading for problem in self.problems)

    def needed(self, key: str, what: str) -> None:
        """Note that the cell is blank although the row cannot do without it."""
        if not self.bad(key):
            self.refuse(key, f"This cell is blank, and {what}.", "Fill it in.")


def within(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Unclear(
            f"{quoted(text)} has {len(text)} characters.",
            f"Shorten it: {longest} are kept.",
        )
    return text
