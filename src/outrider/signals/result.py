"""What every method answers with: figures, how they were made, and what they say and do not say."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Final, TypeAlias

from outrider.signals.charts import Chart
from outrider.signals.intervals import Interval

Cell: TypeAlias = str | int | float | bool | None
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Method:
    """A method of this library: its key in commands and addresses, its name and its source."""

    key: str
    name: str
    reference: str


@dataclass(frozen=True)
class FalseAlarms:
    """What a family of looks does when nothing is going on.

    `rate` is the chance, 0 to 1, that at least one of `looks` raises an alarm by luck alone;
    `how` says in a sentence how that was made so.
    """

    family: str
    looks: int
    rate: float
    how: str


@dataclass(frozen=True)
class Column:
    """A column of a table. `unit` is empty for words and plain counts."""

    key: str
    title: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """Rows in the order of the file that came in, or of time: never sorted by how bad they are."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"A row of {len(row)} cells in a table of {len(self.columns)}.")

    def csv(self) -> str:
        """The table as CSV, keys as head, full precision, an empty cell for what is not known.

        Names come from files of others: a text that a spreadsheet would run as a formula is quoted.
        """
        out = StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.key for column in self.columns])
        writer.writerows([_plain(cell) for cell in row] for row in self.rows)
        return out.getvalue()


def _plain(cell: Cell) -> Cell:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


@dataclass(frozen=True, kw_only=True)
class Result:
    """One answer of one method.

    `estimate` and `interval` are in `unit`; both are None where the method answers with a path or
    a list, which is then in `table`. `exposure` is the sum of the denominator, in `exposure_unit`.
    `n` counts what was observed (events, cases or forms: `n_unit` says which). `vintage` says until
    when the data go and when they were read. `says` and `does_not_say` are a sentence each, in the
    words of somebody who is no statistician.
    """

    method: Method
    title: str
    estimate: float | None
    unit: str
    interval: Interval | None
    level: float
    exposure: float | None
    exposure_unit: str
    n: int
    n_unit: str
    vintage: str
    says: str
    does_not_say: str
    table: Table
    chart: Chart | None = None
    false_alarms: FalseAlarms | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.says.strip() or not self.does_not_say.strip():
            raise ValueError(f"{self.method.key}: a result says what it says and what it does not.")
        if not self.vintage.strip():
            raise ValueError(f"{self.method.key}: a result says how old its data are.")
