"""What a method needs to be asked on a file: its columns, its settings, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from outrider.signals.reading.columns import (
    ANY,
    POSITIVE,
    counts,
    days,
    flags,
    numbers,
    words,
)
from outrider.signals.reading.problems import Problem, Unreadable
from outrider.signals.reading.sheet import Sheet
from outrider.signals.result import Result

Value: TypeAlias = str | int | float | bool


class Kind(StrEnum):
    """What stands in a column."""

    NAME = "name"
    COUNT = "count"
    NUMBER = "number"
    EXPOSURE = "exposure"  # a number above 0
    DAY = "day"
    FLAG = "flag"  # yes or no


_READ: Mapping[Kind, Callable[[Sheet, str], Any]] = {
    Kind.NAME: words,
    Kind.COUNT: counts,
    Kind.NUMBER: lambda sheet, heading: numbers(sheet, heading, ANY),
    Kind.EXPOSURE: lambda sheet, heading: numbers(sheet, heading, POSITIVE),
    Kind.DAY: days,
    Kind.FLAG: flags,
}


@dataclass(frozen=True, slots=True)
class Need:
    """A column: the option that names it, what it is called on a page, what stands in it."""

    role: str
    title: str
    kind: Kind
    says: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """A number or word that a method can be given; its type is that of the default."""

    name: str
    default: Value
    says: str


@dataclass(frozen=True)
class Given:
    """Columns as arrays by role, settings by name, and how old the data are."""

    columns: Mapping[str, Any]
    settings: Mapping[str, Any]
    vintage: str
    units: Mapping[str, str] = field(default_factory=dict)  # heading by role, as the file has it

    def __getitem__(self, role: str) -> Any:
        return self.columns[role]

    def get(self, role: str) -> Any:
        """The column, or None where it was not named."""
        return self.columns.get(role)

    def unit(self, role: str) -> str:
        """The heading of a column, as the unit of what stands in it."""
        return self.units.get(role, role)


@dataclass(frozen=True)
class Ask:
    """A question to a file. `part` is the sub-package that answers; `key` names the command.

    `reads` reads a published layout whole, by its own headings: nothing has to be chosen then.
    """

    key: str
    part: str
    title: str
    says: str
    needs: tuple[Need, ...]
    make: Callable[[Given], Result]
    settings: tuple[Setting, ...] = ()
    reads: Callable[[Sheet], Mapping[str, Any]] | None = None

    def default_settings(self) -> dict[str, Value]:
        return {setting.name: setting.default for setting in self.settings}


def given(
    ask: Ask,
    sheet: Sheet,
    chosen: Mapping[str, str],
    vintage: str,
    settings: Mapping[str, Value] | None = None,
) -> Given:
    """Read every chosen column; all that is wrong with any of them is told at once.

    Raises:
        Unreadable: with every problem.
    """
    columns: dict[str, Any] = dict(ask.reads(sheet)) if ask.reads else {}
    units: dict[str, str] = {}
    problems: list[Problem] = []
    for need in ask.needs:
        heading = chosen.get(need.role, "")
        if not heading:
            if need.needed:
                problems.append(
                    Problem(None, "", f"“{need.title}” has no column.", f"Choose one: {need.says}")
                )
            continue
        try:
            columns[need.role] = _READ[need.kind](sheet, heading)
            units[need.role] = sheet.headings[sheet.place(heading)]
        except Unreadable as wrong:
            problems += wrong.problems
    if problems:
        raise Unreadable(problems)
    return Given(columns, ask.default_settings() | dict(settings or {}), vintage, units)


def answer(
    ask: Ask,
    sheet: Sheet,
    chosen: Mapping[str, str],
    vintage: str,
    settings: Mapping[str, Value] | None = None,
) -> Result:
    """The method's answer to a file.

    Raises:
        Unreadable: a column cannot be read.
        ValueError: the method cannot be used on these data; says why.
    """
    return ask.make(given(ask, sheet, chosen, vintage, settings))
