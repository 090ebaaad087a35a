"""Calls that wait for an ambulance: a heap by priority, then when received, then by number."""

from __future__ import annotations

from outrider.roads.compiled import compiled
from outrider.trial.engine.layout import Rows, Run


@compiled
def goes_first(calls: Rows, one: int, other: int) -> bool:
    """Whether the first is served before the second."""
    if calls[one].priority != calls[other].priority:
        return calls[one].priority < calls[other].priority
    if calls[one].received != calls[other].received:
        return calls[one].received < calls[other].received
    return one < other


@compiled
def enqueue(run: Run, call: int) -> None:
    """The call waits."""
    queue, place = run.queue, run.queued[0]
    run.queued[0] = place + 1
    while place > 0:
        parent = (place - 1) >> 1
        if goes_first(run.calls, queue[parent], call):
            break
        queue[place] = queue[parent]
        place = parent
    queue[place] = call


@compiled
def take_head(run: Run) -> int:
    """The call that goes first; it waits no longer."""
    queue, size = run.queue, run.queued[0] - 1
    run.queued[0] = size
    head, call = queue[0], queue[size]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and goes_first(run.calls, queue[child + 1], queue[child]):
            child += 1
        if goes_first(run.calls, call, queue[child]):
            break
        queue[place] = queue[child]
        place = child
    queue[place] = call
    return head
