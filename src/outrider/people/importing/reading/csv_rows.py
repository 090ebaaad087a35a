"""Comma, semicolon or tab separated text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading.decoding import decoded
from outrider.people.importing.reading.rows import RawRow, RawSheet, collected
from outrider.people.importing.writing import unescaped

_SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
_QUOTED: Final = re.compile(r'"[^"]*"')
_SEP_LINE: Final = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_LOOK_AT: Final = 10
"""Lines that decide on the separator: a title above the headings has none."""


def read_csv(data: bytes) -> RawSheet:
    """Raises `BadFile`."""
    text, encoding = decoded(data)
    said = _SEP_LINE.match(text)
    separator = said[1] if said and said[1] in _SEPARATORS else _separator(text)
    skipped = 1 if said else 0
    if said:
        text = text[said.end() :]
    rows = collected(_rows(text, separator, skipped))
    return RawSheet(rows, f"{_SEPARATORS[separator]}-separated, {encoding}")


def _separator(text: str) -> str:
    """The one that most of the first lines hold equally often, outside quotation marks."""
    lines = [_QUOTED.sub("", line) for line in text.splitlines()[:_LOOK_AT]]
    return max(_SEPARATORS, key=lambda each: _evenness([line.count(each) for line in lines]))


def _evenness(counts: list[int]) -> tuple[int, int]:
    """How many lines agree on how many there are, and on how many."""
    found = Counter(count for count in counts if count)
    return max(((lines, count) for count, lines in found.items()), default=(0, 0))


def _rows(text: str, separator: str, skipped: int) -> Iterator[RawRow]:
    # strict: a stray quotation mark would otherwise swallow the rows after it without a word
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1 + skipped
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            raise BadFile(
                f"Line {start}: {_why(wrong)}",
                'Put a quotation mark inside a cell twice (“""”), or save the file as .xlsx.',
            ) from None
        yield RawRow(start, tuple(unescaped(cell) for cell in cells))
        start = reader.line_num + 1 + skipped


def _why(wrong: csv.Error) -> str:
    said = str(wrong)
    if "end of data" in said or "limit" in said:
        return "a quotation mark opens a cell that is never closed."
    return "a quotation mark stands in the middle of a cell."
