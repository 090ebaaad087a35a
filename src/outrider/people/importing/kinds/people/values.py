"""What a row says about the person, by the columns of the register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from outrider.people.importing import grants as g
from outrider.people.importing.kinds.people.columns import NEEDED, REGULAR, TEXTS, duty_meant_by
from outrider.people.importing.kinds.people.loaded import Loaded
from outrider.people.importing.row_reader import CLEAR, RowReader
from outrider.people.models import Officer, Station

AHEAD: Final = timedelta(days=366)
"""Somebody may be entered this long before they join."""


def values_of(loaded: Loaded, reader: RowReader, known: Officer | None) -> dict[str, Any]:
    """What the row says about the person, by the columns of the register."""
    found: dict[str, Any] = {}
    for key, longest in TEXTS.items():
        value = reader.text(key, longest)
        if isinstance(value, str):
            found[key] = value
        elif value is CLEAR and key == "team":
            found[key] = ""
        elif value is CLEAR:
            reader.needed(key, "a person needs it")
    station = reader.read("station", loaded.stations.meant_by)
    if isinstance(station, Station):
        found["station_id"] = station.pk
        if not loaded.context.looks_after(station.pk):
            reader.refuse("station", "You do not look after this station.", g.ASK)
    elif station is CLEAR:
        reader.needed("station", "a person serves somewhere")
    _days(loaded, reader, known, found)
    duty = reader.read("duty", duty_meant_by)
    if duty is CLEAR:
        found["duty"] = ""
    elif isinstance(duty, str):
        before = known.duty if known else ""
        found["duty"] = ("" if before == "special" else before) if duty == REGULAR else duty
    return found


def _days(loaded: Loaded, reader: RowReader, known: Officer | None, found: dict[str, Any]) -> None:
    for key in ("joined_on", "left_on"):
        value = reader.day(key)
        if isinstance(value, date) and not (known and getattr(known, key) == value):
            found[key] = value
        elif value is CLEAR:
            found[key] = None
    joined = found.get("joined_on", known.joined_on if known else None)
    left = found.get("left_on", known.left_on if known else None)
    if joined is not None and "joined_on" in found and joined > loaded.context.today + AHEAD:
        reader.refuse("joined_on", f"{joined:%d/%m/%Y} is more than a year ahead.", "Check it.")
    if joined and left and left < joined and ("joined_on" in found or "left_on" in found):
        reader.refuse(
            "left_on" if "left_on" in found else "joined_on",
            f"The last day, {left:%d/%m/%Y}, is before the first, {joined:%d/%m/%Y}.",
            "Correct one of the two.",
        )


def check_complete(reader: RowReader, values: dict[str, Any]) -> None:
    """Somebody new needs a name, a rank and a station."""
    for key in NEEDED:
        if key not in values and f"{key}_id" not in values:
            reader.needed(key, "this person is not in the register yet")
