"""A force of Hampshire's size, invented: the full model's world for speed.

Roads are a random planar graph over 60 by 60 km. 36 ambulances in shifts, 40 police units of ten
patches, ten fire units, ten of the community; a quarter of the calls may get a co-responder.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import Delaunay

from outrider.domain.coresponse.choice import Limits
from outrider.trial.ambulances import Bases
from outrider.trial.engine import world as w
from outrider.trial.returning import Ways, tree_to, with_jumps

YEAR = 365 * 86_400.0
CALLS_A_YEAR = 100_000
PLACES, STATIONS, CARS = 2_000, 12, 36
PATCHES, POLICE, FIRE, COMMUNITY = 10, 40, 10, 10
UNITS = POLICE + FIRE + COMMUNITY
HOSPITALS, BEAT = 4, 12  # places; points of a police unit's beat
STRIP = 60 / PATCHES  # km: a patch is a strip from north to south
KMH = (75.0, 50.0)  # along the graph, with lights and without


class Force(NamedTuple):
    world: w.World
    calls: w.Calls
    jobs: w.Jobs
    arm: w.Arm


def force(calls: int, jobs_a_call: float, seed: int = 1) -> Force:
    """Calls and jobs at the same rates for as long as it takes."""
    random = np.random.default_rng(seed)
    span = YEAR * calls / CALLS_A_YEAR
    places, ways, bases, xy = _roads(random)
    ambulances = w.Ambulances(
        (np.arange(CARS) % STATIONS).astype(np.int32), _shifts(CARS, span), bases, ways,
        (np.arange(5)[:, None] > np.arange(5)[None, :]).astype(np.int8), 120.0,
    )  # fmt: skip
    world = w.World(places, ambulances, _schemes(), _units(random, span), _rules())
    return Force(
        world, _calls(random, calls, span), _jobs(random, round(calls * jobs_a_call), span, xy),
        w.Arm(True, np.ones(UNITS, np.bool_), (random.random(calls) < 0.25).astype(np.int8)),
    )  # fmt: skip


def _roads(random: np.random.Generator) -> tuple[w.Places, Ways, Bases, Any]:
    xy = random.uniform(0, 60, (PLACES, 2))
    beats = STATIONS + HOSPITALS + np.arange(POLICE * BEAT)
    xy[beats, 0] = (
        np.repeat(np.arange(POLICE) % PATCHES, BEAT) + random.random(len(beats))
    ) * STRIP
    # stations first, then hospitals, then beats: what is asked for most lies together
    triangles = Delaunay(xy).simplices
    pairs = np.unique(
        np.sort(np.concatenate([triangles[:, [a, b]] for a, b in ((0, 1), (1, 2), (0, 2))])), axis=0
    )
    km = np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T)
    km = np.concatenate((km, km))
    tail, head = np.concatenate((pairs, pairs[:, ::-1])).T
    order = np.argsort(head, kind="stable")
    tail, head, km = tail[order], head[order], km[order]
    apart = dijkstra(csr_array((km, (head, tail)), shape=(PLACES, PLACES)))
    to = np.stack([apart / kmh * 3600 for kmh in KMH]).astype(np.float32)
    start = np.searchsorted(head, np.arange(PLACES + 1)).astype(np.int32)
    stations = np.arange(STATIONS, dtype=np.int32)
    home = km / KMH[1] * 3600
    trees = [tree_to(int(s), start, tail.astype(np.int32), home, PLACES) for s in stations]
    ways = np.stack([with_jumps(*one) for one in trees])
    yard = np.full((STATIONS, 2), 20.0)
    return w.Places(to, np.arange(PLACES, dtype=np.int32)), ways, Bases(stations, yard), xy


def _shifts(of: int, span: float, always: int = 0) -> w.Duty:
    """Half are on at all hours, a quarter from 7 for twelve hours, a quarter from 11.

    The last `always` are on at all hours.
    """
    windows = []
    for each in range(of):
        if each % 2 == 0 or each >= of - always:
            windows.append(np.array([[0.0, span + 1e9]]))
            continue
        on = np.arange(0, span + 10 * 86_400, 86_400) + (7 if each % 4 == 1 else 11) * 3600 + each
        windows.append(np.column_stack((on, on + 12 * 3600)))
    first = np.concatenate(([0], np.cumsum([len(one) for one in windows]))).astype(np.int32)
    on, off = np.concatenate(windows).T
    return w.Duty(first, np.ascontiguousarray(on), np.ascontiguousarray(off))


def _schemes() -> w.Schemes:
    def each(*of: Any) -> Any:
        return np.array(of)

    return w.Schemes(
        live=each(True, True, True), police=each(True, False, False),
        needs_release=each(True, False, False), release_median=each(15.0, 0.0, 0.0),
        release_spread=each(0.5, 0.0, 0.0), release_refused=each(0.15, 0.0, 0.0),
        answer_median=each(12.0, 20.0, 25.0), answer_spread=each(0.5, 0.5, 0.5),
        accepts=each(0.9, 0.8, 0.6), silent=each(0.3, 0.5, 0.7),
        turnout_median=each(10.0, 240.0, 90.0), turnout_spread=each(0.3, 0.3, 0.3),
        competent=each(0.95, 0.98, 0.95), kit_ready=each(0.95, 0.98, 0.95),
        cap=each(3 * 3600.0, np.inf, np.inf), needs_pair=each(True, False, False),
    )  # fmt: skip


def _units(random: np.random.Generator, span: float) -> w.Units:
    scheme = np.repeat([0, 1, 2], [POLICE, FIRE, COMMUNITY]).astype(np.int8)
    points = np.where(scheme == 0, BEAT, 1)
    first = np.concatenate(([0], np.cumsum(points))).astype(np.int32)
    share = np.concatenate([np.arange(1, n + 1) / n for n in points])
    patch = np.concatenate(
        (np.arange(POLICE) % PATCHES, PATCHES + np.arange(FIRE), np.full(COMMUNITY, -1))
    )
    return w.Units(
        whose=random.integers(0, 2**62, UNITS), scheme=scheme,
        responds=(np.arange(UNITS) % 3 == 0) | (np.arange(UNITS) >= POLICE),
        patch=patch.astype(np.int32), mode=np.where(scheme == 2, 1, 0).astype(np.int8),
        crew=np.full(UNITS, 2, np.int8), duty=_shifts(UNITS, span, FIRE + COMMUNITY),
        first_point=first,
        point_row=(STATIONS + HOSPITALS + np.arange(first[-1])).astype(np.int32), point_share=share,
    )  # fmt: skip


def _rules() -> w.Rules:
    return w.Rules(
        Limits(1800.0, 600.0, 120.0, 0.6, 0.2, 0.15), 40.0, 45.0, 3,
        np.array([False, False, False, True, True]), np.array([False, True, False, False, False]),
        1200.0, 30.0, 300.0, 300.0,
    )  # fmt: skip


def _calls(random: np.random.Generator, calls: int, span: float) -> w.Calls:
    decided = np.sort(random.uniform(100, span, calls))
    conveyed = random.random(calls) < 0.6
    priority = random.choice([1, 2, 3, 4], calls, p=[0.1, 0.55, 0.25, 0.1]).astype(np.int8)
    hospitals = np.arange(STATIONS, STATIONS + HOSPITALS)
    return w.Calls(
        received=decided - random.uniform(20, 90, calls), decided=decided, priority=priority,
        mode=(priority > 2).astype(np.int8), row=random.integers(0, PLACES, calls).astype(np.int32),
        leg=random.uniform(10, 60, calls), mobilise=random.uniform(20, 60, calls),
        ambulance_pace=np.exp(random.normal(0, 0.15, calls)),
        responder_pace=np.exp(random.normal(0, 0.2, calls)), scene=random.gamma(4, 450, calls),
        hospital=np.where(conveyed, random.choice(hospitals, calls), -1).astype(np.int32),
        convey=random.gamma(4, 350, calls), handover=random.gamma(3, 500, calls),
        not_wanted=np.where(random.random(calls) < 0.1, random.exponential(600, calls), np.inf),
    )  # fmt: skip


def _jobs(random: np.random.Generator, jobs: int, span: float, xy: Any) -> w.Jobs:
    fire = random.random(jobs) < 0.1
    patch = np.where(
        fire, PATCHES + random.integers(0, FIRE, jobs), random.integers(0, PATCHES, jobs)
    )
    strip = (xy[:, 0] / STRIP).astype(int)
    here = [np.flatnonzero(strip == each) for each in range(PATCHES)]
    row = np.array([random.choice(here[each % PATCHES]) for each in patch])
    grade = np.where(fire, 1, random.choice([1, 2, 3, 4], jobs, p=[0.15, 0.35, 0.3, 0.2]))
    return w.Jobs(
        np.sort(random.uniform(0, span, jobs)), grade.astype(np.int8), patch.astype(np.int32),
        row.astype(np.int32), random.gamma(2, 600, jobs),
    )  # fmt: skip
