"""Before and after, with what falls anyway taken into account.

Units picked because they had many events have fewer next time whatever is done: regression to the
mean. What each would have had without help is its steadied rate, not its own count.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import Final, NamedTuple

import numpy as np
from scipy.stats import t as student

from outrider.signals.charts import Bools
from outrider.signals.inputs import Floats, Ints
from outrider.signals.intervals import Interval
from outrider.signals.rates.gamma import maximum_likelihood

_GROUPS: Final = 20


class BeforeAfter(NamedTuple):
    """Of helped units. `naive`: after over before, by exposure. `anyway`: what the steadied rates
    would have done without help. `ratio`: what is left, events over those expected; `matched`: the
    same, against units not helped that had as many events before (None where there are none)."""

    naive: float
    anyway: float
    ratio: float
    interval: Interval
    observed: int
    expected: float
    matched: float | None
    matched_units: int  # helped units that have a match
    trend: float  # after over before of units not helped, by their steadied rates


class Left(NamedTuple):
    """What helped units had after, what they would have had anyway, and the trend of the others."""

    observed: float
    expected: float
    trend: float


def left(before: Ints, after: Ints, work_before: Floats, work_after: Floats, helped: Bools) -> Left:
    """Expected: steadied rates from all units before, moved by the trend of those not helped."""
    fit = maximum_likelihood(before, work_before)
    mean = np.full(before.size, fit.mean)
    if fit.spreads:
        mean = (before + fit.shape) / (fit.rate + work_before)
    usual = mean * work_after
    trend = float(after[~helped].sum()) / float(usual[~helped].sum())
    return Left(float(after[helped].sum()), trend * float(usual[helped].sum()), trend)


def before_after(
    before: Ints,
    after: Ints,
    exposure_before: Floats,
    exposure_after: Floats,
    helped: Bools,
    level: float = 0.95,
) -> BeforeAfter:
    """The gamma-Poisson spread comes from all units before; the trend from those not helped.

    The interval leaves out a twentieth of the units at a time (jack-knife by groups), so that what
    is estimated on the way counts too.
    Source: Hauer 1997, Observational Before-After Studies in Road Safety, chapters 11 and 12.

    Raises:
        ValueError: fewer than two helped or not helped, or no event among one of them.
    """
    if helped.sum() < 2 or (~helped).sum() < 2:
        raise ValueError("At least two units must have been helped and two not.")
    if 0 in (before[helped].sum(), after[~helped].sum(), before[~helped].sum()):
        raise ValueError("A group without an event before, or without one after, tells nothing.")
    columns = (before, after, exposure_before, exposure_after, helped)
    whole = left(*columns)
    middle = log(max(whole.observed, 0.5) / whole.expected)
    part = _parts(helped)
    groups = int(part.max()) + 1
    logs = []
    for group in range(groups):
        kept = part != group
        one = left(before[kept], after[kept], exposure_before[kept], exposure_after[kept],
                   helped[kept])  # fmt: skip
        logs.append(log(max(one.observed, 0.5) / one.expected))
    variance = (groups - 1) / groups * float(((np.array(logs) - np.mean(logs)) ** 2).sum())
    reach = float(student.ppf((1 + level) / 2, groups - 1)) * sqrt(variance)
    work_before, work_after = (float(w[helped].sum()) for w in (exposure_before, exposure_after))
    before_rate = float(before[helped].sum()) / work_before
    matched, units = _matched(*columns)
    return BeforeAfter(
        naive=whole.observed / work_after / before_rate,
        anyway=whole.expected / work_after / before_rate,
        ratio=exp(middle),
        interval=Interval(exp(middle - reach), exp(middle + reach)),
        observed=int(whole.observed),
        expected=whole.expected,
        matched=matched,
        matched_units=units,
        trend=whole.trend,
    )


def _parts(helped: Bools) -> Ints:
    """Groups to leave out in turn, helped and others shared evenly among them."""
    groups = min(_GROUPS, int(helped.sum()), int((~helped).sum()))
    part = np.empty(helped.size, dtype=np.int64)
    for which in (helped, ~helped):
        part[which] = np.arange(int(which.sum())) % groups
    return part


def _matched(
    before: Ints, after: Ints, work_before: Floats, work_after: Floats, helped: Bools
) -> tuple[float | None, int]:
    """Rates after of helped units over those of others with the same count before."""
    seen = expected = 0.0
    units = 0
    for count in np.unique(before[helped]):
        ours, theirs = helped & (before == count), ~helped & (before == count)
        if theirs.any():
            rate = float(after[theirs].sum()) / float(work_after[theirs].sum())
            seen += float(after[ours].sum())
            expected += rate * float(work_after[ours].sum())
            units += int(ours.sum())
    return (seen / expected if expected > 0 else None), units
