"""Columns that a kind of file may have, and which of a file's columns they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from outrider.people.importing.problems import BadFile, quoted
from outrider.people.importing.reading.rows import Cell, Odd, RawRow, RawSheet

_LOOK_AT: Final = 15
"""Rows in which the headings are looked for: a list often has a title above them."""


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: str  # the heading in a template
    says: str  # what goes into it
    needed: bool = False
    also: tuple[str, ...] = ()  # other headings that people use
    example: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """A column of the file that is read."""

    column: Column
    heading: str  # as the file has it
    index: int


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose columns are known."""

    headings: tuple[str, ...]
    line: int  # of the headings
    used: tuple[Used, ...]
    ignored: tuple[str, ...]
    rows: tuple[RawRow, ...]
    how: str
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()

    def heading_of(self, key: str, otherwise: str) -> str:
        return next((each.heading for each in self.used if each.column.key == key), otherwise)


def plain(heading: str) -> str:
    """What is left of a heading when case, points and brackets are taken away."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())


def table_of(sheet: RawSheet, columns: Sequence[Column]) -> Table:
    """Find the row of headings and the columns that are known.

    Raises:
        BadFile: no headings, one twice, a needed one missing, or nothing below them.
    """
    names = _names(columns)
    found = max(
        range(min(_LOOK_AT, len(sheet.rows))),
        key=lambda index: (len(_known(sheet.rows[index], names)), -index),
    )
    row = sheet.rows[found]
    known = _known(row, names)
    headings = tuple(_shown(cell) for cell in row.cells)
    _check(known, headings, columns)
    below = sheet.rows[found + 1 :]
    if not below:
        raise BadFile(
            f"There is nothing below the headings on line {row.line}.",
            "Write one row for each, and bring the file again.",
        )
    taken = {index for _, index in known}
    return Table(
        headings=headings,
        line=row.line,
        used=tuple(Used(column, headings[index], index) for column, index in known),
        ignored=tuple(name for i, name in enumerate(headings) if name and i not in taken),
        rows=below,
        how=sheet.how,
        sheet=sheet.sheet,
        other_sheets=sheet.other_sheets,
    )


def _names(columns: Sequence[Column]) -> dict[str, Column]:
    return {
        plain(name): column
        for column in columns
        for name in (column.key, column.label, *column.also)
    }


def _known(row: RawRow, names: dict[str, Column]) -> list[tuple[Column, int]]:
    return [
        (names[plain(cell)], index)
        for index, cell in enumerate(row.cells)
        if isinstance(cell, str) and plain(cell) in names
    ]


def _shown(cell: Cell) -> str:
    return cell.shown if isinstance(cell, Odd) else cell


def _check(
    known: list[tuple[Column, int]], headings: tuple[str, ...], columns: Sequence[Column]
) -> None:
    seen: dict[str, str] = {}
    for column, index in known:
        if column.key in seen:
            raise BadFile(
                f"{quoted(seen[column.key])} and {quoted(headings[index])} both say "
                f"{column.label.lower()}.",
                "Take one of the two columns out, and bring the file again.",
            )
        seen[column.key] = headings[index]
    missing = [column for column in columns if column.needed and column.key not in seen]
    if missing:
        there = ", ".join(quoted(name) for name in headings if name)
        wanted = " and no ".join(quoted(column.label) for column in missing)
        raise BadFile(
            f"There is no column {wanted}.",
            f"Found: {there}. Give the column that heading, or start from the template.",
        )
