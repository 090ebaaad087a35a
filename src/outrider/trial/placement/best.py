"""From a table of costs to the best sites, with a bound."""

from __future__ import annotations

import numpy as np

from outrider.trial.placement.cutting import Cutting, Found
from outrider.trial.placement.nearest import bounded
from outrider.trial.placement.reducing import filled, never_tells, together, undominated
from outrider.trial.placement.shapes import Busy, Nearest
from outrider.trial.placement.values import Bools, Floats, Ints


def nearest_sites(cost: Floats, weights: Floats, units: int, until: float) -> tuple[Ints, float]:
    """One unit at each of the sites that make the weighted sum of nearest costs least.

    Answers units by site, and the least sum that any choice can have.
    """
    rows, mass = together(cost, weights)
    same = never_tells(rows)
    constant = float(mass[same] @ rows[same, 0])
    rows, mass = rows[~same], mass[~same]
    kept = undominated(rows) if len(rows) else np.zeros(1, np.int64)
    few = min(units, len(kept))
    if few == len(kept):
        best = float(mass @ rows.min(axis=1)) if len(rows) else 0.0
        return filled(np.ones(few), kept, cost.shape[1], units), constant + best
    scale = float(mass.mean())
    found = _search(np.ascontiguousarray(rows[:, kept]), mass / scale, few, until)
    return filled(found.units, kept, cost.shape[1], units), constant + scale * found.bound


def _search(cost: Floats, mass: Floats, units: int, until: float) -> Found:
    """Lagrange first: what it rules out the solver need not look at."""
    first = bounded(mass[:, None] * cost, units, until)
    known = np.zeros(cost.shape[1])
    known[first.sites] = 1
    start = Found(known, first.value, first.bound)
    left = ~first.out
    left[first.sites] = True
    if start.closed:
        return start
    shape = Nearest(np.ascontiguousarray(cost[:, left]))
    kept = first.kept[left] & (known[left] > 0)
    planes = shape.around(first.level / mass)
    found = Cutting(shape, mass, known[left], kept, 1, planes).run(until)
    known[left] = found.units
    return Found(known, found.value, max(found.bound, first.bound))


def busy_sites(
    covers: Bools, weights: Floats, units: int, busy: float, until: float
) -> tuple[Ints, float]:
    """Units by site that make the expected demand without a free unit in time least.

    Several may stand at one site. Answers the least that any choice can have as well.
    """
    reached = covers.any(axis=1)
    constant = float(weights[~reached].sum())
    rows, mass = together((~covers[reached]).astype(np.float64), weights[reached])
    if not len(rows):
        return filled(np.zeros(1), np.zeros(1, np.int64), covers.shape[1], units), constant
    kept = undominated(rows)
    within = np.ascontiguousarray(rows[:, kept] == 0)
    scale = float(mass.mean())
    shape = Busy(within, busy)
    points = np.arange(len(mass))
    planes = shape.planes(np.tile(points, 2), np.repeat([0.0, 1.0], len(points)))
    known = _greedy(shape, mass, len(kept), units)
    nothing = np.zeros(len(kept), bool)
    found = Cutting(shape, mass / scale, known, nothing, units, planes).run(until)
    return filled(found.units, kept, covers.shape[1], units), constant + scale * found.bound


def _greedy(shape: Busy, mass: Floats, sites: int, units: int) -> Floats:
    known = np.zeros(sites)
    for _ in range(units):
        worth = [float(mass @ shape.missed(known + one)) for one in np.eye(sites)]
        known[int(np.argmin(worth))] += 1
    return known
