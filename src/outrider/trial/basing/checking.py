"""The chosen places checked by simulation: the same units, hours and luck, standing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from outrider.trial.basing.question import Question, units_of
from outrider.trial.building import Built, build
from outrider.trial.judging.estimates import Estimate, minus
from outrider.trial.judging.summary import Across, across, between, summary
from outrider.trial.judging.table import Table
from outrider.trial.placement.asking import Answer
from outrider.trial.running.errors import RunError
from outrider.trial.running.ready import Ready, ready_of
from outrider.trial.scenario import Scenario, ScenarioError
from outrider.trial.scenario.scheme_parts import Unit

MEASURES: Final = (
    ("help_eligible_min", "First trained help, mean over eligible calls, min"),
    ("gain_hours", "Hours of waiting saved"),
    ("attended", "Calls attended"),
    ("officer_hours", "Officer-hours"),
    ("jobs_grade1_wait_min", "Wait of police emergencies for a unit, mean, min"),
)


class Stopped(Exception):
    """Somebody wished the end."""


class Checked(NamedTuple):
    """Each measure with the present places, with the chosen ones, and the paired difference."""

    present: dict[str, Across]
    placed: dict[str, Across]
    apart: dict[str, Across]
    replications: int
    moved: tuple[tuple[str, str], ...]  # unit and its new place
    before: int  # units now

    def table(self) -> Table:
        """For people."""
        rows = tuple(
            (words, *(_shown(each.mean) for each in (self.present[key], self.placed[key])),
             _shown(self.apart[key].mean, ends=True))
            for key, words in MEASURES
            if key in self.present
        )  # fmt: skip
        return Table(("Measure", "Now", "At these places", "Difference (95% interval)"), rows)

    @property
    def sentence(self) -> str:
        """What the simulation says of the choice, never better than its interval."""
        mean = self.apart["help_eligible_min"].mean
        if mean.value is None or mean.interval is None:
            return "The simulation cannot tell: no eligible call was timed in both."
        low, high = mean.interval
        than = "than from where units stand now"
        if low <= 0 <= high:
            ends = f"{-low * 60:.1f} s sooner to {high * 60:.1f} s later"
            said = f"beyond chance neither sooner nor later {than} ({ends})"
        else:
            way = "sooner" if high < 0 else "later"
            near, far = sorted(abs(end) * 60 for end in (low, high))
            said = f"{abs(mean.value) * 60:.1f} seconds {way} {than} ({near:.1f} to {far:.1f} s)"
        return (
            f"Checked in {self.replications} replications: over all calls that the rules send to, "
            f"trained help comes {said}. The choice takes every unit for always on duty and free; "
            "the simulation has their hours, their police jobs and calls at the same time."
        )


def _shown(one: Estimate, *, ends: bool = False) -> str:
    if one.value is None:
        return "–"
    if not ends:
        return minus(one.value, 2)
    if one.interval is None:
        return f"{minus(one.value, 2)} (no range)"
    low, high = (minus(end, 2) for end in one.interval)
    return f"{minus(one.value, 2)} ({low} to {high})"


def check(
    built: Built, asked: Question, answer: Answer, *, workers: int = 1,
    told: Callable[[int], None] = lambda done: None, stop: Callable[[], bool] = lambda: False,
) -> Checked:  # fmt: skip
    """Both in the same replications, which are others than those that the choice was made on.

    Args:
        told: how many replications are done.

    Raises:
        Stopped: `stop` said so.
        RunError: the units cannot be run from there.
    """
    scenario, moved = placed_scenario(built, asked, answer)
    try:
        models = ready_of(built), ready_of(build(scenario, like=built))
    except ScenarioError as wrong:
        raise RunError(str(wrong)) from None
    pairs: list[tuple[dict[str, float], dict[str, float]]] = []

    def one(number: int) -> tuple[dict[str, float], dict[str, float]]:
        if stop():
            raise Stopped
        now, there = (_figures(model, asked.arm, number) for model in models)
        return now, there

    with ThreadPoolExecutor(workers) as crew:
        for pair in crew.map(one, range(asked.learn, asked.learn + asked.check)):
            pairs.append(pair)
            told(len(pairs))
    present, placed = ([pair[side] for pair in pairs] for side in (0, 1))
    before = len(units_of(built.scenario, asked.arm, asked.scheme))
    return Checked(across(present), across(placed), between(placed, present), len(pairs), moved,
                   before)  # fmt: skip


def _figures(model: Ready, arm: str, number: int) -> dict[str, float]:
    drawn = model.draw(number)
    plan = model.arm(arm, drawn)
    every = summary(model.frame(drawn, plan, model.run(number, drawn, plan)))
    return {key: every[key] for key, _ in MEASURES if key in every}


def placed_scenario(
    built: Built, asked: Question, answer: Answer
) -> tuple[Scenario, tuple[tuple[str, str], ...]]:
    """The scenario with its units at the chosen places, and which unit stands where.

    Units keep name, hours, crew and patch, so that their luck and their police work stay. One more
    than there are now has the hours of the first ones; one fewer is left out.
    """
    scenario = built.scenario
    now = units_of(scenario, asked.arm, asked.scheme)
    bases = [answer.sites.names[site] for site in answer.placed.fleet_base]
    units = [_unit(now, i) for i in range(len(bases))]
    order = _nearest_patches(built, units, answer)
    based = [
        replace(unit, beat={bases[site]: 1.0}) for unit, site in zip(units, order, strict=True)
    ]
    mine = {unit.name for unit in now}
    others = [unit for unit in scenario.parts.units if unit.name not in mine]
    moved = tuple((unit.name, next(iter(unit.beat))) for unit in based)
    return scenario.changed(units=(*based, *others)), moved


def _unit(now: Sequence[Unit], number: int) -> Unit:
    """The unit of this number; beyond those there are, another with the hours of one of them."""
    unit = now[number % len(now)]
    alike = sum(one is unit for one in now[: number % len(now)])
    name = f"{unit.name}-{alike + 1}" if unit.count > 1 else unit.name
    if number >= len(now):
        name = f"{name} again {number // len(now)}"
    return replace(unit, name=name, count=1)


def _nearest_patches(built: Built, units: Sequence[Unit], answer: Answer) -> list[int]:
    """For each unit which base: together as near to their patches as can be, as the crow flies."""
    parts = built.scenario.parts
    at = {one.name: one for one in (*parts.places.towns, *parts.spots)}
    middle = {patch.name: at[patch.at] for patch in parts.patches}
    site = answer.placed.fleet_base
    lat, lon = answer.sites.lat[site], answer.sites.lon[site]
    apart = np.array([
        np.hypot(lat - middle[unit.patch].lat, 0.63 * (lon - middle[unit.patch].lon))
        for unit in units
    ])  # fmt: skip
    return [int(place) for place in linear_sum_assignment(apart)[1]]
