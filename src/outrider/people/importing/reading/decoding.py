"""Which letters the bytes of a text file stand for."""

from __future__ import annotations

import codecs
from typing import Final

from outrider.people.importing.problems import BadFile

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_NOT_TEXT: Final = BadFile(
    "This is not a text file that Outrider can read.",
    "In your spreadsheet choose “Save as”, then CSV UTF-8 or Excel workbook (.xlsx).",
)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 or Windows-1252.

    Raises:
        BadFile: none of them.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, codec), name
    guess = _wide(data)
    if guess:
        return _strictly(data, guess), "UTF-16"
    if b"\x00" in data:
        raise _NOT_TEXT
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1252"), "Windows-1252"


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain English is zero."""
    head = data[:400]
    if len(head) < 4 or len(data) % 2:
        return ""
    half = len(head) // 2
    if head[1::2].count(0) > half * 0.7 and not head[0::2].count(0):
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.7 and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def _strictly(data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise _NOT_TEXT from None
    if "\x00" in text:
        raise _NOT_TEXT
    return text
