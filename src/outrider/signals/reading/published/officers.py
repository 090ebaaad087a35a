"""Officers by force, full-time equivalents, as the Home Office publishes them (workforce)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from outrider.signals.reading.columns import POSITIVE, numbers
from outrider.signals.reading.problems import Problem, Unreadable
from outrider.signals.reading.sheet import Sheet

FORCE: Final = "Force/Region"
REGIONS: Final = frozenset(
    {"North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands"}
    | {"Eastern", "East of England", "London", "South East", "South West", "Wales"}
)
NO_FORCE: Final = ("Total", "Central Service")
NEAR: Final = 0.002  # of a region's officers: rounding in the published table


@dataclass(frozen=True, slots=True)
class Officers:
    """Officers of one force at the end of a month."""

    force: str
    officers: float


def officers_by_force(sheet: Sheet, period: str) -> tuple[Officers, ...]:
    """Forces only, in the order of the file; `period` is a heading such as "September 2017".

    A region stands above its forces, and "West Midlands" is both: the region is the first of the
    two, and the sum of those below it.

    Raises:
        Unreadable: the period is missing, or a region is not the sum of its forces.
    """
    names, values = sheet.column(FORCE), numbers(sheet, period, POSITIVE)
    found: list[Officers] = []
    region, expected, problems = "", 0.0, []
    seen: set[str] = set()
    for line, name, value in zip(sheet.lines, names, values, strict=True):
        starts = name in REGIONS and name not in seen
        if starts or name.startswith(NO_FORCE):
            problems += _uneven(region, expected, found, seen, line)
            region, expected = (name, float(value)) if starts else ("", 0.0)
            seen = {*seen, name}
            found.append(Officers("", 0.0))  # where a region begins
        else:
            found.append(Officers(name, float(value)))
    if problems:
        raise Unreadable(problems)
    return tuple(one for one in found if one.force)


def _uneven(
    region: str, expected: float, found: list[Officers], seen: set[str], line: int
) -> list[Problem]:
    if not region:
        return []
    below = 0.0
    for one in reversed(found):
        if not one.force:
            break
        below += one.officers
    if abs(below - expected) <= NEAR * expected:
        return []
    return [
        Problem(
            line - 1,
            FORCE,
            f"The forces of {region} add up to {below:,.1f}, and the region says {expected:,.1f}.",
            "Check that no row is missing: regions and forces cannot be told apart here.",
        )
    ]
