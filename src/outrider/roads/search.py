"""Compiled searches: Dijkstra over the arrays of the graph, with early stop.

Times are whole milliseconds. A label is one 64-bit number, epoch in the upper half and time in the
lower; epochs count down, so that a label of this search is below every older one and nothing has to
be cleared between searches. Heap entries are time in the upper half and node in the lower: ties are
settled by node number, the same way each time. The heap has four children a node and lazy deletion.

Dijkstra, E. W. (1959), doi:10.1007/BF01386390.
"""

from typing import Final

from outrider.roads.compiled import compiled
from outrider.roads.values import IntArray, LongArray

NEVER: Final = 2**31 - 1
_TIME: Final = 2**32 - 1


@compiled
def push(heap: LongArray, size: int, entry: int) -> int:
    """Adds an entry; gives the new size."""
    place = size
    while place > 0:
        parent = (place - 1) >> 2
        above = heap[parent]
        if above <= entry:
            break
        heap[place] = above
        place = parent
    heap[place] = entry
    return size + 1


@compiled
def drop_first(heap: LongArray, size: int) -> int:
    """Removes heap[0]; gives the new size."""
    size -= 1
    entry = heap[size]
    place = 0
    while True:
        child = 4 * place + 1
        if child >= size:
            break
        least, which = heap[child], child
        for other in range(child + 1, min(child + 4, size)):
            if heap[other] < least:
                least, which = heap[other], other
        if least >= entry:
            break
        heap[place] = least
        place = which
    heap[place] = entry
    return size


@compiled
def _slot_of(slots: LongArray, epoch: int, node: int) -> int:
    """Where the node stands in the hash of this search, or the free slot where it would.

    Multiplicative hashing with linear probing (Knuth, TAOCP 3, 6.4). The hash is small enough for
    the processor's cache, where an array over all nodes is not: that is what it is for.
    """
    mask = len(slots) - 1
    slot = ((node * 2654435761) >> 7) & mask
    key = (epoch << 32) | node
    while (slots[slot] >> 32) == epoch and slots[slot] != key:
        slot = (slot + 1) & mask
    return slot


@compiled
def _place_units(
    unit_nodes: IntArray,
    wanted: IntArray,
    epoch: int,
    slots: LongArray,
    slot_unit: IntArray,
    next_unit: IntArray,
) -> None:
    """Strings the wanted units up by node, lowest index first."""
    for i in range(len(wanted) - 1, -1, -1):
        unit = wanted[i]
        key = (epoch << 32) | unit_nodes[unit]
        slot = _slot_of(slots, epoch, unit_nodes[unit])
        next_unit[unit] = slot_unit[slot] if slots[slot] == key else -1
        slots[slot], slot_unit[slot] = key, unit


@compiled
def nearest(
    start: IntArray,
    arcs: IntArray,
    target: int,
    unit_nodes: IntArray,
    wanted: IntArray,
    k: int,
    cutoff: int,
    epoch: int,
    label: LongArray,
    heap: LongArray,
    slots: LongArray,
    slot_unit: IntArray,
    next_unit: IntArray,
    found_unit: IntArray,
    found_time: IntArray,
) -> int:
    """Units nearest to the target by `arcs` against the flow; gives how many were found.

    Goes on past the k-th for as long as the time is equal, so that ties can be settled by the
    caller. `wanted` lists the units to look for.
    """
    high = epoch << 32
    _place_units(unit_nodes, wanted, epoch, slots, slot_unit, next_unit)
    found, last = 0, cutoff
    label[target] = high
    heap[0] = target
    size = 1
    while size > 0:
        entry = heap[0]
        time, node = entry >> 32, entry & _TIME
        if time > last:
            break
        size = drop_first(heap, size)
        if label[node] != high | time:
            continue
        slot = _slot_of(slots, epoch, node)
        if slots[slot] == high | node:
            unit = slot_unit[slot]
            while unit >= 0:
                found_unit[found], found_time[found] = unit, time
                found += 1
                unit = next_unit[unit]
            if found >= k:
                last = time
            if found == len(wanted):
                break
        for i in range(start[node], start[node + 1]):
            later = time + arcs[i, 1]
            other = arcs[i, 0]
            if later <= last and (high | later) < label[other]:
                label[other] = high | later
                size = push(heap, size, (later << 32) | other)
    return found


@compiled
def time_between(
    start: IntArray,
    arcs: IntArray,
    source: int,
    target: int,
    epoch: int,
    label: LongArray,
    heap: LongArray,
    came_by: IntArray,
) -> int:
    """Milliseconds from source to target, NEVER if there is no way; `came_by` gives the edges."""
    high = epoch << 32
    label[source] = high
    heap[0] = source
    size = 1
    while size > 0:
        entry = heap[0]
        time, node = entry >> 32, entry & _TIME
        if node == target:
            return int(time)
        size = drop_first(heap, size)
        if label[node] != high | time:
            continue
        for i in range(start[node], start[node + 1]):
            later = time + arcs[i, 1]
            other = arcs[i, 0]
            if (high | later) < label[other]:
                label[other] = high | later
                came_by[other] = i
                size = push(heap, size, (later << 32) | other)
    return NEVER


@compiled
def within(
    start: IntArray,
    arcs: IntArray,
    source: int,
    limit: int,
    epoch: int,
    label: LongArray,
    heap: LongArray,
    reached: IntArray,
    times: IntArray,
) -> int:
    """All nodes within `limit` milliseconds, nearest first; gives how many."""
    high = epoch << 32
    label[source] = high
    heap[0] = source
    size, count = 1, 0
    while size > 0:
        entry = heap[0]
        time, node = entry >> 32, entry & _TIME
        if time > limit:
            break
        size = drop_first(heap, size)
        if label[node] != high | time:
            continue
        reached[count], times[count] = node, time
        count += 1
        for i in range(start[node], start[node + 1]):
            later = time + arcs[i, 1]
            other = arcs[i, 0]
            if later <= limit and (high | later) < label[other]:
                label[other] = high | later
                size = push(heap, size, (later << 32) | other)
    return count


@compiled
def table_row(
    start: IntArray,
    arcs: IntArray,
    source: int,
    targets: IntArray,
    epoch: int,
    label: LongArray,
    heap: LongArray,
    first_unit: LongArray,
    row: IntArray,
) -> None:
    """Milliseconds from a source to each target into `row`; stops when all are settled."""
    high = epoch << 32
    waiting = 0
    for t in targets:
        if first_unit[t] != high:
            first_unit[t] = high
            waiting += 1
    label[source] = high
    heap[0] = source
    size = 1
    while size > 0 and waiting > 0:
        entry = heap[0]
        time, node = entry >> 32, entry & _TIME
        size = drop_first(heap, size)
        if label[node] != high | time:
            continue
        if first_unit[node] == high:
            waiting -= 1
        for i in range(start[node], start[node + 1]):
            later = time + arcs[i, 1]
            other = arcs[i, 0]
            if (high | later) < label[other]:
                label[other] = high | later
                size = push(heap, size, (later << 32) | other)
    for j, t in enumerate(targets):
        seen = label[t]
        row[j] = seen & _TIME if (seen >> 32) == epoch else NEVER
