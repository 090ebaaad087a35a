"""What every part shares, and where a unit stands or drives."""

from __future__ import annotations

import simpy

from bench.twins.full.places import Map, Path
from bench.twins.full.things import Ambulance, Call, Job, Unit, rows
from outrider.trial.engine.record import Record
from outrider.trial.engine.world import Arm, Calls, Jobs, World


class Moving:
    """One run's state. The parts stand on one another: each calls only those below it."""

    env: simpy.Environment
    out: Record
    ambulances: list[Ambulance]
    units: list[Unit]
    part: list[Unit]  # that take part in this arm
    queue: list[Call]  # that wait for an ambulance
    waiting: list[Job]  # that wait for a unit

    def __init__(self, world: World, calls: Calls, jobs: Jobs, arm: Arm, seed: int) -> None:
        self.world, self.arm, self.seed, self.rules = world, arm, seed, world.rules
        self.map = Map(world, seed)
        self.call_rows, self.job_rows = rows(calls), rows(jobs)
        self.schemes = rows(world.schemes)

    def _path(self, unit: Unit) -> Path:
        """Where a unit stands or drives: its own way, or that of its beat in this period."""
        period = int(self.env.now // self.rules.period)
        if unit.path and (unit.job or unit.medical or unit.freed // self.rules.period == period):
            return unit.path
        before, row = (self.map.point(unit.whose, unit.points, p) for p in (period - 1, period))
        start = period * self.rules.period
        return Path.over(self.map, start, self.map.column[before], 0.0, 1, row)

    def _back_to_beat(self, unit: Unit) -> None:
        now, path = self.env.now, unit.path
        assert path is not None
        row = self.map.point(unit.whose, unit.points, int(now // self.rules.period))
        unit.path, unit.freed = path.on_to(now, 1, row), now
