"""Servers without a queue: the event core by itself, against Erlang's formula."""

from __future__ import annotations

import numpy as np

from outrider.roads.compiled import compiled
from outrider.trial.draws import exponential
from outrider.trial.heap import Waiting, drop_first, push

BETWEEN, HELD = 1, 2  # what a number is for


@compiled
def share_lost(servers: int, load: float, calls: int, seed: int) -> float:
    """Share of `calls` that find every server busy; Poisson arrivals, service of mean 1."""
    out = Waiting(np.empty(servers + 1), np.empty(servers + 1, np.int32))
    busy = lost = 0
    now = 0.0
    for call in range(calls):
        now += exponential(seed, BETWEEN, call, 0, 1.0 / load)
        while busy and out.at[0] <= now:
            busy = drop_first(out, busy)
        if busy == servers:
            lost += 1
        else:
            busy = push(out, busy, now + exponential(seed, HELD, call, 0, 1.0), call)
    return lost / calls
