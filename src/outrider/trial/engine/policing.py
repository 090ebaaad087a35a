"""Police jobs and fire calls: the nearest free unit of the patch goes, or the job waits.

Primacy: a job of a grade that recalls takes a unit back that is not yet with a patient, if that is
the nearest. Only an emergency takes a unit off a less urgent job that can be left.
"""

from __future__ import annotations

import numpy as np

from outrider.roads.compiled import compiled
from outrider.trial.draws import uniform
from outrider.trial.engine.asking import choose, dropped
from outrider.trial.engine.layout import MEDICAL, ON_JOB, PATROL, Run
from outrider.trial.engine.moving import goes_back, joins, patrols, set_off
from outrider.trial.engine.purposes import Purpose
from outrider.trial.engine.record import NOBODY, Stage, Why
from outrider.trial.engine.timers import JOB_DONE, UNIT_ON, set_timer, stop_timer

COMPETENT, KIT = int(Purpose.COMPETENT), int(Purpose.KIT)
RECALLED, MOBILISED = int(Why.RECALLED), int(Stage.MOBILISED)
EMERGENCY = 1


@compiled
def new_job(run: Run, number: int, now: float) -> None:
    """A job comes in."""
    job = run.jobs[number]
    for place in range(run.patch_first[job.patch], run.patch_first[job.patch + 1]):
        if run.units[run.patch_unit[place]].doing == MEDICAL:
            job.medical = 1
    who = nearest(run, number, now, PATROL, run.rules.recalls[job.grade])
    if who == NOBODY and job.grade == EMERGENCY:
        who = nearest(run, number, now, ON_JOB, False)
        if who != NOBODY:
            leave_job(run, who, now)
    if who == NOBODY:
        wait_job(run, number)
    else:
        take_job(run, who, number, now)


@compiled
def nearest(run: Run, number: int, now: float, doing: int, recalls: bool) -> int:
    """The unit of the patch that is there first, of those on duty and `doing` this.

    Args:
        doing: PATROL, or ON_JOB for those on a less urgent job that can be left.
        recalls: also those that are not yet with a patient.
    """
    job = run.jobs[number]
    best, least = NOBODY, np.inf
    for place in range(run.patch_first[job.patch], run.patch_first[job.patch + 1]):
        who = run.patch_unit[place]
        unit = run.units[who]
        if now >= unit.off_at:
            continue
        if unit.doing == MEDICAL:
            if not recalls or run.calls[unit.lease].responder <= now:
                continue
        elif unit.doing != doing:
            continue
        elif doing == ON_JOB:
            grade = run.jobs[unit.job].grade
            if not run.rules.movable[grade] or grade <= job.grade:
                continue
        patrols(run, unit, now)
        toward = run.to[unit.mode, job.row]
        column, first = joins(unit, now, toward)
        if first + toward[column] < least:
            best, least = who, first + toward[column]
    return best


@compiled
def take_job(run: Run, who: int, number: int, now: float) -> None:
    """The unit goes to the job; a call that it was asked for or on its way to looks for another."""
    unit, job = run.units[who], run.jobs[number]
    patrols(run, unit, now)
    toward = run.to[unit.mode, job.row]
    column, first = joins(unit, now, toward)
    set_off(unit, now, first, first + toward[column], 1.0, column, run.column[job.row])
    recalled = unit.doing == MEDICAL
    unit.doing = ON_JOB
    unit.job = number
    job.unit = who
    job.sent = min(job.sent, now)
    job.reached = min(job.reached, now + unit.total)
    set_timer(run.timers, JOB_DONE, who, now + unit.total + job.length)
    if unit.lease != NOBODY:
        call = dropped(run, who, RECALLED)
        if recalled:
            called_away(run, call, who, now)
        choose(run, call, now)


@compiled
def called_away(run: Run, number: int, who: int, now: float) -> None:
    """The unit turned round before it was with the patient."""
    call = run.calls[number]
    call.stage = MOBILISED
    call.recalled += 1
    call.clear = now
    call.responder = np.inf
    if call.mobile > now:
        call.mobile = np.inf
    call.spent += now - call.accepted
    run.units[who].used += now - call.accepted


@compiled
def leave_job(run: Run, who: int, now: float) -> int:
    """The unit leaves its job, which waits for another; returns the job."""
    unit = run.units[who]
    number = unit.job
    unit.job = NOBODY
    stop_timer(run.timers, JOB_DONE, who)
    if run.jobs[number].reached > now:
        run.jobs[number].reached = np.inf
    wait_job(run, number)
    return number


@compiled
def wait_job(run: Run, number: int) -> None:
    """The job waits, behind those of its grade that came in before it."""
    job = run.jobs[number]
    heads = run.waiting[job.patch]
    if heads[job.grade] == NOBODY or heads[job.grade] > number:
        job.after = heads[job.grade]
        heads[job.grade] = number
        return
    before = heads[job.grade]
    while run.jobs[before].after != NOBODY and run.jobs[before].after < number:
        before = run.jobs[before].after
    job.after = run.jobs[before].after
    run.jobs[before].after = number


@compiled
def serve(run: Run, who: int, now: float) -> None:
    """A unit that is free takes the job of its patch that waits first."""
    unit = run.units[who]
    if unit.patch < 0 or unit.doing != PATROL or now >= unit.off_at:
        return
    heads = run.waiting[unit.patch]
    for grade in range(1, 5):
        number = heads[grade]
        if number != NOBODY:
            heads[grade] = run.jobs[number].after
            take_job(run, who, number, now)
            return


@compiled
def job_done(run: Run, who: int, now: float) -> None:
    """Back to the beat, or to the next job."""
    run.units[who].job = NOBODY
    goes_back(run, run.units[who], now)
    serve(run, who, now)


@compiled
def unit_on(run: Run, who: int, now: float) -> None:
    """A window of duty begins: who is on board, and is the kit in order?"""
    unit = run.units[who]
    scheme = run.schemes[unit.scheme]
    window = unit.window - unit.windows_first
    unit.off_at = run.unit_duty.off[unit.window]
    unit.used = 0.0
    unit.competent = uniform(run.seed, COMPETENT, unit.whose, window) < scheme.competent
    unit.kit = uniform(run.seed, KIT, unit.whose, window) < scheme.kit_ready
    next_window(run, who)
    serve(run, who, now)


@compiled
def next_window(run: Run, who: int) -> None:
    """Sets the timer for the next window of duty, if there is one."""
    unit = run.units[who]
    unit.window += 1
    if unit.window < unit.windows_end:
        set_timer(run.timers, UNIT_ON, who, max(0.0, run.unit_duty.on[unit.window]))
