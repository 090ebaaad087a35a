"""Knox's test: does one event raise the chance of another near it, soon after?"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.signals.near.pairs import Pairs, pair_counts

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]


class Knox(NamedTuple):
    """Pairs of events by distance band (rows) and time band (columns).

    Attributes:
        observed: pairs in each.
        expected: pairs if times had nothing to do with places: pairs as near × pairs as soon over
            all pairs, which is the exact mean over all ways to swap the times.
        p: share of swaps, the real one among them, with at least as many pairs.
        p_family: the same for the smallest p of all bands together.
        events: how many there were.
        replications: swaps made.
    """

    observed: Ints
    expected: Floats
    p: Floats
    p_family: float
    events: int
    replications: int

    @property
    def ratio(self) -> Floats:
        """Observed over expected; not a number where nothing is expected."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.where(self.expected > 0, self.observed / self.expected, np.nan))


def knox(
    pairs: Pairs, times: Floats, time_bands: Floats, *, replications: int = 999, seed: int
) -> Knox:
    """Counts pairs by bands and compares with times swapped between the events.

    Args:
        pairs: near pairs by distance band, from `planar_pairs`, `haversine_pairs` or
            `table_pairs`.
        times: when each event was, in days or any unit.
        time_bands: upper ends, each belonging to its band; the first band begins at 0.
        replications: swaps of the times.
        seed: of the swaps.

    Source: Knox 1964, doi:10.2307/2985220; Monte Carlo: Besag, Diggle 1977, doi:10.2307/2346974;
    smallest p of several: Westfall, Young 1993, Resampling-Based Multiple Testing.

    Raises:
        ValueError: fewer than two events, a time that is missing, or bands that do not rise.
    """
    times, ends = _checked(pairs, times, time_bands)
    bands = len(pairs.ends), ends.size
    observed = pair_counts(pairs.first, pairs.second, pairs.band, times, ends, *bands)
    swapped = np.empty((replications, *bands), dtype=np.int64)
    for number in range(replications):
        drawn = np.random.default_rng([seed, number]).permutation(times)
        swapped[number] = pair_counts(pairs.first, pairs.second, pairs.band, drawn, ends, *bands)
    p, family = _chances(observed.ravel(), swapped.reshape(replications, -1))
    soon = _pairs_by_time(times, ends)
    near = np.bincount(pairs.band, minlength=bands[0])
    expected = np.outer(near, soon) / (times.size * (times.size - 1) / 2)
    return Knox(observed, expected, p.reshape(bands), family, times.size, replications)


def _chances(observed: Ints, swapped: Ints) -> tuple[Floats, float]:
    """p of each band, and of the smallest p, each map ranked among all (the real one first)."""
    maps = np.vstack([observed, swapped])
    order = np.sort(maps, axis=0)
    p = np.empty(maps.shape)
    for band in range(maps.shape[1]):
        fewer = np.searchsorted(order[:, band], maps[:, band], side="left")
        p[:, band] = (len(maps) - fewer) / len(maps)
    least = p.min(axis=1)
    return p[0], float((least <= least[0] + 1e-12).mean())


def _pairs_by_time(times: Floats, ends: Floats) -> Ints:
    """How many of all pairs lie in each time band, by sorted times: no table of all pairs."""
    ordered, place = np.sort(times), np.arange(1, times.size + 1)
    upto = [int((np.searchsorted(ordered, ordered + end, "right") - place).sum()) for end in ends]
    return np.array(upto, dtype=np.int64) - np.array([0, *upto[:-1]], dtype=np.int64)


def _checked(pairs: Pairs, times: Floats, bands: Floats) -> tuple[Floats, Floats]:
    times, ends = np.asarray(times, dtype=np.float64), np.asarray(bands, dtype=np.float64)
    if times.size < 2:
        raise ValueError("There are fewer than two events: no pair to look at.")
    if times.size != pairs.events:
        raise ValueError("There must be one time for each place.")
    if not np.isfinite(times).all():
        raise ValueError("A time is missing: leave that event out and say so.")
    if ends.size == 0 or ends[0] < 0 or (np.diff(ends) <= 0).any():
        raise ValueError("Time bands are told by their ends, each larger than the one before.")
    return times, ends
