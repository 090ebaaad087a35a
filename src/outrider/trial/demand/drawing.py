"""The draws of a replication, compiled. Every number hangs on the call, not on the order.

A call's draws hang on its category, its hour of the run and its number within the hour: more calls
of another category, or in another hour, change nothing for it.
"""

from __future__ import annotations

from math import exp
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.roads.compiled import compiled
from outrider.trial.demand.columns import CallColumns, Drawn
from outrider.trial.demand.purposes import Purpose
from outrider.trial.demand.setup import CallSetup, JobSetup, Setup
from outrider.trial.draws import lognormal, mixed, normal, uniform
from outrider.trial.engine.world import Bytes, Calls, Jobs, Longs
from outrider.trial.returning import Floats, Indices

Shorts: TypeAlias = NDArray[np.int16]

_COUNT, _WHEN, _PLACE = int(Purpose.COUNT), int(Purpose.WHEN), int(Purpose.PLACE)
_COMPLAINT, _FLAG, _AGE = int(Purpose.COMPLAINT), int(Purpose.FLAG), int(Purpose.AGE)
_TRIAGE, _LEG, _MOBILISE = int(Purpose.TRIAGE), int(Purpose.LEG), int(Purpose.MOBILISE)
_PACE, _RESPONDER = int(Purpose.AMBULANCE_PACE), int(Purpose.RESPONDER_PACE)
_CONVEYED, _SCENE, _HANDOVER = int(Purpose.CONVEYED), int(Purpose.SCENE), int(Purpose.HANDOVER)
_NOT_WANTED, _AFTER = int(Purpose.NOT_WANTED), int(Purpose.NOT_WANTED_AFTER)
_ARREST, _REPLICATION = int(Purpose.ARREST), int(Purpose.REPLICATION)
_JOB_COUNT, _JOB_WHEN = int(Purpose.JOB_COUNT), int(Purpose.JOB_WHEN)
_JOB_PLACE, _JOB_LENGTH = int(Purpose.JOB_PLACE), int(Purpose.JOB_LENGTH)


def draw(setup: Setup, number: int) -> Drawn:
    """Calls and jobs of replication `number`."""
    seed = seed_of(setup.seed, number)
    calls, about = _calls(setup, seed)
    return Drawn(calls, _jobs(setup.jobs, setup.hours, seed), about)


@compiled
def seed_of(seed: int, number: int) -> int:
    """A seed of a replication's own."""
    word = mixed(np.uint64(seed)) ^ mixed(np.uint64(number) ^ np.uint64(_REPLICATION))
    return int(mixed(word) >> np.uint64(2))


def _calls(setup: Setup, seed: int) -> tuple[Calls, CallColumns]:
    kind, given = setup.calls, setup.listed
    if given is None:
        received, whose, category = arrivals(kind.rate, setup.hours, seed, _COUNT, _WHEN)
    else:
        received, category = given.received, given.category
        whose = np.arange(len(received), dtype=np.int64)
    triage = np.empty(len(received))
    _triage(seed, whose, category, kind.triage, triage)
    decided = received + triage
    order = np.argsort(decided, kind="stable")
    received, decided, whose, category = (
        received[order], decided[order], whose[order], category[order]
    )  # fmt: skip
    n = len(received)
    row, age, complaint = _given(setup, order)
    out = Calls(
        received, decided, kind.priority[category], kind.mode[category], row, np.empty(n),
        np.empty(n), np.empty(n), np.empty(n), np.empty(n), np.empty(n, np.int32), np.empty(n),
        np.empty(n), np.empty(n),
    )  # fmt: skip
    flags, arrest = np.empty(n, np.int32), np.full((3, n), -1, np.int8)
    _fill(seed, whose, category, kind, out, complaint, age, flags, arrest)
    about = CallColumns(
        setup.names, category.astype(np.int8), complaint, age, flags, kind.rural[row],
        arrest[0], arrest[1], arrest[2], received >= setup.warm_up,
    )  # fmt: skip
    return out, about


def _given(setup: Setup, order: Any) -> tuple[Indices, Bytes, Shorts]:
    """Row, age band and complaint: -1 where they are to be drawn."""
    if setup.listed is None:
        n = len(order)
        return np.full(n, -1, np.int32), np.full(n, -1, np.int8), np.full(n, -1, np.int16)
    known = setup.listed
    age = np.where(known.age < 0, setup.names.age.index("unknown"), known.age)
    row = setup.listed_row[order]
    return row, age[order].astype(np.int8), known.complaint[order].astype(np.int16)


@compiled
def poisson(mean: float, chance: float) -> int:
    """The number below which this share of a Poisson distribution lies; `mean` at most 500."""
    term = exp(-mean)
    total, count = term, 0
    while total < chance and count < 2000:
        count += 1
        term *= mean / count
        total += term
    return count


@compiled
def arrivals(
    rate: Floats, hours: int, seed: int, count_for: int, when_for: int
) -> tuple[Floats, Longs, Indices]:
    """When, whose and of which line: a Poisson process with a rate for each hour of the week.

    Lines are categories of calls or kinds of jobs. Ordered by line, hour and number.
    """
    lines = rate.shape[0]
    many = np.empty((lines, hours), np.int32)
    total = 0
    for line in range(lines):
        for hour in range(hours):
            mean = rate[line, hour % 168]
            many[line, hour] = 0
            if mean > 0:
                many[line, hour] = poisson(mean, uniform(seed, count_for, line, hour))
            total += many[line, hour]
    at, whose = np.empty(total), np.empty(total, np.int64)
    of = np.empty(total, np.int32)
    place = 0
    for line in range(lines):
        for hour in range(hours):
            for number in range(many[line, hour]):
                name = (np.int64(line) << 40) | (np.int64(hour) << 20) | np.int64(number)
                at[place] = (hour + uniform(seed, when_for, int(name), 0)) * 3600.0
                whose[place] = name
                of[place] = line
                place += 1
    return at, whose, of


@compiled
def _triage(seed: int, whose: Longs, category: Indices, triage: Floats, out: Floats) -> None:
    for call in range(len(whose)):
        time = triage[category[call]]
        out[call] = lognormal(seed, _TRIAGE, whose[call], 0, time[0], time[1])


@compiled
def _fill(
    seed: int, whose: Longs, category: Indices, kind: CallSetup, out: Calls,
    complaint: Shorts, age: Bytes, flags: Indices, arrest: Bytes,
) -> None:  # fmt: skip
    """Draws what the call is, then what it takes."""
    for call in range(len(whose)):
        who, of = whose[call], category[call]
        if out.row[call] < 0:
            chance = uniform(seed, _PLACE, who, 0)
            out.row[call] = np.searchsorted(kind.place, chance)
        row = out.row[call]
        if age[call] < 0:
            age[call] = np.searchsorted(kind.ages[row], uniform(seed, _AGE, who, 0))
        if complaint[call] < 0:
            chance = uniform(seed, _COMPLAINT, who, 0)
            complaint[call] = np.searchsorted(kind.complaint[of], chance)
        flags[call] = _flags(seed, who, kind.flags)
        if complaint[call] == kind.arrest:
            for which in range(3):
                chance = uniform(seed, _ARREST, who, which)
                arrest[which, call] = chance < kind.arrest_shares[which]
        _work(seed, who, of, row, kind, out, call)


@compiled
def _flags(seed: int, who: int, shares: Floats) -> int:
    bits = 0
    for flag in range(len(shares)):
        if shares[flag] > 0 and uniform(seed, _FLAG, who, flag) < shares[flag]:
            bits |= 1 << flag
    return bits


@compiled
def _work(seed: int, who: int, of: int, row: int, kind: CallSetup, out: Calls, call: int) -> None:
    """What it takes of an ambulance's time, and when a co-responder is not wanted any more."""
    out.leg[call] = lognormal(seed, _LEG, who, 0, kind.leg[0], kind.leg[1])
    out.mobilise[call] = lognormal(seed, _MOBILISE, who, 0, kind.mobilise[0], kind.mobilise[1])
    hour = kind.pace_hours[int(out.decided[call] // 3600.0) % 24]
    luck = exp(kind.pace_spread * normal(seed, _PACE, who, 0))
    out.ambulance_pace[call] = hour * kind.pace[of] * luck
    luck = exp(kind.responder_spread * normal(seed, _RESPONDER, who, 0))
    out.responder_pace[call] = hour * kind.responder_pace * luck
    taken = uniform(seed, _CONVEYED, who, 0) < kind.conveyed[of]
    scene = kind.scene[1 if taken else 0]
    out.scene[call] = lognormal(seed, _SCENE, who, 0, scene[0], scene[1])
    out.hospital[call] = kind.hospital[row] if taken else -1
    out.convey[call] = kind.convey[row] * hour if taken else 0.0
    time = kind.handover
    out.handover[call] = lognormal(seed, _HANDOVER, who, 0, time[0], time[1]) if taken else 0.0
    out.not_wanted[call] = np.inf
    if uniform(seed, _NOT_WANTED, who, 0) < kind.not_wanted[of]:
        time = kind.not_wanted_after
        out.not_wanted[call] = lognormal(seed, _AFTER, who, 0, time[0], time[1])


def _jobs(kind: JobSetup, hours: int, seed: int) -> Jobs:
    received, whose, line = arrivals(kind.rate, hours, seed, _JOB_COUNT, _JOB_WHEN)
    order = np.argsort(received, kind="stable")
    received, whose, line = received[order], whose[order], line[order]
    row, length = np.empty(len(line), np.int32), np.empty(len(line))
    _work_of_jobs(seed, whose, line, kind, row, length)
    return Jobs(received, kind.grade[line], kind.patch[line], row, length)


@compiled
def _work_of_jobs(
    seed: int, whose: Longs, line: Indices, kind: JobSetup, row: Indices, length: Floats
) -> None:
    for job in range(len(whose)):
        of, who = line[job], whose[job]
        first, last = kind.first[of], kind.first[of + 1]
        chance = uniform(seed, _JOB_PLACE, who, 0)
        row[job] = kind.row[first + np.searchsorted(kind.share[first:last], chance)]
        time = kind.length[of]
        length[job] = lognormal(seed, _JOB_LENGTH, who, 0, time[0], time[1])
