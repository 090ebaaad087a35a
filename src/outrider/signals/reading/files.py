"""From the bytes of a file to its rows. Which kind it is says its content, not its name."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from outrider.signals.reading.problems import Problem, Unreadable, whole_file
from outrider.signals.reading.sheet import Sheet, sheet_of

LARGEST: Final = 200 * 1024 * 1024
"""Bytes, unpacked."""
MOST_ROWS: Final = 2_000_000
GZIP: Final = b"\x1f\x8b"
SPREADSHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SEPARATORS: Final = (",", ";", "\t")

Rows = list[tuple[int, list[str]]]


def read_path(path: Path, sheet: str = "") -> Sheet:
    """A CSV (also gzipped), `.ods`, `.xlsx` or `.xls` file, by its path.

    Raises:
        Unreadable: says what is wrong and what to do.
    """
    return read_bytes(bytes_of(path), sheet, path.name)


def bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise whole_file(f"{path} is a folder.", "Name the file in it.")
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise whole_file(f"{path} cannot be read: {why}.", "Check the path.") from None


def read_bytes(data: bytes, sheet: str = "", name: str = "") -> Sheet:
    """As `read_path`, of bytes."""
    return sheet_of(rows_of(data, sheet), name)


def rows_of(data: bytes, sheet: str = "") -> Rows:
    """Every row with its number, before anybody says which one holds the headings."""
    data = _unpacked(data)
    if data.startswith(SPREADSHEETS):
        return _spreadsheet(data, sheet)
    return _text(data)


def _unpacked(data: bytes) -> bytes:
    if data.startswith(GZIP):
        try:
            with gzip.open(io.BytesIO(data)) as packed:
                data = packed.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error):
            raise whole_file("The compressed file is damaged.", "Fetch it again.") from None
    if len(data) > LARGEST:
        raise whole_file(
            f"The file has more than {LARGEST // 1024**2} MB.", "Cut it to the rows that you need."
        )
    return data


def _spreadsheet(data: bytes, wanted: str) -> Rows:
    _check_size(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if wanted and wanted not in names:
            raise whole_file(f"There is no sheet “{wanted}”.", f"There are: {', '.join(names)}.")
        chosen = book.get_sheet_by_name(wanted or names[0])
        rows = chosen.to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise whole_file(
            f"This spreadsheet cannot be read: {error}.",
            "Save it again as .xlsx or .ods, or as CSV.",
        ) from None
    return [(line, [_cell(cell) for cell in row]) for line, row in enumerate(rows, start=1)]


def _check_size(data: bytes) -> None:
    """A spreadsheet is a zip file: a small one can hold gigabytes."""
    if not data.startswith(SPREADSHEETS[0]):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        raise whole_file("The spreadsheet is damaged.", "Save it again, or as CSV.") from None
    if unpacked > LARGEST:
        raise whole_file(
            f"The spreadsheet unpacks to more than {LARGEST // 1024**2} MB.",
            "Copy the cells that you need into a new one.",
        )


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def _text(data: bytes) -> Rows:
    text = _decoded(data)
    head = text[:20_000].splitlines()[:10]
    separator = max(SEPARATORS, key=lambda each: sum(line.count(each) for line in head))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: Rows = []
    start = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            raise Unreadable(
                [
                    Problem(
                        start, "", "A quotation mark stands alone here.",
                        "Close it, or write it twice where it belongs to the text.",
                    )
                ]
            ) from None  # fmt: skip
        rows.append((start, row))
        start = reader.line_num + 1
        if len(rows) > MOST_ROWS:
            raise whole_file(
                f"The file has more than {MOST_ROWS:,} rows.", "Cut it to what you need."
            )


def _decoded(data: bytes) -> str:
    if b"\x00" in data[:4_000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise whole_file("This is not a text file.", "Save it as CSV UTF-8, .xlsx or .ods.")
    for codec in (
        ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    ):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise whole_file("The letters of this file cannot be read.", "Save it as CSV UTF-8.")
