"""The exact conditional likelihood: given how many were assaulted, which of those present were.

The denominator sums over all ways to choose as many of those who were there. All incidents are
gone through at once, officer by officer, with slope and curvature carried along.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.signals.inputs import Ints

Floats: TypeAlias = NDArray[np.float64]


class Incidents(NamedTuple):
    """Rows laid out by incident: incidents × officers × columns, `there` false where nobody is."""

    covariates: Floats
    there: NDArray[np.bool_]
    assaulted: Ints  # how many, of each incident
    chosen: Floats  # the sum of the covariates of those who were assaulted


def laid_out(groups: Ints, hit: Floats, covariates: Floats) -> Incidents:
    """`groups` numbers the incidents from 0. Covariates are centred within each, which cancels."""
    order = np.argsort(groups, kind="stable")
    groups, hit, covariates = groups[order], hit[order], covariates[order]
    present = np.bincount(groups)
    means = np.stack([np.bincount(groups, column) for column in covariates.T], axis=1)
    covariates = covariates - (means / present[:, None])[groups]
    place = np.arange(groups.size) - np.repeat(np.cumsum(present) - present, present)
    grid = np.zeros((present.size, int(present.max()), covariates.shape[1]))
    there = np.zeros(grid.shape[:2], dtype=np.bool_)
    grid[groups, place], there[groups, place] = covariates, True
    chosen = np.zeros((present.size, covariates.shape[1]))
    np.add.at(chosen, groups, covariates * hit[:, None])
    return Incidents(grid, there, np.bincount(groups, hit).astype(np.int64), chosen)


def derivatives(sets: Incidents, beta: Floats) -> tuple[float, Floats, Floats]:
    """The log likelihood at `beta`, its slope and its curvature."""
    many, _, width = sets.covariates.shape
    most = int(sets.assaulted.max()) + 1
    score = sets.covariates @ beta
    shift = np.where(sets.there, score, -np.inf).max(axis=1)  # keeps the weights at or below 1
    weight = np.where(sets.there, np.exp(score - shift[:, None]), 0.0)
    total = np.zeros((many, most))
    total[:, 0] = 1
    slope, curve = np.zeros((many, most, width)), np.zeros((many, most, width, width))
    for officer in range(sets.covariates.shape[1]):
        _take_in(total, slope, curve, weight[:, officer], sets.covariates[:, officer])
    at = np.arange(many), sets.assaulted
    mean = slope[at] / total[at][:, None]
    spread = curve[at] / total[at][:, None, None] - mean[:, :, None] * mean[:, None, :]
    height = sets.chosen @ beta - np.log(total[at]) - sets.assaulted * shift
    return float(height.sum()), (sets.chosen - mean).sum(axis=0), -spread.sum(axis=0)


def _take_in(total: Floats, slope: Floats, curve: Floats, weight: Floats, x: Floats) -> None:
    """Let one more officer of each incident be among the chosen, or not."""
    fewer, by_one = total[:, :-1].copy(), slope[:, :-1].copy()
    e, x1 = weight[:, None, None], x[:, None, :]
    cross = by_one[..., :, None] * x1[..., None, :]
    square = (x[:, :, None] * x[:, None, :])[:, None] * fewer[..., None, None]
    curve[:, 1:] += e[..., None] * (curve[:, :-1] + cross + cross.swapaxes(2, 3) + square)
    slope[:, 1:] += e * (by_one + x1 * fewer[..., None])
    total[:, 1:] += weight[:, None] * fewer
