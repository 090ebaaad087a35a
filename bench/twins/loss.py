"""Servers without a queue as a SimPy program."""

from collections.abc import Generator
from typing import Any

import simpy

from outrider.trial.draws import exponential
from outrider.trial.reference.loss import BETWEEN, HELD


def share_lost_simpy(servers: int, load: float, calls: int, seed: int) -> float:
    """As `outrider.trial.reference.loss.share_lost`, with the same numbers drawn."""
    env = simpy.Environment()
    state = {"busy": 0, "lost": 0}

    def served(seconds: float) -> Generator[Any, Any, None]:
        yield env.timeout(seconds)
        state["busy"] -= 1

    def arrivals() -> Generator[Any, Any, None]:
        for call in range(calls):
            yield env.timeout(exponential(seed, BETWEEN, call, 0, 1.0 / load))
            if state["busy"] == servers:
                state["lost"] += 1
            else:
                state["busy"] += 1
                env.process(served(exponential(seed, HELD, call, 0, 1.0)))

    env.process(arrivals())
    env.run()
    return state["lost"] / calls
