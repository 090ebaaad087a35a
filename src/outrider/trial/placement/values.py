"""What placing takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

PROVEN_GAP: Final = 1e-6
"""With so small a gap an answer counts as proven the best."""


class Goal(StrEnum):
    """What the best places are best at."""

    COVER = "cover"
    EXPECTED = "expected"
    MEDIAN = "median"
    GAIN = "gain"


class Proof(StrEnum):
    """Whether anything better may exist."""

    PROVEN = "proven the best"
    STOPPED = "the best found in the time given"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where to base units for one goal.

    Attributes:
        sites: chosen sites by their place in the input, ascending.
        units: how many units stand at each chosen site.
        value: what is reached. Share of demand (cover, expected), seconds from the nearest base,
            weighted (median), or seconds gained, weighted (gain).
        bound: no choice of sites can be better than this.
        scale: what the gap is a share of: all demand (cover, expected), the mean drive (median),
            the ambulance's mean time (gain).
        per_point: the same measure for each demand point, in the order of the input.
        nearest_seconds: each point's travel time from the nearest chosen site.
        units_in_time: how many units reach each point in time; None where the goal has no limit.
    """

    goal: Goal
    sites: tuple[int, ...]
    units: tuple[int, ...]
    value: float
    bound: float
    scale: float
    per_point: Floats
    nearest_seconds: Floats
    units_in_time: Ints | None
    solve_seconds: float
    says: tuple[str, ...]
    does_not_say: tuple[str, ...]

    @property
    def gap(self) -> float:
        """How far the value may be from the best possible, as a share of the scale."""
        return abs(self.bound - self.value) / self.scale if self.scale else 0.0

    @property
    def proof(self) -> Proof:
        return Proof.PROVEN if self.gap <= PROVEN_GAP else Proof.STOPPED

    @property
    def covered(self) -> Bools:
        """Which points gain anything: reached in time, or reached before the ambulance."""
        if self.units_in_time is not None:
            return self.units_in_time > 0
        if self.goal is Goal.GAIN:
            return self.per_point > 0
        return np.isfinite(self.nearest_seconds)

    @property
    def fleet_base(self) -> Ints:
        """The site of each unit, as a simulator takes it that checks the placement by running it.

        The models here know no queues and no two calls at once; `outrider.trial.ambulances` does.
        """
        return np.repeat(np.array(self.sites, np.int64), np.array(self.units, np.int64))
