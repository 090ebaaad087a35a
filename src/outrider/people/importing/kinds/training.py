"""Safety training that was finished: who, which course, when."""

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
from outrider.people.importing.reading.rows import RawRow, tidy
from outrider.people.importing.register import Officers
from outrider.people.importing.row_reader import RowReader, within
from outrider.people.models import Officer, TrainingRecord

Key: TypeAlias = tuple[UUID, str, date]
_PPST: Final = frozenset(
    {
        "ppst",
        "pst",
        "ost",
        "personal safety training",
        "public and personal safety training",
        "officer safety training",
    }
)
COLUMNS: Final = (
    NUMBER,
    Column("course", "Course", "ppst for public and personal safety training, or your own name.",
           True, ("training", "course name", "title"), "ppst"),
    Column("done_on", "Done on", "The day on which it was finished.", True,
           ("date", "completed", "completed on", "done", "date completed"), "12/05/2026"),
    Column("hours", "Hours", "", False, ("duration", "length"), "12"),
)  # fmt: skip


class _Planner:
    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        self.context = context
        self.officers = Officers(Officer.objects.order_by("pk"))
        rows = TrainingRecord.objects.all()
        self.there = {(row.officer_id, tidy(row.course), row.done_on): row for row in rows}
        self.lines: dict[Key, int] = {}

    def row(self, raw: RawRow) -> Row[TrainingRecord]:
        reader = RowReader(self.table, raw)
        officer = officer_in(reader, self.officers, self.context)
        course, day = reader.text("course", 40), reader.day("done_on")
        hours = reader.read("hours", _hours)
        for column, value in (("number", officer), ("course", course), ("done_on", day)):
            if not isinstance(value, Officer | str | date):
                reader.needed(column, "a training record needs it")
        if isinstance(day, date) and day > self.context.today:
            reader.refuse("done_on", f"{day:%d/%m/%Y} is still to come.", "Check the day.")
        if reader.problems or not (
            isinstance(officer, Officer) and isinstance(course, str) and isinstance(day, date)
        ):
            return refused(reader, raw)
        key = (officer.pk, self._course(officer.pk, course, day), day)
        if (line := self.lines.setdefault(key, raw.line)) != raw.line:
            reader.refuse("course", f"This record is on line {line} already.", "Keep one.")
            return refused(reader, raw)
        return self._planned(raw, officer, key, hours if isinstance(hours, float) else None)

    def _course(self, who: UUID, said: str, day: date) -> str:
        """The register's own name for the course where it has one."""
        if (who, said, day) in self.there:
            return said
        return "ppst" if said.casefold() in _PPST else said

    def _planned(
        self, raw: RawRow, officer: Officer, key: Key, hours: float | None
    ) -> Row[TrainingRecord]:
        known = self.there.get(key)
        if known is None:
            _, course, day = key
            made = TrainingRecord(officer=officer, course=course, done_on=day, hours=hours or 0)
            return Row(raw.line, raw.cells, officer.number, Outcome.NEW, action=made)
        if hours is None or known.hours == hours:
            return Row(raw.line, raw.cells, officer.number, Outcome.UNCHANGED, action=known)
        change = Change("Hours", f"{known.hours:g}", f"{hours:g}")
        known.hours = hours
        return Row(raw.line, raw.cells, officer.number, Outcome.CHANGED, (change,), action=known)


def _hours(text: str) -> float:
    try:
        value = float(within(text, 30).removesuffix("h").strip())
    except ValueError:
        why = f"{quoted(text)} is not a number of hours."
        raise Unclear(why, "Write it as 12 or 7.5.") from None
    if not 0 <= value <= 1_000:
        raise Unclear(f"{quoted(text)} hours cannot be.", "Check the figures.")
    return value


def plan(table: Table, context: Context, tell: Tell) -> Plan[TrainingRecord]:
    return planned("training", table, tell, _Planner(table, context).row)


def write(made: Plan[TrainingRecord], context: Context) -> Written:
    return written(made, context, ["hours"], "training.recorded", "records")


def export(context: Context) -> Iterator[list[str]]:
    rows = (
        TrainingRecord.objects.order_by("officer__number", "done_on", "course")
        .values_list("officer__number", "officer__station_id", "course", "done_on", "hours")
        .distinct()
    )
    for number, station, course, day, hours in rows:
        if context.looks_after(station):
            yield [number, course, day.isoformat(), repr(hours) if hours else ""]


TRAINING: Final = Kind(
    "training", "Safety training", "record", "records", COLUMNS, plan, write, export,
    "Who finished which safety training, and when: refreshers are offered from it.",
)  # fmt: skip
