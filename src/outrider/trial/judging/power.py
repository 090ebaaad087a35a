"""Can this trial answer that? How many attendances a question needs, and how long that takes."""

from __future__ import annotations

from math import ceil, inf, sqrt
from typing import NamedTuple

from scipy.special import ndtr, ndtri


def per_arm(first: float, second: float, *, power: float = 0.8, level: float = 0.05) -> float:
    """Arrests an arm to tell two survival shares apart; two-sided, pooled variance under no effect.

    Source: Fleiss, Levin, Paik 2003, Statistical Methods for Rates and Proportions, chapter 4.

    Raises:
        ValueError: shares that are equal or not between 0 and 1.
    """
    if not (0 < first < 1 and 0 < second < 1) or first == second:
        raise ValueError("Two different shares between 0 and 1 are needed.")
    pooled = (first + second) / 2
    under_none = float(ndtri(1 - level / 2)) * sqrt(2 * pooled * (1 - pooled))
    under_effect = float(ndtri(power)) * sqrt(first * (1 - first) + second * (1 - second))
    return ((under_none + under_effect) / (first - second)) ** 2


def pairs(gain: float, spread: float, *, power: float = 0.8, level: float = 0.05) -> float:
    """Attended calls to show a paired gain in minutes whose standard deviation is `spread`.

    Normal approximation, two-sided. Source: Machin et al. 2009, Sample Size Tables.

    Raises:
        ValueError: no gain, or no spread.
    """
    if gain == 0 or spread <= 0:
        raise ValueError("A gain that is not 0 and a spread above 0 are needed, in minutes.")
    return ((float(ndtri(1 - level / 2)) + float(ndtri(power))) * spread / gain) ** 2


def power_of_pairs(n: float, gain: float, spread: float, *, level: float = 0.05) -> float:
    """Chance that `n` attended calls show this gain."""
    z = float(ndtri(1 - level / 2))
    shift = abs(gain) * sqrt(n) / spread
    return float(ndtr(shift - z) + ndtr(-shift - z))


class Answer(NamedTuple):
    """Whether a question can be answered. `months` is inf at a rate of 0."""

    needed: int
    months: float
    in_time: bool

    @property
    def sentence(self) -> str:
        """For the page: what it takes, and whether this trial has it."""
        if self.months == inf:
            return f"Needs {self.needed:,} and has none so far: this trial cannot answer it."
        told = f"Needs {self.needed:,}, which takes {_months(self.months)} at the present rate"
        end = "this trial can answer it." if self.in_time else "this trial cannot answer it."
        return f"{told}: {end}"


def can_answer(needed: float, a_month: float, trial_months: float) -> Answer:
    """How long it takes to gather `needed` at `a_month`, and whether the trial lasts as long.

    Raises:
        ValueError: a negative rate, or a trial without length.
    """
    if a_month < 0 or trial_months <= 0:
        raise ValueError("The rate must not be negative and the trial must last some time.")
    whole = ceil(needed - 1e-9)
    months = whole / a_month if a_month else inf
    return Answer(whole, months, months <= trial_months)


def _months(months: float) -> str:
    if months < 24:
        return "a month" if months <= 1 else f"{ceil(months)} months"
    return f"{ceil(months / 12)} years"
