"""Sheets of a workbook. Nothing in it is computed: a formula is a cell to correct."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from openpyxl import load_workbook

from outrider.people.importing.problems import BadFile, quoted
from outrider.people.importing.reading.limits import MOST_COLUMNS
from outrider.people.importing.reading.rows import Cell, Odd, RawRow, RawSheet, collected
from outrider.people.importing.reading.workbook_guard import check_workbook

_VALUES: Final = "Copy the column, paste it as values, and bring the file again."


def read_xlsx(data: bytes, wanted: str = "") -> RawSheet:
    """The sheet named, or the first one with something in it.

    Raises:
        BadFile: says what is wrong.
    """
    check_workbook(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out (styles, validation); cells are all we read
            warnings.simplefilter("ignore")
            return _read(data, wanted)
    except BadFile:
        raise
    except Exception as broken:
        raise BadFile(
            "This workbook cannot be read.",
            "In your spreadsheet choose “Save as”, then Excel workbook (.xlsx), and bring that.",
        ) from broken


def _read(data: bytes, wanted: str) -> RawSheet:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        names = [wanted] if wanted else list(sheets)
        if wanted and wanted not in sheets:
            raise BadFile(
                f"There is no sheet called {quoted(wanted)}.",
                f"Choose one of: {', '.join(sheets)}.",
            )
        for name in names:
            rows = list(_rows(sheets[name]))
            if any(any(row.cells) for row in rows):
                others = tuple(each for each in sheets if each != name)
                return RawSheet(collected(rows), f"sheet {quoted(name)}", name, others)
        return RawSheet(collected([]), "")
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[RawRow]:
    # a workbook's own word about its size is not taken: it may be wrong, or a million rows
    sheet.reset_dimensions()
    for line, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        if row:
            yield RawRow(line, tuple(_text(cell) for cell in row))


def _text(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Odd(str(value)[:40], "This cell is a formula, and formulas are not read.", _VALUES)
    if cell.data_type == "e":
        return Odd(str(value), f"This cell holds an error ({value}).", _VALUES)
    return _as_typed(value)


def _as_typed(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds")[:8].removesuffix(":00")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def _moment(value: datetime) -> str:
    """A spreadsheet keeps times as parts of a day: 07:00 may come as 06:59:59.999997."""
    whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    if whole.time() == time(0):
        return whole.date().isoformat()
    return whole.isoformat(" ").removesuffix(":00") if not whole.second else whole.isoformat(" ")
