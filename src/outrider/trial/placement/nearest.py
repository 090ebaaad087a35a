"""Sites whose nearest counts: good sets by exchange, and what no set can beat (Lagrange)."""

from __future__ import annotations

import time
from typing import Final, NamedTuple

import numpy as np

from outrider.trial.placement.values import Bools, Floats, Ints

_ROUNDS: Final = 400
_PATIENCE: Final = 15
_TOO_SMALL: Final = 1e-3


def total(cost: Floats, sites: Ints) -> float:
    """Cost of all points, each from the cheapest of the sites."""
    return float(cost[:, sites].min(axis=1).sum())


def greedy(cost: Floats, units: int) -> Ints:
    """One site after the other, the most helpful first."""
    chosen = [int(cost.sum(axis=0).argmin())]
    best = cost[:, chosen[0]].copy()
    while len(chosen) < units:
        sums = np.minimum(cost, best[:, None]).sum(axis=0)
        sums[chosen] = np.inf
        chosen.append(int(sums.argmin()))
        np.minimum(best, cost[:, chosen[-1]], out=best)
    return np.sort(np.array(chosen, np.int64))


def exchanged(cost: Floats, sites: Ints, until: float) -> Ints:
    """Swaps one site for another while that helps, the best swap each time.

    Source: Teitz and Bart 1968; profits of all swaps at once as Resende and Werneck 2007.
    """
    sites = sites.copy()
    if sites.size == cost.shape[1]:
        return sites
    while time.monotonic() < until:
        profit = _profits(cost, sites)
        profit[:, sites] = -np.inf
        leaves, comes = np.unravel_index(int(profit.argmax()), profit.shape)
        if profit[leaves, comes] <= 1e-9 * max(1.0, total(cost, sites)):
            break
        sites[leaves] = comes
    return np.sort(sites)


def _profits(cost: Floats, sites: Ints) -> Floats:
    """What a swap saves: a row a site that leaves, a column a site that comes."""
    rows = np.arange(len(cost))
    mine = cost[:, sites]
    first = mine.argmin(axis=1)
    best = mine[rows, first]
    if sites.size > 1:
        mine[rows, first] = np.inf
        second = mine.min(axis=1)
    else:
        second = cost.max(axis=1)
    saved = np.maximum(best[:, None] - cost, 0).sum(axis=0)
    # A point whose nearest leaves falls to its second, or to the one that comes if that is nearer.
    falls = np.minimum(second[:, None], np.maximum(cost, best[:, None])) - best[:, None]
    order = np.argsort(first, kind="stable")
    used, begin = np.unique(first[order], return_index=True)
    lost = np.zeros((sites.size, cost.shape[1]))
    lost[used] = np.add.reduceat(falls[order], begin, axis=0)
    profits: Floats = saved[None, :] - lost
    return profits


class Bounded(NamedTuple):
    """A set of sites, a bound on all sets, and what led to it.

    Attributes:
        level: a price for each point; its cut in `cutting` is worth as much as the bound.
        out, kept: sites that no better set has, that every better set has.
    """

    sites: Ints
    value: float
    bound: float
    level: Floats
    out: Bools
    kept: Bools


def bounded(cost: Floats, units: int, until: float) -> Bounded:
    """Lagrange's bound with the assignment priced out, by subgradients.

    Source: Cornuejols, Fisher and Nemhauser 1977; fixing of sites as Beasley 1993.
    """
    sites = exchanged(cost, greedy(cost, units), until)
    value = total(cost, sites)
    level = np.partition(cost, min(1, cost.shape[1] - 1), axis=1)[:, min(1, cost.shape[1] - 1)]
    best_level, bound, step, waited = level, -np.inf, 1.0, 0
    out, kept = np.zeros((2, cost.shape[1]), bool)
    for _ in range(_ROUNDS):
        below = np.minimum(cost - level[:, None], 0)
        worth = below.sum(axis=0)
        order = np.argsort(worth, kind="stable")
        here = float(level.sum() + worth[order[:units]].sum())
        if here > bound + 1e-5 * (value - bound if np.isfinite(bound) else 1.0):
            waited = 0
        else:
            waited += 1
        if here > bound:
            bound, best_level = here, level
        _fix(worth, order, units, here, value, out, kept)
        if value - bound <= 1e-9 * abs(value) or time.monotonic() > until:
            break
        if waited >= _PATIENCE:
            step, waited, level = step / 2, 0, best_level
            if step < _TOO_SMALL:
                break
            better = exchanged(cost, np.sort(order[:units]), until)
            if total(cost, better) < value:
                sites, value = better, total(cost, better)
            continue
        slope = 1.0 - (below[:, order[:units]] < 0).sum(axis=1)
        size = float(slope @ slope)
        if size == 0:
            break
        level = level + step * (1.02 * value - here) / size * slope
    return Bounded(sites, value, bound, best_level, out, kept & ~out)


def _fix(
    worth: Floats, order: Ints, units: int, here: float, value: float, out: Bools, kept: Bools
) -> None:
    """Marks sites that would lift the bound over the value if they came, or if they went."""
    over = value * (1 - 1e-9) if value > 0 else value
    last = worth[order[units - 1]]
    rest = order[units:]
    out[rest[here + worth[rest] - last >= over]] = True
    if rest.size:
        mine = order[:units]
        kept[mine[here - worth[mine] + worth[rest[0]] >= over]] = True
