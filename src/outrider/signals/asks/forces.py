"""All forces beside each other, from two published tables."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from outrider.signals.charts import FunnelChart
from outrider.signals.reading.published.forces import SOURCE, Forces
from outrider.signals.result import Result

PRACTICE = (
    "Recording practice differs between forces: a force that records every attack stands high, and "
    "one that does not looks safe. This is no comparison of danger, nor of how well a force works."
)


def forces_result(forces: Forces, force: str = "", *, seed: int = 1) -> Result:
    """Recorded assaults per 100 officers of every force; `force` is the one that is asked about.

    Raises:
        ValueError: no force of that name.
    """
    from outrider.signals.funnel import funnel_result

    if force and force not in forces.names:
        raise ValueError(f"No force is called “{force}”. There are: {', '.join(forces.names)}.")
    made = funnel_result(
        name=forces.names,
        events=forces.assaults,
        size=forces.officers,
        size_unit="officers (full-time equivalent)",
        per=100,
        seed=seed,
        title=f"Recorded assaults on constables per 100 officers, {forces.year}",
        n_unit="recorded assaults",
        vintage=f"Recorded crime of {forces.year}; officers at {forces.period}. {SOURCE}",
    )
    chart = made.chart
    if force and isinstance(chart, FunnelChart):
        mine = np.array([name == force for name in forces.names], dtype=np.bool_)
        chart = replace(chart, noted=chart.noted | mine)
    return replace(
        made,
        title=_title(forces, force) if force else made.title,
        does_not_say=PRACTICE,
        chart=chart,
        notes=(*made.notes, *_notes(forces)),
    )


def _title(forces: Forces, force: str) -> str:
    mine = float(forces.rate[forces.names.index(force)])
    middle = float(np.median(forces.rate))
    return (
        f"{force} recorded {mine:.1f} assaults per 100 officers in {forces.year}; "
        f"the median force {middle:.1f}"
    )


def _notes(forces: Forces) -> tuple[str, ...]:
    notes = [
        "Offence codes 8S (assault with injury on a constable) and 104 (without injury), summed "
        "over the year. Officers of all ranks and duties, on the streets or not."
    ]
    if forces.incomplete:
        notes.append(
            "Without one assault with injury in a quarter, so perhaps not told apart yet: "
            f"{', '.join(forces.incomplete)}."
        )
    if forces.unmatched:
        notes.append(f"In one of the two tables only: {', '.join(forces.unmatched)}.")
    return tuple(notes)
