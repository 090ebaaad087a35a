"""Poisson regression with the units' own levels swept out, and standard errors by cluster.

A Poisson fit estimates a ratio of rates rightly whatever the scatter of the counts, so long as the
standard error is taken from the clusters themselves; no negative binomial is needed for that.
Source: Wooldridge 1999, doi:10.1016/S0304-4076(98)00033-5.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from outrider.signals.inputs import Floats, Ints

_ROUNDS: Final = 100
_CLOSE: Final = 1e-9


class Fitted(NamedTuple):
    """`inside` are the columns less what units explain, weighted as in the last step."""

    beta: Floats
    mu: Floats
    inside: Floats


def within(columns: Floats, weight: Floats, unit: Ints, units: int) -> Floats:
    """Columns less the weighted mean of their unit."""
    total = np.bincount(unit, weight, units)
    means = np.stack(
        [np.bincount(unit, weight * columns[:, j], units) / total for j in range(columns.shape[1])],
        axis=1,
    )
    return np.asarray(columns - means[unit])


def fit(y: Ints, x: Floats, exposure: Floats, unit: Ints) -> Fitted:
    """log E y = log exposure + a(unit) + x β. Units without an event must be left out.

    Raises:
        ValueError: no finite answer, as where a column has no event at all.
    """
    units = int(unit.max()) + 1
    offset = np.log(exposure)
    rate = np.bincount(unit, y, units) / np.bincount(unit, exposure, units)
    eta = np.log(exposure * rate[unit])
    beta = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        mu = np.exp(eta)
        working = eta - offset + (y - mu) / mu
        swept = within(np.column_stack([working, x]), mu, unit, units)
        inside = swept[:, 1:]
        weighted = inside * mu[:, np.newaxis]
        new = np.linalg.lstsq(weighted.T @ inside, weighted.T @ swept[:, 0], rcond=None)[0]
        left = working - x @ new
        level = np.bincount(unit, mu * left, units) / np.bincount(unit, mu, units)
        eta = np.clip(offset + level[unit] + x @ new, -30, 30)
        moved = float(np.abs(new - beta).max())
        beta = np.asarray(new, dtype=np.float64)
        if moved < _CLOSE:
            return Fitted(beta, np.exp(eta), inside)
    raise ValueError(
        "The regression has no finite answer: a period or a group has no event. "
        "Take longer periods."
    )


def by_cluster(y: Ints, fitted: Fitted, cluster: Ints) -> Floats:
    """Covariance of β by leaving out one cluster at a time, in one step each (CR3).

    The plain sandwich is too small with few clusters; this is a little too large.
    Source: Bell, McCaffrey 2002, Survey Methodology 28, 169-181.
    """
    bread = np.linalg.pinv(fitted.inside.T @ (fitted.inside * fitted.mu[:, np.newaxis]))
    order = np.argsort(cluster, kind="stable")
    ends = np.flatnonzero(np.diff(cluster[order])) + 1
    moved = []
    for rows in np.split(order, ends):
        x, mu = fitted.inside[rows], fitted.mu[rows]
        leverage = (x @ bread @ x.T) * mu[np.newaxis, :]
        residual = np.linalg.lstsq(np.eye(rows.size) - leverage, (y[rows] - mu) / mu, rcond=1e-10)[
            0
        ]
        moved.append(bread @ (x.T @ (mu * residual)))
    steps = np.array(moved)
    return np.asarray((len(moved) - 1) / len(moved) * steps.T @ steps)


def dummies(values: Ints, levels: int, leave_out: int = 0) -> Floats:
    """A column a level but the one left out."""
    kept = [level for level in range(levels) if level != leave_out]
    return np.asarray((values[:, np.newaxis] == np.array(kept)).astype(np.float64))
