"""Kulldorff's scan: where, and when, are there more cases than chance would put there?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from outrider.signals.scan.chance import by_gumbel, by_order
from outrider.signals.scan.expected import by_margins
from outrider.signals.scan.maps import Draw, cells_of, multinomial, permutation, poisson
from outrider.signals.scan.ratio import CONDITIONAL, EXPECTATION, log_ratio
from outrider.signals.scan.search import Found, Windows, replicated, strongest_of
from outrider.signals.scan.zones import Floats, Ints, Zones, without


class Cluster(NamedTuple):
    """A zone and a window with more cases than expected.

    Attributes:
        areas: numbers of the areas, in the order of the data.
        centre: number of the zone's centre.
        reach: distance from there to the farthest of them, in the unit of the distances.
        first, last: numbers of the first and the last time, both in it.
        ratio: log likelihood ratio.
        relative_risk: (c/e) over ((N-c)/(N-e)); c/e where expectations come from the past.
        p: share of chance maps whose strongest cluster is at least as strong.
        p_gumbel: the same by a fitted tail; None with fewer than 99 chance maps.
    """

    areas: tuple[int, ...]
    centre: int
    reach: float
    first: int
    last: int
    observed: int
    expected: float
    ratio: float
    relative_risk: float
    p: float | None
    p_gumbel: float | None


class Scan(NamedTuple):
    """Clusters, the strongest first, none sharing an area with one before; and how that was found.

    `maxima` are the strongest ratios of the chance maps; `cylinders` is how many were looked at.
    """

    clusters: tuple[Cluster, ...]
    maxima: Floats
    total: int
    cylinders: int
    windows: Windows


def scan_poisson(
    cases: Ints,
    expected: Floats,
    zones: Zones,
    *,
    windows: Windows | None = None,
    replications: int = 999,
    seed: int,
    secondary: int = 3,
    threads: int = 1,
) -> Scan:
    """The Poisson scan, given the number of all cases.

    Args:
        cases, expected: areas × times. One time makes it purely spatial. Covariates enter through
            `expected` (`expected.by_strata`); it is scaled to add up to the cases.
        zones: see `zones.zones`.
        windows: None is every length, past and present.
        replications: chance maps; 0 for none, and no p.
        seed: of the chance maps.
        secondary: how many clusters besides the strongest are told.
        threads: at once; the answer does not depend on it.

    Source: Kulldorff 1997, doi:10.1080/03610929708831995; in space and time Kulldorff et al. 1998,
    doi:10.2105/AJPH.88.9.1377; prospective Kulldorff 2001, doi:10.1111/1467-985X.00186.

    Raises:
        ValueError: no cases, shapes that differ, or cases where none can be expected.
    """
    cases, expected = _checked(cases, expected, zones)
    expected = expected * (cases.sum() / expected.sum())
    return _scan(
        cases, expected, zones, windows, CONDITIONAL, multinomial(expected, int(cases.sum())),
        replications, seed, secondary, threads,
    )  # fmt: skip


def scan_permutation(
    cases: Ints,
    zones: Zones,
    *,
    windows: Windows | None = None,
    replications: int = 999,
    seed: int,
    secondary: int = 3,
    threads: int = 1,
) -> Scan:
    """The space-time permutation scan: no denominator, only cases. Arguments as `scan_poisson`.

    Source: Kulldorff et al. 2005, doi:10.1371/journal.pmed.0020059.

    Raises:
        ValueError: no cases, or only one time.
    """
    if cases.ndim == 2 and cases.shape[1] < 2:
        raise ValueError("Times are swapped between cases: there must be more than one time.")
    if cases.sum() < 1:
        raise ValueError("There are no cases to look for clusters in.")
    cases, expected = _checked(cases, by_margins(cases), zones)
    return _scan(
        cases, expected, zones, windows, CONDITIONAL, permutation(cases),
        replications, seed, secondary, threads,
    )  # fmt: skip


def scan_expectation(
    cases: Ints,
    expected: Floats,
    zones: Zones,
    *,
    windows: Windows | None = None,
    replications: int = 999,
    seed: int,
    secondary: int = 3,
    threads: int = 1,
) -> Scan:
    """The scan against expectations from the past, taken as they stand. Arguments as above.

    A rise everywhere shows too, which the scans given the total cannot see.
    Source: Neill 2009, doi:10.1016/j.ijforecast.2008.12.002.

    Raises:
        ValueError: no cases, shapes that differ, or cases where none can be expected.
    """
    cases, expected = _checked(cases, expected, zones)
    return _scan(
        cases, expected, zones, windows, EXPECTATION, poisson(expected),
        replications, seed, secondary, threads,
    )  # fmt: skip


def _scan(
    cases: Ints, expected: Floats, zones: Zones, windows: Windows | None, law: int, draw: Draw,
    replications: int, seed: int, secondary: int, threads: int,
) -> Scan:  # fmt: skip
    windows = _fitting(windows, cases.shape[1])
    prefix = np.zeros((cases.shape[0], cases.shape[1] + 1))
    np.cumsum(expected, axis=1, out=prefix[:, 1:])
    found = _apart(cases, zones, prefix, law, windows, 1 + secondary)
    maxima = replicated(
        draw, zones, prefix, law, windows,
        replications=replications, seed=seed, threads=threads,
    )  # fmt: skip
    clusters = tuple(_cluster(one, left, cases, expected, law, maxima) for one, left in found)
    cylinders = zones.number * windows.number(cases.shape[1])
    return Scan(clusters, maxima, int(cases.sum()), cylinders, windows)


def _fitting(windows: Windows | None, width: int) -> Windows:
    if windows is None:
        return Windows(width)
    if windows.longest < 1:
        raise ValueError("The longest window is at least one time.")
    return windows._replace(longest=min(windows.longest, width))


def _apart(
    cases: Ints, zones: Zones, prefix: Floats, law: int, windows: Windows, most: int
) -> list[tuple[Found, Zones]]:
    """The strongest, then the strongest of the zones that touch none of those before."""
    held, left = cells_of(cases), zones
    taken = np.zeros(cases.shape[0], dtype=np.bool_)
    found: list[tuple[Found, Zones]] = []
    while len(found) < most and left.area.size:
        one = strongest_of(held, cases.shape[0], left, prefix, law, windows)
        if one is None:
            break
        found.append((one, left))
        taken[left.area[left.start[one.centre] : one.place + 1]] = True
        left = without(zones, taken)
    return found


def _cluster(
    one: Found, zones: Zones, cases: Ints, expected: Floats, law: int, maxima: Floats
) -> Cluster:
    areas = np.sort(zones.area[zones.start[one.centre] : one.place + 1])
    span = slice(one.first, one.last + 1)
    observed, total = int(cases[areas, span].sum()), float(cases.sum())
    due = float(expected[areas, span].sum())
    ratio = log_ratio(observed, due, total, law)
    risk = observed / due
    if law == CONDITIONAL:
        risk = risk / ((total - observed) / (total - due)) if total > observed else float("inf")
    tested = maxima.size > 0
    return Cluster(
        tuple(int(area) for area in areas), one.centre, float(zones.reach[one.place]),
        one.first, one.last, observed, due, ratio, risk,
        by_order(ratio, maxima) if tested else None, by_gumbel(ratio, maxima) if tested else None,
    )  # fmt: skip


def _checked(cases: Ints, expected: Floats, zones: Zones) -> tuple[Ints, Floats]:
    cases = np.asarray(cases)
    if cases.ndim != 2 or cases.shape != expected.shape:
        raise ValueError("Cases and expected counts are areas × times, both the same.")
    if not np.issubdtype(cases.dtype, np.integer) or (cases < 0).any():
        raise ValueError("Cases are whole numbers, none below 0.")
    if cases.sum() < 1:
        raise ValueError("There are no cases to look for clusters in.")
    if not np.isfinite(expected).all() or (expected < 0).any():
        raise ValueError("An expected count is missing or negative.")
    if ((expected <= 0) & (cases > 0)).any():
        raise ValueError("There are cases where none can be expected: check the population there.")
    if zones.area.size and int(zones.area.max()) >= cases.shape[0]:
        raise ValueError("The zones name areas that have no row among the cases.")
    return cases.astype(np.int64), np.asarray(expected, dtype=np.float64)
