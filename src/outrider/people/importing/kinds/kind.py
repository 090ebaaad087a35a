"""What every kind of file offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from outrider.journal.new_entry import NewEntry
from outrider.people.importing.columns import Column, Table
from outrider.people.importing.context import Context
from outrider.people.importing.plan import Plan


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody serves elsewhere now."""

    officer_id: UUID
    station_id: int


@dataclass(slots=True)
class Written:
    """What was done, for the journal and for whoever must follow."""

    entries: list[NewEntry]
    moves: list[Move]


Tell: TypeAlias = Callable[[int, int], None]
"""Hears how many of how many rows are done."""


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    title: str
    one: str  # "1 station"
    many: str
    columns: tuple[Column, ...]
    plan: Callable[[Table, Context, Tell], Plan[Any]]
    write: Callable[[Plan[Any], Context], Written]
    export: Callable[[Context], Iterator[list[str]]]  # rows below the headings
    says: str  # one sentence for the page

    @property
    def headings(self) -> list[str]:
        return [column.label for column in self.columns]

    def counted(self, number: int) -> str:
        return f"{number:,} {self.one if number == 1 else self.many}"
