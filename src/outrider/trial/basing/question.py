"""What is asked: whose units, at which of the scenario's places, and best at what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from outrider.trial.placement import Goal, PlacementError
from outrider.trial.scenario import Scenario
from outrider.trial.scenario.scheme_parts import Unit

LEARN: Final = 4
CHECK: Final = 20
MOST_CHECKS: Final = 200
MOST_UNITS: Final = 100


@dataclass(frozen=True)
class Question:
    """`places` are names of the scenario; `learn` replications give demand, `check` others test.

    `minutes` counts for the goals cover and expected, `busy` (0 to 1) for expected.
    """

    arm: str
    scheme: str
    places: tuple[str, ...]
    units: int
    goal: Goal = Goal.GAIN
    minutes: float = 8.0
    busy: float = 0.3
    learn: int = LEARN
    check: int = CHECK


def units_of(scenario: Scenario, arm: str, scheme: str) -> tuple[Unit, ...]:
    """Units of the scheme that co-respond in the arm, each of several alike by itself."""
    plan = scenario.plan(arm)
    named = not plan.schemes or scheme in plan.schemes
    return tuple(
        unit
        for unit in scenario.parts.units
        if unit.scheme == scheme and unit.responds and named and plan.on
        and (not unit.only_in or arm in unit.only_in)
        for _ in range(unit.count)
    )  # fmt: skip


def places_of(scenario: Scenario) -> tuple[str, ...]:
    """Where a unit could stand: towns and named spots."""
    parts = scenario.parts
    return tuple(one.name for one in (*parts.places.towns, *parts.spots))


def choices(scenario: Scenario) -> tuple[tuple[str, str, int], ...]:
    """Arm, scheme and how many units of it co-respond there, where there are any."""
    return tuple(
        (arm, one.code, len(units))
        for arm in scenario.arms
        for one in scenario.parts.schemes
        if (units := units_of(scenario, arm, one.code))
    )


def checked(asked: Question, scenario: Scenario) -> None:
    """Raises PlacementError: something in the question makes no sense for this scenario."""
    if asked.arm not in scenario.arms:
        raise PlacementError(
            f"There is no arm “{asked.arm}”. There are: {', '.join(scenario.arms)}."
        )
    if not units_of(scenario, asked.arm, asked.scheme):
        there = sorted({code for arm, code, _ in choices(scenario) if arm == asked.arm})
        told = f"Those that do: {', '.join(there)}." if there else "No scheme does there."
        raise PlacementError(f"No unit of “{asked.scheme}” co-responds in “{asked.arm}”. {told}")
    known = places_of(scenario)
    if unknown := [name for name in asked.places if name not in known]:
        raise PlacementError(
            f"The scenario has no place “{unknown[0]}”. It has {', '.join(known)}."
        )
    if not asked.places:
        raise PlacementError("Choose at least one place where a unit could stand.")
    most = MOST_UNITS if asked.goal is Goal.EXPECTED else len(asked.places)
    if not 1 <= asked.units <= most:
        raise PlacementError(
            f"{asked.units} units cannot be based at {len(asked.places)} places: give 1 to {most}, "
            "or choose more places."
        )
    if not 2 <= asked.check <= MOST_CHECKS:
        raise PlacementError(f"Replications to check by must be from 2 to {MOST_CHECKS}.")
