"""Recorded crime by force and offence, as the Home Office publishes it (open data tables, PRC)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from outrider.signals.reading.columns import numbers
from outrider.signals.reading.problems import Problem, Unreadable
from outrider.signals.reading.sheet import Sheet

WITH_INJURY: Final = "8S"
WITHOUT_INJURY: Final = "104"
"""Assault with and without injury on a constable; 8S since 1 April 2017 (Home Office)."""
FORCE: Final = "Force Name"
YEAR: Final = "Financial Year"
CODE: Final = "Offence Code"
COUNT: Final = "Number of Offences"
QUARTER: Final = "Financial Quarter"
MANY: Final = 100


@dataclass(frozen=True, slots=True)
class Assaults:
    """Recorded assaults on constables of one force in one financial year."""

    force: str
    year: str
    with_injury: int
    without_injury: int
    empty_quarters: int = 0  # without one of 8S while 104 has many: not yet told apart, it seems

    @property
    def all(self) -> int:
        return self.with_injury + self.without_injury


def assaults_on_constables(sheet: Sheet) -> tuple[Assaults, ...]:
    """By force and year, quarters added up, in the order of the file.

    A quarter may be negative: crimes that were recorded before and cancelled in it.

    Raises:
        Unreadable: no row of either offence, or a column is missing.
    """
    years, quarters = sheet.column(YEAR), sheet.column(QUARTER)
    forces, codes, counts = sheet.column(FORCE), sheet.column(CODE), numbers(sheet, COUNT)
    found: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for force, year, quarter, code, count in zip(
        forces, years, quarters, codes, counts, strict=True
    ):
        if code in (WITH_INJURY, WITHOUT_INJURY):
            of = found.setdefault((force, year), defaultdict(int))
            of[code, quarter] += int(count)
    if not found:
        raise Unreadable(
            [
                Problem(
                    None,
                    CODE,
                    f"No row has the offence code {WITH_INJURY} or {WITHOUT_INJURY}.",
                    "Take a file of 2017/18 or later: assault with injury on a constable has had a "
                    "code of its own since then.",
                )
            ]
        )
    return tuple(_added_up(force, year, of) for (force, year), of in found.items())


def _added_up(force: str, year: str, of: dict[tuple[str, str], int]) -> Assaults:
    total = {
        code: sum(count for (each, _), count in of.items() if each == code)
        for code in (WITH_INJURY, WITHOUT_INJURY)
    }
    quarters = {quarter for _, quarter in of}
    empty = [q for q in quarters if not of[WITH_INJURY, q] and of[WITHOUT_INJURY, q] >= MANY]
    return Assaults(force, year, total[WITH_INJURY], total[WITHOUT_INJURY], len(empty))
