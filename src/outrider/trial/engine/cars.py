"""Ambulances: the nearest that is free or may be taken from a less urgent call; windows of duty."""

from __future__ import annotations

import numpy as np

from outrider.roads.compiled import compiled
from outrider.trial.ambulances import go_home, reached_in
from outrider.trial.engine.layout import Run
from outrider.trial.engine.moving import joins, set_off
from outrider.trial.engine.queue import enqueue, take_head
from outrider.trial.engine.record import NOBODY
from outrider.trial.engine.timers import CAR_ON, CLEAR, set_timer


@compiled
def send_car(
    run: Run, car: int, number: int, now: float, wait: float, column: int, first: float
) -> None:
    """The ambulance goes: `first` seconds to the column, then by the table."""
    vehicle, call = run.cars[car], run.calls[number]
    drive = first + run.to[call.mode, call.row, column]
    set_off(vehicle, now + wait, first, drive, call.pace, column, run.column[call.row])
    vehicle.on = number
    vehicle.priority = call.priority
    run.fleet.left[car] = np.inf
    call.vehicle = car
    call.allocated = now
    call.due = now + wait + drive + call.leg
    call.ambulance = now + wait + drive * call.pace + call.leg
    vehicle.arrives = call.ambulance
    set_timer(run.timers, CLEAR, car, call.ambulance + call.kept)


@compiled
def may_be_taken(run: Run, car: int, number: int, now: float) -> bool:
    """An ambulance on its way to a less urgent call to which no co-responder is asked or sent."""
    vehicle, priority = run.cars[car], run.calls[number].priority
    return (
        now < vehicle.arrives
        and vehicle.priority > priority
        and run.divert[vehicle.priority, priority] != 0
        and run.calls[vehicle.on].mission == NOBODY
    )


@compiled
def dispatch(run: Run, number: int, now: float) -> int:
    """Sends the nearest ambulance, or lets the call wait. Returns the call that lost its own."""
    call = run.calls[number]
    toward = run.to[call.mode, call.row]
    best, least, best_wait, best_first, best_column = NOBODY, np.inf, 0.0, 0.0, 0
    other, fewest, other_wait, other_first, other_column = NOBODY, np.inf, 0.0, 0.0, 0
    run.looks[0] += 1
    for car in range(len(run.cars)):
        vehicle = run.cars[car]
        if now >= vehicle.off_at or (vehicle.on == NOBODY and another_here(run, car, now)):
            continue
        if vehicle.on == NOBODY:
            column, first = reached_in(run.fleet, run.bases, run.ways, car, now, call.mode)
            wait = call.mobilise if now >= run.fleet.at_base[car] else 0.0
            seconds = wait + first + toward[column]
            if seconds < least:
                best, least, best_wait, best_first, best_column = car, seconds, wait, first, column
        elif may_be_taken(run, car, number, now):
            column, first = joins(vehicle, now, toward)
            wait = max(0.0, vehicle.start - now)
            seconds = wait + first + toward[column]
            if seconds < fewest:
                other, fewest = car, seconds
                other_wait, other_first, other_column = wait, first, column
    if other != NOBODY and fewest + run.divert_gain <= least:
        lost = run.cars[other].on
        loses(run, lost)
        send_car(run, other, number, now, other_wait, other_column, other_first)
        return lost
    if best == NOBODY:
        enqueue(run, number)
    else:
        send_car(run, best, number, now, best_wait, best_column, best_first)
    return NOBODY


@compiled
def another_here(run: Run, car: int, now: float) -> bool:
    """Whether an ambulance that stands at the same station was looked at just before."""
    if now < run.fleet.at_base[car]:
        return False
    base = run.fleet.base[car]
    if run.looked[base] == run.looks[0]:
        return True
    run.looked[base] = run.looks[0]
    return False


@compiled
def loses(run: Run, number: int) -> None:
    """No ambulance is on its way to this call any more."""
    call = run.calls[number]
    call.diverted += 1
    call.vehicle = NOBODY
    call.allocated = np.inf
    call.ambulance = np.inf
    call.due = np.inf


@compiled
def car_clear(run: Run, car: int, now: float) -> int:
    """Takes the call that waits first, which is returned, or goes home."""
    vehicle = run.cars[car]
    done = run.calls[vehicle.on]
    vehicle.on = NOBODY
    if run.queued[0] > 0 and now < vehicle.off_at:
        number = take_head(run)
        send_car(run, car, number, now, 0.0, done.leaves, done.leave_leg)
        return number
    go_home(run.fleet, run.bases, run.ways, car, done.leaves, done.leave_leg, now)
    return NOBODY


@compiled
def car_on(run: Run, car: int, now: float) -> int:
    """A window of duty begins. If a call waits and the ambulance is free, it goes: returned."""
    vehicle = run.cars[car]
    vehicle.off_at = run.car_duty.off[vehicle.window]
    next_window(run, car)
    if vehicle.on != NOBODY or run.queued[0] == 0 or now >= vehicle.off_at:
        return NOBODY
    number = take_head(run)
    call = run.calls[number]
    column, first = reached_in(run.fleet, run.bases, run.ways, car, now, call.mode)
    wait = call.mobilise if now >= run.fleet.at_base[car] else 0.0
    send_car(run, car, number, now, wait, column, first)
    return number


@compiled
def next_window(run: Run, car: int) -> None:
    """Sets the timer for the next window of duty, if there is one."""
    vehicle = run.cars[car]
    vehicle.window += 1
    if vehicle.window < vehicle.windows_end:
        set_timer(run.timers, CAR_ON, car, max(0.0, run.car_duty.on[vehicle.window]))
