"""A scenario of a few lines that gives the running what a real one gives: the engine stays out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import numpy as np

from outrider.trial.draws import uniform
from outrider.trial.engine.record import Record, Stage, Why, new_record
from outrider.trial.engine.world import Arm, Calls, Jobs, World
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.of_run import of_run
from outrider.trial.judging.slicing import some
from outrider.trial.running.model import Group

ROWS = 50
SCHEMES: Any = SimpleNamespace(police=np.array([True]))
UNITS: Any = SimpleNamespace(scheme=np.zeros(5, np.int8), crew=np.full(5, 2, np.int8))

WORLD: Any = World(Any, Any, SCHEMES, UNITS, Any)


@dataclass(frozen=True)
class About:
    category: Any
    complaint: Any
    condition: Any
    age: Any
    rural: Any
    witnessed: Any
    shockable: Any
    bystander: Any
    counted: Any


@dataclass(frozen=True)
class Drawn:
    calls: Calls
    jobs: Jobs
    about: About


@dataclass(frozen=True)
class StandIn:
    """Calls at random; a co-responder reaches one in five, sooner by a draw of the call's own."""

    name: str = "stand-in"
    hash: str = "0" * 64
    seed: int = 7
    arms: tuple[str, ...] = ("without", "with")
    size: int = 200
    world: Any = WORLD
    start: datetime = datetime(2026, 1, 5, tzinfo=UTC)
    seconds: float = 86_400.0
    warm_up: float = 0.0
    schemes: tuple[str, ...] = ("police-special",)
    begun: list[int] = field(default_factory=list, compare=False)

    @property
    def lat(self) -> Any:
        return np.linspace(50.6, 50.8, ROWS)

    @property
    def lon(self) -> Any:
        return np.linspace(-1.5, -1.1, ROWS)

    def draw(self, number: int) -> Drawn:
        self.begun.append(number)
        random = np.random.default_rng((self.seed, number))
        n, jobs = self.size, self.size // 2
        received = np.cumsum(random.exponential(300, n))
        zero = np.zeros(n)
        calls = Calls(
            received, received + 60, random.integers(1, 5, n).astype(np.int8),
            np.zeros(n, np.int8), random.integers(0, ROWS, n).astype(np.int32),
            zero, zero, zero + 1, zero + 1, zero, np.full(n, -1, np.int32), zero, zero,
            np.full(n, np.inf),
        )  # fmt: skip
        work = Jobs(
            np.sort(random.uniform(0, received[-1], jobs)), random.integers(1, 5, jobs).astype(np.int8),
            np.zeros(jobs, np.int32), random.integers(0, ROWS, jobs).astype(np.int32),
            np.full(jobs, 600.0),
        )  # fmt: skip
        about = About(
            np.array(["C1", "C2", "C3", "C4"])[calls.priority - 1],
            np.array(["arrest", "fall"])[random.integers(0, 2, n)],
            np.array(["cardiac-arrest", "other"])[random.integers(0, 2, n)],
            np.full(n, "40 to 59"), random.random(n) < 0.3,
            zero - 1, zero - 1, zero - 1, received >= 3600,
        )  # fmt: skip
        return Drawn(calls, work, about)

    def arm(self, name: str, drawn: Drawn) -> Arm:
        sends = np.full(self.size, int(name != "without"), np.int8)
        return Arm(name != "without", np.ones(1, np.bool_), sends)

    def run(self, number: int, drawn: Drawn, arm: Arm) -> Record:
        calls = drawn.calls
        record = new_record(self.size, len(drawn.jobs.received))
        own = [uniform(self.seed, number, call, 0) for call in range(self.size)]
        takes = 300 + 900 * np.array(own)
        record.allocated[:] = calls.decided
        record.ambulance[:] = calls.decided + takes
        record.vehicle[:] = 0
        record.job_reached[:] = drawn.jobs.received + 500
        record.why[:] = Why.RULES
        if arm.on:
            came = np.flatnonzero(takes > 1020)
            record.stage[came] = Stage.ATTENDED
            record.why[came] = Why.NONE
            record.unit[came] = 3
            record.accepted[came] = calls.decided[came] + 30
            record.responder[came] = record.ambulance[came] - 180
            record.clear[came] = record.ambulance[came] + 1800
        return record

    def frame(self, drawn: Drawn, arm: Arm, record: Record) -> Frame:
        return some(of_run(drawn, arm, record, self), drawn.about.counted)

    def groups(self, drawn: Drawn) -> Any:
        mine = drawn.about.rural[drawn.about.counted]
        yield Group("area", "rural", np.flatnonzero(mine))
        yield Group("area", "town", np.flatnonzero(~mine))
