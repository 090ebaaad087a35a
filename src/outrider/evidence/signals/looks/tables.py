"""Tables to give away: small counts hidden, the rest rounded, nothing to be worked back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.evidence.signals.looks.funnels import short
from outrider.signals.result import Result

if TYPE_CHECKING:
    from outrider.signals.disclosure import Past, Release, Universe

MONTHS: Final = 3
INJURY: Final = ("Without injury", "With injury")
Cells: TypeAlias = Mapping[tuple[str, str, str], int]
"""Assaults by station, calendar quarter and injury: the finest counts of every such table."""


def quarters(year: SafetyYear) -> list[tuple[str, int, int]]:
    """Whole calendar quarters of the twelve months: name, first day and the day after the last.

    Quarters of the calendar mean the same in every release; “the last three months” do not.
    """
    found = []
    for number in range(5):
        months = year.start.month - 1 + MONTHS * number
        first = _quarter(year.start.year + months // 12, months % 12 // MONTHS)
        after = _quarter(first.year, (first.month - 1) // MONTHS + 1)
        if first >= year.start and after <= year.end:
            name = f"{first.year} Q{(first.month - 1) // MONTHS + 1}"
            found.append((name, (first - year.start).days, (after - year.start).days))
    return found


def _quarter(year: int, number: int) -> date:
    return date(year + number // 4, number % 4 * MONTHS + 1, 1)


def cells(year: SafetyYear) -> dict[tuple[str, str, str], int]:
    """Raises TooLittle: no assault in a whole quarter."""
    found: dict[tuple[str, str, str], int] = {}
    for name, first, after in quarters(year):
        inside = np.flatnonzero((year.case_day >= first) & (year.case_day < after))
        for place in inside.tolist():
            injury = INJURY[int(year.case_hurt[place])]
            key = (short(str(year.case_station[place])), name, injury)
            found[key] = found.get(key, 0) + 1
    if not found:
        raise TooLittle("No assault is on record in the whole quarters of these twelve months.")
    return found


def universe_of(counts: Cells) -> Universe:
    from outrider.signals.disclosure import Universe

    stations = sorted({station for station, _, _ in counts})
    names = sorted({quarter for _, quarter, _ in counts})
    table = np.zeros((len(stations), len(names), len(INJURY)), dtype=np.int64)
    for (station, quarter, injury), count in counts.items():
        table[stations.index(station), names.index(quarter), INJURY.index(injury)] = count
    return Universe(
        (("station", tuple(stations)), ("quarter", tuple(names)), ("injury", INJURY)), table
    )


def released(counts: Cells, told: Sequence[str], earlier: Sequence[Past] = ()) -> Release:
    """The tables of the quarters `told`, protected against every earlier release too.

    Raises:
        NotSafe: what was told before gives something away whatever is hidden now.
    """
    from outrider.signals.disclosure import Tabulation, protect

    where = {"quarter": tuple(told)}
    tables = [Tabulation(("station", "quarter"), where), Tabulation(("station", "injury"), where)]
    return protect(universe_of(counts), tables, earlier=earlier)


def by_station(year: SafetyYear) -> Result:
    from outrider.signals.disclosure import disclosure_result

    counts = cells(year)
    told = sorted({quarter for _, quarter, _ in counts})
    return disclosure_result(
        released(counts, told),
        vintage=year.vintage,
        title="Assaults by station and quarter, to give away",
    )


LOOKS: Final = (
    Look(
        "table-to-give-away",
        "disclosure",
        "Disclosure control",
        "What can be published of assaults by station, so that nobody can be worked out?",
        by_station,
        protected=True,
    ),
)
