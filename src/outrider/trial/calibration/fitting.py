"""Fits the three knobs to one year: pace and load to category 1, the wait to category 2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize

from outrider.trial.building import Built, build
from outrider.trial.calibration.published import Figures, Year
from outrider.trial.calibration.simulated import Knobs, figures, responses
from outrider.trial.demand import Drawn
from outrider.trial.returning import Floats
from outrider.trial.scenario import Scenario
from outrider.trial.scenario.demand_parts import Category

FIRST: Final = Knobs(pace=0.8, load=1.0, wait=14.5)
ROUNDS: Final = 3
_TRIES: Final = 60  # runs of a round, at most
_WAITS: Final = "C2"


def of_year(scenario: Scenario, year: Year, wait: float) -> Scenario:
    """The scenario with the number of calls of a year, and a wait in category 2."""
    demand = scenario.parts.demand
    kinds = tuple(_category(one, year, wait) for one in demand.categories)
    return scenario.changed(demand=replace(demand, categories=kinds))


def _category(one: Category, year: Year, wait: float) -> Category:
    calls = year.figures[one.name].calls if one.name in year.figures else year.other
    triage = one.triage_seconds
    if one.name == _WAITS:
        triage = replace(triage, median=wait * 60)
    return replace(one, a_year=calls, triage_seconds=triage)


def fitted(
    scenario: Scenario, year: Year, folder: Path | None, replications: int,
    told: Callable[[str], None] = lambda words: None,
) -> Knobs:  # fmt: skip
    """The knobs at which the year comes out nearest to what was published."""
    knobs = FIRST
    for round_ in range(ROUNDS):
        built = build(of_year(scenario, year, knobs.wait), folder)
        drawn = [built.replication(number) for number in range(replications)]
        knobs = _pace_and_load(built, drawn, year, knobs)
        late = _mean(built, drawn, knobs)[_WAITS].mean - year.figures[_WAITS].mean
        spread = next(
            one.triage_seconds.spread
            for one in scenario.parts.demand.categories if one.name == _WAITS
        )  # fmt: skip
        knobs = knobs._replace(wait=max(0.5, knobs.wait - float(late / np.exp(spread**2 / 2))))
        told(f"Round {round_ + 1}: {knobs}")
    return knobs


def _pace_and_load(built: Built, drawn: list[Drawn], year: Year, first: Knobs) -> Knobs:
    """Least squares of the two relative errors of category 1."""
    aim = year.figures["C1"]

    def off(x: Floats) -> float:
        pace, load = float(x[0]), float(x[1])
        if not (0.3 < pace < 2 and 0.3 < load < 2):
            return 10.0
        got = _mean(built, drawn, first._replace(pace=pace, load=load))["C1"]
        return (got.mean / aim.mean - 1) ** 2 + (got.centile / aim.centile - 1) ** 2

    start = np.array([first.pace, first.load])
    simplex = np.array([start, start * (0.9, 1.0), start * (1.0, 1.1)])
    options: Any = {"initial_simplex": simplex, "maxfev": _TRIES, "xatol": 0.003, "fatol": 1e-6}
    best = minimize(off, start, method="Nelder-Mead", options=options).x
    return first._replace(pace=float(best[0]), load=float(best[1]))


def _mean(built: Built, drawn: list[Drawn], knobs: Knobs) -> dict[str, Figures]:
    """Figures over replications."""
    each = [
        figures(built, one, responses(built, one, knobs, seed)) for seed, one in enumerate(drawn)
    ]
    return {name: Figures(*np.mean([one[name] for one in each], axis=0)) for name in each[0]}
