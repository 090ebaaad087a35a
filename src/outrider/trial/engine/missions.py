"""From the answer to a call until the unit is free again."""

from __future__ import annotations

import numpy as np

from outrider.roads.compiled import compiled
from outrider.trial.draws import lognormal
from outrider.trial.engine.asking import choose, dropped, failed, no_longer, offer, wanted_until
from outrider.trial.engine.layout import ACCEPTED, GRANTED, MEDICAL, ON_JOB, PATROL, Run
from outrider.trial.engine.moving import goes_back, joins, patrols, set_off
from outrider.trial.engine.policing import leave_job, nearest, serve
from outrider.trial.engine.purposes import Purpose
from outrider.trial.engine.record import NOBODY, Stage, Why
from outrider.trial.engine.timers import MISSION, set_timer

TURNOUT = int(Purpose.TURNOUT)
MOBILISED, ATTENDED = int(Stage.MOBILISED), int(Stage.ATTENDED)
NONE, NOBODY_FITS = int(Why.NONE), int(Why.NOBODY_FITS)


@compiled
def mission_due(run: Run, who: int, now: float) -> None:
    """An answer comes, nobody is wanted any more, or the mission is over."""
    unit = run.units[who]
    number = unit.lease
    call = run.calls[number]
    if unit.doing == MEDICAL:
        over(run, who, now)
    elif now >= wanted_until(call):
        dropped(run, who, no_longer(call))
    elif unit.offered == 0 and unit.answer == GRANTED:
        bits, _ = failed(run, number, who, now, False, True)
        if bits:
            dropped(run, who, NOBODY_FITS)
            choose(run, number, now)
        else:
            offer(run, number, who, now)
    elif unit.offered != 0 and unit.answer == ACCEPTED:
        accept(run, number, who, now)
    else:
        dropped(run, who, unit.answer)
        choose(run, number, now)


@compiled
def accept(run: Run, number: int, who: int, now: float) -> None:
    """The crew goes. Unless it is recalled, what follows is known."""
    unit, call = run.units[who], run.calls[number]
    scheme = run.schemes[unit.scheme]
    left = leave_job(run, who, now) if unit.doing == ON_JOB else NOBODY
    patrols(run, unit, now)
    toward = run.to[unit.mode, call.row]
    column, first = joins(unit, now, toward)
    total = first + toward[column]
    turnout = lognormal(
        run.seed, TURNOUT, number, unit.whose, scheme.turnout_median, scheme.turnout_spread
    )
    set_off(
        unit, now + turnout, first, total, call.responder_pace, column, run.column[call.row]
    )  # fmt: skip
    unit.doing = MEDICAL
    until = wanted_until(call)
    with_patient = unit.start + total * call.responder_pace + call.leg
    call.accepted = now
    call.live = 1 if call.allocated <= now else 0
    call.mobile = unit.start if unit.start < until else np.inf
    if with_patient < until:
        call.stage = ATTENDED
        call.why = NONE
        call.responder = with_patient
        call.clear = call.ambulance + run.rules.handover + run.rules.restock
    else:
        call.stage = MOBILISED
        call.why = no_longer(call)
        call.clear = until
    set_timer(run.timers, MISSION, who, call.clear)
    if left != NOBODY:
        run.jobs[left].left += 1
        find_another(run, left, now)


@compiled
def find_another(run: Run, number: int, now: float) -> None:
    """A free unit of the patch takes over the job that was left, if there is one."""
    who = nearest(run, number, now, PATROL, False)
    if who != NOBODY:
        serve(run, who, now)


@compiled
def over(run: Run, who: int, now: float) -> None:
    """Stood down, or done with the patient."""
    unit = run.units[who]
    call = run.calls[unit.lease]
    spent = now - call.accepted
    call.spent += spent
    call.mission = NOBODY
    unit.used += spent
    unit.lease = NOBODY
    goes_back(run, unit, now)
    serve(run, who, now)
