"""A scenario that is ready to run: its world, and calls and jobs of any replication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import numpy as np

from outrider.domain.coresponse.rules import Pack
from outrider.roads import Network
from outrider.trial.building.assembling import Assembled, assembled, check_reach
from outrider.trial.building.network import network_of
from outrider.trial.demand import Drawn, Setup, draw, sends
from outrider.trial.demand.imported import check_listed, read_calls
from outrider.trial.demand.points import DemandPoints, demand_points
from outrider.trial.demand.setup import check_rates, setup_of
from outrider.trial.engine.world import Arm, World
from outrider.trial.returning import Floats
from outrider.trial.scenario import Scenario
from outrider.trial.scenario.paths import pack_of
from outrider.trial.scenario.weeks import DAY


@dataclass(frozen=True)
class Built:
    """What every replication and every arm of a scenario share. Nothing in it changes.

    `packs` is by arm.
    """

    scenario: Scenario
    network: Network
    points: DemandPoints
    assembled: Assembled
    setup: Setup
    packs: dict[str, Pack]

    @property
    def world(self) -> World:
        return self.assembled.world

    @property
    def name(self) -> str:
        return self.scenario.name

    @property
    def hash(self) -> str:
        return self.scenario.hash

    @property
    def seed(self) -> int:
        return self.scenario.seed

    @property
    def arms(self) -> tuple[str, ...]:
        return self.scenario.arms

    @property
    def schemes(self) -> tuple[str, ...]:
        """Codes of the schemes, in the order of `world.schemes`."""
        return tuple(one.code for one in self.scenario.parts.schemes)

    @property
    def start(self) -> datetime:
        """Midnight before the first day, by the clock on the wall."""
        return datetime.combine(self.scenario.parts.horizon.start, datetime.min.time())

    @property
    def seconds(self) -> float:
        """How long a replication is."""
        return float(self.scenario.parts.horizon.days * DAY)

    @property
    def warm_up(self) -> float:
        """Seconds at the beginning that fill the streets and are not judged."""
        return self.setup.warm_up

    @cached_property
    def lat(self) -> Floats:
        """(rows,), degrees."""
        return np.asarray(self.network.lat[self.assembled.node], np.float64)

    @cached_property
    def lon(self) -> Floats:
        """(rows,), degrees."""
        return np.asarray(self.network.lon[self.assembled.node], np.float64)

    @property
    def places(self) -> tuple[Floats, Floats]:
        """Latitude and longitude of the rows, degrees."""
        return self.lat, self.lon

    def replication(self, number: int) -> Drawn:
        """Calls and police jobs of a replication: a function of the scenario and the number."""
        return draw(self.setup, number)

    draw = replication

    def arm(self, name: str, drawn: Drawn) -> Arm:
        """What is different in this arm.

        Raises:
            KeyError: there is no such arm.
        """
        plan = self.scenario.plan(name)
        return Arm(
            plan.on,
            self.assembled.roster.taking_part[name],
            sends(self.packs[name], drawn.about),
        )


def build(
    scenario: Scenario,
    folder: Path | None = None,
    progress: Callable[[str, float], None] | None = None,
    like: Built | None = None,
) -> Built:
    """The scenario's arrays. `folder`: where built roads are kept; see `network_of`.

    Args:
        like: one that differs in a few values. What those do not touch is taken from it: the same
            arrays, sooner.

    Raises:
        ScenarioError: a place that is not on the roads, or a file that cannot be used.
        RoadsError: the extract cannot be used.
    """
    parts = scenario.parts
    pack = pack_of(parts.rules.pack, scenario.folder)
    packs = {
        arm.name: pack_of(arm.pack, scenario.folder) if arm.pack else pack for arm in parts.arms
    }
    same_roads = like is not None and like.scenario.parts.roads == parts.roads
    near = like if same_roads else None
    network = near.network if near else network_of(scenario, folder, progress)
    complaints = tuple(pack.complaints)
    listed = read_calls(scenario, complaints)
    if listed is not None:
        check_listed(scenario, listed, complaints, packs)
    if near is not None and _same_places(near.scenario, scenario):
        points = near.points
    else:
        points = demand_points(scenario, network, listed)
    made = assembled(scenario, network, points, pack.policy, near.assembled if near else None)
    check_reach(scenario, made.world, made.convey)
    setup = setup_of(scenario, network, points, made, pack, listed)
    check_rates(scenario, setup)
    return Built(scenario, network, points, made, setup, packs)


def _same_places(one: Scenario, other: Scenario) -> bool:
    """Whether calls come from the same points. A list of calls is read again."""
    a, b = one.parts, other.parts
    same = a.places == b.places and a.demand.ages == b.demand.ages and one.folder == other.folder
    return same and a.demand.imported is None and b.demand.imported is None
