"""When each vehicle, unit and mission is next due: a heap with one live entry a slot.

A slot is a kind and an index. An entry that is no longer due is skipped when it comes up, and
thrown out when the heap is full. What is due at the same moment comes in order of slots.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from outrider.roads.compiled import compiled
from outrider.trial.returning import Floats, Indices

KINDS = 5
CLEAR, CAR_ON, UNIT_ON, JOB_DONE, MISSION = range(KINDS)
_ROOM = 4  # entries a slot


class Timers(NamedTuple):
    """`due` is (slots,), inf where nothing is; `size` is (1,), how much of the heap is used."""

    at: Floats
    slot: Indices
    due: Floats
    size: Indices
    each: int  # indices of a kind


def new_timers(each: int) -> Timers:
    """Nothing is due. `each`: the most indices of any kind."""
    slots = KINDS * each
    room = _ROOM * slots + 1
    return Timers(
        np.empty(room),
        np.empty(room, np.int32),
        np.full(slots, np.inf),
        np.zeros(1, np.int32),
        each,
    )


@compiled
def set_timer(timers: Timers, kind: int, index: int, at: float) -> None:
    """Due then, and at no other time that was said before."""
    slot = kind * timers.each + index
    timers.due[slot] = at
    size = timers.size[0]
    if size == len(timers.at):
        size = without_stale(timers)
    timers.size[0] = size + 1
    _up(timers, size, at, slot)


@compiled
def stop_timer(timers: Timers, kind: int, index: int) -> None:
    """No longer due."""
    timers.due[kind * timers.each + index] = np.inf


@compiled
def next_due(timers: Timers) -> float:
    """When the next is due; inf if nothing is."""
    while timers.size[0] > 0:
        if timers.due[timers.slot[0]] == timers.at[0]:
            return timers.at[0]
        _drop(timers)
    return np.inf


@compiled
def take_due(timers: Timers) -> int:
    """Takes the next off, which `next_due` has found; returns its slot."""
    slot = timers.slot[0]
    timers.due[slot] = np.inf
    _drop(timers)
    return slot


@compiled
def _up(timers: Timers, place: int, at: float, slot: int) -> None:
    while place > 0:
        parent = (place - 1) >> 1
        above = timers.at[parent]
        if above < at or (above == at and timers.slot[parent] <= slot):
            break
        timers.at[place] = above
        timers.slot[place] = timers.slot[parent]
        place = parent
    timers.at[place] = at
    timers.slot[place] = slot


@compiled
def _drop(timers: Timers) -> None:
    size = timers.size[0] - 1
    timers.size[0] = size
    at, slot = timers.at[size], timers.slot[size]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size:
            left, right = timers.at[child], timers.at[child + 1]
            if right < left or (right == left and timers.slot[child + 1] < timers.slot[child]):
                child += 1
        below = timers.at[child]
        if at < below or (at == below and slot <= timers.slot[child]):
            break
        timers.at[place] = below
        timers.slot[place] = timers.slot[child]
        place = child
    timers.at[place] = at
    timers.slot[place] = slot


@compiled
def without_stale(timers: Timers) -> int:
    """Builds the heap anew from what is due; returns its size."""
    size = 0
    for slot in range(len(timers.due)):
        if timers.due[slot] < np.inf:
            _up(timers, size, timers.due[slot], slot)
            size += 1
    return size
