"""Campaigns, new forms and new policies: marked, estimated, and never taken out in silence.

A recording campaign looks like a wave of assaults. Each method runs twice where marks are given: on
the counts as they are, and with the size of each marked step put into what is expected. Both are
shown; the first is the finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtri

from outrider.signals import say
from outrider.signals.charts import Bools, Mark, When
from outrider.signals.inputs import Floats, Ints
from outrider.signals.intervals import Interval

AROUND: Final = 26
"""Looks on each side of a mark from which its step is estimated: half a year of weeks."""

SOON: Final = 8
"""An alarm this many looks after a mark, or fewer, is said to be at it."""


class Step(NamedTuple):
    """How the rate after a mark compares with the rate before it."""

    mark: Mark
    start: int  # the first look after it
    ratio: float
    interval: Interval


def start_of(mark: Mark, at: Sequence[When]) -> int:
    """The first look that is not before the mark; the number of looks if there is none."""
    return next((i for i, when in enumerate(at) if when >= mark.at), len(at))  # type: ignore[operator]


def steps(
    observed: Ints,
    exposure: Floats,
    at: Sequence[When],
    marks: Sequence[Mark],
    around: int = AROUND,
    level: float = 0.95,
) -> tuple[Step, ...]:
    """The step at each mark that has looks with events on both sides, in order of time.

    Rates of up to `around` looks before and after, not beyond the next mark; quasi-Poisson, so
    that counts that scatter more than luck widen the interval.
    """
    starts = sorted((start_of(mark, at), number) for number, mark in enumerate(marks))
    edges = [0, *(start for start, _ in starts), len(at)]
    found = []
    for place, (start, number) in enumerate(starts, start=1):
        before = slice(max(edges[place - 1], start - around), start)
        after = slice(start, min(edges[place + 1], start + around))
        if observed[before].sum() > 0 and observed[after].sum() > 0:
            found.append(_step(observed, exposure, before, after, marks[number], level))
    return tuple(found)


def _step(
    observed: Ints, exposure: Floats, before: slice, after: slice, mark: Mark, level: float
) -> Step:
    sums = [float(observed[part].sum()) for part in (before, after)]
    rates = [y / float(exposure[part].sum()) for y, part in zip(sums, (before, after), strict=True)]
    squares, looks = 0.0, 0
    for rate, part in zip(rates, (before, after), strict=True):
        mu = rate * exposure[part]
        squares += float(((observed[part] - mu) ** 2 / mu).sum())
        looks += mu.size
    phi = max(squares / max(looks - 2, 1), 1.0)
    ratio = rates[1] / rates[0]
    reach = float(np.exp(ndtri((1 + level) / 2) * np.sqrt(phi * (1 / sums[0] + 1 / sums[1]))))
    return Step(mark, after.start, ratio, Interval(ratio / reach, ratio * reach))


def with_steps(exposure: Floats, found: Sequence[Step]) -> Floats:
    """Exposure times each step from its mark on: what a method then finds is beside them."""
    adjusted = exposure.copy()
    for step in found:
        adjusted[step.start :] *= step.ratio
    return adjusted


def at_marks(alarm: Bools, found: Sequence[Step], offset: int = 0) -> Bools:
    """Which alarms come within SOON looks after a mark. `offset`: the look of the first alarm."""
    near = np.zeros(alarm.size, dtype=np.bool_)
    for step in found:
        first = step.start - offset
        near[max(first, 0) : max(first + SOON, 0)] = True
    return np.asarray(alarm & near)


def told(alarm: Bools, remaining: Bools, found: Sequence[Step], offset: int = 0) -> str:
    """A sentence about the marks; empty without any."""
    if not found:
        return ""
    near = int(at_marks(alarm, found, offset).sum())
    names = "; ".join(
        f"{step.mark.name}: × {say.figure(step.ratio)}, {say.between(step.interval)}"
        for step in found
    )
    left = int(remaining.sum())
    return (
        f" {say.how_many(near, 'alarm comes', 'alarms come')} at a marked change ({names}); with "
        f"what came with it estimated, {say.how_many(left, 'alarm remains', 'alarms remain')}."
    )


NOT_ABSORBED: Final = (
    "A marked change is estimated from the looks around it and shown beside the finding, never "
    "taken out of it. Whether it changed what happened or what is recorded, these counts cannot "
    "tell."
)
