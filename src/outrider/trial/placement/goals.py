"""The four questions: most demand in time, most in time although busy, least time, most gained."""

from __future__ import annotations

import time
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.trial.placement import checks, sentences
from outrider.trial.placement.best import busy_sites, nearest_sites
from outrider.trial.placement.values import Floats, Goal, Ints, Placement

STOP_AFTER: Final = 60.0
"""Seconds after which a search answers with the best it has."""


def place_to_cover(
    weights: ArrayLike, seconds: ArrayLike, units: int, within: float, stop: float = STOP_AFTER
) -> Placement:
    """Most demand with a site within the time limit, as a share of all demand.

    The maximal covering location problem. Source: Church and ReVelle 1974,
    doi:10.1007/BF01942293.
    """
    began, until = _clock(stop)
    demand, times = checks.checked(weights, seconds, units)
    late = (times > checks.checked_limit(within)).astype(np.float64)
    by_site, missed = nearest_sites(late, demand, units, until)
    in_time = (late == 0).astype(np.int64) @ by_site
    share = (in_time > 0).astype(np.float64)
    says, not_said = sentences.of_cover(_mean(demand, share), units, within)
    return _placement(
        Goal.COVER, by_site, demand, times, share, 1 - missed / demand.sum(), 1.0, began,
        (says, not_said), in_time,
    )  # fmt: skip


def place_to_cover_when_busy(
    weights: ArrayLike,
    seconds: ArrayLike,
    units: int,
    within: float,
    busy: float,
    stop: float = STOP_AFTER,
) -> Placement:
    """Most demand with a free unit within the time limit, as a share of all demand.

    The maximal expected covering location problem: each unit is busy for the same share of time,
    whatever the others do; several may stand at one site. Source: Daskin 1983,
    doi:10.1287/trsc.17.1.48.
    """
    began, until = _clock(stop)
    demand, times = checks.checked(weights, seconds, units)
    covers, share_busy = times <= checks.checked_limit(within), checks.checked_busy(busy)
    by_site, missed = busy_sites(covers, demand, units, share_busy, until)
    in_time = covers.astype(np.int64) @ by_site
    share = 1 - share_busy ** in_time.astype(np.float64)
    says, not_said = sentences.of_expected(_mean(demand, share), units, within, busy)
    return _placement(
        Goal.EXPECTED, by_site, demand, times, share, 1 - missed / demand.sum(), 1.0, began,
        (says, not_said), in_time,
    )  # fmt: skip


def place_for_least_time(
    weights: ArrayLike, seconds: ArrayLike, units: int, stop: float = STOP_AFTER
) -> Placement:
    """Least mean time from the nearest site, weighted by demand, seconds.

    The p-median problem. Source: Hakimi 1964, doi:10.1287/opre.12.3.450.
    """
    began, until = _clock(stop)
    demand, times = checks.checked(weights, seconds, units)
    checks.checked_reachable(demand, times)
    # A point without weight may be out of reach; it must not spoil the arithmetic.
    by_site, least = nearest_sites(times, demand, units, until)
    nearest = times[:, by_site > 0].min(axis=1)
    says, not_said = sentences.of_median(_mean(demand, nearest), units)
    return _placement(
        Goal.MEDIAN, by_site, demand, times, nearest, least / demand.sum(),
        _mean(demand, nearest), began,
        (says, not_said), None,
    )  # fmt: skip


def place_to_gain(
    weights: ArrayLike,
    seconds: ArrayLike,
    units: int,
    ambulance: ArrayLike,
    stop: float = STOP_AFTER,
) -> Placement:
    """Most time by which a unit is there before the ambulance, seconds, weighted by demand.

    A unit that comes after the ambulance gains nothing and loses nothing.
    """
    began, until = _clock(stop)
    demand, times = checks.checked(weights, seconds, units)
    ambulances = checks.checked_ambulance(ambulance, len(demand))
    first_help = np.minimum(times, ambulances[:, None])
    by_site, least = nearest_sites(first_help, demand, units, until)
    gained = ambulances - first_help[:, by_site > 0].min(axis=1)
    bound = _mean(demand, ambulances) - least / demand.sum()
    says, not_said = sentences.of_gain(
        _mean(demand, gained), _mean(demand, gained > 0), units, _mean(demand, ambulances)
    )
    return _placement(
        Goal.GAIN,
        by_site,
        demand,
        times,
        gained,
        bound,
        _mean(demand, ambulances),
        began,
        (says, not_said),
        None,
    )


def _clock(stop: float) -> tuple[float, float]:
    now = time.monotonic()
    return now, now + checks.checked_stop(stop)


def _mean(demand: Floats, each: ArrayLike) -> float:
    weighted = demand > 0
    return float(demand[weighted] @ np.asarray(each, np.float64)[weighted] / demand.sum())


def _placement(
    goal: Goal,
    by_site: Ints,
    demand: Floats,
    times: Floats,
    each: Floats,
    bound: float,
    scale: float,
    began: float,
    words: tuple[tuple[str, ...], tuple[str, ...]],
    in_time: Ints | None,
) -> Placement:
    value = _mean(demand, each)
    # Rounding may put the bound on the wrong side of the value by some 1e-16.
    bound = min(bound, value) if goal is Goal.MEDIAN else max(bound, value)
    sites = np.flatnonzero(by_site)
    placed = Placement(
        goal=goal,
        sites=tuple(sites.tolist()),
        units=tuple(by_site[sites].tolist()),
        value=value,
        bound=bound,
        scale=scale,
        per_point=each,
        nearest_seconds=times[:, sites].min(axis=1),
        units_in_time=in_time,
        solve_seconds=time.monotonic() - began,
        says=(),
        does_not_say=(),
    )
    return sentences.told(placed, *words)
