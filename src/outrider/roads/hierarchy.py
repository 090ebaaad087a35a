"""Nodes taken out one by one, so that big tables become short sweeps.

Taking out a node joins its neighbours by shortcuts. With the node of fewest neighbours always next
(minimum degree), few shortcuts arise on road networks, and what was joined does not depend on the
times. Afterwards every quickest way goes up this order and then down; all neighbours that a node had
when it went are its ancestors in a tree, so that both parts are plain sweeps without a heap.

Dibbelt, Strasser, Wagner (2016), Customizable Contraction Hierarchies, doi:10.1145/2886843;
Delling, Goldberg, Nowatzyk, Werneck (2013), PHAST, doi:10.1016/j.jpdc.2012.02.007.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from outrider.roads.compiled import compiled
from outrider.roads.graph import Graph
from outrider.roads.search import drop_first, push
from outrider.roads.values import Driving, IntArray

FAR: Final = 2**30 - 1
"""No way. Two of them still fit in 32 bits."""

LANES: Final = 16
"""Sources swept together: their times lie side by side and are handled by vector instructions."""

_MOST_SHORTCUTS_A_NODE: Final = 12
"""Beyond this, or 600 neighbours, a network is too much of a mesh: plain searches are used instead."""


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
def _grown(pool: IntArray, needed: int) -> IntArray:
    if needed <= len(pool):
        return pool
    larger = np.empty(max(needed, 2 * len(pool)), np.int32)
    larger[: len(pool)] = pool
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
def _take_out(
    out_start: IntArray, out_arcs: IntArray, in_start: IntArray, in_arcs: IntArray, most: int
) -> tuple[IntArray, IntArray, IntArray, bool]:
    """Order of removal, and the neighbours of each node when it went; False if it is too much of a mesh."""
    nodes = len(out_start) - 1
    begin, size, room, pool, used = _neighbours(out_start, out_arcs, in_start, in_arcs)
    order = np.empty(nodes, np.int32)
    start = np.zeros(nodes + 1, np.int32)
    kept = np.empty(3 * (len(out_arcs) + nodes), np.int32)
    place, seen = np.empty(nodes, np.int32), np.full(nodes, -1, np.int64)
    listed = size.copy()
    heap, waiting = np.empty(4 * nodes + 64, np.int64), 0
    for node in range(nodes):
        waiting = push(heap, waiting, (np.int64(size[node]) << 32) | node)
    count, total, mark = 0, 0, np.int64(0)
    while waiting > 0:
        entry = heap[0]
        waiting = drop_first(heap, waiting)
        node, degree = entry & 0xFFFFFFFF, entry >> 32
        if listed[node] != degree:
            continue
        if size[node] > degree:
            listed[node] = size[node]
            waiting = push(heap, waiting, (np.int64(size[node]) << 32) | node)
            continue
        listed[node] = -1
        first, last = begin[node], begin[node] + size[node]
        order[count] = node
        kept = _grown(kept, 3 * (total + size[node]))
        kept[3 * total : 3 * (total + size[node])] = pool[3 * first : 3 * last]
        total += size[node]
        count += 1
        start[count] = total
        if total > most or degree > 600:
            return order, start, kept, False
        for i in range(first, last):
            a = pool[3 * i]
            to_a, from_a = pool[3 * i + 1], pool[3 * i + 2]
            mark += 1
            gone = -1
            for j in range(begin[a], begin[a] + size[a]):
                seen[pool[3 * j]], place[pool[3 * j]] = mark, j
                if pool[3 * j] == node:
                    gone = j
            end = begin[a] + size[a] - 1
            size[a] -= 1
            if gone != end:
                pool[3 * gone], pool[3 * gone + 1] = pool[3 * end], pool[3 * end + 1]
                pool[3 * gone + 2] = pool[3 * end + 2]
                place[pool[3 * gone]] = gone
            if size[a] + (last - first) > room[a]:
                wanted = 2 * (size[a] + (last - first))
                pool = _grown(pool, 3 * (used + wanted))
                shift = used - begin[a]
                pool[3 * used : 3 * (used + size[a])] = pool[
                    3 * begin[a] : 3 * (begin[a] + size[a])
                ]
                for j in range(used, used + size[a]):
                    place[pool[3 * j]] = j
                begin[a] += shift
                room[a] = wanted
                used += wanted
            for j in range(first, last):
                b = pool[3 * j]
                if b == a:
                    continue
                if seen[b] != mark:
                    seen[b] = mark
                    place[b] = begin[a] + size[a]
                    k = place[b]
                    pool[3 * k], pool[3 * k + 1], pool[3 * k + 2] = b, FAR, FAR
                    size[a] += 1
                k = place[b]
                pool[3 * k + 1] = min(pool[3 * k + 1], from_a + pool[3 * j + 1])
                pool[3 * k + 2] = min(pool[3 * k + 2], pool[3 * j + 2] + to_a)
            if size[a] < listed[a]:
                listed[a] = size[a]
                if waiting == len(heap):
                    larger = np.empty(2 * len(heap), np.int64)
                    larger[:waiting] = heap
                    heap = larger
                waiting = push(heap, waiting, (np.int64(size[a]) << 32) | a)
    return order, start, kept[: 3 * total], True


def make_hierarchy(graph: Graph, driving: Driving) -> Hierarchy | None:
    """The hierarchy of one weight set, None where it would hold too many shortcuts to be of use."""
    most = _MOST_SHORTCUTS_A_NODE * graph.node_count
    order, start, kept, good = _take_out(
        graph.out_start, graph.out_arcs[driving], graph.in_start, graph.in_arcs[driving], most
    )
    if not good:
        return None
    rank = np.empty(graph.node_count, np.int32)
    rank[order] = np.arange(graph.node_count, dtype=np.int32)
    triples = kept.reshape(-1, 3)
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
    count = len(first) - 1
    lanes = np.empty((count, 16), np.int32)
    for begin in range(0, len(sources), 16):
        lanes[:] = FAR
        for lane in range(min(16, len(sources) - begin)):
            r = sources[begin + lane]
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
        for place in range(count):
            for i in range(first[place], first[place + 1]):
                other, more = into[i, 0], into[i, 1]
                for lane in range(16):
                    lanes[place, lane] = min(lanes[place, lane], lanes[other, lane] + more)
        for lane in range(min(16, len(sources) - begin)):
            for j in range(len(targets)):
                rows[begin + lane, j] = lanes[number[targets[j]], lane]
