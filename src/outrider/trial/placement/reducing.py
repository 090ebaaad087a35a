"""Makes a question smaller without changing its answer."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.trial.placement.values import Bools, Floats, Ints

_FEW: Final = 32


def together(rows: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Points that see all sites alike become one; points without weight go."""
    rows, weights = rows[weights > 0], weights[weights > 0]
    rows = np.ascontiguousarray(rows)
    whole = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first, group = np.unique(whole, return_index=True, return_inverse=True)
    return rows[first], np.bincount(group.ravel(), weights).astype(np.float64)


def undominated(cost: Floats) -> Ints:
    """Sites for which no other is at least as good for every point (of equals, the first)."""
    by_site = np.ascontiguousarray(cost.T)
    # A few points tell most sites apart; only who passes there is compared at every point.
    few = np.ascontiguousarray(by_site[:, :: max(1, by_site.shape[1] // _FEW)])
    sums = by_site.sum(axis=1)
    order = np.lexsort((np.arange(len(sums)), sums))
    kept = np.empty(len(order), np.int64)
    count = 0
    for site in order.tolist():
        rivals = kept[:count]
        rivals = rivals[(few[rivals] <= few[site]).all(axis=1)]
        if not any((by_site[rival] <= by_site[site]).all() for rival in rivals.tolist()):
            kept[count] = site
            count += 1
    return np.sort(kept[:count])


def filled(units: Floats, kept: Ints, sites: int, wanted: int) -> Ints:
    """Units at each site of the input; units left over go to the first sites without one."""
    whole = np.zeros(sites, np.int64)
    whole[kept] = np.round(units).astype(np.int64)
    spare = np.flatnonzero(whole == 0)[: wanted - int(whole.sum())]
    whole[spare] = 1
    return whole


def never_tells(rows: Floats) -> Bools:
    """Points for which all sites are alike: they add the same to every answer."""
    alike: Bools = rows.max(axis=1) == rows.min(axis=1)
    return alike
