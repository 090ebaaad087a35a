"""What a run needs of a scenario, so that a run knows nothing of how demand is made."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from outrider.trial.engine.record import Record
from outrider.trial.engine.world import Arm, Bools, Calls, Jobs, World
from outrider.trial.returning import Floats

Words = NDArray[np.str_]


class About(Protocol):
    """What is known of each call besides what the run reads."""

    @property
    def category(self) -> Words: ...
    @property
    def complaint(self) -> Words: ...
    @property
    def condition(self) -> Words: ...
    @property
    def age(self) -> Words: ...
    @property
    def rural(self) -> Bools: ...


class Drawn(Protocol):
    """One replication's calls and police jobs: the same for every arm."""

    @property
    def calls(self) -> Calls: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def about(self) -> About: ...


class Model(Protocol):
    """A scenario that is ready to run.

    `hash` is that of everything that the scenario reads; `lat` and `lon` are (rows,), degrees.
    Called from several threads at once: nothing here may change while it runs.
    """

    @property
    def name(self) -> str: ...
    @property
    def hash(self) -> str: ...
    @property
    def seed(self) -> int: ...
    @property
    def arms(self) -> tuple[str, ...]: ...
    @property
    def world(self) -> World: ...
    @property
    def lat(self) -> Floats: ...
    @property
    def lon(self) -> Floats: ...

    def draw(self, number: int) -> Drawn:
        """The calls and jobs of replication `number`."""

    def arm(self, name: str, drawn: Drawn) -> Arm:
        """What is different in this arm."""

    def run(self, number: int, drawn: Drawn, arm: Arm) -> Record:
        """What happens to them."""
