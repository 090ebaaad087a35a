"""Observed and replicated maps through the search, in as many threads as are given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

import numpy as np

from outrider.signals.scan.kernel import strongest
from outrider.signals.scan.maps import Draw, Maps, maps_of
from outrider.signals.scan.zones import Floats, Ints, Zones

BATCH: Final = 32
"""Maps that go through the zones together: they share the zones' expected counts."""


class Windows(NamedTuple):
    """Which stretches of time are looked at.

    `longest` in times of the data; `ending_now` is the prospective scan: only what is still on.
    """

    longest: int
    ending_now: bool = False

    def number(self, width: int) -> int:
        """How many windows there are among `width` times."""
        longest = min(self.longest, width)
        if self.ending_now:
            return longest
        return longest * width - longest * (longest - 1) // 2


class Found(NamedTuple):
    """The strongest cylinder of one map; `place` is its last area's place in `Zones.area`."""

    ratio: float
    centre: int
    place: int
    first: int
    last: int


def search(
    maps: Maps, zones: Zones, prefix: Floats, law: int, windows: Windows
) -> tuple[Floats, Ints]:
    """Ratio and cylinder of the strongest of each map; a ratio of 0 has no cylinder."""
    n = maps.cells.shape[0]
    best, where = np.zeros(n), np.full((n, 4), -1, dtype=np.int64)
    strongest(
        zones.start, zones.area, zones.closes, prefix, *maps[:4],
        law, windows.longest, windows.ending_now, maps.most, best, where,
    )  # fmt: skip
    return best, where


def strongest_of(
    cases: Ints, areas: int, zones: Zones, prefix: Floats, law: int, windows: Windows
) -> Found | None:
    """The strongest cylinder of one map, given by the cells of its cases."""
    width = prefix.shape[1] - 1
    best, where = search(
        maps_of([cases], areas, width, windows.longest), zones, prefix, law, windows
    )
    if best[0] <= 0:
        return None
    return Found(float(best[0]), *(int(value) for value in where[0]))


def replicated(
    draw: Draw,
    zones: Zones,
    prefix: Floats,
    law: int,
    windows: Windows,
    *,
    replications: int,
    seed: int,
    threads: int,
) -> Floats:
    """The largest ratio of each map drawn by chance.

    Every map has a random stream of its own, made from the seed and its number: the answer is the
    same whatever the number of threads.
    """
    areas, width = prefix.shape[0], prefix.shape[1] - 1

    def batch(first: int) -> Floats:
        numbers = range(first, min(first + BATCH, replications))
        drawn = [draw(np.random.default_rng([seed, number])) for number in numbers]
        packed = maps_of(drawn, areas, width, windows.longest)
        return search(packed, zones, prefix, law, windows)[0]

    starts = range(0, replications, BATCH)
    if threads <= 1:
        parts = [batch(first) for first in starts]
    else:
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(batch, starts))
    return np.concatenate(parts) if parts else np.empty(0)
