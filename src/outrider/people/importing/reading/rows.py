"""Rows as they stand in the file, before anybody knows what their columns mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that has no text to read."""

    shown: str
    why: str
    do: str


Cell: TypeAlias = str | Odd


@dataclass(frozen=True, slots=True)
class RawRow:
    line: int  # of the file, or row of the sheet; the first one is 1
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Everything that was read."""

    rows: tuple[RawRow, ...]
    how: str  # "comma-separated, UTF-8", "sheet “People”"
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Composed letters, single spaces, nothing invisible: what two spellings have in common."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())


def checked(cell: Cell) -> Cell:
    """The cell, tidied, or why it cannot be read."""
    if isinstance(cell, Odd):
        return cell
    if len(cell) > LONGEST_CELL:
        return Odd(
            cell[:40],
            f"This cell has {len(cell):,} characters.",
            f"Shorten it: the longest taken is {LONGEST_CELL:,}.",
        )
    text = tidy(cell)
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        return Odd(
            ascii(text)[1:41],
            "This cell has a character that cannot be kept.",
            "Type it again instead of pasting it.",
        )
    return text


def _without_end(cells: list[Cell]) -> tuple[Cell, ...]:
    """Without the blank cells that follow the last one with something in it."""
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def collected(rows: Iterable[RawRow]) -> tuple[RawRow, ...]:
    """Rows with something in them.

    Raises:
        BadFile: there are none, too many, or too wide ones.
    """
    kept: list[RawRow] = []
    for row in rows:
        whole = RawRow(row.line, _without_end([checked(cell) for cell in row.cells]))
        if not whole.cells:
            continue
        if any(whole.cells[MOST_COLUMNS:]):
            raise BadFile(
                f"Line {row.line} has more than {MOST_COLUMNS} columns.",
                "Keep the columns that Outrider reads, and bring the file again.",
            )
        kept.append(whole)
        if len(kept) > MOST_ROWS + 1:
            raise BadFile(
                f"This file has more than {MOST_ROWS:,} rows.",
                "Split it into several files and bring them one after the other.",
            )
    if not kept:
        raise BadFile("This file is empty.", "Check that you saved it, and choose it again.")
    return tuple(kept)
