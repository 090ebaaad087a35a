"""Who was there: the control room's log of the incidents that each officer attended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
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
from outrider.people.importing.row_reader import RowReader
from outrider.people.importing.values.moments import moment_of, spoken
from outrider.people.models import IncidentAttendance, Officer

Key: TypeAlias = tuple[str, UUID]
YES: Final = frozenset({"yes", "y", "true", "1", "single", "single crewed", "alone"})
NO: Final = frozenset({"no", "n", "false", "0", "double", "double crewed"})
SAID: Final = {True: "yes", False: "no", None: ""}
COLUMNS: Final = (
    Column("reference", "Incident", "The log’s own number of the incident.", True,
           ("incident number", "log", "log number", "reference", "urn", "cad", "cad number"),
           "44260508-1184"),
    NUMBER,
    Column("arrived_at", "Arrived", "When they were at the scene: 08/05/2026 22:14.", True,
           ("arrived at", "at scene", "at scene time", "arrival", "on scene"),
           "08/05/2026 22:14"),
    Column("alone", "Single crewed", "yes or no.", False,
           ("single crewed?", "alone", "crewing"), "no"),
)  # fmt: skip


class _Planner:
    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        self.context = context
        self.officers = Officers(Officer.objects.order_by("pk"))
        self.there: dict[Key, IncidentAttendance] = {}
        numbers = sorted({RowReader(table, raw).shown("reference") for raw in table.rows})
        for start in range(0, len(numbers), 500):
            rows = IncidentAttendance.objects.filter(reference__in=numbers[start : start + 500])
            self.there |= {(row.reference, row.officer_id): row for row in rows}
        self.lines: dict[Key, int] = {}

    def row(self, raw: RawRow) -> Row[IncidentAttendance]:
        reader = RowReader(self.table, raw)
        reference = reader.text("reference", 40)
        officer = officer_in(reader, self.officers, self.context)
        arrived = reader.read("arrived_at", lambda text: moment_of(text, self.context.zone))
        alone = reader.read("alone", _alone)
        found = (("reference", reference), ("number", officer), ("arrived_at", arrived))
        for column, value in found:
            if not isinstance(value, str | Officer | datetime):
                reader.needed(column, "who was there cannot be told without it")
        if isinstance(arrived, datetime) and arrived > self.context.now:
            reader.refuse("arrived_at", "This moment is still to come.", "Check the day.")
        if reader.problems or not (
            isinstance(reference, str)
            and isinstance(officer, Officer)
            and isinstance(arrived, datetime)
        ):
            return refused(reader, raw)
        if (line := self.lines.setdefault((reference, officer.pk), raw.line)) != raw.line:
            why = f"{officer.number} is at this incident on line {line} already."
            reader.refuse("number", why, "Keep one: the first arrival.")
            return refused(reader, raw)
        return self._planned(raw, reference, officer, arrived, alone)

    def _planned(
        self, raw: RawRow, reference: str, officer: Officer, arrived: datetime, alone: object
    ) -> Row[IncidentAttendance]:
        name = f"{officer.number} at {reference}"
        known = self.there.get((reference, officer.pk))
        said = alone if isinstance(alone, bool) else None
        if known is None:
            made = IncidentAttendance(
                reference=reference, officer=officer, arrived_at=arrived, alone=said
            )
            return Row(raw.line, raw.cells, name, Outcome.NEW, action=made)
        changes = []
        if known.arrived_at != arrived:
            zone = self.context.zone
            changes.append(Change("Arrived", spoken(known.arrived_at, zone), spoken(arrived, zone)))
        if said is not None and known.alone != said:
            changes.append(Change("Single crewed", SAID[known.alone], SAID[said]))
            known.alone = said
        known.arrived_at = arrived
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return Row(raw.line, raw.cells, name, outcome, tuple(changes), action=known)


def _alone(text: str) -> bool:
    plain = text.casefold().strip()
    if plain in YES or plain in NO:
        return plain in YES
    raise Unclear(f"{quoted(text)} is neither yes nor no.", "Write yes or no, or leave it blank.")


def plan(table: Table, context: Context, tell: Tell) -> Plan[IncidentAttendance]:
    return planned("attendance", table, tell, _Planner(table, context).row)


def write(made: Plan[IncidentAttendance], context: Context) -> Written:
    return written(made, context, ["arrived_at", "alone"], "attendance.recorded", "incidents")


def export(context: Context) -> Iterator[list[str]]:
    rows = IncidentAttendance.objects.order_by("reference", "officer__number").values_list(
        "reference", "officer__number", "officer__station_id", "arrived_at", "alone"
    )
    for reference, number, station, arrived, alone in rows:
        if context.looks_after(station):
            yield [reference, number, spoken(arrived, context.zone), SAID[alone]]


ATTENDANCE: Final = Kind(
    "attendance", "Who was there", "attendance", "attendances", COLUMNS, plan, write, export,
    "The control room’s log of incidents: everybody who was there has a row. Officers are compared "
    "with those who stood beside them.",
)  # fmt: skip
