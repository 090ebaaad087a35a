"""Looks at the data while the trial runs, with stop rules fixed beforehand.

Benefit: the paired difference crosses a bound of O'Brien and Fleming's type. Harm: help is later
than the ambulance, ambulances to co-responded calls are slower, or patients are left, each beyond
its bound. Cannot answer: at the present rate the chance to find the gain by the end is too small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf, nan, sqrt
from typing import Final, Literal, TypeAlias

import numpy as np
from scipy.special import bdtrc, ndtri, stdtr

from outrider.trial.judging.findings.gain import difference
from outrider.trial.judging.findings.substitution import substitution
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.plan import Plan
from outrider.trial.judging.power import pairs, power_of_pairs
from outrider.trial.judging.slicing import until
from outrider.trial.judging.spending import bounds, obrien_fleming, pocock

State: TypeAlias = Literal["go-on", "benefit", "harm", "cannot-answer"]
WORDS: Final[dict[State, str]] = {
    "go-on": "Go on",
    "benefit": "Stop: it brings help sooner",
    "harm": "Stop: harm",
    "cannot-answer": "Stop: it cannot answer its question",
}
MONTH: Final = timedelta(days=365.25 / 12)
_HALF_WIDTH: Final = 1.959963984540054  # standard errors of a 95 % interval


@dataclass(frozen=True)
class Look:
    """One look. `z`: the mean paired difference over its error; `slower`: that of the ambulances.

    `information`: share of the attendances that the trial needs.
    """

    months: float
    on: datetime
    attendances: int
    information: float
    z: float
    bound: float
    slower: float
    harm_bound: float
    abandoned: int
    power: float  # to find the gain by the end of the trial, at the rate up to this look
    state: State
    why: str


def needed(plan: Plan) -> float:
    """Attended calls with both times that the primary question takes."""
    primary = plan.primary
    return pairs(primary.gain, primary.spread, power=primary.power, level=primary.level)


def looks(frame: Frame, plan: Plan) -> tuple[Look, ...]:
    """Every look whose day has come, up to and with the one at which the trial stops."""
    start = _start(frame, plan)
    made: list[Look] = []
    shares: list[float] = []
    for months in plan.looks.months:
        on = start + months * MONTH
        if on > frame.end:
            break
        part = until(frame, on)
        share = min(1.0, int(part.paired.sum()) / needed(plan))
        counts = share > (shares[-1] if shares else 0.0)
        if counts:
            shares.append(share)
        made.append(_look(part, plan, months, on, shares, counted=counts))
        if made[-1].state != "go-on":
            break
    return tuple(made)


def _start(frame: Frame, plan: Plan) -> datetime:
    if plan.start is None:
        return frame.start
    return datetime(plan.start.year, plan.start.month, plan.start.day, tzinfo=frame.start.tzinfo)


def _look(
    part: Frame, plan: Plan, months: float, on: datetime, shares: Sequence[float], *, counted: bool
) -> Look:
    rules = plan.looks
    gained = difference(part)
    enough = counted and len(gained) >= rules.fewest
    upper, lower = inf, inf
    if enough:
        upper = bounds(shares, rules.benefit_level, obrien_fleming, two_sided=True)[-1]
        lower = bounds(shares, rules.harm_level, pocock, two_sided=False)[-1]
    z, slower = _z(gained), _slower(part, plan)
    chance = _power(len(gained), gained, plan, months)
    abandoned = int(part.abandoned.sum())
    state, why = _state(enough, z, upper, slower, lower, _left(part, plan), chance, plan)
    share = shares[-1] if shares else 0.0
    if state == "go-on" and (months >= rules.months[-1] or share >= 1):
        state, why = "cannot-answer", "All that was planned is there, and no bound was crossed."
    return Look(
        months, on, len(gained), share, z, upper, slower, lower, abandoned, chance, state, why
    )


def _state(
    enough: bool, z: float, upper: float, slower: float, lower: float, left: bool, chance: float,
    plan: Plan,
) -> tuple[State, str]:  # fmt: skip
    if left:
        return "harm", "More patients were left for police emergencies than is borne."
    if enough and -z >= lower:
        return "harm", "Trained help came later than the ambulance, beyond chance."
    if enough and slower >= lower:
        return "harm", "Ambulances to co-responded calls came later, beyond chance."
    if enough and z >= upper:
        return "benefit", "Trained help came sooner, beyond the bound of this look."
    if chance < plan.looks.least_power:
        return (
            "cannot-answer",
            f"At this rate the chance to find {plan.primary.gain:g} min by the end is "
            f"{chance:.0%}.",
        )
    return "go-on", "No bound was crossed."


def _z(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Student's t as the z of the same tail: bounds are of a spread that is known."""
    if len(values) < 2 or values.std(ddof=1) == 0:
        return nan
    t = float(values.mean() / (values.std(ddof=1) / sqrt(len(values))))
    # by the lower tail: what is far out in the upper one is 1 to a computer
    return float(np.copysign(ndtri(stdtr(len(values) - 1, -abs(t))), t))


def _slower(part: Frame, plan: Plan) -> float:
    found = substitution(part, plan)
    if found.value is None or found.interval is None:
        return nan
    half = (found.interval.high - found.interval.low) / 2
    return found.value / (half / _HALF_WIDTH) if half > 0 else nan


def _left(part: Frame, plan: Plan) -> bool:
    """More patients left than the borne share explains; each look has its part of the level."""
    attended, left = int(part.attended.sum()), int(part.abandoned.sum())
    if not attended or not left:
        return False
    level = plan.looks.harm_level / len(plan.looks.months)
    return bool(bdtrc(left - 1, attended, plan.harm.abandoned_share) <= level)


def _power(
    n: int, gained: np.ndarray[tuple[int], np.dtype[np.float64]], plan: Plan, months: float
) -> float:
    """Chance to find the planned gain by the end of the trial at the rate so far."""
    by_end = n / months * plan.months
    spread = plan.primary.spread
    if n >= plan.looks.fewest and gained.std(ddof=1) > 0:
        spread = float(gained.std(ddof=1))
    return power_of_pairs(by_end, plan.primary.gain, spread, level=plan.primary.level)
