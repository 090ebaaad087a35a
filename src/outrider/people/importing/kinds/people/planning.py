"""What each row of a file of people would do."""

from __future__ import annotations

from datetime import date
from typing import Any

from outrider.people.importing import grants as g
from outrider.people.importing.columns import Table
from outrider.people.importing.context import Context
from outrider.people.importing.kinds.kind import Tell
from outrider.people.importing.kinds.people.accounts import account_changes
from outrider.people.importing.kinds.people.columns import DUTIES, LABELS
from outrider.people.importing.kinds.people.loaded import Loaded, PersonWrite, loaded_for
from outrider.people.importing.kinds.people.roles import role_changes
from outrider.people.importing.kinds.people.values import check_complete, values_of
from outrider.people.importing.plan import Change, Outcome, Plan, Row
from outrider.people.importing.problems import Unclear, quoted
from outrider.people.importing.reading.rows import RawRow, tidy
from outrider.people.importing.register import number_of
from outrider.people.importing.row_reader import RowReader
from outrider.people.models import Officer


def plan(table: Table, context: Context, tell: Tell) -> Plan[PersonWrite]:
    """Each row against the register and against the rows before it; nothing is written."""
    loaded, seen, rows = loaded_for(context), dict[str, int](), []
    for done, raw in enumerate(table.rows, start=1):
        rows.append(_row(loaded, table, raw, seen))
        tell(done, len(table.rows))
    return Plan("people", table, rows)


def _row(loaded: Loaded, table: Table, raw: RawRow, seen: dict[str, int]) -> Row[PersonWrite]:
    reader = RowReader(table, raw)
    number = reader.read("number", number_of)
    if not isinstance(number, str):
        reader.needed("number", "everybody needs a number")
        return _refused(reader, raw, reader.shown("family_name"))
    if (line := seen.setdefault(number, raw.line)) != raw.line:
        reader.refuse(
            "number", f"{quoted(number)} is on line {line} already.", "Keep one of the two."
        )
    known = loaded.officers.get(number)
    _check_known(loaded, reader, number, known)
    values = values_of(loaded, reader, known)
    if known is None:
        check_complete(reader, values)
    if reader.problems:
        return _refused(reader, raw, number)
    return _planned(loaded, reader, raw, number, known, values)


def _check_known(loaded: Loaded, reader: RowReader, number: str, known: Officer | None) -> None:
    if known is not None:
        if not loaded.context.looks_after(known.station_id):
            reader.refuse(
                "number", "This person serves at a station that you do not look after.", g.ASK
            )
        return
    try:
        loaded.officers.check_zeros(number)
    except Unclear as unclear:
        reader.refuse("number", unclear.why, unclear.do)


def _planned(
    loaded: Loaded,
    reader: RowReader,
    raw: RawRow,
    number: str,
    known: Officer | None,
    values: dict[str, Any],
) -> Row[PersonWrite]:
    officer = known or Officer(number=number)
    before = {key: getattr(officer, key) for key in values}
    changes = [
        Change(LABELS[key.removesuffix("_id")], _shown(old), _shown(values[key]))
        if key != "station_id"
        else Change("Station", _code(loaded, old), _code(loaded, values[key]))
        for key, old in before.items()
        if not _same(old, values[key])
    ]
    old_station, old_left = (known.station_id, known.left_on) if known else (None, None)
    for key, value in values.items():
        setattr(officer, key, value)
    ask = PersonWrite(officer, known is None)
    ask.columns = [key for key, old in before.items() if not _same(old, values[key])]
    ask.moved = known is not None and old_station != officer.station_id
    changes += account_changes(loaded, reader, raw, ask)
    changes += role_changes(loaded, reader, ask, old_station, old_left)
    if reader.problems:
        _put_back(officer, before)
        return _refused(reader, raw, number)
    if known is None:
        return Row(raw.line, raw.cells, number, Outcome.NEW, action=ask)
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return Row(raw.line, raw.cells, number, outcome, tuple(changes), action=ask)


def _put_back(officer: Officer, before: dict[str, Any]) -> None:
    for key, value in before.items():
        setattr(officer, key, value)


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return DUTIES.get(value, str(value)) if value else ""


def _code(loaded: Loaded, station_id: int | None) -> str:
    return loaded.stations.code(station_id) if station_id else ""


def _same(before: object, after: object) -> bool:
    return tidy(before) == after if isinstance(before, str) else before == after


def _refused(reader: RowReader, raw: RawRow, name: str) -> Row[PersonWrite]:
    return Row(raw.line, raw.cells, name, Outcome.REFUSED, problems=tuple(reader.problems))
