"""On which line of a TOML file a key stands, and what its comment says.

`tomllib` gives values without places. This reads only what it needs to find keys again: headers,
keys at the start of a line, and where strings and brackets end. The text must be valid TOML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Key: TypeAlias = tuple[str | int, ...]
"""Path of a value: names of tables, numbers within arrays of tables, and the name of the key."""

_PART: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED: Final = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER: Final = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#(.*))?$")
_KEY: Final = re.compile(rf"\s*({_DOTTED})\s*=\s*")


@dataclass
class Lines:
    """`line` is where a key or table begins; `note` is its comment, and that above it."""

    line: dict[Key, int] = field(default_factory=dict)
    note: dict[Key, str] = field(default_factory=dict)

    def of(self, key: Key) -> int:
        """Line of the key, or of the nearest table around it; 0 if there is none."""
        while key:
            if key in self.line:
                return self.line[key]
            key = key[:-1]
        return 0


def find_lines(text: str) -> Lines:
    """Every key and table of the text."""
    finder = _Finder()
    for number, line in enumerate(text.splitlines(), start=1):
        finder.read(number, line)
    return finder.found


class _Finder:
    def __init__(self) -> None:
        self.found = Lines()
        self.table: Key = ()
        self.count: dict[Key, int] = {}
        self.above: list[str] = []
        self.inside = _Value()
        self.key: Key = ()

    def read(self, number: int, line: str) -> None:
        if self.inside.open:
            self._note(self.key, self.inside.read(line))
            return
        stripped = line.strip()
        if stripped.startswith("#"):
            self.above.append(stripped.lstrip("# "))
        elif header := _HEADER.match(line):
            self.table = self._named(header[2], array=header[1] == "[[")
            for length in range(1, len(self.table)):
                self.found.line.setdefault(self.table[:length], number)
            self._put(self.table, number, header[3] or "")
        elif key := _KEY.match(line):
            self.key = self.table + _parts(key[1])
            self.inside = _Value()
            self._put(self.key, number, self.inside.read(line[key.end() :]))
        if not stripped:
            self.above = []

    def _named(self, dotted: str, *, array: bool) -> Key:
        """The full path: the last entry of each array of tables on the way, or a new one."""
        key: Key = ()
        parts = _parts(dotted)
        for place, part in enumerate(parts):
            key = (*key, part)
            if array and place == len(parts) - 1:
                self.count[key] = self.count.get(key, -1) + 1
            if key in self.count:
                key = (*key, self.count[key])
        return key

    def _put(self, key: Key, number: int, comment: str) -> None:
        self.found.line[key] = number
        self._note(key, " ".join([*self.above, comment.strip()]))
        self.above = []

    def _note(self, key: Key, comment: str) -> None:
        said = " ".join((self.found.note.get(key, ""), comment)).strip()
        if said:
            self.found.note[key] = said


class _Value:
    """Follows a value until it ends; `read` gives the comment of the line."""

    def __init__(self) -> None:
        self.depth = 0
        self.quote = ""

    @property
    def open(self) -> bool:
        return self.depth > 0 or len(self.quote) == 3

    def read(self, line: str) -> str:
        place = 0
        while place < len(line):
            if self.quote:
                place = self._string(line, place)
                continue
            here = line[place]
            if here == "#":
                return line[place + 1 :].strip()
            if here in "\"'":
                self.quote = here * 3 if line.startswith(here * 3, place) else here
                place += len(self.quote)
                continue
            self.depth += (here in "[{") - (here in "]}")
            place += 1
        return ""

    def _string(self, line: str, place: int) -> int:
        if line[place] == "\\" and self.quote[0] == '"':
            return place + 2
        if line.startswith(self.quote, place):
            place += len(self.quote)
            self.quote = ""
            return place
        return place + 1


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
