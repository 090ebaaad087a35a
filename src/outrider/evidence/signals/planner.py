"""What a start station by station could show here: the year's own figures into the planner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import TooLittle
from outrider.evidence.signals.looks.effects import MONTHS, month_of
from outrider.signals.registry import answer_of
from outrider.signals.result import Result

FEWEST: Final = 2  # stations
STEPS: Final = 6


@dataclass(frozen=True, slots=True)
class Ground:
    """What the year says of the stations. `exposure`: hours of a station in a month, the mean.

    `spread` is the coefficient of variation of the stations' own rates, `dispersion` the variance
    of a station's monthly counts over their mean: both by moments, over and above luck.
    """

    stations: int
    rate: float
    exposure: float
    spread: float
    dispersion: float

    @property
    def steps(self) -> int:
        return min(STEPS, self.stations)


@dataclass(frozen=True, slots=True)
class Plan:
    """`months` to a step; `fall` is the part of assaults that help is hoped to take away."""

    stations: int
    steps: int
    months: int
    fall: float

    def wrong(self, ground: Ground) -> str:
        """What cannot be, with what to do; empty when it can."""
        if not FEWEST <= self.stations <= ground.stations:
            return f"Stations: take {FEWEST} to {ground.stations}, as many as have hours on record."
        if not FEWEST <= self.steps <= self.stations:
            return f"Steps: take {FEWEST} to {self.stations}. At least one station starts in each."
        if not 1 <= self.months <= 12:
            return "Months to a step: take 1 to 12."
        if not 0.01 <= self.fall <= 0.9:
            return "Hoped-for fall: take 1 to 90 per cent."
        return ""


def ground_of(year: SafetyYear) -> Ground:
    """Raises `TooLittle` where no two stations have hours and an assault."""
    hours, counts = _by_station(year)
    kept = hours.sum(axis=1) > 0
    hours, counts = hours[kept], counts[kept]
    total = counts.sum()
    if hours.shape[0] < FEWEST or not total:
        raise TooLittle(
            "Two stations with hours and at least one assault are needed: bring hours, arrests and "
            "calls by month first (Set-up, “Work by month”)."
        )
    rate = float(total / hours.sum())
    expected = rate * hours.sum(axis=1)
    beyond = ((counts.sum(axis=1) - expected) ** 2 - expected).sum() / (expected**2).sum()
    own = counts.sum(axis=1, keepdims=True) / np.maximum(hours.sum(axis=1, keepdims=True), 1e-9)
    mean = own * hours
    told = mean > 0
    free = max(int(told.sum()) - int((counts.sum(axis=1) > 0).sum()), 1)
    dispersion = float((((counts - mean) ** 2)[told] / mean[told]).sum() / free)
    return Ground(
        stations=hours.shape[0],
        rate=rate,
        exposure=float(hours.sum() / hours.size),
        spread=float(np.sqrt(max(beyond, 0.0))),
        dispersion=max(dispersion, 1.0),
    )


def _by_station(year: SafetyYear) -> tuple[np.ndarray, np.ndarray]:
    """Hours and assaults: stations × months."""
    names = sorted(set(year.station.tolist()) - {""})
    place = {name: row for row, name in enumerate(names)}
    where = np.array([place.get(name, -1) for name in year.station.tolist()], dtype=np.int64)
    hours, counts = np.zeros((len(names), MONTHS)), np.zeros((len(names), MONTHS))
    known = where >= 0
    np.add.at(hours, where[known], year.month_hours[known])
    mine = year.in_year & (where[year.case_officer] >= 0)
    days = year.case_day[mine]
    np.add.at(counts, (where[year.case_officer[mine]], month_of(year, days)), 1)
    return hours, counts


def planned(ground: Ground, plan: Plan, vintage: str) -> Result:
    """Raises `ValueError`, in words, for a plan that cannot be."""
    if wrong := plan.wrong(ground):
        raise ValueError(wrong)
    return answer_of(
        "effect",
        "wedge_plan_result",
        stations=plan.stations,
        steps=plan.steps,
        rate=ground.rate,
        exposure=ground.exposure * plan.months,
        ratio=1 - plan.fall,
        spread=ground.spread,
        dispersion=ground.dispersion,
        exposure_unit="hours on operational duty",
        title="What could a start station by station show here?",
        vintage=vintage,
    )
