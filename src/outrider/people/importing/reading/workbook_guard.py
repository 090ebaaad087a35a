"""A workbook is a zip file of XML: what it may hold is checked before it is opened."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading.limits import MEGABYTE, MOST_PARTS, UNPACKED

_BOOK: Final = "xl/workbook.xml"
_HEAD: Final = 64 * 1024
_AGAIN: Final = "In your spreadsheet choose “Save as”, then Excel workbook (.xlsx), and bring that."


def check_workbook(data: bytes) -> None:
    """Raises `BadFile` for what is no workbook, is damaged, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive.infolist())
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _check_head(archive, part)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as broken:
        raise BadFile("This workbook is damaged or has a password.", _AGAIN) from broken


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if _BOOK not in names:
        raise BadFile(
            "This is a zip file, but not an Excel workbook."
            if "mimetype" not in names
            else "This is an OpenDocument file.",
            _AGAIN,
        )
    if "xl/vbaProject.bin" in names:
        raise BadFile("This workbook holds macros (.xlsm).", _AGAIN)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > UNPACKED or len(parts) > MOST_PARTS:
        raise BadFile(
            f"This workbook unpacks to {unpacked // MEGABYTE} MB in {len(parts)} parts, "
            f"and at most {UNPACKED // MEGABYTE} MB are read.",
            "Copy the cells that you need into a new workbook, and bring that.",
        )


def _check_head(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No workbook of a spreadsheet declares a document type; one that does wants to be expanded."""
    with archive.open(part) as opened:
        if b"<!DOCTYPE" in opened.read(_HEAD).replace(b"\x00", b""):
            raise BadFile("This workbook holds something that no spreadsheet writes.", _AGAIN)
