"""Event study: the rate in each period before and after the start, beside units not yet started."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.stats import f
from scipy.stats import t as student

from outrider.signals.charts import Bools
from outrider.signals.effect.poisson import by_cluster, dummies, fit
from outrider.signals.inputs import Floats, Ints

NEVER: Final = np.iinfo(np.int64).max


class EventStudy(NamedTuple):
    """By periods since the start (the last before it, -1, is what the others are compared with)."""

    since: Ints
    ratio: Floats
    low: Floats
    high: Floats
    pooled: tuple[float, float, float]  # all periods after over all before: ratio, low, high
    before_p: float  # that all periods before are alike: small warns of a trend or a selection


def event_study(
    counts: Ints,
    exposure: Floats,
    start: Ints,
    *,
    before: int = 4,
    after: int = 4,
    level: float = 0.95,
) -> EventStudy:
    """Counts are units × periods; `start` is a unit's first period with help, from 0, or NEVER.

    Poisson regression with levels of units and periods, standard errors by unit; periods farther
    out than `before` and `after` are counted with the outermost. Assumes that the effect is alike
    for units that start at different times.
    Source: Freyaldenhoven et al. 2021, doi:10.3386/w29170.

    Raises:
        ValueError: no unit that never starts, which leaves the periods without a comparison.
    """
    units, periods = counts.shape
    if not (start >= periods).any():
        raise ValueError("No unit is without help to the end: nothing shows what happened anyway.")
    if not (start < periods).any():
        raise ValueError("No unit starts within the periods: there is no event to study.")
    unit = np.repeat(np.arange(units), periods)
    period = np.tile(np.arange(periods), units)
    used = (counts.sum(axis=1) > 0)[unit] & (counts.sum(axis=0) > 0)[period]
    unit, period = unit[used], period[used]
    begins = np.minimum(start, periods)[unit]
    since = np.where(begins < periods, np.clip(period - begins, -before, after), -1)
    unit, period = (np.unique(part, return_inverse=True)[1] for part in (unit, period))
    y, work = counts.ravel()[used], exposure.ravel()[used]
    kinds = np.array([s for s in range(-before, after + 1) if s != -1 and (since == s).any()])
    columns = (since[:, np.newaxis] == kinds).astype(float)
    beta, covariance = _fit(y, columns, period, work, unit)
    critical = float(student.ppf((1 + level) / 2, int(unit.max())))
    error = np.sqrt(np.diag(covariance))
    treated = (begins < periods)[:, np.newaxis] & (since >= 0)[:, np.newaxis]
    one, variance = _fit(y, treated.astype(float), period, work, unit)
    reach = critical * float(np.sqrt(variance[0, 0]))
    return EventStudy(
        kinds,
        np.exp(beta),
        np.exp(beta - critical * error),
        np.exp(beta + critical * error),
        (float(np.exp(one[0])), float(np.exp(one[0] - reach)), float(np.exp(one[0] + reach))),
        _alike(beta, covariance, kinds < 0, int(unit.max()) + 1),
    )


def _fit(y: Ints, columns: Floats, period: Ints, work: Floats, unit: Ints) -> tuple[Floats, Floats]:
    many = columns.shape[1]
    x = np.column_stack([columns, dummies(period, int(period.max()) + 1)])
    fitted = fit(y, x, work, unit)
    return fitted.beta[:many], by_cluster(y, fitted, unit)[:many, :many]


def _alike(beta: Floats, covariance: Floats, which: Bools, units: int) -> float:
    """Wald's test of several coefficients at once, by F with units - 1."""
    many = int(which.sum())
    if many == 0:
        return 1.0
    part = beta[which]
    wald = float(part @ np.linalg.pinv(covariance[np.ix_(which, which)]) @ part)
    return float(f.sf(wald / many, many, units - 1))
