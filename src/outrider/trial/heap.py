"""What happens next: a binary heap of times, each with whom it concerns, on arrays made once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from outrider.roads.compiled import compiled


class Waiting(NamedTuple):
    """Heap of `size` entries, the earliest first. Seconds, and an index."""

    at: NDArray[np.float64]
    who: NDArray[np.int32]


@compiled
def push(heap: Waiting, size: int, at: float, who: int) -> int:
    """Adds an entry; returns the new size. The arrays must have room."""
    place = size
    while place > 0:
        parent = (place - 1) >> 1
        if heap.at[parent] <= at:
            break
        heap.at[place] = heap.at[parent]
        heap.who[place] = heap.who[parent]
        place = parent
    heap.at[place] = at
    heap.who[place] = who
    return size + 1


@compiled
def drop_first(heap: Waiting, size: int) -> int:
    """Takes the earliest entry off; returns the new size."""
    size -= 1
    at, who = heap.at[size], heap.who[size]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and heap.at[child + 1] < heap.at[child]:
            child += 1
        if at <= heap.at[child]:
            break
        heap.at[place] = heap.at[child]
        heap.who[place] = heap.who[child]
        place = child
    heap.at[place] = at
    heap.who[place] = who
    return size
