"""A scenario made ready to run: what every worker holds, and nothing that cannot be sent to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from outrider.domain.coresponse.rules import Pack
from outrider.roads.errors import RoadsError
from outrider.trial.building import Built, build
from outrider.trial.demand import Drawn, Setup, draw, sends
from outrider.trial.demand.drawing import seed_of
from outrider.trial.engine.loop import simulate
from outrider.trial.engine.record import Record, new_record
from outrider.trial.engine.world import Arm, Bools, World
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.of_run import of_run
from outrider.trial.returning import Floats
from outrider.trial.running.errors import RunError
from outrider.trial.running.model import Group
from outrider.trial.scenario import Scenario, ScenarioError
from outrider.trial.scenario.commands import scenario_named


@dataclass(frozen=True)
class Ready:
    """The arrays of a scenario without its roads. `on`, `taking_part` and `packs` are by arm."""

    name: str
    hash: str
    seed: int
    arms: tuple[str, ...]
    world: World
    lat: Floats
    lon: Floats
    setup: Setup
    on: Mapping[str, bool]
    taking_part: Mapping[str, Bools]
    packs: Mapping[str, Pack]
    start: datetime
    seconds: float
    schemes: tuple[str, ...]

    @property
    def warm_up(self) -> float:
        """Seconds at the beginning that are not judged."""
        return self.setup.warm_up

    def draw(self, number: int) -> Drawn:
        """The calls and jobs of replication `number`."""
        return draw(self.setup, number)

    def arm(self, name: str, drawn: Drawn) -> Arm:
        """What is different in this arm."""
        sent = sends(self.packs[name], drawn.about)
        return Arm(self.on[name], self.taking_part[name], sent)

    def run(self, number: int, drawn: Drawn, arm: Arm) -> Record:
        """What happens to them."""
        record = new_record(len(drawn.calls.received), len(drawn.jobs.received))
        seed = seed_of(self.setup.seed, number)
        simulate(self.world, drawn.calls, drawn.jobs, arm, seed, record)
        return record

    def frame(self, drawn: Drawn, arm: Arm, record: Record) -> Frame:
        """As it is judged: without the warm-up."""
        return of_run(drawn, arm, record, self)

    def groups(self, drawn: Drawn) -> Iterator[Group]:
        """Calls of the frame by category, condition and area; those without a call are left out."""
        about = drawn.about
        counted = about.counted
        condition = np.unique(np.array(about.names.condition), return_inverse=True)
        area = (np.array(["town", "rural"]), about.rural[counted].astype(np.int64))
        by: dict[str, tuple[Any, Any]] = {
            "category": (about.names.category, about.category_number[counted]),
            "condition": (condition[0], condition[1][about.complaint_number[counted]]),
            "area": area,
        }
        for name, (groups, number) in by.items():
            order = np.argsort(number, kind="stable")
            ends = np.cumsum(np.bincount(number, minlength=len(groups)))
            for group, mine in zip(groups, np.split(order, ends[:-1]), strict=True):
                if len(mine):
                    yield Group(name, str(group), mine)


def ready_of(built: Built) -> Ready:
    """What is needed to run, out of what was built."""
    scenario = built.scenario
    return Ready(
        name=built.name, hash=built.hash, seed=built.seed, arms=built.arms, world=built.world,
        lat=built.lat, lon=built.lon, setup=built.setup,
        on={arm.name: arm.on for arm in scenario.parts.arms},
        taking_part=dict(built.assembled.roster.taking_part), packs=dict(built.packs),
        start=built.start, seconds=built.seconds, schemes=built.schemes,
    )  # fmt: skip


def opened(named: str, progress: Callable[[str, float], None] | None = None) -> Ready:
    """A scenario by its file, or one that ships by its name.

    Raises:
        RunError: the scenario has faults, each with its line and remedy, or its roads cannot be
            used.
    """
    try:
        return made_ready(scenario_named(named), progress)
    except ScenarioError as wrong:
        raise RunError(str(wrong)) from None


def made_ready(scenario: Scenario, progress: Callable[[str, float], None] | None = None) -> Ready:
    """The same from a scenario that was read.

    Raises:
        RunError: a place is not on the roads, or the roads cannot be used.
    """
    try:
        return ready_of(build(scenario, progress=progress))
    except (ScenarioError, RoadsError) as wrong:
        raise RunError(str(wrong)) from None
