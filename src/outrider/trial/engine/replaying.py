"""Decisions of the live journal made again by the compiled rule, from what they were made with."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from outrider.domain.coresponse.choice import Facts, Limits
from outrider.roads.compiled import compiled
from outrider.trial.engine.choosing import failed_gates, goes_before
from outrider.trial.returning import Floats, Indices

FACTS: Final = len(Facts._fields)
LIMITS: Final = len(Limits._fields)


class Weighed(NamedTuple):
    """Candidates of decisions, one decision after another.

    `facts` is (candidates, 18) in the order of `choice.Facts`, truth as 0 or 1; `used` the seconds
    of medical work before. Candidates of decision d are `first[d]` to `first[d + 1]`; `limits` is
    (decisions, 6) in the order of `choice.Limits`.
    """

    facts: Floats
    used: Floats
    first: Indices
    limits: Floats


class Again(NamedTuple):
    """By candidate: bits of the failed gates, and the rank among those that fail none, or 0."""

    failed: Indices
    rank: Indices


def decide_again(weighed: Weighed) -> Again:
    """The gates and the order as the simulator would have them.

    Raises:
        ValueError: arrays of another width than the rule has facts or limits.
    """
    if weighed.facts.shape[1] != FACTS or weighed.limits.shape[1] != LIMITS:
        raise ValueError(f"The rule takes {FACTS} facts and {LIMITS} limits.")
    again = Again(np.zeros(len(weighed.used), np.int32), np.zeros(len(weighed.used), np.int32))
    _all(weighed, again)
    return again


@compiled
def _all(weighed: Weighed, again: Again) -> None:
    for decision in range(len(weighed.limits)):
        row = weighed.limits[decision]
        limits = Limits(row[0], row[1], row[2], row[3], row[4], row[5])
        low, high = weighed.first[decision], weighed.first[decision + 1]
        for one in range(low, high):
            again.failed[one] = failed_gates(_facts(weighed.facts[one]), limits)
        for one in range(low, high):
            if again.failed[one] == 0:
                again.rank[one] = 1 + _before(weighed, again, low, high, one)


@compiled
def _before(weighed: Weighed, again: Again, low: int, high: int, one: int) -> int:
    """How many of this decision go before this one."""
    arrives = weighed.facts[:, 16]
    than = (arrives[one], weighed.used[one], one)
    count = 0
    for other in range(low, high):
        if other != one and again.failed[other] == 0:
            count += goes_before(arrives[other], weighed.used[other], other, than)
    return count


@compiled
def _facts(row: Floats) -> Facts:
    return Facts(
        row[0] != 0, row[1] != 0, row[2] != 0, row[3] != 0, row[4] != 0, row[5] != 0, row[6] != 0,
        row[7] != 0, row[8] != 0, row[9] != 0, row[10] != 0, row[11], row[12], row[13] != 0,
        row[14], row[15] != 0, row[16], row[17],
    )  # fmt: skip
