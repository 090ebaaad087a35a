"""When did a share change? One kind of event among all of them, with a chance for every look.

What moves all events alike (a quieter winter, a campaign to record more) leaves the share as it is.
A rate by itself would rise or fall with them.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import betainc, betaincinv, betaln, logsumexp

from outrider.signals.change.changepoint import ChangePoint
from outrider.signals.inputs import Floats, Ints
from outrider.signals.intervals import Interval

PRIOR: Final = 0.5  # Jeffreys' beta prior, on either side
GRID: Final = 61
"""Quantiles of the old share over which the ratio's distribution is added up."""
LEAST: Final = 1e-5  # beside the likeliest look: what is less moves no end of the interval


def share_change_point(observed: NDArray[np.int64], of: Ints) -> ChangePoint:
    """Both shares beta(0.5, 0.5), every look but the last equally likely; one change beside none.

    `observed` of `of` events in each look; a series a row where several came in.
    Source: Smith 1975, doi:10.1093/biomet/62.2.407 (binomial case).
    """
    part = np.cumsum(observed, axis=-1).astype(np.float64)
    whole = np.cumsum(of).astype(np.float64)
    split = _evidence(part[..., :-1], whole[:-1]) + _evidence(
        part[..., -1:] - part[..., :-1], whole[-1] - whole[:-1]
    )
    sums = logsumexp(split, axis=-1, keepdims=True)
    posterior = np.concatenate([np.exp(split - sums), np.zeros_like(sums)], axis=-1)
    one = sums[..., 0] - np.log(observed.shape[-1] - 1)
    none = _evidence(part[..., -1], whole[-1])
    return ChangePoint(posterior, np.asarray(1 / (1 + np.exp(none - one))))


def _evidence(part: Floats, whole: Floats) -> Floats:
    """Without the factor that no division of looks changes."""
    return np.asarray(betaln(PRIOR + part, PRIOR + whole - part) - betaln(PRIOR, PRIOR))


def shares_at(observed: Ints, of: Ints, last: int) -> tuple[float, float]:
    """Up to and with look `last` (from 0), and after it; NaN where there is no event at all."""
    parts = (slice(0, last + 1), slice(last + 1, None))
    sums = [(int(observed[part].sum()), int(of[part].sum())) for part in parts]
    old, new = (some / whole if whole else float("nan") for some, whole in sums)
    return old, new


def share_ratio(
    observed: Ints, of: Ints, posterior: Floats, *, level: float = 0.95
) -> tuple[float, Interval]:
    """The new share over the old: its posterior median and credible interval, over all looks.

    Given the look both shares are beta; their ratio is added up over quantiles of the old one.
    """
    possible = np.flatnonzero(posterior > posterior.max() * LEAST)
    part, whole = np.cumsum(observed)[possible, None], np.cumsum(of)[possible, None]
    rest, others = observed.sum() - part, of.sum() - whole
    at = (np.arange(GRID) + 0.5) / GRID
    old = betaincinv(PRIOR + part, PRIOR + whole - part, at)
    weight = posterior[possible] / posterior[possible].sum()

    def below(log_ratio: float) -> float:
        chance = betainc(
            PRIOR + rest, PRIOR + others - rest, np.minimum(1.0, np.exp(log_ratio) * old)
        )
        return float((weight * chance.mean(axis=1)).sum())

    tail = (1 - level) / 2
    low, middle, high = (
        float(np.exp(brentq(lambda x, to=to: below(x) - to, -40, 40)))
        for to in (tail, 0.5, 1 - tail)
    )
    return middle, Interval(low, high)


def dealt_by_chance(observed: Ints, of: Ints, runs: int, seed: int) -> Ints:
    """`runs` series in which the same events of the kind lie anywhere among all events.

    Nothing is assumed of how many events a look has: the false-alarm rate is that of a permutation.
    """
    random = np.random.default_rng(seed)
    return random.multivariate_hypergeometric(of, int(observed.sum()), runs, method="marginals")
