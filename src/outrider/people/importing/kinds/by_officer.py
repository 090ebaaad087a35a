"""Shared by kinds with an officer a row: training, work by month, who was there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Model

from outrider.people.importing.columns import Column, Table
from outrider.people.importing.context import Context
from outrider.people.importing.entries import entry
from outrider.people.importing.kinds.kind import Tell, Written
from outrider.people.importing.plan import Outcome, Plan, Row
from outrider.people.importing.reading.rows import RawRow
from outrider.people.importing.register import Officers, number_of
from outrider.people.importing.row_reader import RowReader, Sign
from outrider.people.models import Officer

Made = TypeVar("Made", bound=Model)

NUMBER: Final = Column(
    "number", "Number", "The person’s number, as in the list of people.", True,
    ("collar number", "collar no", "collar", "shoulder number", "staff number"), "3318",
)  # fmt: skip


def officer_in(reader: RowReader, officers: Officers, context: Context) -> Officer | Sign:
    """Whom the row is about, if the one who brings the file looks after them."""
    return reader.read("number", lambda text: officers.meant_by(number_of(text), context))


def refused(reader: RowReader, raw: RawRow) -> Row[Any]:
    problems = tuple(reader.problems)
    return Row(raw.line, raw.cells, reader.shown("number"), Outcome.REFUSED, problems=problems)


def planned(kind: str, table: Table, tell: Tell, row: Callable[[RawRow], Row[Made]]) -> Plan[Made]:
    """Every row of the file, told of as it goes."""
    rows = []
    for done, raw in enumerate(table.rows, start=1):
        rows.append(row(raw))
        tell(done, len(table.rows))
    return Plan(kind, table, rows)


def written(
    made: Plan[Made], context: Context, fields: Sequence[str], kind: str, counts: str
) -> Written:
    """Rows into the register, and one journal row an officer with how many: `counts` names it."""
    new = [row.action for row in made.of(Outcome.NEW) if row.action is not None]
    changed = [row.action for row in made.of(Outcome.CHANGED) if row.action is not None]
    for rows, put in ((new, _create), (changed, _update)):
        if rows:
            put(rows, fields)
    counted: dict[UUID, int] = {}
    for one in (*new, *changed):
        who: UUID = one.officer_id  # type: ignore[attr-defined]
        counted[who] = counted.get(who, 0) + 1
    entries = [
        entry(context, f"officer:{who}", kind, {counts: number}) for who, number in counted.items()
    ]
    return Written(entries, [])


def _create(rows: Sequence[Made], fields: Sequence[str]) -> None:
    type(rows[0])._default_manager.bulk_create(rows, batch_size=2_000)


def _update(rows: Sequence[Made], fields: Sequence[str]) -> None:
    type(rows[0])._default_manager.bulk_update(rows, fields, batch_size=500)
