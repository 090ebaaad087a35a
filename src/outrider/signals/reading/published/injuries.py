"""Table 10 of the Home Office use-of-force statistics: officers injured, by intentional assault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from outrider.signals.reading.columns import number_of
from outrider.signals.reading.files import Rows
from outrider.signals.reading.problems import whole_file

SHEET: Final = "Table_10"
INJURED: Final = "Officer injured"
ASSAULT: Final = "Intentional assault"
WRONG: Final = whole_file(
    "This is not table 10 of the use-of-force statistics.",
    "Take the Home Office's .ods file and its sheet Table_10, “Injuries to officers”.",
)


@dataclass(frozen=True, slots=True)
class Injuries:
    """Use-of-force incidents in which an officer said that they were injured."""

    intentional: int
    not_intentional: int
    not_reported: int
    uninjured_intentional: int  # "not injured", and yet "intentional assault: yes"

    @property
    def share_not_intentional(self) -> float:
        """Of those who answered the question."""
        return self.not_intentional / (self.intentional + self.not_intentional)


def officer_injuries(rows: Rows) -> Injuries:
    """The first column holds each answer once, for the rows below it too.

    Raises:
        Unreadable: the sheet is another one.
    """
    cells = [[cell.strip() for cell in row] for _, row in rows]
    heads = [index for index, row in enumerate(cells) if row and row[0].startswith(INJURED)]
    if not heads or ASSAULT not in cells[heads[0]]:
        raise WRONG
    found: dict[tuple[str, str], int] = {}
    injured = ""
    for row in cells[heads[0] + 1 :]:
        if len(row) < 3 or row[0].startswith("Total"):
            break
        injured = row[0] or injured
        if row[1] and row[2]:
            found[injured, row[1]] = int(number_of(row[2]))
    try:
        return Injuries(
            found["Yes", "Yes"],
            found["Yes", "No"],
            found["Yes", "Not reported"],
            found["No", "Yes"],
        )
    except KeyError:
        raise WRONG from None
