"""How many events there were in all, from three lists, under each way that lists may hang together.

Eight log-linear models: independence, each pair, each two pairs, all three pairs (saturated).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from math import exp, isfinite, sqrt
from typing import Final, NamedTuple

import numpy as np
from scipy.special import gammaln, ndtri

from outrider.signals.inputs import Floats
from outrider.signals.intervals import Interval

PATTERNS: Final = tuple(p for p in product((1, 0), repeat=3) if any(p))
PAIRS: Final = ((0, 1), (0, 2), (1, 2))
_ROUNDS: Final = 100


class Model(NamedTuple):
    """`pairs` of lists that hang together. Estimate and interval are infinite or not known where
    an empty cell leaves nothing to go by. `odds_ratio` is that of each pair, in the same order."""

    pairs: tuple[tuple[int, int], ...]
    estimate: float
    interval: Interval
    odds_ratio: tuple[float, ...]
    deviance: float
    degrees: int
    aic: float


def models(cells: Mapping[tuple[int, ...], int], level: float = 0.95) -> tuple[Model, ...]:
    """All eight, from independence to saturated, never one alone.

    The interval is that of the events in no list, log-normal, and added to those seen.
    Source: Fienberg 1972, doi:10.1093/biomet/59.3.591; International Working Group for Disease
    Monitoring 1995, doi:10.1093/oxfordjournals.aje.a117558.
    """
    seen = np.array([cells.get(p, 0) for p in PATTERNS], dtype=np.float64)
    if seen.sum() == 0:
        raise ValueError("The lists are empty: there is nothing to estimate from.")
    return tuple(
        _model(seen, pairs, level) for many in range(4) for pairs in combinations(PAIRS, many)
    )


def design(pairs: Sequence[tuple[int, int]]) -> Floats:
    """A row a pattern: 1, the three lists, and the products of the pairs."""
    rows = [[1, *p, *(p[i] * p[j] for i, j in pairs)] for p in PATTERNS]
    return np.array(rows, dtype=np.float64)


def _model(seen: Floats, pairs: tuple[tuple[int, int], ...], level: float) -> Model:
    x = design(pairs)
    fitted = _fit(seen, x)
    total, degrees = float(seen.sum()), len(PATTERNS) - x.shape[1]
    if fitted is None:
        nothing = float("nan")
        none = (nothing,) * len(pairs)
        return Model(pairs, nothing, Interval(total, nothing), none, nothing, degrees, nothing)
    beta, covariance, mu = fitted
    unseen = exp(beta[0])
    spread = exp(float(ndtri((1 + level) / 2)) * sqrt(_relative_variance(unseen, covariance[0, 0])))
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(seen > 0, seen * np.log(seen / mu), 0.0) - (seen - mu)
    loglik = float((seen * np.log(mu) - mu - gammaln(seen + 1)).sum())
    return Model(
        pairs,
        total + unseen,
        Interval(total + unseen / spread, total + unseen * spread),
        tuple(float(value) for value in np.exp(beta[4:])),
        2 * float(parts.sum()),
        degrees,
        2 * x.shape[1] - 2 * loglik,
    )


def _relative_variance(unseen: float, of_log: float) -> float:
    """Of the unseen number itself: about its mean it scatters as a Poisson count does."""
    return of_log + 1 / max(unseen, 0.5)


def _fit(seen: Floats, x: Floats) -> tuple[Floats, Floats, Floats] | None:
    """Poisson regression by Newton's method; None where an empty cell sends it to the edge."""
    mu = seen + 0.5
    eta = np.log(mu)
    for _ in range(_ROUNDS):
        weighted = x * mu[:, np.newaxis]
        try:
            beta = np.linalg.solve(x.T @ weighted, weighted.T @ (eta + (seen - mu) / mu))
        except np.linalg.LinAlgError:
            return None
        new = x @ beta
        if np.abs(new).max() > 25:
            return None
        moved = float(np.abs(new - eta).max())
        eta, mu = np.asarray(new), np.asarray(np.exp(new))
        if moved < 1e-10:
            break
    else:
        return None
    covariance: Floats = np.asarray(np.linalg.inv(x.T @ (x * mu[:, np.newaxis])), dtype=np.float64)
    return (np.asarray(beta), covariance, mu) if isfinite(float(beta[0])) else None
