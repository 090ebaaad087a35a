"""The search for the strongest cylinder, over many maps at once. Compiled.

For a zone and a number of cases the ratio falls as the expectation rises. The strongest cylinder
therefore begins and ends on a time with a case in it, and its zone ends with an area that brought
one: nothing else is looked at. Cases are few against areas × times, so that this is most of the
work saved. What is left is sieved by bounds before any window is gone through.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from outrider.signals.scan.compiled import compiled
from outrider.signals.scan.ratio import beatable, log_ratio
from outrider.signals.scan.zones import Bools, Floats, Ints

Counts = NDArray[np.int32]

_WORTH_IT: Final = 1.02  # a sieve is made anew when the ratio to beat has grown by so much


@compiled
def strongest(
    start: Ints,
    area: Ints,
    closes: Bools,
    prefix: Floats,
    cells: Ints,
    times: Counts,
    counts: Counts,
    total: Floats,
    law: int,
    longest: int,
    ending_now: bool,
    most: int,
    best: Floats,
    where: Ints,
) -> None:
    """Fills `best` (ratio a map) and `where` (centre, place in `area`, first and last time).

    Args:
        start, area, closes: see `Zones`.
        prefix: areas × (times + 1), expected from the first time to before each.
        cells: maps × (areas + 1): where the cells of each area begin in `times` and `counts`.
        times, counts: cells with cases, by map, area, time.
        total: cases of each map.
        longest: longest window, in times.
        ending_now: only windows that end with the last time.
        most: no window of any map holds more cases than this.
    """
    maps = cells.shape[0]
    width = prefix.shape[1] - 1
    sieve = np.empty((maps, most + 1))
    blunt = np.zeros(maps)
    seen = np.zeros((maps, width), dtype=np.int32)
    fresh = np.zeros((maps, width), dtype=np.bool_)
    touched = np.empty((maps, width), dtype=np.int32)
    n_touched = np.zeros(maps, dtype=np.int32)
    before = np.zeros(width + 1, dtype=np.int32)
    steps = _steps(longest)
    zone = np.empty(width + 1)
    at = np.empty(3, dtype=np.int64)
    for centre in range(start.size - 1):
        zone[:] = 0.0
        seen[:] = 0
        for m in range(maps):
            if best[m] >= blunt[m] * _WORTH_IT:
                beatable(best[m], total[m], law, sieve[m])
                blunt[m] = max(best[m], 1e-9)
        for place in range(start[centre], start[centre + 1]):
            here = area[place]
            zone += prefix[here]
            for m in range(maps):
                n_touched[m] = _added(
                    cells[m, here], cells[m, here + 1], times, counts,
                    seen[m], fresh[m], touched[m], n_touched[m],
                )  # fmt: skip
                if closes[place] and n_touched[m] > 0:
                    _settle(touched[m], n_touched[m], fresh[m])
                    found = _windows(
                        seen[m], touched[m], n_touched[m], zone, sieve[m], total[m], law,
                        longest, ending_now, best[m], steps, before, at,
                    )  # fmt: skip
                    n_touched[m] = 0
                    if found > best[m]:
                        best[m] = found
                        where[m, 0], where[m, 1] = centre, place
                        where[m, 2], where[m, 3] = at[0], at[1]


@compiled
def _added(
    first: int,
    end: int,
    times: Counts,
    counts: Counts,
    seen: Counts,
    fresh: Bools,
    touched: Counts,
    n: int,
) -> int:
    """Adds an area's cases to the zone and remembers on which times."""
    for cell in range(first, end):
        time = times[cell]
        seen[time] += counts[cell]
        if not fresh[time]:
            fresh[time] = True
            touched[n] = time
            n += 1
    return n


@compiled
def _settle(touched: Counts, n: int, fresh: Bools) -> None:
    """Touched times in order (few: by insertion), and none of them fresh any more."""
    for i in range(n):
        value = touched[i]
        fresh[value] = False
        j = i - 1
        while j >= 0 and touched[j] > value:
            touched[j + 1] = touched[j]
            j -= 1
        touched[j + 1] = value


@compiled
def _steps(longest: int) -> Counts:
    """Distances from a time, wider and wider, at which the windows round it are parted."""
    steps = np.zeros(longest + 1, dtype=np.int32)
    n = 0
    while steps[n] < longest:
        steps[n + 1] = min(steps[n] + max(1, steps[n] * 2 // 3), longest)
        n += 1
    return steps[: n + 1]


@compiled
def _windows(
    seen: Counts,
    touched: Counts,
    n: int,
    zone: Floats,
    sieve: Floats,
    total: float,
    law: int,
    longest: int,
    ending_now: bool,
    best: float,
    steps: Counts,
    before: Counts,
    at: Ints,
) -> float:
    """The strongest window that holds a touched time; each belongs to the first that it holds."""
    last = seen.size - 1
    after = -1
    for i in range(n):
        time = touched[i]
        low = max(time - longest + 1, after + 1)
        high = min(time + longest - 1, last)
        after = time
        if ending_now:
            low, high = max(low, last - longest + 1), last
        if time < low:
            continue
        for t in range(low, high + 1):
            before[t - low + 1] = before[t - low] + seen[t]
        around = min(before[high - low + 1], sieve.size - 1)
        if zone[time + 1] - zone[time] >= sieve[around]:
            continue
        if ending_now:
            best = _block(
                seen, low, time, high, high, low, before, zone, sieve, total, law, longest, best, at
            )
        else:
            best = _around(
                seen, time, low, high, before, steps, zone, sieve, total, law, longest, best, at
            )
    return best


@compiled
def _around(
    seen: Counts,
    time: int,
    low: int,
    high: int,
    before: Counts,
    steps: Counts,
    zone: Floats,
    sieve: Floats,
    total: float,
    law: int,
    longest: int,
    best: float,
    at: Ints,
) -> float:
    """Windows from low..time to time..high, in blocks; a block whose bound beats nothing is left.

    The bound: all cases of the block's longest window, the expectation of its shortest.
    """
    for i in range(steps.size - 1):
        near = time - steps[i]
        if near < low:
            break
        far = max(time - steps[i + 1] + 1, low)
        for j in range(steps.size - 1):
            soon = time + steps[j]
            if soon > high or soon - near >= longest:
                break
            late = min(time + steps[j + 1] - 1, high)
            count = min(before[late - low + 1] - before[far - low], sieve.size - 1)
            if zone[soon + 1] - zone[near] < sieve[count]:
                best = _block(
                    seen, far, near, soon, late, low, before, zone, sieve, total, law, longest,
                    best, at,
                )  # fmt: skip
    return best


@compiled
def _block(
    seen: Counts,
    far: int,
    near: int,
    soon: int,
    late: int,
    low: int,
    before: Counts,
    zone: Floats,
    sieve: Floats,
    total: float,
    law: int,
    longest: int,
    best: float,
    at: Ints,
) -> float:
    """Windows from far..near to soon..late that begin with a case."""
    for first in range(near, far - 1, -1):
        if seen[first] == 0:
            continue
        for to in range(soon, min(late, first + longest - 1) + 1):
            count = before[to - low + 1] - before[first - low]
            expected = zone[to + 1] - zone[first]
            if expected < sieve[min(count, sieve.size - 1)]:
                value = log_ratio(count, expected, total, law)
                if value > best:
                    best = value
                    at[0], at[1] = first, to
    return best
