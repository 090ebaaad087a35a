"""Choosing a unit and asking: its own control, then the crew, then the next unit."""

from __future__ import annotations

import numpy as np

from outrider.domain.coresponse.choice import Facts
from outrider.roads.compiled import compiled
from outrider.trial.draws import lognormal, uniform
from outrider.trial.engine.choosing import failed_gates, goes_before
from outrider.trial.engine.layout import ACCEPTED, GRANTED, ON_JOB, Row, Run
from outrider.trial.engine.moving import joins, patrols
from outrider.trial.engine.purposes import Purpose
from outrider.trial.engine.record import NOBODY, Stage, Why
from outrider.trial.engine.timers import MISSION, set_timer, stop_timer

RELEASE_TIME, RELEASE = int(Purpose.RELEASE_TIME), int(Purpose.RELEASE)
ANSWER_TIME, ANSWER = int(Purpose.ANSWER_TIME), int(Purpose.ANSWER)
ASKED, OFFERED, ATTENDED = int(Stage.ASKED), int(Stage.OFFERED), int(Stage.ATTENDED)
NOT_ASKED = int(Stage.NOT_ASKED)
NO_AMBULANCE, NOBODY_FITS = int(Why.NO_AMBULANCE), int(Why.NOBODY_FITS)
NOT_WANTED, NOT_RELEASED = int(Why.NOT_WANTED), int(Why.NOT_RELEASED)
DECLINED, NO_ANSWER, AMBULANCE_FIRST = (
    int(Why.DECLINED), int(Why.NO_ANSWER), int(Why.AMBULANCE_FIRST),
)  # fmt: skip
REACH_BIT = 1 << 16


@compiled
def wanted_until(call: Row) -> float:
    """A co-responder is of use until the ambulance is there or the call is downgraded."""
    return min(call.ambulance, call.not_wanted)


@compiled
def no_longer(call: Row) -> int:
    """Why it is of use no longer."""
    return AMBULANCE_FIRST if call.ambulance <= call.not_wanted else NOT_WANTED


@compiled
def was_asked(run: Run, number: int, unit: int) -> bool:
    """Whether this unit was asked for this call."""
    for place in range(run.calls[number].tried):  # noqa: SIM110 - numba takes no generators here
        if run.asked[number, place] == unit:
            return True
    return False


@compiled
def facts_of(
    run: Run, number: int, who: int, now: float, tried: bool, free: bool, arrives: float
) -> Facts:
    """What the gates ask about a unit. `arrives` is seconds, -1 where it is not known."""
    unit, call = run.units[who], run.calls[number]
    scheme = run.schemes[unit.scheme]
    on_job = unit.doing == ON_JOB
    police = scheme.police != 0
    may = not (police and on_job) or bool(run.rules.movable[run.jobs[unit.job].grade])
    return Facts(
        scheme.live != 0, call.sends != 0, call.allocated <= now, now < unit.off_at,
        may, free and (police or not on_job), True, True,
        scheme.needs_pair == 0 or unit.crew >= 2, unit.competent != 0, unit.kit != 0,
        unit.off_at - now, scheme.cap - unit.used, tried, run.rules.fix_age, False,
        arrives, max(0.0, call.due - now),
    )  # fmt: skip


@compiled
def estimated(run: Run, number: int, who: int, now: float) -> float:
    """Seconds until this unit would be with the patient, from its last fix; -1 if never."""
    unit, call = run.units[who], run.calls[number]
    patrols(run, unit, now)
    toward = run.to[unit.mode, call.row]
    column, first = joins(unit, now - run.rules.fix_age, toward)
    seconds = run.schemes[unit.scheme].turnout_median + first + toward[column] + call.leg
    return seconds if seconds < np.inf else -1.0


@compiled
def failed(
    run: Run, number: int, who: int, now: float, tried: bool, free: bool
) -> tuple[int, float]:
    """Bits of the gates, and when it arrives. Where it is is looked up only if all else is well."""
    facts = facts_of(run, number, who, now, tried, free, -1.0)
    bits = failed_gates(facts, run.rules.limits) & ~REACH_BIT
    if bits:
        return bits, -1.0
    arrives = estimated(run, number, who, now)
    facts = facts_of(run, number, who, now, tried, free, arrives)
    return failed_gates(facts, run.rules.limits), arrives


@compiled
def lowest_bit(bits: int) -> int:
    """Number of the lowest bit that is set."""
    number = 0
    while not bits & 1:
        bits >>= 1
        number += 1
    return number


@compiled
def choose(run: Run, number: int, now: float) -> None:
    """Asks the unit that the rule puts first, if the call wants one and any may be asked."""
    call = run.calls[number]
    if not run.on or call.sends == 0 or call.mission != NOBODY or call.stage == ATTENDED:
        return
    if now >= wanted_until(call):
        waited = call.stage == NOT_ASKED and call.why == NO_AMBULANCE
        call.why = NO_AMBULANCE if waited else no_longer(call)
        return
    if call.tried >= run.asked.shape[1]:
        return
    best, soonest, least_used = NOBODY, np.inf, np.inf
    for who in range(len(run.units)):
        unit = run.units[who]
        if unit.part == 0 or unit.responds == 0:
            continue
        tried = was_asked(run, number, who)
        bits, arrives = failed(run, number, who, now, tried, unit.lease == NOBODY)
        if bits:
            run.first_gate[lowest_bit(bits)] += 1
        elif best == NOBODY or goes_before(arrives, unit.used, who, (soonest, least_used, best)):
            best, soonest, least_used = who, arrives, unit.used
    if best == NOBODY:
        if call.stage == NOT_ASKED:
            call.why = NOBODY_FITS
        return
    call.mission = best
    call.unit = best
    call.estimate = soonest
    call.ambulance_estimate = max(0.0, call.due - now)
    run.asked[number, call.tried] = best
    call.tried += 1
    run.units[best].lease = number
    ask(run, number, best, now)


@compiled
def ask(run: Run, number: int, who: int, now: float) -> None:
    """Asks the unit's own control, if its scheme says so; else offers the call at once."""
    unit, call = run.units[who], run.calls[number]
    scheme = run.schemes[unit.scheme]
    if scheme.needs_release == 0:
        offer(run, number, who, now)
        return
    call.stage = max(call.stage, ASKED)
    unit.offered = 0
    wait = lognormal(
        run.seed, RELEASE_TIME, number, unit.whose, scheme.release_median, scheme.release_spread
    )
    unit.answer = GRANTED
    if wait > run.rules.owner_answer:
        wait = run.rules.owner_answer
        unit.answer = NO_ANSWER
    elif uniform(run.seed, RELEASE, number, unit.whose) < scheme.release_refused:
        unit.answer = NOT_RELEASED
    set_timer(run.timers, MISSION, who, min(now + wait, wanted_until(call)))


@compiled
def offer(run: Run, number: int, who: int, now: float) -> None:
    """Offers the call to the crew; what it answers, and when, is known by now."""
    unit, call = run.units[who], run.calls[number]
    scheme = run.schemes[unit.scheme]
    call.stage = max(call.stage, OFFERED)
    unit.offered = 1
    wait = lognormal(
        run.seed, ANSWER_TIME, number, unit.whose, scheme.answer_median, scheme.answer_spread
    )
    said = uniform(run.seed, ANSWER, number, unit.whose)
    if said < scheme.accepts:
        unit.answer = ACCEPTED
    elif said < scheme.accepts + (1.0 - scheme.accepts) * scheme.silent:
        unit.answer = NO_ANSWER
    else:
        unit.answer = DECLINED
    if unit.answer == NO_ANSWER or wait > run.rules.offer:
        unit.answer = NO_ANSWER
        wait = run.rules.offer
    set_timer(run.timers, MISSION, who, min(now + wait, wanted_until(call)))


@compiled
def dropped(run: Run, who: int, why: int) -> int:
    """The unit is asked no longer; returns the call."""
    unit = run.units[who]
    number = unit.lease
    run.calls[number].why = why
    run.calls[number].mission = NOBODY
    unit.lease = NOBODY
    stop_timer(run.timers, MISSION, who)
    return number
