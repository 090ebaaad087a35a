"""Fits the knobs to one year: pace and load to category 1, a wait to each category below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

FIRST: Final = Knobs(pace=0.8, load=1.0, waits={"C2": 14.5, "C3": 26.0, "C4": 33.0})
ROUNDS: Final = 3
_TRIES: Final = 60  # runs of a round, at most


def of_year(scenario: Scenario, year: Year, waits: Mapping[str, float]) -> Scenario:
    """The scenario with the number of calls of a year, and waits by category, median minutes."""
    demand = scenario.parts.demand
    kinds = tuple(_category(one, year, waits) for one in demand.categories)
    return scenario.changed(demand=replace(demand, categories=kinds))


def _category(one: Category, year: Year, waits: Mapping[str, float]) -> Category:
    calls = year.figures[one.name].calls if one.name in year.figures else year.other
    triage = one.triage_seconds
    if one.name in waits:
        triage = replace(triage, median=waits[one.name] * 60)
    return replace(one, a_year=calls, triage_seconds=triage)


def fitted(
    scenario: Scenario, year: Year, folder: Path | None, replications: int,
    told: Callable[[str], None] = lambda words: None,
) -> Knobs:  # fmt: skip
    """The knobs at which the year comes out nearest to what was published."""
    knobs = FIRST
    for round_ in range(ROUNDS):
        built = build(of_year(scenario, year, knobs.waits), folder)
        drawn = [built.replication(number) for number in range(replications)]
        knobs = _pace_and_load(built, drawn, year, knobs)
        knobs = knobs._replace(waits=_waits(scenario, year, _mean(built, drawn, knobs), knobs))
        told(f"Round {round_ + 1}: {knobs}")
    return knobs


def _waits(
    scenario: Scenario, year: Year, got: Mapping[str, Figures], knobs: Knobs
) -> dict[str, float]:
    """The waits at which each mean would be the published one, if nothing else changed."""
    spread = {one.name: one.triage_seconds.spread for one in scenario.parts.demand.categories}
    waits = {}
    for name, wait in knobs.waits.items():
        late = got[name].mean - year.figures[name].mean
        waits[name] = max(0.5, wait - float(late / np.exp(spread[name] ** 2 / 2)))
    return waits


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
