"""Tables to give away: small counts hidden, the rest rounded, nothing to be worked back."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.evidence.signals.looks.funnels import short
from outrider.signals.result import Result

QUARTERS: Final = 4


def by_station(year: SafetyYear) -> Result:
    from outrider.signals.disclosure import Tabulation, Universe, disclosure_result, protect

    inside = year.case_day < year.days
    stations = sorted(set(year.case_station[inside].tolist()))
    if not stations:
        raise TooLittle("No assault is on record in these twelve months.")
    quarter = np.minimum(year.case_day[inside] * QUARTERS // year.days, QUARTERS - 1)
    place = np.searchsorted(stations, year.case_station[inside])
    injured = year.case_hurt[inside].astype(np.int64)
    counts = np.zeros((len(stations), QUARTERS, 2), dtype=np.int64)
    np.add.at(counts, (place, quarter, injured), 1)
    universe = Universe(
        (
            ("station", tuple(short(one) for one in stations)),
            ("quarter", tuple(f"Months {3 * n + 1} to {3 * n + 3}" for n in range(QUARTERS))),
            ("injury", ("Without injury", "With injury")),
        ),
        counts,
    )
    made = protect(
        universe, [Tabulation(("station", "quarter")), Tabulation(("station", "injury"))]
    )
    return disclosure_result(
        made, vintage=year.vintage, title="Assaults by station and quarter, to give away"
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
