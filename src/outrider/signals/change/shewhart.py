"""Shewhart's chart with run rules: single looks far out, and patterns too regular for luck."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from outrider.signals.charts import Bools
from outrider.signals.inputs import Floats


class Rule(NamedTuple):
    """`many` of `out_of` looks in a row beyond `width` standard deviations, all on one side.

    `width` 0 is a run on one side of the expected. A trend (`rising`) has no width.
    """

    key: str
    says: str
    many: int
    out_of: int
    width: float
    rising: bool = False


ONE_OUT: Final = Rule("1 beyond 3", "one look beyond 3 standard deviations", 1, 1, 3.0)
TWO_OF_THREE: Final = Rule("2 of 3 beyond 2", "2 of 3 beyond 2 standard deviations", 2, 3, 2.0)
FOUR_OF_FIVE: Final = Rule("4 of 5 beyond 1", "4 of 5 beyond 1 standard deviation", 4, 5, 1.0)
EIGHT: Final = Rule("8 on one side", "8 in a row on one side", 8, 8, 0.0)
SEVEN: Final = Rule("7 on one side", "7 in a row on one side", 7, 7, 0.0)
RISING: Final = Rule("7 rising", "7 in a row rising, or falling", 7, 7, 0.0, rising=True)

WESTERN_ELECTRIC: Final = (ONE_OUT, TWO_OF_THREE, FOUR_OF_FIVE, EIGHT)
"""Western Electric 1956, Statistical Quality Control Handbook."""

RUNS_OF_SEVEN: Final = (ONE_OUT, TWO_OF_THREE, SEVEN, RISING)
"""The set with runs of seven that is usual in health care: check which set is agreed locally."""

SETS: Final = {"western-electric": WESTERN_ELECTRIC, "runs-of-seven": RUNS_OF_SEVEN}


def broken(score: Floats, rule: Rule) -> Bools:
    """Looks at which the rule is broken, above or below; a series a row where several came in."""
    alarm = np.zeros(score.shape, dtype=np.bool_)
    if score.shape[-1] < rule.out_of:
        return alarm
    if rule.rising:
        steps = sliding_window_view(np.diff(score, axis=-1), rule.out_of - 1, axis=-1)
        alarm[..., rule.out_of - 1 :] = (steps > 0).all(axis=-1) | (steps < 0).all(axis=-1)
        return alarm
    for side in (score, -score):
        beyond = side > rule.width
        enough = sliding_window_view(beyond, rule.out_of, axis=-1).sum(axis=-1) >= rule.many
        # the rule is broken by the look that is itself beyond, not by one that comes after
        alarm[..., rule.out_of - 1 :] |= enough & beyond[..., rule.out_of - 1 :]
    return alarm


def shewhart(score: Floats, rules: tuple[Rule, ...] = WESTERN_ELECTRIC) -> Bools:
    """Looks at which any of the rules is broken."""
    alarm = np.zeros(score.shape, dtype=np.bool_)
    for rule in rules:
        alarm |= broken(score, rule)
    return alarm
