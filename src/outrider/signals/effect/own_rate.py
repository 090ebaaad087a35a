"""Events after help beside what each unit's own rate expects, steadied among everybody's.

Help that follows on an event (a talk after an assault) goes to those who had more of them: by their
own rate, and by luck. A comparison of before and after counts the luck as help. Here everybody's
whole history counts, with an event or without, and each unit has a rate of its own drawn from one
gamma distribution. When who is helped hangs on the history and the group alone, the likelihood of
events and help falls into two factors, and the one for events needs no model of who is helped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln
from scipy.stats import chi2

from outrider.signals.inputs import Floats, Ints
from outrider.signals.intervals import Interval

_ROUNDS: Final = 100
_CLOSE: Final = 1e-8
_SHAPES: Final = (np.log(0.02), np.log(1e4))
"""Of the gamma: below, a few have everything; above, all are alike."""
_REACH: Final = 4.0  # of the log ratio, to each side, that an interval's end is looked for in


class OwnRate(NamedTuple):
    """`ratio` of the rate after help to that without; `shape` of the gamma between units."""

    ratio: float
    interval: Interval
    shape: float
    group_rate: Floats
    observed: int  # events after help
    expected: float  # the same without help, from steadied rates
    helped: int


class _Data(NamedTuple):
    total: Ints
    before: Floats  # exposure
    after: Floats
    group: Ints
    events_after: int


class _Fit(NamedTuple):
    rate: Floats
    shape: float
    likelihood: float


def own_rate(
    before: Ints,
    exposure_before: Floats,
    after: Ints,
    exposure_after: Floats,
    group: Ints,
    level: float = 0.95,
) -> OwnRate:
    """Counts and exposure of each unit before help (all of it where there was none) and after.

    A mixed Poisson process with gamma rates between units, a usual rate for each group, and one
    ratio for all time after help; interval by the profile of the likelihood.
    Source: Lawless 1987, doi:10.1080/01621459.1987.10478503; the guard against regression to the
    mean is Hauer's (1997), with its rates and the effect estimated together.

    Raises:
        ValueError: no unit has exposure after help, no event before, or none after.
    """
    helped = exposure_after > 0
    if not helped.any():
        raise ValueError("Nobody has any exposure after help: there is nothing to compare.")
    if not before.sum() or not after.sum():
        when = "after" if before.sum() else "before"
        raise ValueError(f"There is no event {when} help: no ratio can be told.")
    data = _data(before, exposure_before, after, exposure_after, group)
    best = minimize_scalar(
        lambda log: -_fitted(data, float(log)).likelihood, bracket=(-0.5, 0.5), tol=1e-6
    )
    middle = float(best.x)
    drop = float(chi2.ppf(level, 1)) / 2

    def beyond(log: float) -> float:
        return -float(best.fun) - _fitted(data, log).likelihood - drop

    low = _end(beyond, middle, -_REACH)
    high = _end(beyond, middle, _REACH)
    fit = _fitted(data, middle)
    own = _own(data, fit, float(np.exp(middle)))
    return OwnRate(
        float(np.exp(middle)),
        Interval(float(np.exp(low)), float(np.exp(high))),
        fit.shape,
        fit.rate,
        data.events_after,
        float((own * data.after).sum()),
        int(helped.sum()),
    )


def _data(
    before: Ints, exposure_before: Floats, after: Ints, exposure_after: Floats, group: Ints
) -> _Data:
    """Units of groups with an event: a group without any tells nothing of a ratio."""
    total = before + after
    told = np.isin(group, np.unique(group[total > 0]))
    numbers = np.unique(group[told], return_inverse=True)[1]
    return _Data(
        total[told], exposure_before[told], exposure_after[told], numbers, int(after.sum())
    )


def _end(beyond: Callable[[float], float], middle: float, reach: float) -> float:
    if beyond(middle + reach) <= 0:
        return float(np.copysign(np.inf, reach))
    low, high = sorted((middle, middle + reach))
    return float(brentq(beyond, low, high, xtol=1e-4))


def _fitted(data: _Data, log_ratio: float) -> _Fit:
    """Usual rates and the shape, at a given ratio."""
    work = data.before + np.exp(log_ratio) * data.after
    found = minimize_scalar(
        lambda log: -_likelihood(data, work, float(np.exp(log)), _rates(data, work, log)),
        bounds=_SHAPES, method="bounded", options={"xatol": 1e-3},
    )  # fmt: skip
    shape = float(np.exp(found.x))
    rate = _rates(data, work, float(found.x))
    return _Fit(rate, shape, _likelihood(data, work, shape, rate) + data.events_after * log_ratio)


def _rates(data: _Data, work: Floats, log_shape: float) -> Floats:
    """The usual rate of each group, most likely at this shape: Newton's method on its logarithm."""
    shape = float(np.exp(log_shape))
    events = np.bincount(data.group, data.total)
    log_rate = np.log(events / np.bincount(data.group, work))
    for _ in range(_ROUNDS):
        mean = np.exp(log_rate)[data.group] * work
        own = (shape + data.total) / (shape + mean)
        score = events - np.bincount(data.group, own * mean)
        curve = np.bincount(data.group, own * mean * shape / (shape + mean))
        step = np.clip(score / curve, -1.0, 1.0)
        log_rate += step
        if np.abs(step).max() < _CLOSE:
            break
    return np.asarray(np.exp(log_rate))


def _likelihood(data: _Data, work: Floats, shape: float, rate: Floats) -> float:
    """Log, of a negative binomial a unit, without what no parameter moves."""
    mean = np.maximum(rate[data.group] * work, 1e-300)
    total = data.total
    raised = gammaln(shape + np.arange(total.max() + 1)) - gammaln(shape)
    made = raised[total] + total * np.log(rate[data.group])
    return float((made - total * np.log(shape + mean) - shape * np.log1p(mean / shape)).sum())


def _own(data: _Data, fit: _Fit, ratio: float) -> Floats:
    """Each unit's own rate, steadied."""
    usual = fit.rate[data.group]
    work = data.before + ratio * data.after
    return np.asarray(usual * (fit.shape + data.total) / (fit.shape + usual * work))
