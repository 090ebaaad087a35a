"""Bayesian online detection: after each look, how long ago did the rate last change?"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from outrider.signals.change.changepoint import log_evidence
from outrider.signals.charts import Bools
from outrider.signals.inputs import Floats

HAZARD: Final = 1 / 100
"""The chance, before looking, that the rate changes between two looks."""


class Online(NamedTuple):
    """`run[t, r]`: the chance after look t that the rate has held for r + 1 looks.

    `log_evidence` is that of all looks together. With several series, run is [series, t, r].
    """

    run: Floats
    log_evidence: Floats


def online(
    observed: NDArray[np.int64],
    exposure: Floats,
    *,
    hazard: float = HAZARD,
    shape: float = 0.5,
    rate: float = 0.5,
) -> Online:
    """Poisson counts whose rate is drawn anew from Γ(shape, rate) at each change.

    The run is counted with the look itself, so that the last row equals the sum over all divisions
    of the looks into runs.
    Source: Adams, MacKay 2007, arXiv:0710.3742.
    """
    looks = observed.shape[-1]
    several = observed.shape[:-1]
    run = np.zeros((*several, looks, looks))
    # log chance of each run, with the counts and exposure in it before the look
    chance = np.full((*several, 1), 0.0)
    total, work = np.zeros((*several, 1)), np.zeros(1)
    for t in range(looks):
        x, e = observed[..., t : t + 1].astype(np.float64), float(exposure[t])
        seen = chance + _log_predictive(x, e, total, work, shape, rate)
        weight = logsumexp(seen, axis=-1, keepdims=True)
        run[..., t, : t + 1] = np.exp(seen - weight)
        changed = weight + np.log(hazard)
        chance = np.concatenate([changed, seen + np.log1p(-hazard)], axis=-1)
        fresh = np.zeros_like(x)
        total = np.concatenate([fresh, total + x], axis=-1)
        work = np.concatenate([[0.0], work + e])
    return Online(run, np.asarray(weight[..., 0]))


def _log_predictive(
    x: Floats, e: float, total: Floats, work: Floats, shape: float, rate: float
) -> Floats:
    """Of a count, given the counts of its run: a negative binomial."""
    with_it = log_evidence(total + x, work + e, shape, rate)
    return np.asarray(
        with_it - log_evidence(total, work, shape, rate) + x * np.log(e) - gammaln(x + 1)
    )


def changed_within(run: Floats, looks: int) -> Floats:
    """After each look, the chance that the rate changed at one of the last `looks` looks.

    The first look of all starts a run without any change: until there were more, it is left out.
    """
    chance = run[..., :looks].sum(axis=-1)
    t = np.arange(run.shape[-2])
    began = t < looks
    start = run[..., t[began], t[began]]
    chance[..., began] = chance[..., began] - start
    return np.asarray(chance)


def alarms(run: Floats, looks: int, above: float) -> Bools:
    return np.asarray(changed_within(run, looks) >= above)
