"""Refuses questions that have no answer, in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from outrider.trial.placement.errors import PlacementError
from outrider.trial.placement.values import Floats


def checked(weights: ArrayLike, seconds: ArrayLike, units: int) -> tuple[Floats, Floats]:
    """Demand weights and travel times (points × sites) as arrays; raises PlacementError."""
    demand, times = _numbers(weights, "Weights"), _numbers(seconds, "Travel times")
    if times.ndim != 2 or 0 in times.shape:
        raise PlacementError(
            "Travel times are a table: a row a demand point, a column a site, at least one of each."
        )
    if demand.shape != times.shape[:1]:
        raise PlacementError(
            f"There are {demand.size} weights for {times.shape[0]} demand points. "
            "Give each point one weight."
        )
    _weights(demand)
    if np.isnan(times).any() or (times < 0).any():
        point, site = np.argwhere(np.isnan(times) | (times < 0))[0]
        raise PlacementError(
            f"The travel time from site {site + 1} to demand point {point + 1} is "
            f"{times[point, site]}. Give seconds of 0 or more, or infinity where there is no way."
        )
    _units(units, times.shape[1])
    return demand, times


def _numbers(given: ArrayLike, what: str) -> Floats:
    try:
        return np.ascontiguousarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise PlacementError(f"{what} must be numbers, in rows of the same length.") from None


def _weights(demand: Floats) -> None:
    bad = np.flatnonzero(~np.isfinite(demand) | (demand < 0))
    if bad.size:
        raise PlacementError(
            f"The weight of demand point {bad[0] + 1} is {demand[bad[0]]}. "
            "Give a number of 0 or more, such as calls a year."
        )
    if not demand.sum() > 0:
        raise PlacementError("All weights are 0, so every place is as good as any other.")


def _units(units: int, sites: int) -> None:
    if isinstance(units, bool) or not isinstance(units, int | np.integer) or units < 1:
        raise PlacementError(f"The number of sites to choose is {units}. Give 1 or more.")
    if units > sites:
        raise PlacementError(
            f"{units} sites cannot be chosen from {sites}. Ask for fewer, or list more sites."
        )


def checked_limit(seconds: float) -> float:
    """The time within which a point counts as covered."""
    if not (np.isfinite(seconds) and seconds > 0):
        raise PlacementError(f"The time limit is {seconds} s. Give more than 0.")
    return float(seconds)


def checked_busy(busy: float) -> float:
    """The share of time in which a unit is not free."""
    if not 0 <= busy < 1:
        raise PlacementError(
            f"The busy fraction is {busy}. Give a share from 0 to under 1: 0.3 is 30 % of the time."
        )
    return float(busy)


def checked_stop(seconds: float) -> float:
    """After how long the search stops."""
    if not seconds > 0:
        raise PlacementError(f"The search may take {seconds} s. Give more than 0.")
    return float(seconds)


def checked_reachable(demand: Floats, times: Floats) -> None:
    """A mean over points that some site cannot reach would be infinite."""
    lost = np.argwhere(~np.isfinite(times) & (demand > 0)[:, None])
    if lost.size:
        point, site = lost[0]
        raise PlacementError(
            f"There is no way from site {site + 1} to demand point {point + 1}, so a mean time has "
            "no meaning. Take out the point or the site, or ask for cover or gain."
        )


def checked_ambulance(ambulance: ArrayLike, points: int) -> Floats:
    """The ambulance's time to each point, seconds."""
    times = _numbers(ambulance, "Ambulance times")
    if times.shape != (points,):
        raise PlacementError(
            f"There are {times.size} ambulance times for {points} demand points. Give each one."
        )
    bad = np.flatnonzero(~np.isfinite(times) | (times < 0))
    if bad.size:
        raise PlacementError(
            f"The ambulance's time to demand point {bad[0] + 1} is {times[bad[0]]}. "
            "Give seconds of 0 or more."
        )
    return times
