"""The scan as one would write it in numpy: every zone, every window, no shortcut.

The peer of `outrider.signals.scan` in benchmarks and tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from outrider.signals.scan import Windows, Zones

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ratio = Callable[[Floats, Floats, float], Floats]


class Strongest(NamedTuple):
    """Ratio, areas, first and last time of the strongest cylinder."""

    ratio: float
    areas: frozenset[int]
    first: int
    last: int


def given_total(c: Floats, e: Floats, total: float) -> Floats:
    """Kulldorff's log likelihood ratio; `c > e` everywhere."""
    rest = total - c
    outside = np.where(rest > 0, rest * np.log(np.where(rest > 0, rest, 1) / (total - e)), 0.0)
    return np.asarray(c * np.log(c / e) + outside)


def by_expectation(c: Floats, e: Floats, _: float) -> Floats:
    """The expectation-based log likelihood ratio; `c > e` everywhere."""
    return np.asarray(c * np.log(c / e) + e - c)


def plain_scan(
    cases: Ints, expected: Floats, zones: Zones, windows: Windows, ratio: Ratio = given_total
) -> Strongest | None:
    """The strongest cylinder, by sums along the nearest areas and along time."""
    total = float(cases.sum())
    best: Strongest | None = None
    for first, end in zip(zones.start[:-1], zones.start[1:], strict=True):
        order, closes = zones.area[first:end], zones.closes[first:end]
        c = _from_the_start(np.cumsum(cases[order], axis=0)[closes])
        e = _from_the_start(np.cumsum(expected[order], axis=0)[closes])
        ends = np.flatnonzero(closes)
        for length in range(1, min(windows.longest, cases.shape[1]) + 1):
            from_day = cases.shape[1] - length if windows.ending_now else 0
            inside, due = _sums(c, length, from_day), _sums(e, length, from_day)
            more = inside > due
            if not more.any():
                continue
            values = ratio(inside[more], due[more], total)
            at = int(np.argmax(values))
            if best is None or values[at] > best.ratio:
                zone, day = (int(found[at]) for found in np.nonzero(more))
                areas = frozenset(int(a) for a in order[: ends[zone] + 1])
                start = day + from_day
                best = Strongest(float(values[at]), areas, start, start + length - 1)
    return best


def _from_the_start(rows: NDArray[np.generic]) -> Floats:
    return np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rows, axis=1)], axis=1)


def _sums(sums: Floats, length: int, from_day: int) -> Floats:
    return np.asarray(sums[:, from_day + length :] - sums[:, from_day : sums.shape[1] - length])
