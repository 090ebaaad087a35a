"""What it costs the police: unit-minutes, whoever was reached or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outrider.trial.judging.estimates import Estimate, counted, estimate
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.table import Table, bounds

OFFICERS_A_UNIT: Final = 2
POLICE: Final = "police-special"


@dataclass(frozen=True)
class Cost:
    """Police units only, from accepting to the end of the medical job. Minutes."""

    minutes: NDArray[np.float64]  # of each call for which a police unit accepted, shortest first
    median: Estimate
    mean: Estimate
    attendances: int
    table: Table

    @property
    def unit_hours(self) -> float:
        return float(self.minutes.sum()) / 60

    @property
    def officer_hours(self) -> float:
        return self.unit_hours * OFFICERS_A_UNIT

    @property
    def per_attendance(self) -> float | None:
        """Unit-minutes spent for each attendance, those spent for nothing included."""
        return float(self.minutes.sum()) / self.attendances if self.attendances else None

    @property
    def title(self) -> str:
        if not len(self.minutes):
            return "No police time spent yet"
        return f"It took {self.officer_hours:.0f} hours of officers’ time"

    @property
    def says(self) -> str:
        if self.per_attendance is None:
            return "No police unit has attended a call in this period."
        return (
            f"{self.unit_hours:.0f} unit-hours over {counted(len(self.minutes), 'call')}; for each "
            f"of {counted(self.attendances, 'attendance')} {self.per_attendance:.0f} unit-minutes, "
            "the journeys that were stood down or called back included."
        )

    @property
    def doesnt(self) -> str:
        return (
            "Which police jobs waited meanwhile: they are not recorded yet, so this is the smaller "
            "part of the cost. Training and kit are not in it."
        )

    @property
    def meta(self) -> str:
        return (
            f"{counted(len(self.minutes), 'call')} for which a police unit accepted. "
            f"Hours of officers at {OFFICERS_A_UNIT} a unit. Median {self.median.text('min')}."
        )


def cost(frame: Frame) -> Cost:
    """Police time on medical calls."""
    spent = frame.police_units > 0
    minutes = np.sort(frame.minutes[spent])
    attended = int((frame.attended & (frame.scheme == POLICE)).sum())
    median, mean = estimate(minutes, "median"), estimate(minutes, "mean")
    table = Table(
        ("Measure", "Value", "Low", "High"),
        (
            ("Calls for which a police unit accepted", int(spent.sum()), None, None),
            ("Attended by police", attended, None, None),
            ("Unit-minutes, all", float(minutes.sum()), None, None),
            ("Unit-minutes a call, median", *bounds(median)),
            ("Unit-minutes a call, mean", *bounds(mean)),
            ("Officer-hours, all", float(minutes.sum()) / 60 * OFFICERS_A_UNIT, None, None),
        ),
    )
    return Cost(minutes, median, mean, attended, table)
