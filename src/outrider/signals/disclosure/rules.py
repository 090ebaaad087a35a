"""When a count may not be told: the rules, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


class Largest(NamedTuple):
    """What a cell adds up to, and its two largest contributors, of each cell."""

    total: Floats
    first: Floats
    second: Floats


@dataclass(frozen=True)
class Rule:
    """What is hidden, how the rest is rounded, and what a reader is taken to know.

    Attributes:
        threshold: a count below this is hidden. It is also the width that a reader must be left
            with: what he can work out of a hidden count leaves at least so much room.
        rounding: published counts are multiples of this; 1 for none.
        dominance: (n, k): the n largest contributors hold more than the share k of a cell.
        p_percent: what is left of a cell without its two largest contributors is less than this
            share of the largest: the second could work out the first.
        zeros_safe: a zero is told. It says that nobody was there, which is not always harmless.
        reader_knows: "exact": a reader may know the exact figures behind the rounded ones from
            elsewhere (forces publish totals). "rounded": only what stands in the release.
    """

    threshold: int = 10
    rounding: int = 5
    dominance: tuple[int, float] | None = None
    p_percent: float | None = None
    zeros_safe: bool = False
    reader_knows: Literal["exact", "rounded"] = "exact"

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.rounding < 1:
            raise ValueError("Threshold and rounding are whole numbers from 1.")
        if self.dominance is not None and self.dominance[0] not in (1, 2):
            raise ValueError("Dominance is told of one or of two contributors.")

    @property
    def by_contributors(self) -> bool:
        """Whether the rule asks who is behind a count."""
        return self.dominance is not None or self.p_percent is not None


ONS_10_5: Final = Rule()
"""Suppress below 10, round to 5, and nothing that can be worked back (ONS)."""
ACRO: Final = Rule(dominance=(2, 0.9), p_percent=0.1)
"""The defaults of ACRO: threshold 10, nk (2, .9), p .1; rounded to 5 here too."""


def unsafe(counts: Ints, rule: Rule, largest: Largest | None = None) -> Bools:
    """Which cells may not be told as they are."""
    small = counts < rule.threshold
    if rule.zeros_safe:
        small &= counts > 0
    if largest is None:
        return np.asarray(small)
    held = largest.total > 0
    if rule.dominance is not None:
        n, share = rule.dominance
        top = largest.first + (largest.second if n == 2 else 0)
        small |= held & (top > share * largest.total)
    if rule.p_percent is not None:
        rest = largest.total - largest.first - largest.second
        small |= held & (rest < rule.p_percent * largest.first)
    return np.asarray(small)


def widths(counts: Ints, rule: Rule, largest: Largest | None = None) -> Ints:
    """How much room a reader must be left with in each cell, if it is hidden."""
    needed = np.full(counts.shape, rule.threshold, dtype=np.int64)
    if largest is not None and rule.p_percent is not None:
        needed = np.maximum(needed, [ceil(rule.p_percent * each) for each in largest.first])
    return needed
