"""What a file would change, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from outrider.people.importing.columns import Table
from outrider.people.importing.problems import Problem
from outrider.people.importing.reading.rows import Cell, Odd

Action = TypeVar("Action")
WHY = "What is wrong"


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that becomes another."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row(Generic[Action]):
    """One row of the file and what becomes of it."""

    line: int
    cells: tuple[Cell, ...]
    name: str  # how people call what the row is about
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    action: Action | None = None


@dataclass(slots=True)
class Plan(Generic[Action]):
    """A whole file. `removed` counts rows of the register that the file replaces."""

    kind: str
    table: Table
    rows: list[Row[Action]]
    removals: list[int] = field(default_factory=list)

    @property
    def counts(self) -> dict[Outcome, int]:
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def writes(self) -> bool:
        counts = self.counts
        return bool(counts[Outcome.NEW] + counts[Outcome.CHANGED] + len(self.removals))

    def of(self, outcome: Outcome) -> Iterator[Row[Action]]:
        return (row for row in self.rows if row.outcome is outcome)

    @property
    def refused(self) -> list[Row[Action]]:
        return list(self.of(Outcome.REFUSED))

    def bad_rows(self) -> list[Sequence[str]]:
        """The refused rows as they came, each with its reasons, to correct and bring again."""
        headings = [each for each in self.table.headings if each != WHY]
        keep = [i for i, each in enumerate(self.table.headings) if each != WHY]
        out: list[Sequence[str]] = [[WHY, *headings]]
        for row in self.refused:
            cells = [_shown(row.cells[i]) if i < len(row.cells) else "" for i in keep]
            out.append([" ".join(str(problem) for problem in row.problems), *cells])
        return out


def _shown(cell: Cell) -> str:
    return cell.shown if isinstance(cell, Odd) else cell
