"""Work by month: hours on operational duty, arrests, calls, use-of-force forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, TypeAlias
from uuid import UUID

from outrider.people.importing.columns import Column, Table
from outrider.people.importing.context import Context
from outrider.people.importing.kinds.by_officer import (
    NUMBER,
    officer_in,
    planned,
    refused,
    written,
)
from outrider.people.importing.kinds.kind import Kind, Tell, Written
from outrider.people.importing.plan import Change, Outcome, Plan, Row
from outrider.people.importing.problems import Unclear, quoted
from outrider.people.importing.reading.rows import RawRow
from outrider.people.importing.register import Officers
from outrider.people.importing.row_reader import RowReader, within
from outrider.people.importing.values.months import month_of
from outrider.people.models import MonthlyExposure, Officer

Key: TypeAlias = tuple[UUID, date]
MOST_HOURS: Final = 744  # of the longest month
MOST: Final = 10_000
FIGURES: Final = {
    "hours": "Hours",
    "arrests": "Arrests",
    "calls": "Calls",
    "force_forms": "Use-of-force forms",
}
COLUMNS: Final = (
    NUMBER,
    Column("month", "Month", "05/2026, May 2026, or any day of the month.", True,
           ("period", "month of duty", "date"), "05/2026"),
    Column("hours", "Hours", "Hours on operational duty in that month.", True,
           ("duty hours", "operational hours", "hours on duty"), "142.5"),
    Column("arrests", "Arrests", "", False, ("number of arrests",), "6"),
    Column("calls", "Calls", "Calls attended.", False,
           ("incidents", "calls attended", "deployments"), "58"),
    Column("force_forms", "Use-of-force forms", "", False,
           ("force forms", "use of force", "use of force forms"), "9"),
)  # fmt: skip


class _Planner:
    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        self.context = context
        self.officers = Officers(Officer.objects.order_by("pk"))
        self.there = {(row.officer_id, row.month): row for row in MonthlyExposure.objects.all()}
        self.lines: dict[Key, int] = {}

    def row(self, raw: RawRow) -> Row[MonthlyExposure]:
        reader = RowReader(self.table, raw)
        officer = officer_in(reader, self.officers, self.context)
        month = reader.read("month", month_of)
        figures = {key: reader.read(key, _Reads(key)) for key in FIGURES}
        for column, value in (("number", officer), ("month", month), ("hours", figures["hours"])):
            if not isinstance(value, Officer | date | float):
                reader.needed(column, "work by month needs it")
        if isinstance(month, date) and month > self.context.today:
            reader.refuse("month", f"{month:%B %Y} is still to come.", "Check the month.")
        if reader.problems or not (isinstance(officer, Officer) and isinstance(month, date)):
            return refused(reader, raw)
        if (line := self.lines.setdefault((officer.pk, month), raw.line)) != raw.line:
            reader.refuse("month", f"This month is on line {line} already.", "Keep one.")
            return refused(reader, raw)
        said = {key: value for key, value in figures.items() if isinstance(value, float)}
        return self._planned(raw, officer, month, said)

    def _planned(
        self, raw: RawRow, officer: Officer, month: date, said: dict[str, float]
    ) -> Row[MonthlyExposure]:
        known = self.there.get((officer.pk, month))
        name = f"{officer.number}, {month:%B %Y}"
        if known is None:
            made = MonthlyExposure(officer=officer, month=month)
            _set(made, said)
            return Row(raw.line, raw.cells, name, Outcome.NEW, action=made)
        changes = tuple(
            Change(FIGURES[key], f"{getattr(known, key):g}", f"{value:g}")
            for key, value in said.items()
            if getattr(known, key) != value
        )
        _set(known, said)
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return Row(raw.line, raw.cells, name, outcome, changes, action=known)


def _set(row: MonthlyExposure, said: dict[str, float]) -> None:
    for key, value in said.items():
        setattr(row, key, value if key == "hours" else int(value))


class _Reads:
    """Reads one figure of the row; raises `Unclear`."""

    def __init__(self, key: str) -> None:
        self.hours = key == "hours"
        self.what = "hours" if self.hours else FIGURES[key].lower()

    def __call__(self, text: str) -> float:
        try:
            value = float(within(text, 30).replace(",", ""))
        except ValueError:
            why = f"{quoted(text)} is not a number of {self.what}."
            raise Unclear(why, f"Write it as {'142.5' if self.hours else '12'}.") from None
        most = MOST_HOURS if self.hours else MOST
        if not 0 <= value <= most:
            raise Unclear(f"{quoted(text)} {self.what} in a month cannot be.", "Check the figure.")
        if not self.hours and value != int(value):
            raise Unclear(f"{quoted(text)} is not a whole number.", "Write a whole number.")
        return value


def plan(table: Table, context: Context, tell: Tell) -> Plan[MonthlyExposure]:
    return planned("exposure", table, tell, _Planner(table, context).row)


def write(made: Plan[MonthlyExposure], context: Context) -> Written:
    return written(made, context, list(FIGURES), "exposure.recorded", "months")


def export(context: Context) -> Iterator[list[str]]:
    rows = MonthlyExposure.objects.order_by("officer__number", "month").values_list(
        "officer__number", "officer__station_id", "month", *FIGURES
    )
    for number, station, month, hours, *counts in rows:
        if context.looks_after(station):
            yield [number, f"{month:%m/%Y}", repr(hours), *map(str, counts)]


EXPOSURE: Final = Kind(
    "exposure", "Work by month", "month", "months", COLUMNS, plan, write, export,
    "How much each officer was out there: rates of assaults are divided by it.",
)  # fmt: skip
