"""Online detection the long way: every division of the looks into runs, one after the other.

It doubles with each look and is here to be compared with.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from outrider.signals.change.changepoint import log_evidence
from outrider.signals.change.online import HAZARD
from outrider.signals.inputs import Floats


class Summed(NamedTuple):
    """`run[r]`: the chance that the last run is r + 1 looks long."""

    run: Floats
    log_evidence: float


def brute_force(
    observed: NDArray[np.int64],
    exposure: Floats,
    *,
    hazard: float = HAZARD,
    shape: float = 0.5,
    rate: float = 0.5,
) -> Summed:
    """The sum over all 2^(n-1) divisions."""
    looks = observed.size
    by_run: list[list[float]] = [[] for _ in range(looks)]
    for many in range(looks):
        for cuts in combinations(range(1, looks), many):
            edges = (0, *cuts, looks)
            chance = many * log(hazard) + (looks - 1 - many) * log(1 - hazard)
            for start, end in pairwise(edges):
                total = np.array(float(observed[start:end].sum()))
                work = np.array(float(exposure[start:end].sum()))
                chance += float(log_evidence(total, work, shape, rate))
            by_run[looks - edges[-2] - 1].append(chance)
    sums = np.array([logsumexp(chances) for chances in by_run])
    whole = float(logsumexp(sums))
    common = float((observed * np.log(exposure) - gammaln(observed + 1)).sum())
    return Summed(np.exp(sums - whole), whole + common)
