"""Nodes taken out one by one, so that big tables become short sweeps.

Taking out a node joins its neighbours by shortcuts. With the node of fewest neighbours always next
(minimum degree), few shortcuts arise on road networks. Afterwards every quickest way goes up this
order and then down; all neighbours that a node had when it went are its ancestors in a tree, so
that both parts are plain sweeps without a heap.

Dibbelt, Strasser, Wagner (2016), Customizable Contraction Hierarchies, doi:10.1145/2886843;
Delling, Goldberg, Nowatzyk, Werneck (2013), PHAST, doi:10.1016/j.jpdc.2012.02.007.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from outrider.roads.compiled import compiled
from outrider.roads.graph import Graph
from outrider.roads.search import drop_first, push
from outrider.roads.values import Driving, IntArray, LongArray

FAR: Final = 2**30 - 1
"""No way. Two of them still fit in 32 bits."""

LANES: Final = 16
"""Sources swept together: their times lie side by side and are handled by vector instructions."""

_HIGH: Final = 2**32

_MOST_WORK_A_NODE: Final = 2000
"""Squared neighbours; beyond it a network is too much of a mesh and plain searches are used.

Auckland takes 7, a lattice of a million nodes with roads cut every 100 m some 300.
"""


@dataclass(frozen=True)
class Hierarchy:
    """Nodes by rank; for each the higher neighbours with the time up to them and down from them."""

    rank: IntArray
    start: IntArray
    above: IntArray
    up: IntArray
    down: IntArray
    parents: IntArray


@compiled
def _copy(source: IntArray, first: int, target: IntArray, place: int, count: int) -> None:
    for i in range(count):
        target[place + i] = source[first + i]


@compiled
def _grown(pool: IntArray, needed: int) -> IntArray:
    if needed <= len(pool):
        return pool
    larger = np.empty(max(needed, 2 * len(pool)), np.int32)
    _copy(pool, 0, larger, 0, len(pool))
    return larger


@compiled
def _slot(node: int, other: int, begin: IntArray, size: IntArray, pool: IntArray) -> int:
    for i in range(begin[node], begin[node] + size[node]):
        if pool[3 * i] == other:
            return i
    return -1


@compiled
def _neighbours(
    out_start: IntArray, out_arcs: IntArray, in_start: IntArray, in_arcs: IntArray
) -> tuple[IntArray, IntArray, IntArray, IntArray, int]:
    """Each node's neighbours with the time to and from them, loosely packed in a pool."""
    nodes = len(out_start) - 1
    begin, size = np.zeros(nodes, np.int32), np.zeros(nodes, np.int32)
    room = np.zeros(nodes, np.int32)
    used = 0
    pool = np.empty(3 * (2 * len(out_arcs) + 8 * nodes), np.int32)
    for node in range(nodes):
        begin[node] = used
        for way in range(2):
            start, arcs = (out_start, out_arcs) if way == 0 else (in_start, in_arcs)
            for arc in range(start[node], start[node + 1]):
                other = arcs[arc, 0]
                if other == node:
                    continue
                i = _slot(node, other, begin, size, pool)
                if i < 0:
                    i = begin[node] + size[node]
                    pool[3 * i], pool[3 * i + 1], pool[3 * i + 2] = other, FAR, FAR
                    size[node] += 1
                pool[3 * i + 1 + way] = min(pool[3 * i + 1 + way], arcs[arc, 1])
        room[node] = size[node] + 2
        used += room[node]
    return begin, size, room, pool, used


@compiled
def _leave(
    node: int,
    a: int,
    begin: IntArray,
    size: IntArray,
    pool: IntArray,
    place: IntArray,
    seen: LongArray,
    mark: int,
) -> None:
    """Takes `node` from the neighbours of `a`, and notes where the others of them stand."""
    end = begin[a] + size[a] - 1
    for j in range(begin[a], end + 1):
        if pool[3 * j] == node:
            _copy(pool, 3 * end, pool, 3 * j, 3)
            break
    size[a] -= 1
    for j in range(begin[a], end):
        seen[pool[3 * j]], place[pool[3 * j]] = mark, j


@compiled
def _make_room(
    a: int,
    more: int,
    begin: IntArray,
    size: IntArray,
    room: IntArray,
    pool: IntArray,
    used: int,
    place: IntArray,
) -> tuple[IntArray, int]:
    """Moves the neighbours of `a` to the end of the pool if `more` would not fit."""
    if size[a] + more <= room[a]:
        return pool, used
    room[a] = 2 * (size[a] + more)
    pool = _grown(pool, 3 * (used + room[a]))
    _copy(pool, 3 * begin[a], pool, 3 * used, 3 * size[a])
    for j in range(used, used + size[a]):
        place[pool[3 * j]] = j
    begin[a] = used
    return pool, used + room[a]


@compiled
def _join(
    i: int,
    first: int,
    last: int,
    begin: IntArray,
    size: IntArray,
    pool: IntArray,
    place: IntArray,
    seen: LongArray,
    mark: int,
) -> None:
    """Shortcuts between the neighbour in slot `i` and the others of the node that goes."""
    a, to_a, from_a = pool[3 * i], pool[3 * i + 1], pool[3 * i + 2]
    for j in range(first, last):
        b = pool[3 * j]
        if b == a:
            continue
        if seen[b] != mark:
            seen[b], place[b] = mark, begin[a] + size[a]
            k = 3 * place[b]
            pool[k], pool[k + 1], pool[k + 2] = b, FAR, FAR
            size[a] += 1
        k = 3 * place[b]
        pool[k + 1] = min(pool[k + 1], from_a + pool[3 * j + 1])
        pool[k + 2] = min(pool[k + 2], pool[3 * j + 2] + to_a)


@compiled
def _push_growing(heap: LongArray, waiting: int, degree: int, node: int) -> LongArray:
    """The heap with one more entry; its size is then `waiting` + 1."""
    if waiting == len(heap):
        larger = np.empty(2 * len(heap), np.int64)
        for i in range(waiting):
            larger[i] = heap[i]
        heap = larger
    push(heap, waiting, degree * _HIGH | node)
    return heap


@compiled
def _take_out(
    out_start: IntArray, out_arcs: IntArray, in_start: IntArray, in_arcs: IntArray, most: int
) -> tuple[IntArray, IntArray, IntArray, bool]:
    """Order of removal, and each node's neighbours when it went; False if it is too much work."""
    nodes = len(out_start) - 1
    begin, size, room, pool, used = _neighbours(out_start, out_arcs, in_start, in_arcs)
    order, start = np.empty(nodes, np.int32), np.zeros(nodes + 1, np.int32)
    kept = np.empty(3 * (len(out_arcs) + nodes), np.int32)
    place, seen = np.empty(nodes, np.int32), np.full(nodes, -1, np.int64)
    listed = size.copy()
    heap, waiting = np.empty(4 * nodes + 64, np.int64), 0
    for node in range(nodes):
        waiting = push(heap, waiting, size[node] * _HIGH | node)
    count, total, work, mark = 0, 0, 0, 0
    while waiting > 0:
        node, degree = heap[0] & 0xFFFFFFFF, heap[0] >> 32
        waiting = drop_first(heap, waiting)
        if listed[node] != degree:
            continue
        if size[node] > degree:  # gained neighbours since: later
            listed[node] = size[node]
            waiting = push(heap, waiting, size[node] * _HIGH | node)
            continue
        work += degree * degree
        if work > most:
            return order, start, kept, False
        listed[node] = -1
        first, last = begin[node], begin[node] + size[node]
        kept = _grown(kept, 3 * (total + degree))
        _copy(pool, 3 * first, kept, 3 * total, 3 * degree)
        order[count] = node
        count, total = count + 1, total + degree
        start[count] = total
        for i in range(first, last):
            a = pool[3 * i]
            mark += 1
            _leave(node, a, begin, size, pool, place, seen, mark)
            pool, used = _make_room(a, degree, begin, size, room, pool, used, place)
            _join(i, first, last, begin, size, pool, place, seen, mark)
            if size[a] < listed[a]:
                listed[a] = size[a]
                heap = _push_growing(heap, waiting, size[a], a)
                waiting += 1
    return order, start, kept, True


def make_hierarchy(graph: Graph, driving: Driving) -> Hierarchy | None:
    """The hierarchy of one weight set, None where it would hold too many shortcuts."""
    most = _MOST_WORK_A_NODE * graph.node_count
    order, start, kept, good = _take_out(
        graph.out_start, graph.out_arcs[driving], graph.in_start, graph.in_arcs[driving], most
    )
    if not good:
        return None
    rank = np.empty(graph.node_count, np.int32)
    rank[order] = np.arange(graph.node_count, dtype=np.int32)
    triples = kept[: 3 * start[-1]].reshape(-1, 3)
    above = rank[triples[:, 0]]
    up, down = (np.ascontiguousarray(triples[:, i]) for i in (1, 2))
    return Hierarchy(rank, start, above, up, down, parents_of(start, above))


@compiled
def parents_of(start: IntArray, above: IntArray) -> IntArray:
    """Lowest of the higher neighbours of each rank, -1 at the top."""
    parents = np.full(len(start) - 1, -1, np.int32)
    for r in range(len(parents)):
        for i in range(start[r], start[r + 1]):
            if parents[r] < 0 or above[i] < parents[r]:
                parents[r] = above[i]
    return parents


@compiled
def needed_for(
    targets: IntArray, parents: IntArray, start: IntArray, above: IntArray, down: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Ranks on the way down to the targets, numbered from the top, with their arcs from above."""
    number = np.full(len(parents), -1, np.int32)
    count, arcs = 0, 0
    for target in targets:
        r = target
        while r >= 0 and number[r] < 0:
            number[r] = 0
            count += 1
            arcs += start[r + 1] - start[r]
            r = parents[r]
    first = np.zeros(count + 1, np.int32)
    into = np.empty((arcs, 2), np.int32)
    place, arc = 0, 0
    for r in range(len(parents) - 1, -1, -1):
        if number[r] < 0:
            continue
        number[r] = place
        for i in range(start[r], start[r + 1]):
            into[arc, 0], into[arc, 1] = number[above[i]], down[i]
            arc += 1
        place += 1
        first[place] = arc
    return number, first, into


@compiled
def _climb(
    source: int,
    lane: int,
    time: IntArray,
    parents: IntArray,
    start: IntArray,
    above: IntArray,
    up: IntArray,
    number: IntArray,
    lanes: IntArray,
) -> None:
    """Times from a source to all above it; those that the way down needs go into its lane."""
    r = source
    time[r] = 0
    while r >= 0:
        here = time[r]
        time[r] = FAR
        if number[r] >= 0:
            lanes[number[r], lane] = here
        if here < FAR:
            for i in range(start[r], start[r + 1]):
                time[above[i]] = min(time[above[i]], here + up[i])
        r = parents[r]


@compiled
def _descend(first: IntArray, into: IntArray, lanes: IntArray) -> None:
    """All lanes at once, from the top down."""
    for place in range(len(first) - 1):
        for i in range(first[place], first[place + 1]):
            other, more = into[i, 0], into[i, 1]
            for lane in range(LANES):
                lanes[place, lane] = min(lanes[place, lane], lanes[other, lane] + more)


@compiled
def sweep(
    sources: IntArray,
    targets: IntArray,
    parents: IntArray,
    start: IntArray,
    above: IntArray,
    up: IntArray,
    number: IntArray,
    first: IntArray,
    into: IntArray,
    rows: IntArray,
) -> None:
    """Milliseconds from each source to each target (both as ranks) into `rows`."""
    time = np.full(len(parents), FAR, np.int32)
    lanes = np.empty((len(first) - 1, LANES), np.int32)
    for begin in range(0, len(sources), LANES):
        lanes.fill(FAR)
        used = min(LANES, len(sources) - begin)
        for lane in range(used):
            _climb(sources[begin + lane], lane, time, parents, start, above, up, number, lanes)
        _descend(first, into, lanes)
        for lane in range(used):
            for j in range(len(targets)):
                rows[begin + lane, j] = lanes[number[targets[j]], lane]
