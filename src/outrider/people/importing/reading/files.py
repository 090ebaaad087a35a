"""Which kind of file it is, by its bytes and not by its name."""

from __future__ import annotations

from typing import Final

from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading.csv_rows import read_csv
from outrider.people.importing.reading.limits import LARGEST_FILE, MEGABYTE
from outrider.people.importing.reading.rows import RawSheet
from outrider.people.importing.reading.xlsx_rows import read_xlsx

_SAVE_AS: Final = "In your spreadsheet choose “Save as”, then Excel workbook (.xlsx) or CSV UTF-8."
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "This is an old Excel file (.xls), or a workbook with a password."),
    (b"%PDF", "This is a PDF."),
    (b"\x89PNG", "This is a picture."),
    (b"\xff\xd8\xff", "This is a picture."),
    (b"GIF8", "This is a picture."),
    (b"\x1f\x8b", "This file is compressed (gzip)."),
    (b"7z\xbc\xaf", "This file is compressed (7z)."),
    (b"Rar!", "This file is compressed (rar)."),
    (b"{\\rtf", "This is a word processor's file."),
    (b"<?xml", "This is an XML file."),
    (b"<html", "This is a web page."),
    (b"<!DOCTYPE", "This is a web page."),
)


def read_file(data: bytes, *, sheet: str = "", largest: int = LARGEST_FILE) -> RawSheet:
    """The rows of a CSV or XLSX file.

    Raises:
        BadFile: says what the file is and what to do.
    """
    if not data:
        raise BadFile("This file is empty.", "Check that you saved it, and choose it again.")
    check_size(len(data), largest)
    if data.startswith(b"PK\x03\x04"):
        return read_xlsx(data, sheet)
    for mark, what in _OTHERS:
        if data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(mark.lower()):
            raise BadFile(what, _SAVE_AS)
    return read_csv(data)


def check_size(size: int, largest: int = LARGEST_FILE) -> None:
    """Raises `BadFile`; asked before a file is read into memory."""
    if size > largest:
        raise BadFile(
            f"This file has {size / MEGABYTE:.1f} MB, and at most "
            f"{largest // MEGABYTE} MB are taken here.",
            "Split it, or ask whoever runs the server to use `outrider import`, which takes "
            f"{LARGEST_FILE // MEGABYTE} MB.",
        )
