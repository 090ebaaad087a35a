"""Servers without a queue: the event core by itself, against Erlang's formula."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.roads.compiled import compiled
from outrider.trial.coming import Coming, put
from outrider.trial.draws import exponentials

BETWEEN, HELD = 1, 2  # what a number is for
_BLOCK: Final = 512  # calls whose numbers are drawn at once: they stay in the nearest cache


@compiled
def share_lost(servers: int, load: float, calls: int, seed: int) -> float:
    """Share of `calls` that find every server busy; Poisson arrivals, service of mean 1."""
    out = Coming(np.empty(servers + 1), np.empty(servers + 1, np.int32))
    between, held = np.empty(_BLOCK), np.empty(_BLOCK)
    busy = lost = 0
    now = 0.0
    for call in range(calls):
        drawn = call % _BLOCK
        if drawn == 0:
            exponentials(seed, BETWEEN, call, 1.0 / load, between)
            exponentials(seed, HELD, call, 1.0, held)
        now += between[drawn]
        while busy and out.at[busy - 1] <= now:
            busy -= 1
        if busy == servers:
            lost += 1
        else:
            busy = put(out, busy, now + held[drawn], call)
    return lost / calls
