"""Use-of-force forms in the layout of the Metropolitan Police's open data: a row an officer.

The names of the columns are those of the NPCC form (in use since 1 April 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outrider.signals.reading.problems import Problem, Unreadable
from outrider.signals.reading.sheet import Sheet

ASSAULTED: Final = "AssaultedBySubject"
INJURED: Final = "StaffInjured"
INTENTIONAL: Final = "StaffInjuryIntentional"
CREWED: Final = "SingleCrewed"
DUTY: Final = "MainDuty"
BOROUGH: Final = "Borough"
NEEDED: Final = (ASSAULTED, INJURED, INTENTIONAL)
OTHERS: Final = (CREWED, DUTY, BOROUGH)
YES: Final = frozenset({"yes", "y", "true"})
NO: Final = frozenset({"no", "n", "false"})

YesNo = NDArray[np.int8]
"""1 yes, 0 no, -1 not said."""


@dataclass(frozen=True)
class ForceForms:
    """One place a form: an officer who used force in an incident."""

    assaulted: YesNo
    injured: YesNo
    intentional: YesNo
    single_crewed: YesNo
    duty: tuple[str, ...]
    borough: tuple[str, ...]

    @property
    def n(self) -> int:
        return len(self.assaulted)

    @property
    def injuries(self) -> tuple[int, int, int]:
        """Of the injured: intentional, not intentional, not said."""
        mine = self.intentional[self.injured == 1]
        return int((mine == 1).sum()), int((mine == 0).sum()), int((mine == -1).sum())


def force_forms(sheet: Sheet) -> ForceForms:
    """Columns in any order. What a force leaves out (crewing, duty, borough) stays unknown.

    Raises:
        Unreadable: a needed column is missing, or an answer is neither yes nor no.
    """
    for heading in NEEDED:
        sheet.place(heading)
    problems: list[Problem] = []
    answers = {name: _answers(sheet, name, problems) for name in (*NEEDED, CREWED)}
    if problems:
        raise Unreadable(problems)
    return ForceForms(
        answers[ASSAULTED],
        answers[INJURED],
        answers[INTENTIONAL],
        answers[CREWED],
        _words(sheet, DUTY),
        _words(sheet, BOROUGH),
    )


def _answers(sheet: Sheet, heading: str, problems: list[Problem]) -> YesNo:
    if not sheet.has(heading):
        return np.full(len(sheet.rows), -1, dtype=np.int8)
    found = []
    for line, text in zip(sheet.lines, sheet.column(heading), strict=True):
        word = text.casefold()
        known = word in YES or word in NO
        if not known and word not in ("", "not reported", "unknown", "not known", "n/a"):
            do = "Write Yes, No, or leave it blank."
            problems.append(Problem(line, heading, f"“{text[:40]}” is no answer.", do))
        found.append(1 if word in YES else 0 if word in NO else -1)
    return np.array(found, dtype=np.int8)


def _words(sheet: Sheet, heading: str) -> tuple[str, ...]:
    if not sheet.has(heading):
        return ("",) * len(sheet.rows)
    return tuple(sheet.column(heading))
