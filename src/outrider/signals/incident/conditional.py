"""Who was assaulted among those present: conditional logistic regression within the incident.

Call, time, place and the person who attacked are the same for all who were there, so that they
cancel. What is left is what differed between the officers: crewing, kit, service, order of arrival.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, log
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import chi2

from outrider.signals.incident.likelihood import (
    Incidents,
    derivatives,
    inclusions,
    laid_out,
    places,
)
from outrider.signals.inputs import Ints, members

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]

_RUNAWAY: Final = 15.0  # of a log odds ratio times its column's spread: separation, no estimate
_STEPS: Final = 60
_CLOSE: Final = 1e-10
_SINGULAR: Final = 1e12


class Fit(NamedTuple):
    """Log odds ratios with standard errors; the likelihood ratio test of all of them at once."""

    coefficient: Floats
    error: Floats
    low: Floats
    high: Floats
    p: Floats
    log_likelihood: float
    log_likelihood_null: float
    likelihood_ratio: float
    p_of_all: float
    incidents: int
    rows: int


def informative(incident: Sequence[str], assaulted: Bools) -> Bools:
    """Rows of incidents in which some were assaulted and some were not: the others say nothing."""
    keep = np.zeros(assaulted.size, dtype=np.bool_)
    for rows in members(incident).values():
        hit = int(assaulted[rows].sum())
        keep[rows] = 0 < hit < rows.size
    return keep


def conditional_logit(
    incident: Sequence[str],
    assaulted: Bools,
    covariates: Floats,
    level: float = 0.95,
    officer: Sequence[str] | None = None,
) -> Fit:
    """Conditional maximum likelihood, exact for several assaulted in one incident.

    `covariates` is rows × columns. Fitted on standardised columns. With `officer` (of each row)
    errors allow for officers who are assaulted more for reasons that stand in no column.
    Source: Breslow, Day 1980, Statistical Methods in Cancer Research 1, chapter 7; errors by
    officer and incident: Cameron, Gelbach, Miller 2011, doi:10.1198/jbes.2010.07136.

    Raises:
        ValueError: nothing to compare, or a column that tells who was assaulted without fail.
    """
    keep = informative(incident, assaulted)
    if not keep.any():
        raise ValueError("No incident has both officers who were assaulted and who were not.")
    groups = np.unique(np.asarray(incident, dtype=object)[keep].astype(str), return_inverse=True)[1]
    hit, raw = assaulted[keep].astype(np.float64), covariates[keep]
    _vary(raw, groups)
    scale = raw.std(axis=0)
    sets = laid_out(groups, hit, raw / scale)
    coefficient, covariance, height = _maximise(sets)
    if officer is not None:
        who = np.unique(np.asarray(officer, dtype=object)[keep].astype(str), return_inverse=True)[1]
        covariance = _by_officer(sets, groups, hit, who, coefficient, covariance)
    coefficient, error = coefficient / scale, np.sqrt(np.diag(covariance)) / scale
    reach = float(ndtri((1 + level) / 2)) * error
    null = -sum(log(comb(*at)) for at in _sizes(groups, hit))
    ratio = max(0.0, 2 * (height - null))
    return Fit(
        coefficient,
        error,
        coefficient - reach,
        coefficient + reach,
        chi2.sf((coefficient / error) ** 2, 1),
        height,
        null,
        ratio,
        float(chi2.sf(ratio, raw.shape[1])),
        int(groups.max()) + 1,
        int(keep.sum()),
    )


def _by_officer(
    sets: Incidents, groups: Ints, hit: Floats, who: Ints, beta: Floats, covariance: Floats
) -> Floats:
    """The sandwich with two ways to belong together: by officer and by incident.

    By officer alone it would be too narrow: of those at an incident one is assaulted because the
    others are not.
    """
    chance = inclusions(sets, beta)
    mean = (chance[..., None] * sets.covariates).sum(axis=1) / sets.assaulted[:, None]
    place = places(groups)
    left = hit - chance[groups, place]
    score = left[:, None] * (sets.covariates[groups, place] - mean[groups])
    officers, incidents = _added(score, who), _added(score, groups)
    return np.asarray(covariance @ (officers + incidents - score.T @ score) @ covariance)


def _added(score: Floats, cluster: Ints) -> Floats:
    """Squares and products of what the rows of each cluster add up to."""
    sums = np.stack([np.bincount(cluster, column) for column in score.T], axis=1)
    many = sums.shape[0]
    return np.asarray(sums.T @ sums * many / (many - 1))


def _maximise(sets: Incidents) -> tuple[Floats, Floats, float]:
    """Newton's method; the likelihood is concave, so that a step is only ever too long."""
    beta = np.zeros(sets.covariates.shape[2])
    height, slope, curve = derivatives(sets, beta)
    for _ in range(_STEPS):
        step = _solve(curve, slope)
        there = derivatives(sets, beta + step)
        while there[0] < height - 1e-12 * abs(height) and np.abs(step).max() > _CLOSE:
            step = step / 2
            there = derivatives(sets, beta + step)
        beta = beta + step
        height, slope, curve = there
        if np.abs(beta).max() > _RUNAWAY:
            raise ValueError("A column tells without fail who was assaulted: leave it out.")
        if np.abs(step).max() < _CLOSE:
            break
    return beta, np.asarray(np.linalg.inv(-curve), dtype=np.float64), height


def _solve(curve: Floats, slope: Floats) -> Floats:
    if np.linalg.cond(curve) > _SINGULAR:
        raise ValueError("The columns do not tell officers apart: leave one out.")
    return np.asarray(np.linalg.solve(-curve, slope), dtype=np.float64)


def _vary(columns: Floats, groups: Ints) -> None:
    """Refuse a column that is the same for all who were there: it cancels."""
    for number, column in enumerate(columns.T, start=1):
        mean = np.bincount(groups, column) / np.bincount(groups)
        if np.allclose(column, mean[groups]):
            raise ValueError(
                f"Column {number} is the same for everybody at each incident: nothing to compare."
            )


def _sizes(groups: Ints, hit: Floats) -> list[tuple[int, int]]:
    """Of each incident: how many were there, how many were assaulted."""
    there, assaulted = np.bincount(groups), np.bincount(groups, hit)
    return [(int(n), int(k)) for n, k in zip(there, assaulted, strict=True)]
