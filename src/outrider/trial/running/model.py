"""What a run needs of a scenario, so that a run knows nothing of how demand is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from outrider.trial.engine.record import Record
from outrider.trial.engine.world import Arm, World
from outrider.trial.judging.frame import Frame
from outrider.trial.returning import Floats


class Group(NamedTuple):
    """Calls of a frame that belong together; `calls` are their places in it."""

    by: str
    name: str
    calls: Any


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
        """The calls and jobs of replication `number`: a `judging.of_run.Drawn`."""

    def arm(self, name: str, drawn: Any, /) -> Arm:
        """What is different in this arm."""

    def run(self, number: int, drawn: Any, arm: Arm, /) -> Record:
        """What happens to them."""

    def frame(self, drawn: Any, arm: Arm, record: Record, /) -> Frame:
        """As it is judged: without the warm-up."""

    def groups(self, drawn: Any, /) -> Iterable[Group]:
        """By what the frame's calls are grouped in the summaries."""
