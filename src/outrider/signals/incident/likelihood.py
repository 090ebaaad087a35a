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
    present = np.bincount(groups)
    means = np.stack([np.bincount(groups, column) for column in covariates.T], axis=1)
    covariates = covariates - (means / present[:, None])[groups]
    place = places(groups)
    grid = np.zeros((present.size, int(present.max()), covariates.shape[1]))
    there = np.zeros(grid.shape[:2], dtype=np.bool_)
    grid[groups, place], there[groups, place] = covariates, True
    chosen = np.zeros((present.size, covariates.shape[1]))
    np.add.at(chosen, groups, covariates * hit[:, None])
    return Incidents(grid, there, np.bincount(groups, hit).astype(np.int64), chosen)


def places(groups: Ints) -> Ints:
    """Which of its incident's rows each row is, from 0."""
    order = np.argsort(groups, kind="stable")
    present = np.bincount(groups)
    found = np.empty(groups.size, dtype=np.int64)
    found[order] = np.arange(groups.size) - np.repeat(np.cumsum(present) - present, present)
    return found


def inclusions(sets: Incidents, beta: Floats) -> Floats:
    """The chance of each to be among those assaulted, given how many were: incidents × officers."""
    weight, _ = _weights(sets, beta)
    every = np.arange(weight.shape[0])
    whole = _ways(weight, sets.assaulted)
    chance = np.zeros_like(weight)
    for officer in range(weight.shape[1]):
        others = _ways(np.delete(weight, officer, axis=1), sets.assaulted - 1)
        chance[every, officer] = weight[:, officer] * others / whole
    return chance


def _ways(weight: Floats, chosen: Ints) -> Floats:
    """The sum over all ways to choose so many, of the product of their weights."""
    total = np.zeros((weight.shape[0], int(chosen.max()) + 1))
    total[:, 0] = 1
    for column in weight.T:
        total[:, 1:] += column[:, None] * total[:, :-1].copy()
    return np.asarray(total[np.arange(chosen.size), chosen])


def _weights(sets: Incidents, beta: Floats) -> tuple[Floats, Floats]:
    """exp(x beta) of each, divided by the largest of the incident; and what it was divided by."""
    score = sets.covariates @ beta
    shift = np.where(sets.there, score, -np.inf).max(axis=1)  # keeps the weights at or below 1
    return np.where(sets.there, np.exp(score - shift[:, None]), 0.0), shift


def derivatives(sets: Incidents, beta: Floats) -> tuple[float, Floats, Floats]:
    """The log likelihood at `beta`, its slope and its curvature."""
    many, _, width = sets.covariates.shape
    most = int(sets.assaulted.max()) + 1
    weight, shift = _weights(sets, beta)
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
