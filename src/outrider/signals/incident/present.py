"""Was an officer assaulted more often than those who stood beside them?

If whoever attacks picks at random among those present, an officer's number of assaults is a sum of
trials with chances of their own: in each incident, assaulted over present. No exposure is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.signals.incident.conditional import informative
from outrider.signals.inputs import Ints, in_order, members
from outrider.signals.rates.exact import attained, p_values
from outrider.signals.rates.sums import successes

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]


class Beside(NamedTuple):
    """Officers in the order in which they first stand in the file.

    `incidents` are those with both assaulted and not; officers without any have an expectation of
    nought and a p of 1. `all_assaults` counts the others too: what a count threshold looks at.
    """

    officers: tuple[str, ...]
    all_assaults: Ints
    incidents: Ints
    observed: Ints
    expected: Floats
    p: Floats


def chances_in_incident(incident: Sequence[str], assaulted: Bools) -> Floats:
    """For each row, the share of those present who were assaulted."""
    chance = np.empty(assaulted.size)
    for rows in members(incident).values():
        chance[rows] = assaulted[rows].mean()
    return chance


def beside_others(
    incident: Sequence[str], officer: Sequence[str], assaulted: Bools
) -> tuple[Beside, tuple[Floats, ...]]:
    """Observed and expected with an exact two-sided p; and each officer's exact distribution.

    The score test of an officer's indicator in the conditional logistic regression, made exact.
    """
    keep = informative(incident, assaulted)
    chance = chances_in_incident(incident, assaulted)
    people = members(officer)
    distributions, figures = [], []
    for rows in people.values():
        told = rows[keep[rows]]
        spread = successes(chance[told])
        seen = int(assaulted[told].sum())
        distributions.append(spread)
        figures.append(
            (assaulted[rows].sum(), told.size, seen, chance[told].sum(), p_values(spread)[seen])
        )
    columns = list(zip(*figures, strict=True))
    found = Beside(
        in_order(officer),
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.int64),
        np.array(columns[2], dtype=np.int64),
        np.array(columns[3], dtype=np.float64),
        np.array(columns[4], dtype=np.float64),
    )
    return found, tuple(distributions)


def attained_levels(distributions: Sequence[Floats], level: float) -> Floats:
    """How often each officer's exact p is at or below `level` when nobody is picked out."""
    return np.array([attained(spread, level) for spread in distributions])
