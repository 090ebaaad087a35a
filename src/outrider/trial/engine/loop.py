"""The event loop: calls and jobs in the order in which they come, and whatever is due before."""

from __future__ import annotations

import numpy as np

from outrider.roads.compiled import compiled
from outrider.trial.engine.asking import choose
from outrider.trial.engine.cars import car_clear, car_on, dispatch
from outrider.trial.engine.layout import Run, by_pointer
from outrider.trial.engine.missions import mission_due
from outrider.trial.engine.packing import new_run, write
from outrider.trial.engine.policing import job_done, new_job, unit_on
from outrider.trial.engine.record import NOBODY, Record, Stage, Why
from outrider.trial.engine.timers import CAR_ON, CLEAR, JOB_DONE, UNIT_ON, next_due, take_due
from outrider.trial.engine.world import Arm, Calls, Jobs, World
from outrider.trial.fetching import ask, fetch

NOT_ASKED = int(Stage.NOT_ASKED)
RULES, NO_AMBULANCE = int(Why.RULES), int(Why.NO_AMBULANCE)


def simulate(world: World, calls: Calls, jobs: Jobs, arm: Arm, seed: int, record: Record) -> None:
    """Runs every call and job to its end, and writes what happened into `record`.

    Args:
        seed: of this replication; the same in every arm.
        record: of `new_record(len(calls.received), len(jobs.received))`.
    """
    run = new_run(world, calls, jobs, arm, seed)
    go(by_pointer(run))
    write(run, record)


@compiled
def go(run: Run) -> None:
    """Until nothing is left to come."""
    calls, jobs = len(run.calls), len(run.jobs)
    next_call = next_job = 0
    call_at = run.calls[0].decided if calls else np.inf
    job_at = run.jobs[0].received if jobs else np.inf
    while True:
        due = next_due(run.timers)
        if due <= call_at and due <= job_at:
            if due == np.inf:
                return
            happens(run, take_due(run.timers), due)
        elif call_at <= job_at:
            comes(run, next_call, call_at)
            next_call += 1
            call_at = np.inf
            if next_call < calls:
                call_at = run.calls[next_call].decided
                expect_call(run, next_call)
        else:
            new_job(run, next_job, job_at)
            next_job += 1
            job_at = np.inf
            if next_job < jobs:
                job_at = run.jobs[next_job].received
                expect_job(run, next_job)


@compiled
def expect_call(run: Run, number: int) -> None:
    """Asks for the times to this call, which comes soon: from the busiest columns and the units."""
    call = run.calls[number]
    fetch(run.to[call.mode], call.row)
    if run.on and call.sends != 0:
        for who in range(len(run.units)):
            if run.units[who].responds != 0:
                expect_unit(run, who, call.row)


@compiled
def expect_job(run: Run, number: int) -> None:
    """Asks for the times to this job from the units of its patch."""
    job = run.jobs[number]
    for place in range(run.patch_first[job.patch], run.patch_first[job.patch + 1]):
        expect_unit(run, run.patch_unit[place], job.row)


@compiled
def expect_unit(run: Run, who: int, row: int) -> None:
    """A unit is met at one end of its way or the other."""
    unit = run.units[who]
    toward = run.to[unit.mode]
    ask(toward, row, unit.origin)
    ask(toward, row, unit.end)


@compiled
def comes(run: Run, number: int, now: float) -> None:
    """A call is decided on. Whoever loses an ambulance to it gets another or waits."""
    call = run.calls[number]
    if run.on:
        if call.sends:
            call.stage = NOT_ASKED
            call.why = NO_AMBULANCE
        else:
            call.why = RULES
    while number != NOBODY:
        loser = dispatch(run, number, now)
        allocated(run, number, now)
        number = loser


@compiled
def allocated(run: Run, number: int, now: float) -> None:
    """Once an ambulance is on its way, a co-responder is looked for."""
    if number != NOBODY and run.calls[number].allocated <= now:
        choose(run, number, now)


@compiled
def happens(run: Run, slot: int, now: float) -> None:
    """What was due."""
    kind, index = slot // run.timers.each, slot % run.timers.each
    if kind == CLEAR:
        allocated(run, car_clear(run, index, now), now)
    elif kind == CAR_ON:
        allocated(run, car_on(run, index, now), now)
    elif kind == UNIT_ON:
        unit_on(run, index, now)
    elif kind == JOB_DONE:
        job_done(run, index, now)
    else:
        mission_due(run, index, now)
