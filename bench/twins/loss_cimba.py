"""Servers without a queue as a cimba model.

cimba is no dependency (`pip install cimba` beside this environment). It draws its own numbers, so
its answer agrees within the error of chance only.
"""

from typing import Any

import cimba as cb
from cimba import inputs


class Loss(cb.Model):
    gap: cb.Input[float] = inputs.dist.exponential(mean=1.0)
    held: cb.Input[float] = inputs.dist.exponential(mean=1.0)
    free: cb.Container
    came: int = 0
    lost: int = 0
    share: cb.Output[float]

    @cb.process
    def arrivals(self) -> None:
        while True:
            cb.hold(self.gap.next())
            self.came += 1
            if self.free.level() == 0:
                self.lost += 1
            else:
                self.free.get(1)
                cb.schedule(self.leave, self.held.next())

    @cb.event
    def leave(self) -> None:
        self.free.put(1)

    @cb.on_end
    def measure(self) -> None:
        self.share = self.lost / self.came


def experiment(servers: int, load: float, calls: int, seed: int) -> tuple[Any, Any]:
    """The model and an experiment of about `calls` calls; its result is the model's `share`."""
    model = Loss()
    model.gap = inputs.dist.exponential(mean=1 / load)
    model.free = cb.Container(servers)
    window = cb.Window(warmup=0, duration=calls / load)
    return model, cb.Experiment(model, replications=1, window=window, seed=seed)
