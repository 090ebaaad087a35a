"""From a table of costs to the best sites, with a bound."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.trial.placement.cutting import Cutting, Found
from outrider.trial.placement.nearest import Bounded, bounded, exchanged, greedy, total
from outrider.trial.placement.reducing import filled, never_tells, together, undominated
from outrider.trial.placement.shapes import Busy, Nearest
from outrider.trial.placement.values import Bools, Floats, Ints

_NEIGHBOURS: Final = 3
"""Levels on either side of the critical one whose cuts the solver gets at once."""


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
    """A good answer first; then the relaxation; then whole numbers on the sites still in doubt."""
    first = _start(cost, mass, units, until)
    known = np.zeros(cost.shape[1])
    known[first.sites] = 1
    found = Found(known, first.value, first.bound)
    left = np.flatnonzero(~first.out | (known > 0))
    if found.closed:
        return found
    shape = Nearest(np.ascontiguousarray(cost[:, left]))
    relaxing = Cutting(
        shape, mass, known[left], first.kept[left], 1, shape.around(first.level / mass, 0)
    )
    relaxed = relaxing.relax(until)
    found = Found(known, found.value, max(found.bound, relaxing.found.bound))
    if relaxed is None:
        return found
    likely = left[np.argsort(-relaxed.units, kind="stable")[:units]]
    found = _rounded(cost, mass, exchanged(mass[:, None] * cost, np.sort(likely), until), found)
    known = found.units
    if found.closed:
        return found
    doubt = relaxed.in_doubt(found.value) | (known[left] > 0)
    still = left[doubt]
    shape = Nearest(np.ascontiguousarray(cost[:, still]))
    level = np.ones(len(mass)) if _all_or_nothing(cost) else shape.critical(relaxed.units[doubt])
    planes = shape.around(level, _NEIGHBOURS)
    last = Cutting(shape, mass, known[still], first.kept[still], 1, planes).run(until)
    known[still] = last.units
    return Found(known, last.value, max(found.bound, min(last.bound, found.value)))


def _rounded(cost: Floats, mass: Floats, sites: Ints, found: Found) -> Found:
    """The better of what is known and of these sites."""
    value = total(mass[:, None] * cost, sites)
    if value >= found.value:
        return found
    known = np.zeros(cost.shape[1])
    known[sites] = 1
    return Found(known, value, min(found.bound, value))


def _start(cost: Floats, mass: Floats, units: int, until: float) -> Bounded:
    """Lagrange's bound; where all costs are 0 or 1 the relaxation is as quick and sharper."""
    weighted = mass[:, None] * cost
    if not _all_or_nothing(cost):
        return bounded(weighted, units, until)
    sites = exchanged(weighted, greedy(weighted, units), until)
    nothing = np.zeros(cost.shape[1], bool)
    return Bounded(sites, total(weighted, sites), 0.0, mass, nothing, nothing)


def _all_or_nothing(cost: Floats) -> bool:
    return bool(((cost == 0) | (cost == 1)).all())


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
    known = _greedy(within, mass, busy, units)
    points, count = np.arange(len(mass)), within @ known
    some = np.flatnonzero(count)
    planes = shape.planes(np.concatenate([points, some]), np.concatenate([count, count[some] - 1]))
    nothing = np.zeros(len(kept), bool)
    found = Cutting(shape, mass / scale, known, nothing, units, planes).run(until)
    return filled(found.units, kept, covers.shape[1], units), constant + scale * found.bound


def _greedy(within: Bools, mass: Floats, busy: float, units: int) -> Floats:
    """One unit after the other, where it lessens most."""
    covers = within.astype(np.float64)
    known = np.zeros(covers.shape[1])
    missed = mass.copy()
    for _ in range(units):
        best = int((missed @ covers).argmax())
        known[best] += 1
        missed *= 1 - (1 - busy) * covers[:, best]
    return known
