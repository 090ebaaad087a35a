"""Files that people take away: tables as CSV or as a workbook, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

# A spreadsheet takes a cell that begins like this for a formula; an apostrophe keeps it text.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_APOSTROPHE: Final = re.compile(r"'+[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?(e-?\d+)?", re.IGNORECASE)
_CLEAR: Final = "-"
_TEXT: Final = "@"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE: Final = "text/csv; charset=utf-8"


def escaped(value: str) -> str:
    """The value so that no spreadsheet computes it. `unescaped` takes it back."""
    if value == _CLEAR or _NUMBER.fullmatch(value) or not _FORMULA.match(value):
        return value
    return "'" + value


def unescaped(value: str) -> str:
    return value[1:] if _APOSTROPHE.match(value) else value


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet reads the accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([escaped(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(
    rows: Iterable[Sequence[str]], title: str, notes: Sequence[Sequence[str]] = ()
) -> bytes:
    """A workbook in which every cell is text: zeros in front of a number stay."""
    book = Workbook(write_only=True)
    _fill(book.create_sheet(title[:31]), rows)
    if notes:
        _fill(book.create_sheet("What goes where"), notes)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, rows: Iterable[Sequence[str]]) -> None:
    sheet.freeze_panes = "A2"
    made = [list(row) for row in rows]
    for column in range(max((len(row) for row in made), default=0)):
        longest = max((len(row[column]) for row in made if column < len(row)), default=0)
        letter = get_column_letter(column + 1)
        sheet.column_dimensions[letter].width = min(max(longest + 2, 12), 60)
        # empty cells of the column too: what is typed into them stays as typed
        sheet.column_dimensions[letter].number_format = _TEXT
    for number, row in enumerate(made):
        sheet.append([_cell(sheet, value, bold=number == 0) for value in row])


def _cell(sheet: Any, value: str, *, bold: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"  # and not a formula, whatever it begins with
    cell.number_format = _TEXT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
