"""What is wrong with a scenario: every fault with its line and its remedy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST: Final = 40
"""Faults that are told one by one: a list of calls may be wrong in every line."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. Line 0: nowhere in particular."""

    line: int
    wrong: str
    remedy: str

    def __str__(self) -> str:
        where = f"Line {self.line}: " if self.line else ""
        return f"{where}{self.wrong} {self.remedy}".rstrip()


class ScenarioError(Exception):
    """The scenario cannot be used; `faults` are all that were found, in the order of lines."""

    def __init__(self, path: Path | None, faults: list[Fault]) -> None:
        self.path = path
        self.faults = sorted(faults)
        name = path.name if path else "The scenario"
        n = len(faults)
        head = f"{name} has {n} fault{'s' if n > 1 else ''}."
        more = [f"and {n - MOST:,} more."] if n > MOST else []
        super().__init__("\n".join([head, *map(str, self.faults[:MOST]), *more]))
