"""Files to take away: templates, what the register has, and refused rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from outrider.people.importing.context import Context
from outrider.people.importing.kinds.kind import Kind
from outrider.people.importing.plan import Plan
from outrider.people.importing.writing import CSV_TYPE, XLSX_TYPE, to_csv, to_xlsx

TYPES: Final = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}


def template(kind: Kind, form: str) -> bytes:
    """Headings only; the workbook explains each column on a second sheet."""
    rows = [kind.headings]
    if form == "csv":
        return to_csv(rows)
    return to_xlsx(rows, kind.title, notes(kind))


def notes(kind: Kind) -> list[Sequence[str]]:
    head = ["Column", "Needed", "What goes into it", "Example"]
    return [
        head,
        *(
            [column.label, "yes" if column.needed else "", column.says, column.example]
            for column in kind.columns
        ),
    ]


def exported(kind: Kind, context: Context, form: str) -> bytes:
    """The register as this kind of file; brought in again it changes nothing."""
    rows = [kind.headings, *kind.export(context)]
    return to_csv(rows) if form == "csv" else to_xlsx(rows, kind.title)


def refused(plan: Plan[Any]) -> bytes:
    return to_csv(plan.bad_rows())
