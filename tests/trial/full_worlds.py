"""Small invented worlds for the full model: police, fire and community units, shifts, jobs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from tests.trial.worlds import roads

from outrider.domain.coresponse.choice import Limits
from outrider.trial.ambulances import Bases
from outrider.trial.engine.loop import simulate
from outrider.trial.engine.record import Record, new_record
from outrider.trial.engine.world import (
    Ambulances,
    Arm,
    Calls,
    Duty,
    Jobs,
    Places,
    Rules,
    Schemes,
    Units,
    World,
)
from outrider.trial.returning import Ways, tree_to, with_jumps

POLICE, FIRE, COMMUNITY = 0, 1, 2


class Made(NamedTuple):
    world: World
    calls: Calls
    jobs: Jobs
    arm: Arm
    seed: int

    def run(self) -> Record:
        record = new_record(len(self.calls.received), len(self.jobs.received))
        simulate(self.world, self.calls, self.jobs, self.arm, self.seed, record)
        return record


def made(
    seed: int, calls: int = 60, cars: int = 3, units: int = 6, jobs: int = 60, nodes: int = 30
) -> Made:
    """A busy world: waiting, redispatch, recalls, shifts that end, offers that are declined."""
    random = np.random.default_rng(seed)
    span = 2000.0 * calls / cars
    places, ways, bases = _places(random, nodes, min(4, nodes))
    ambulances = Ambulances(
        base=(np.arange(cars, dtype=np.int32) % len(bases.column)).astype(np.int32),
        duty=_duty(random, cars, span, always=1, apart=600.0), bases=bases, ways=ways,
        divert=(np.arange(5)[:, None] > np.arange(5)[None, :]).astype(np.int8),
        divert_gain=float(random.uniform(0, 240)),
    )  # fmt: skip
    world = World(
        places, ambulances, _schemes(random), _units(random, units, nodes, span), _rules(random)
    )
    return Made(
        world, _calls(random, calls, nodes, span), _jobs(random, jobs, nodes, span),
        Arm(True, random.random(units) < 0.9, random.choice([0, 1, 1, 2], calls).astype(np.int8)),
        int(random.integers(2**40)),
    )  # fmt: skip


def _places(random: np.random.Generator, nodes: int, bases: int) -> tuple[Places, Ways, Bases]:
    start, tail, seconds = roads(random, nodes)
    quick = np.stack([tree_to(n, start, tail, seconds, nodes)[0] for n in range(nodes)])
    to = np.stack((quick, 1.4 * quick)).astype(np.float32)
    stations = random.choice(nodes, bases, replace=False).astype(np.int32)
    trees = [tree_to(int(s), start, tail, 1.4 * seconds, nodes) for s in stations]
    ways = np.stack([with_jumps(*one) for one in trees])
    yard = random.uniform(1, 90, bases)[:, None] * np.array([1.0, 1.4])
    return Places(to, np.arange(nodes, dtype=np.int32)), ways, Bases(stations, yard)


def _duty(
    random: np.random.Generator, of: int, span: float, always: int = 0, apart: float = 0.0
) -> Duty:
    """Windows of a few hours with gaps, at the same moments for everybody but `apart` seconds."""
    first, on, off = [0], [], []
    for each in range(of):
        if each < always:
            on.append(0.0)
            off.append(1e12)
        else:
            at = float(random.choice([0.0, 7200.0])) + apart * random.random()
            while at < span:
                long = float(random.choice([3600.0, 14400.0, 36000.0]))
                on.append(at)
                off.append(at + long)
                at += long + float(random.choice([3600.0, 10800.0]))
        first.append(len(on))
    return Duty(np.array(first, np.int32), np.array(on), np.array(off))


def _schemes(random: np.random.Generator) -> Schemes:
    def any_of(low: float, high: float) -> Any:
        return random.uniform(low, high, 3)

    return Schemes(
        live=random.random(3) < 0.95, police=np.array([True, False, False]),
        needs_release=np.array([True, random.random() < 0.5, False]),
        release_median=any_of(5, 30), release_spread=any_of(0, 0.8),
        release_refused=any_of(0, 0.3), answer_median=any_of(5, 40), answer_spread=any_of(0, 0.8),
        accepts=any_of(0.4, 1), silent=any_of(0, 1), turnout_median=any_of(5, 120),
        turnout_spread=any_of(0, 0.5), competent=any_of(0.7, 1), kit_ready=any_of(0.7, 1),
        cap=random.choice([np.inf, 3000.0, 7200.0], 3), needs_pair=random.random(3) < 0.4,
    )  # fmt: skip


def _units(random: np.random.Generator, units: int, nodes: int, span: float) -> Units:
    scheme = random.choice([POLICE, POLICE, FIRE, COMMUNITY], units).astype(np.int8)
    points = np.where(scheme == POLICE, random.integers(1, 6, units), 1)
    shares = [np.cumsum(random.dirichlet(np.ones(n))) for n in points]
    for one in shares:
        one[-1] = 1.0
    return Units(
        whose=random.integers(0, 2**62, units), scheme=scheme,
        responds=random.random(units) < 0.8,
        patch=np.where(scheme == COMMUNITY, -1, scheme * 2 + random.integers(0, 2, units)).astype(
            np.int32
        ),
        mode=random.integers(0, 2, units).astype(np.int8),
        crew=random.integers(1, 3, units).astype(np.int8),
        duty=_duty(random, units, span, always=int(random.integers(0, units + 1))),
        first_point=np.r_[0, np.cumsum(points)].astype(np.int32),
        point_row=random.integers(0, nodes, points.sum()).astype(np.int32),
        point_share=np.concatenate(shares) if units else np.zeros(0),
    )  # fmt: skip


def _rules(random: np.random.Generator) -> Rules:
    limits = Limits(1800.0, 600.0, float(random.choice([-1e9, 60.0, 120.0])), 0.3, 0.2, 0.15)
    return Rules(
        limits=limits, owner_answer=40.0, offer=45.0, tries=int(random.integers(1, 4)),
        movable=np.array([False, False, False, True, True]),
        recalls=np.array([False, True, random.random() < 0.5, False, False]),
        period=float(random.choice([300.0, 900.0, 1800.0])), fix_age=float(random.choice([0.0, 30.0])),
        handover=float(random.uniform(0, 900)), restock=float(random.uniform(0, 900)),
    )  # fmt: skip


def _calls(random: np.random.Generator, calls: int, nodes: int, span: float) -> Calls:
    decided = np.sort(random.uniform(100, span, calls))
    conveyed = random.random(calls) < 0.6
    return Calls(
        received=decided - random.uniform(10, 90, calls), decided=decided,
        priority=random.integers(1, 5, calls).astype(np.int8),
        mode=random.integers(0, 2, calls).astype(np.int8),
        row=random.integers(0, nodes, calls).astype(np.int32), leg=random.uniform(0, 60, calls),
        mobilise=random.uniform(10, 90, calls), ambulance_pace=np.exp(random.normal(0, 0.2, calls)),
        responder_pace=np.exp(random.normal(0, 0.2, calls)),
        scene=random.exponential(1200, calls),
        hospital=np.where(conveyed, random.integers(0, nodes, calls), -1).astype(np.int32),
        convey=random.exponential(900, calls), handover=random.exponential(1200, calls),
        not_wanted=np.where(random.random(calls) < 0.2, random.exponential(400, calls), np.inf),
    )  # fmt: skip


def _jobs(random: np.random.Generator, jobs: int, nodes: int, span: float) -> Jobs:
    patch = random.integers(0, 4, jobs).astype(np.int32)
    return Jobs(
        received=np.sort(random.uniform(0, span, jobs)),
        grade=np.where(patch >= 2, 1, random.integers(1, 5, jobs)).astype(np.int8), patch=patch,
        row=random.integers(0, nodes, jobs).astype(np.int32), length=random.exponential(2400, jobs),
    )  # fmt: skip
