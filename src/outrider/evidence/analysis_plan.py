"""The analysis plan in force: the force's own file, or the one that ships with the product."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from outrider.trial.judging.plan import Plan, PlanError, load_plan, packaged_plan


class InForce(NamedTuple):
    """The plan, and what was wrong with the force's own if that could not be read."""

    plan: Plan
    problem: str = ""


def plan_in_force() -> InForce:
    """OUTRIDER_ANALYSIS_PLAN if it is set and can be read, else the packaged plan."""
    path = settings.ANALYSIS_PLAN
    if not path:
        return InForce(packaged_plan())
    try:
        return InForce(load_plan(Path(path)))
    except PlanError as wrong:
        return InForce(packaged_plan(), f"{wrong} The plan of the package is used meanwhile.")
