"""Invented files with mistakes: whoever tries the import sees how each one is explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from outrider.people.importing.kinds.kind import Kind
from outrider.people.importing.writing import to_csv
from outrider.people.models import Officer, Station

_ROWS: Final[dict[str, Sequence[Sequence[str]]]] = {
    "stations": (
        ("sample-quay", "Sample Quay", "Police", "50.7612", "-1.2990"),
        ("sample-fire", "Sample fire station", "Fire", "", "", "SZ 500 891"),
        ("sample quay", "Two words in its code", "Police", "50.7", "-1.3"),
        ("sample-sea", "Swapped", "Ambulance service", "-1.2990", "50.7612"),
        ("sample-where", "Nothing says where", "Police"),
        ("sample-town", "By its town", "Police", "", "", "", "Ryde"),
    ),
    "people": (
        ("90001", "PC", "Sample", "Ashdown", "{station}", "08/01/2024", "Response A", "Response"),
        ("90002", "SC", "Zoë", "O’Sample", "{station}", "14 Nov 2025", "", "Special constabulary"),
        ("90003", "PC", "Month", "Fourteen", "{station}", "11/14/2024"),
        ("90004", "PC", "No", "Station", "nowhere"),
        ("90001", "PC", "Twice", "There", "{station}"),
        ("90005", "Sgt", "Roles", "Only", "{station}", "", "", "", "", "", "Supervisor"),
    ),
    "accounts": (
        ("sample.one@trust.example", "Sample One", "Ambulance control"),
        ("sample two", "A space in the name", "Ambulance control"),
        ("sample.three@trust.example", "No role", ""),
        ("sample.four@trust.example", "No such role", "Wizard"),
    ),
    "rota": (
        ("{number}", "14/11/2026", "21:00", "07:00"),
        ("{number}", "25/10/2026", "01:30", "09:00"),
        ("{number}", "29/03/2026", "01:15", "09:00"),
        ("{number}", "15/11/2026", "02:00", "05:00"),
        ("99999", "14/11/2026", "07:00", "17:00"),
    ),
    "link-officers": (("{number}", "", "01/03/2026"), ("99999", "", "01/03/2026")),
    "exposure": (
        ("{number}", "05/2026", "142.5", "6", "58", "9"),
        ("{number}", "June 2026", "900", "4", "40", "3"),
        ("99999", "05/2026", "120", "", "", ""),
    ),
    "attendance": (
        ("44260508-1184", "{number}", "08/05/2026 22:14", "yes"),
        ("44260508-1184", "99999", "08/05/2026 22:16", "no"),
        ("44260509-0007", "{number}", "09/05/2026", "perhaps"),
    ),
    "training": (("{number}", "ppst", "12/05/2026", "12"), ("{number}", "ppst", "31/06/2026")),
}


def sample_of(kind: Kind) -> bytes:
    """The sample, about a station and a number that the register has, if it has any."""
    station = Station.objects.filter(agency="police").values_list("code", flat=True).first()
    number = Officer.objects.order_by("number").values_list("number", flat=True).first()
    known = {"{station}": station or "ryde", "{number}": number or "3318"}
    rows = [[known.get(cell, cell) for cell in row] for row in _ROWS[kind.code]]
    width = len(kind.headings)
    return to_csv([kind.headings, *([*row, *[""] * (width - len(row))] for row in rows)])
