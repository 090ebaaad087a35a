"""What is wrong with a file, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_TOLD = 8
"""Rows that a message names; the count says how many more there are."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `line` is that of the file, the headings included; None: the whole file."""

    line: int | None
    column: str
    why: str
    do: str

    def __str__(self) -> str:
        where = [f"Row {self.line}"] if self.line is not None else []
        if self.column:
            where.append(f"{'column' if where else 'Column'} “{self.column}”")
        place = f"{', '.join(where)}: " if where else ""
        return f"{place}{self.why} {self.do}"


class Unreadable(ValueError):
    """A file or a column that cannot be used; `problems` has every reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        told = [str(problem) for problem in self.problems[:MOST_TOLD]]
        left = len(self.problems) - len(told)
        if left:
            told.append(f"And {left:,} more rows like these.")
        super().__init__("\n".join(told))


def whole_file(why: str, do: str) -> Unreadable:
    return Unreadable([Problem(None, "", why, do)])
