"""Stations: code, name, agency and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from outrider.people.importing.columns import Column, Table
from outrider.people.importing.context import Context
from outrider.people.importing.entries import entry
from outrider.people.importing.kinds.kind import Kind, Tell, Written
from outrider.people.importing.plan import Change, Outcome, Plan, Row
from outrider.people.importing.problems import Unclear, quoted
from outrider.people.importing.reading.rows import RawRow, tidy
from outrider.people.importing.register import Stations
from outrider.people.importing.row_reader import CLEAR, RowReader, within
from outrider.people.models import Station

AGENCIES: Final = {"police": "Police", "ambulance": "Ambulance service", "fire": "Fire"}
_AGENCY_WORDS: Final = {
    "police": "police",
    "police force": "police",
    "ambulance": "ambulance",
    "ambulance service": "ambulance",
    "ambulance trust": "ambulance",
    "nhs": "ambulance",
    "fire": "fire",
    "fire service": "fire",
    "fire and rescue": "fire",
}
_CODE: Final = re.compile(r"[-a-zA-Z0-9_]{1,24}")
# the United Kingdom with its islands, and a margin
_LAT: Final = (49.0, 61.5)
_LON: Final = (-9.0, 2.5)

COLUMNS: Final = (
    Column("code", "Code", "Short, without spaces: what other files call the station by.", True,
           ("station code", "station id", "id", "site code"), "ryde"),
    Column("name", "Name", "As people say it.", False,
           ("station", "station name", "site", "site name"), "Ryde"),
    Column("agency", "Agency", "Police, ambulance service or fire.", False,
           ("service", "organisation", "owner"), "Police"),
    Column("lat", "Latitude", "Decimal degrees, with longitude; or a grid reference, or a town.",
           False, ("lat", "y"), "50.7305"),
    Column("lon", "Longitude", "Decimal degrees, negative to the west.", False,
           ("lon", "long", "lng", "x"), "-1.1623"),
    Column("os_grid", "OS grid reference", "Instead of latitude and longitude.", False,
           ("grid", "grid reference", "grid ref", "osgr", "ngr", "os grid"), "SZ 592 927"),
    Column("town", "Town", "Used only where neither of the others is given.", False,
           ("place", "locality", "city"), ""),
)  # fmt: skip


def plan(table: Table, context: Context, tell: Tell) -> Plan[Station]:
    stations = Stations()
    seen: dict[str, int] = {}
    rows = []
    for done, raw in enumerate(table.rows, start=1):
        rows.append(_row(RowReader(table, raw), raw, stations, seen, context))
        tell(done, len(table.rows))
    return Plan("stations", table, rows)


def _row(
    reader: RowReader, raw: RawRow, stations: Stations, seen: dict[str, int], context: Context
) -> Row[Station]:
    code = reader.read("code", _code)
    if not isinstance(code, str):
        reader.needed("code", "every station needs its code")
        return _refused(reader, raw, reader.shown("name"))
    known = stations.with_code(code)
    key = known.code if known else code.casefold()
    if (line := seen.setdefault(key, raw.line)) != raw.line:
        reader.refuse("code", f"{quoted(code)} is on line {line} already.", "Keep one of the two.")
    if not context.looks_after(known.pk) if known else context.scope is not None:
        reader.refuse(
            "code",
            "You look after some stations only, and this is not one of them.",
            "Ask an administrator of the whole force to bring this row.",
        )
    values = _values(reader, known, context)
    if reader.problems:
        return _refused(reader, raw, code)
    if known is None:
        return Row(raw.line, raw.cells, code, Outcome.NEW, action=Station(code=code, **values))
    changes = tuple(
        Change(_LABELS[key], _shown(key, getattr(known, key)), _shown(key, value))
        for key, value in values.items()
        if not _same(getattr(known, key), value)
    )
    for key, value in values.items():
        setattr(known, key, value)
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return Row(raw.line, raw.cells, code, outcome, changes, action=known)


_LABELS: Final = {column.key: column.label for column in COLUMNS}


def _refused(reader: RowReader, raw: RawRow, name: str) -> Row[Station]:
    return Row(raw.line, raw.cells, name, Outcome.REFUSED, problems=tuple(reader.problems))


def _same(before: object, after: object) -> bool:
    return tidy(before) == after if isinstance(before, str) else before == after


def _shown(key: str, value: Any) -> str:
    return AGENCIES.get(value, value) if isinstance(value, str) else str(value)


def _values(reader: RowReader, known: Station | None, context: Context) -> dict[str, Any]:
    """What the row says; for a station that is new, everything that it needs."""
    found: dict[str, Any] = {}
    said = {"name": reader.text("name", 80), "agency": reader.read("agency", _agency)}
    for key, value in said.items():
        if isinstance(value, str):
            found[key] = value
        elif value is CLEAR or known is None:
            reader.needed(key, "a station needs it")
    place = _place(reader, context)
    if place is not None:
        found["lat"], found["lon"] = place
    elif known is None and not any(reader.bad(key) for key in ("lat", "lon", "os_grid", "town")):
        reader.refuse(
            "lat",
            "Nothing says where the station is.",
            "Give latitude and longitude, an OS grid reference, or a town.",
        )
    return found


def _code(text: str) -> str:
    if _CODE.fullmatch(text):
        return text
    offer = re.sub(r"[^a-z0-9_]+", "-", text.casefold()).strip("-")[:24]
    raise Unclear(
        f"{quoted(text)} has something other than letters, figures and hyphens, or is longer "
        "than 24.",
        f"Write it as {quoted(offer)}." if offer else "Choose another code.",
    )


def _agency(text: str) -> str:
    found = _AGENCY_WORDS.get(" ".join(text.casefold().replace("&", "and").split()))
    if found is None:
        raise Unclear(f"{quoted(text)} is no agency.", "Use Police, Ambulance service or Fire.")
    return found


def _place(reader: RowReader, context: Context) -> tuple[float, float] | None:
    lat, lon = reader.read("lat", _degrees), reader.read("lon", _degrees)
    if isinstance(lat, float) and isinstance(lon, float):
        return _in_the_kingdom(reader, lat, lon)
    if isinstance(lat, float) or isinstance(lon, float):
        missing, there = ("lon", "latitude") if isinstance(lat, float) else ("lat", "longitude")
        if not reader.bad(missing):
            reader.refuse(missing, f"There is a {there} alone.", "Give both or neither.")
        return None
    if reader.bad("lat") or reader.bad("lon"):
        return None
    for key in ("os_grid", "town"):
        found = reader.read(key, context.locate)
        if isinstance(found, tuple):
            return found
        if reader.bad(key):
            return None
    return None


def _degrees(text: str) -> float:
    try:
        value = float(within(text.replace("−", "-").removesuffix("°"), 30))
    except ValueError:
        raise Unclear(
            f"{quoted(text)} is not a number of degrees.", "Write it as 50.7305, with a point."
        ) from None
    if not abs(value) <= 180:
        raise Unclear(f"{quoted(text)} is more degrees than there are.", "Check the figures.")
    return value


def _in_the_kingdom(reader: RowReader, lat: float, lon: float) -> tuple[float, float] | None:
    if _within(lat, _LAT) and _within(lon, _LON):
        return lat, lon
    if _within(lon, _LAT) and _within(lat, _LON):
        reader.refuse("lat", "Latitude and longitude are the wrong way round.", "Swap the two.")
    else:
        reader.refuse(
            "lat",
            f"{lat}, {lon} is not in the United Kingdom.",
            "Check both; west of Greenwich the longitude is negative.",
        )
    return None


def _within(value: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= value <= ends[1]


def write(made: Plan[Station], context: Context) -> Written:
    new = [row.action for row in made.of(Outcome.NEW) if row.action]
    changed = [row for row in made.of(Outcome.CHANGED) if row.action]
    Station.objects.bulk_create(new)
    Station.objects.bulk_update(
        [row.action for row in changed if row.action], ["name", "agency", "lat", "lon"]
    )
    entries = [entry(context, f"station:{station.pk}", "station.added") for station in new]
    for row in changed:
        assert row.action is not None
        labels = [change.label for change in row.changes]
        entries.append(
            entry(context, f"station:{row.action.pk}", "station.changed", {"columns": labels})
        )
    return Written(entries, [])


def export(context: Context) -> Iterator[list[str]]:
    for station in Station.objects.order_by("code"):
        if context.looks_after(station.pk):
            agency = AGENCIES.get(station.agency, station.agency)
            place = [repr(station.lat), repr(station.lon)]
            yield [station.code, station.name, agency, *place, "", ""]


STATIONS: Final = Kind(
    "stations", "Stations", "station", "stations", COLUMNS, plan, write, export,
    "Where people serve, of all three services. Bring these first.",
)  # fmt: skip
