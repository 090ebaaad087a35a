"""What happens next: times in order, each with whom it concerns, on arrays made once.

The latest stands first, so that taking the earliest off is counting down. Putting one in moves all
that are earlier: with the few dozen that are out at once, that is half the time of a binary heap,
whose comparisons no processor foresees. (With some thousand a heap would be better.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from outrider.roads.compiled import compiled


class Coming(NamedTuple):
    """Entries 0 to `size` - 1, the earliest last. Seconds, and an index."""

    at: NDArray[np.float64]
    who: NDArray[np.int32]


@compiled
def put(coming: Coming, size: int, at: float, who: int) -> int:
    """Adds an entry; returns the new size. The arrays must have room."""
    place = size
    while place > 0 and coming.at[place - 1] < at:
        coming.at[place] = coming.at[place - 1]
        coming.who[place] = coming.who[place - 1]
        place -= 1
    coming.at[place] = at
    coming.who[place] = who
    return size + 1


def new_coming(most: int) -> Coming:
    """Room for as many at once."""
    return Coming(np.empty(most), np.empty(most, np.int32))
