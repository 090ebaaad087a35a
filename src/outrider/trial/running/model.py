"""What a run needs of a scenario, so that a run knows nothing of how demand is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from outrider.trial.engine.record import Record
from outrider.trial.engine.world import Arm, Bools, Calls, Jobs, World
from outrider.trial.judging.frame import Frame
from outrider.trial.returning import Floats

Words = NDArray[np.str_]


class Group(NamedTuple):
    """Calls of a frame that belong together; `calls` are their places in it."""

    by: str
    name: str
    calls: Any


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
    @property
    def counted(self) -> Bools: ...


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

    def draw(self, number: int, /) -> Any:
        """The calls and jobs of replication `number`: a `Drawn`."""

    def arm(self, name: str, drawn: Any, /) -> Arm:
        """What is different in this arm."""

    def run(self, number: int, drawn: Any, arm: Arm, /) -> Record:
        """What happens to them."""

    def frame(self, drawn: Any, arm: Arm, record: Record, /) -> Frame:
        """As it is judged: without the warm-up."""

    def groups(self, drawn: Any, /) -> Iterable[Group]:
        """By what the frame's calls are grouped in the summaries."""
