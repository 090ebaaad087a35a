"""What is wrong with a file or a cell, and what to do about it, in the user's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a row is refused."""

    column: str  # as the file calls it
    value: str
    why: str
    do: str

    def __str__(self) -> str:
        return f"{self.column}: {self.why} {self.do}"


class Unclear(ValueError):
    """A value that cannot be used."""

    def __init__(self, why: str, do: str) -> None:
        super().__init__(f"{why} {do}")
        self.why = why
        self.do = do


class BadFile(Unclear):
    """A file of which no row can be read."""


def quoted(value: str, longest: int = 40) -> str:
    """The value as it is shown in a sentence."""
    return f"“{value[:longest]}…”" if len(value) > longest else f"“{value}”"
