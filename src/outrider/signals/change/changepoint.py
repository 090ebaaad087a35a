"""When did it change? One change of a Poisson rate, with a chance for every look."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import betainc, gammaln, logsumexp

from outrider.signals.inputs import Floats
from outrider.signals.intervals import Interval

SHAPE: Final = 0.5
RATE: Final = 0.5


class ChangePoint(NamedTuple):
    """`posterior[i]`: the chance, given one change, that look i is the last of the old rate.

    The last look of all cannot be; its place holds 0. `chance_of_change` weighs one change against
    none, each held equally likely beforehand. A series a row where several came in.
    """

    posterior: Floats
    chance_of_change: Floats


def log_evidence(total: Floats, exposure: Floats, shape: float, rate: float) -> Floats:
    """Of Poisson counts with a gamma rate, without the factor that no division of looks changes."""
    return np.asarray(
        shape * np.log(rate) - gammaln(shape)
        + gammaln(shape + total) - (shape + total) * np.log(rate + exposure)
    )  # fmt: skip


def change_point(
    observed: NDArray[np.int64], exposure: Floats, *, shape: float = SHAPE, rate: float = RATE
) -> ChangePoint:
    """Both rates Γ(shape, rate) per unit of exposure, every look but the last equally likely.

    Source: Raftery, Akman 1986, doi:10.1093/biomet/73.1.85.
    """
    before = np.cumsum(observed, axis=-1).astype(np.float64)
    work = np.cumsum(exposure)
    whole, all_work = before[..., -1:], work[-1]
    split = log_evidence(before[..., :-1], work[:-1], shape, rate) + log_evidence(
        whole - before[..., :-1], all_work - work[:-1], shape, rate
    )
    sums = logsumexp(split, axis=-1, keepdims=True)
    posterior = np.concatenate([np.exp(split - sums), np.zeros_like(whole)], axis=-1)
    one = sums[..., 0] - np.log(observed.shape[-1] - 1)
    none = log_evidence(whole[..., 0], np.asarray(all_work), shape, rate)
    return ChangePoint(posterior, np.asarray(1 / (1 + np.exp(none - one))))


class Rates(NamedTuple):
    """Rates per unit of exposure before and after a look, as they are and as the prior steadies."""

    mean: tuple[float, float]
    posterior_mean: tuple[float, float]


def rates_at(
    observed: NDArray[np.int64],
    exposure: Floats,
    last: int,
    *,
    shape: float = SHAPE,
    rate: float = RATE,
) -> Rates:
    """Of the looks up to and with `last` (from 0), and of those after it."""
    parts = (slice(0, last + 1), slice(last + 1, None))
    sums = [(float(observed[part].sum()), float(exposure[part].sum())) for part in parts]
    old, new = ((y / e, (shape + y) / (rate + e)) for y, e in sums)
    return Rates((old[0], new[0]), (old[1], new[1]))


def credible_looks(posterior: Floats, level: float = 0.95) -> NDArray[np.int64]:
    """The fewest looks that hold the change with chance `level`, in order of time."""
    order = np.argsort(-posterior, kind="stable")
    many = int(np.searchsorted(np.cumsum(posterior[order]), level * posterior.sum())) + 1
    return np.sort(order[:many])


def ratio_interval(
    observed: NDArray[np.int64],
    exposure: Floats,
    posterior: Floats,
    *,
    level: float = 0.95,
    shape: float = SHAPE,
    rate: float = RATE,
) -> Interval:
    """Credible interval of the new rate over the old, over all looks at which it may have changed.

    Exact: given the look, the ratio of two gamma rates is a beta prime.
    """
    possible = np.flatnonzero(posterior > 0)
    before = np.cumsum(observed)[possible].astype(np.float64)
    work = np.cumsum(exposure)[possible]
    old = (shape + before, rate + work)
    new = (shape + observed.sum() - before, rate + exposure.sum() - work)
    weight = posterior[possible]

    def below(log_ratio: float) -> float:
        odds = np.exp(log_ratio) * new[1] / old[1]
        return float((weight * betainc(new[0], old[0], odds / (1 + odds))).sum())

    tail = (1 - level) / 2
    low, high = (
        float(np.exp(brentq(lambda x, at=at: below(x) - at, -40, 40))) for at in (tail, 1 - tail)
    )
    return Interval(low, high)
