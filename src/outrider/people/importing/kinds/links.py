"""Link officers: who is one, where, and until when their own training lasts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from outrider.people.importing.columns import Column, Table
from outrider.people.importing.context import Context
from outrider.people.importing.entries import entry
from outrider.people.importing.kinds.kind import Kind, Tell, Written
from outrider.people.importing.plan import Change, Outcome, Plan, Row
from outrider.people.importing.reading.rows import RawRow
from outrider.people.importing.register import Officers, Stations, number_of
from outrider.people.importing.row_reader import CLEAR, RowReader
from outrider.people.models import LinkAppointment, Officer, Station

COLUMNS: Final = (
    Column("number", "Number", "The person’s number, as in the list of people.", True,
           ("collar number", "collar no", "collar", "shoulder number", "staff number"), "2087"),
    Column("station", "Station", "Code or name; blank is the person’s own.", False,
           ("station code", "site"), "ryde"),
    Column("appointed_on", "Appointed on", "", False, ("appointed", "since", "from"), "01/03/2026"),
    Column("trained_on", "Trained on", "", False, ("trained", "training date"), "20/03/2026"),
    Column("expires_on", "Training ends on", "", False, ("expires", "expires on", "expiry"),
           "20/03/2028"),
    Column("ended_on", "Ended on", "When the appointment ended.", False, ("ended", "until"), ""),
)  # fmt: skip
_LABELS: Final = {column.key: column.label for column in COLUMNS}
_DAYS: Final = ("appointed_on", "trained_on", "expires_on", "ended_on")


class _Planner:
    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        self.context = context
        self.stations = Stations()
        self.officers = Officers(Officer.objects.order_by("pk"))
        self.there = {(a.officer_id, a.station_id): a for a in LinkAppointment.objects.all()}
        self.lines: dict[tuple[UUID, int], int] = {}

    def row(self, raw: RawRow) -> Row[LinkAppointment]:
        reader = RowReader(self.table, raw)
        officer = reader.read(
            "number", lambda text: self.officers.meant_by(number_of(text), self.context)
        )
        station = reader.read("station", self.stations.meant_by)
        if not isinstance(officer, Officer):
            reader.needed("number", "an appointment is somebody’s")
        days = {key: reader.day(key) for key in _DAYS}
        if reader.problems or not isinstance(officer, Officer):
            return _refused(reader, raw)
        at = station.pk if isinstance(station, Station) else officer.station_id
        if not self.context.looks_after(at):
            reader.refuse("station", "You do not look after this station.", "Ask an administrator.")
        if (line := self.lines.setdefault((officer.pk, at), raw.line)) != raw.line:
            reader.refuse("number", f"This appointment is on line {line} already.", "Keep one.")
        known = self.there.get((officer.pk, at))
        values = {
            key: value if isinstance(value, date) else None
            for key, value in days.items()
            if (isinstance(value, date) or value is CLEAR)
            and not (known is not None and getattr(known, key) == value)
        }
        _check(reader, known, values)
        if reader.problems:
            return _refused(reader, raw)
        return _planned(raw, officer, at, known, values)


def _check(
    reader: RowReader, known: LinkAppointment | None, values: dict[str, date | None]
) -> None:
    if (known is None or "appointed_on" in values) and values.get("appointed_on") is None:
        reader.needed("appointed_on", "an appointment begins on a day")
        return
    begins = values.get("appointed_on") or (known.appointed_on if known else None)
    ends = values.get("ended_on")
    if begins and ends and ends < begins:
        reader.refuse("ended_on", "It ends before it begins.", "Correct one of the two days.")


def _planned(
    raw: RawRow,
    officer: Officer,
    at: int,
    known: LinkAppointment | None,
    values: dict[str, Any],
) -> Row[LinkAppointment]:
    row = known or LinkAppointment(officer_id=officer.pk, station_id=at)
    changes = tuple(
        Change(_LABELS[key], _day(getattr(row, key)), _day(value))
        for key, value in values.items()
        if getattr(row, key) != value
    )
    for key, value in values.items():
        setattr(row, key, value)
    if known is None:
        return Row(raw.line, raw.cells, officer.number, Outcome.NEW, action=row)
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return Row(raw.line, raw.cells, officer.number, outcome, changes, action=row)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"


def _refused(reader: RowReader, raw: RawRow) -> Row[LinkAppointment]:
    problems = tuple(reader.problems)
    return Row(raw.line, raw.cells, reader.shown("number"), Outcome.REFUSED, problems=problems)


def plan(table: Table, context: Context, tell: Tell) -> Plan[LinkAppointment]:
    planner = _Planner(table, context)
    rows = []
    for done, raw in enumerate(table.rows, start=1):
        rows.append(planner.row(raw))
        tell(done, len(table.rows))
    return Plan("link-officers", table, rows)


def write(made: Plan[LinkAppointment], context: Context) -> Written:
    new = [row.action for row in made.of(Outcome.NEW) if row.action]
    changed = [row.action for row in made.of(Outcome.CHANGED) if row.action]
    LinkAppointment.objects.bulk_create(new)
    LinkAppointment.objects.bulk_update(changed, list(_DAYS))
    entries = [
        entry(context, f"officer:{row.officer_id}", kind, {"station": row.station_id})
        for kind, rows in (("link.appointed", new), ("link.changed", changed))
        for row in rows
    ]
    return Written(entries, [])


def export(context: Context) -> Iterator[list[str]]:
    rows = LinkAppointment.objects.select_related("officer", "station")
    for row in rows.order_by("officer__number", "station__code"):
        if context.looks_after(row.officer.station_id):
            days = [getattr(row, key) for key in _DAYS]
            shown = ["" if day is None else day.isoformat() for day in days]
            yield [row.officer.number, row.station.code, *shown]


LINKS: Final = Kind(
    "link-officers", "Link officers", "appointment", "appointments", COLUMNS, plan, write, export,
    "Who goes through an assault with the officer, at which station.",
)  # fmt: skip
