"""The full model once more, as a textbook SimPy program: the peer of tests and benchmarks.

Written from the rules (docs/explanation/simulator.md). It shares with the compiled simulator the
input, the numbers drawn, and the choice rule of the domain, which it calls as plain Python.
A vehicle, a mission and a job are processes; whoever takes a unit away interrupts them.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from math import inf
from typing import Any

import simpy

from bench.twins.full_places import Home, Map, Path
from outrider.domain.coresponse.choice import Facts, failed_gates, goes_before
from outrider.trial.draws import lognormal, uniform
from outrider.trial.engine.purposes import Purpose
from outrider.trial.engine.record import Record, Stage, Why, new_record
from outrider.trial.engine.world import Arm, Calls, Jobs, World

Steps = Generator[Any, Any, Any]


@dataclass(eq=False)
class Ambulance:
    index: int
    home: Home
    until: float = -inf  # on duty
    call: Any = None
    path: Path | None = None
    process: Any = None


@dataclass(eq=False)
class Unit:
    index: int
    scheme: dict[str, Any]
    whose: int
    patch: int
    mode: int
    pair: bool
    points: list[tuple[int, float]]
    until: float = -inf
    used: float = 0.0
    competent: bool = False
    kit: bool = False
    lease: Any = None  # the call it is asked for or sent to
    mission: Any = None  # the process of that call
    medical: bool = False
    job: Any = None
    process: Any = None  # of the job
    path: Path | None = None
    freed: float = -inf


@dataclass(eq=False)
class Call:
    number: int
    given: dict[str, Any]
    sends: bool
    not_wanted: float
    ambulance: Ambulance | None = None
    due: float = inf
    unit: Unit | None = None  # asked or sent
    with_patient: bool = False
    helped: bool = False  # a co-responder is with the patient
    asked: list[Unit] = field(default_factory=list)
    arrival: Any = None

    def __getattr__(self, name: str) -> Any:
        return self.given[name]


@dataclass(eq=False)
class Job:
    number: int
    given: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.given[name]


def rows(table: Any) -> list[dict[str, Any]]:
    """One dict a row of a NamedTuple of columns."""
    columns = (column.tolist() for column in table)
    return [dict(zip(table._fields, one, strict=True)) for one in zip(*columns, strict=True)]


class Twin:
    """A model that can be run again and again."""

    def __init__(self, world: World, calls: Calls, jobs: Jobs, arm: Arm, seed: int) -> None:
        self.world, self.arm, self.seed, self.rules = world, arm, seed, world.rules
        self.map = Map(world, seed)
        self.call_rows, self.job_rows = rows(calls), rows(jobs)
        self.schemes = rows(world.schemes)

    def run(self) -> Record:
        """Runs every call and job to its end."""
        self.env = simpy.Environment()
        self.out = new_record(len(self.call_rows), len(self.job_rows))
        self.ambulances = [
            Ambulance(i, Home(self.map, base))
            for i, base in enumerate(self.world.ambulances.base.tolist())
        ]
        self.units = [self._unit(i) for i in range(len(self.world.units.whose))]
        self.part = [u for u in self.units if self.arm.taking_part[u.index]]
        self.queue: list[Call] = []
        self.waiting: list[Job] = []
        self.env.process(self._windows())
        self.env.process(self._calls())
        self.env.process(self._jobs())
        self.env.run()
        return self.out

    def _unit(self, i: int) -> Unit:
        units = self.world.units
        points = slice(units.first_point[i], units.first_point[i + 1])
        beat = list(zip(units.point_row[points].tolist(), units.point_share[points], strict=True))
        return Unit(
            i, self.schemes[units.scheme[i]], int(units.whose[i]), int(units.patch[i]),
            int(units.mode[i]), units.crew[i] >= 2, beat,
        )  # fmt: skip

    # What comes from outside

    def _windows(self) -> Steps:
        cars, units = self.world.ambulances.duty, self.world.units.duty
        begins = [
            (max(0.0, duty.on[w]), kind, i, w - duty.first[i], duty.off[w])
            for kind, duty, those in ((0, cars, self.ambulances), (1, units, self.part))
            for i in (each.index for each in those)
            for w in range(duty.first[i], duty.first[i + 1])
        ]
        for at, kind, i, window, off in sorted(begins):
            yield self.env.timeout(at - self.env.now)
            if kind == 0:
                self.ambulances[i].until = off
                self._ambulance_begins(self.ambulances[i])
            else:
                self._unit_begins(self.units[i], int(window), off)

    def _calls(self) -> Steps:
        for number, given in enumerate(self.call_rows):
            yield self.env.timeout(given["decided"] - self.env.now)
            sends = bool(self.arm.sends[number]) and self.arm.on
            call = Call(number, given, sends, given["decided"] + given["not_wanted"])
            call.arrival = self.env.event()
            if self.arm.on:
                self.out.why[number] = Why.NO_AMBULANCE if sends else Why.RULES
                self.out.stage[number] = Stage.NOT_ASKED if sends else Stage.NOT_ELIGIBLE
            self._dispatch(call)

    def _jobs(self) -> Steps:
        for number, given in enumerate(self.job_rows):
            yield self.env.timeout(given["received"] - self.env.now)
            self._new_job(Job(number, given))

    # Ambulances

    def _dispatch(self, call: Call) -> None:
        now, ambulances = self.env.now, self.world.ambulances
        free: list[Any] = []
        taken: list[Any] = []
        for each in self.ambulances:
            if now >= each.until:
                continue
            if each.call is None:
                path, wait = self._leaves_home(each, call)
                free.append((wait + path.total, each.index, wait, path))
            elif self._may_lose(each.call, call):
                assert each.path is not None
                path = each.path.on_to(now, call.mode, call.row)
                wait = max(0.0, each.path.start - now)
                taken.append((wait + path.total, each.index, wait, path))
        free_best = min(free, default=(inf,), key=lambda one: one[:2])
        taken_best = min(taken, default=(inf,), key=lambda one: one[:2])
        if taken and taken_best[0] + ambulances.divert_gain <= free_best[0]:
            _, index, wait, path = taken_best
            loser = self.ambulances[index].call
            self.ambulances[index].process.interrupt()
            self.out.diverted[loser.number] += 1
            loser.ambulance, loser.due = None, inf
            self._send(self.ambulances[index], call, wait, path)
            self._dispatch(loser)
        elif free:
            _, index, wait, path = free_best
            self._send(self.ambulances[index], call, wait, path)
        else:
            self.queue.append(call)

    def _leaves_home(self, ambulance: Ambulance, call: Call) -> tuple[Path, float]:
        column, first = ambulance.home.joins(self.env.now, call.mode)
        wait = call.mobilise if ambulance.home.is_in(self.env.now) else 0.0
        return Path.over(self.map, self.env.now + wait, column, first, call.mode, call.row), wait

    def _may_lose(self, loser: Call, call: Call) -> bool:
        rule = self.world.ambulances.divert[loser.priority, call.priority]
        less_urgent = loser.priority > call.priority
        return bool(rule and less_urgent and loser.unit is None and not loser.with_patient)

    def _send(self, ambulance: Ambulance, call: Call, wait: float, path: Path) -> None:
        path.start, path.pace = self.env.now + wait, call.ambulance_pace
        ambulance.call, ambulance.path, call.ambulance = call, path, ambulance
        call.due = self.env.now + wait + path.total + call.leg
        self.out.vehicle[call.number] = ambulance.index
        self.out.allocated[call.number] = self.env.now
        ambulance.process = self.env.process(self._ambulance_job(ambulance, call, wait, path))
        if call.sends and call.unit is None and not call.helped:
            self.env.process(self._mission(call))

    def _ambulance_job(self, ambulance: Ambulance, call: Call, wait: float, path: Path) -> Steps:
        try:
            yield self.env.timeout(wait + path.total * path.pace + call.leg)
        except simpy.Interrupt:
            return
        call.with_patient = True
        self.out.ambulance[call.number] = self.env.now
        call.arrival.succeed()
        conveyed = call.hospital >= 0
        yield self.env.timeout(call.scene + (call.convey + call.handover if conveyed else 0.0))
        column = call.hospital if conveyed else self.map.column[call.row]
        leg = 0.0 if conveyed else call.leg
        ambulance.call = None
        if self.queue and self.env.now < ambulance.until:
            waited = self._head()
            start = self.env.now
            path = Path.over(self.map, start, column, leg, waited.mode, waited.row)
            self._send(ambulance, waited, 0.0, path)
        else:
            ambulance.home.goes(self.env.now, column, leg)

    def _head(self) -> Call:
        first = min(self.queue, key=lambda one: (one.priority, one.received, one.number))
        self.queue.remove(first)
        return first

    def _ambulance_begins(self, ambulance: Ambulance) -> None:
        if self.queue and ambulance.call is None and self.env.now < ambulance.until:
            call = self._head()
            path, wait = self._leaves_home(ambulance, call)
            self._send(ambulance, call, wait, path)

    # Co-responders

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

    def _facts(self, unit: Unit, call: Call, *, again: bool) -> Facts:
        now, scheme = self.env.now, unit.scheme
        path = self._path(unit).on_to(now - self.rules.fix_age, unit.mode, call.row)
        police = scheme["police"]
        movable = unit.job is not None and bool(self.rules.movable[unit.job.grade])
        return Facts(
            scheme_live=scheme["live"], outcome_sends=call.sends,
            ambulance_live=call.ambulance is not None, crewed=now < unit.until,
            state_allows=not police or unit.job is None or movable,
            free=(again or unit.lease is None) and (police or unit.job is None),
            booked_owner=True, booked_ambulance=True,
            pair_ok=unit.pair or not scheme["needs_pair"],
            competent=unit.competent, kit_ok=unit.kit, shift_left=unit.until - now,
            medical_left=scheme["cap"] - unit.used, tried=not again and unit in call.asked,
            fix_age=self.rules.fix_age, fix_stuck=False,
            arrives=scheme["turnout_median"] + path.total + call.leg,
            ambulance=max(0.0, call.due - now),
        )  # fmt: skip

    def _choose(self, call: Call) -> Unit | None:
        best: tuple[float, float, int] | None = None
        for unit in self.part:
            if not self.world.units.responds[unit.index]:
                continue
            facts = self._facts(unit, call, again=False)
            bits = failed_gates(facts, self.rules.limits)
            if bits:
                self.out.first_gate[(bits & -bits).bit_length() - 1] += 1
            elif best is None or goes_before(facts.arrives, unit.used, unit.index, best):
                best = (facts.arrives, unit.used, unit.index)
        if best is None:
            return None
        self.out.estimate[call.number] = best[0]
        self.out.ambulance_estimate[call.number] = max(0.0, call.due - self.env.now)
        return self.units[best[2]]

    def _mission(self, call: Call) -> Steps:
        number = call.number
        if self.env.now >= call.not_wanted:
            never = self.out.why[number] == Why.NO_AMBULANCE
            self.out.why[number] = Why.NO_AMBULANCE if never else Why.NOT_WANTED
            return
        while self.env.now < call.not_wanted and len(call.asked) < self.rules.tries:
            unit = self._choose(call)
            if unit is None:
                if self.out.stage[number] == Stage.NOT_ASKED:
                    self.out.why[number] = Why.NOBODY_FITS
                return
            call.asked.append(unit)
            call.unit, unit.lease, unit.mission = unit, call, self.env.active_process
            self.out.unit[number], self.out.tried[number] = unit.index, len(call.asked)
            try:
                why = yield from self._asked_and_sent(call, unit)
            except simpy.Interrupt:
                why = Why.RECALLED
            self.out.why[number] = why
            if unit.lease is call:
                call.unit = unit.lease = None
            if why in (Why.NONE, Why.AMBULANCE_FIRST, Why.NOT_WANTED):
                return

    def _first_of(self, call: Call, seconds: float) -> Steps:
        """Waits, but no longer than a co-responder is wanted; says why it is not."""
        over = self.env.timeout(seconds)
        ends = [over, call.arrival]
        if call.not_wanted < inf and not call.helped:
            ends.append(self.env.timeout(call.not_wanted - self.env.now))
        yield self.env.any_of(ends)
        if over.processed:
            return None
        return Why.AMBULANCE_FIRST if call.arrival.processed else Why.NOT_WANTED

    def _number(self, purpose: Purpose, call: Call, unit: Unit) -> float:
        return uniform(self.seed, int(purpose), call.number, unit.whose)

    def _time(self, purpose: Purpose, call: Call, unit: Unit, of: str) -> float:
        median, spread = unit.scheme[f"{of}_median"], unit.scheme[f"{of}_spread"]
        return lognormal(self.seed, int(purpose), call.number, unit.whose, median, spread)

    def _stage(self, call: Call, stage: Stage) -> None:
        self.out.stage[call.number] = max(self.out.stage[call.number], stage)

    def _asked_and_sent(self, call: Call, unit: Unit) -> Steps:
        if unit.scheme["needs_release"]:
            self._stage(call, Stage.ASKED)
            time = self._time(Purpose.RELEASE_TIME, call, unit, "release")
            ended = yield from self._first_of(call, min(time, self.rules.owner_answer))
            if ended is not None:
                return ended
            if time > self.rules.owner_answer:
                return Why.NO_ANSWER
            if self._number(Purpose.RELEASE, call, unit) < unit.scheme["release_refused"]:
                return Why.NOT_RELEASED
            if failed_gates(self._facts(unit, call, again=True), self.rules.limits):
                return Why.NOBODY_FITS
        self._stage(call, Stage.OFFERED)
        time = self._time(Purpose.ANSWER_TIME, call, unit, "answer")
        said, yes = self._number(Purpose.ANSWER, call, unit), unit.scheme["accepts"]
        silent = yes <= said < yes + (1.0 - yes) * unit.scheme["silent"]
        late = silent or time > self.rules.offer
        ended = yield from self._first_of(call, self.rules.offer if late else time)
        if ended is not None:
            return ended
        if late:
            return Why.NO_ANSWER
        if said >= yes:
            return Why.DECLINED
        return (yield from self._sent(call, unit))

    def _sent(self, call: Call, unit: Unit) -> Steps:
        number, out, accepted = call.number, self.out, self.env.now
        turnout = self._time(Purpose.TURNOUT, call, unit, "turnout")
        path = self._path(unit).on_to(accepted, unit.mode, call.row)
        path.start, path.pace = accepted + turnout, call.responder_pace
        left = unit.job
        if left is not None:
            self._leaves_job(unit)
            out.job_left[left.number] += 1
        unit.medical, unit.path = True, path
        if left is not None:
            self._found_another(left)
        self._stage(call, Stage.MOBILISED)
        out.accepted[number], out.mobile[number] = accepted, inf
        out.live[number] = out.allocated[number] <= accepted
        try:
            why = yield from self._first_of(call, turnout)
            if why is None:
                out.mobile[number] = self.env.now
                why = yield from self._first_of(call, path.total * path.pace + call.leg)
            if why is None:
                why = yield from self._with_patient(call)
        except simpy.Interrupt:
            out.recalled[number] += 1
            raise
        finally:
            spent = self.env.now - accepted
            out.clear[number] = self.env.now
            out.spent[number] += spent
            unit.used += spent
        call.unit = unit.lease = None
        unit.medical = False
        self._back_to_beat(unit)
        self._takes_waiting(unit)
        return why

    def _with_patient(self, call: Call) -> Steps:
        call.helped = True
        self.out.responder[call.number] = self.env.now
        self._stage(call, Stage.ATTENDED)
        yield call.arrival
        yield self.env.timeout(self.rules.handover + self.rules.restock)
        return Why.NONE

    # Police jobs and fire calls

    def _unit_begins(self, unit: Unit, window: int, off: float) -> None:
        unit.until, unit.used = off, 0.0
        draw = (int(Purpose.COMPETENT), unit.whose, window)
        unit.competent = uniform(self.seed, *draw) < unit.scheme["competent"]
        draw = (int(Purpose.KIT), unit.whose, window)
        unit.kit = uniform(self.seed, *draw) < unit.scheme["kit_ready"]
        self._takes_waiting(unit)

    def _new_job(self, job: Job) -> None:
        units = [unit for unit in self.part if unit.patch == job.patch]
        self.out.job_medical[job.number] = any(unit.medical for unit in units)
        on = [unit for unit in units if self.env.now < unit.until]
        free = [unit for unit in on if unit.job is None and not unit.medical]
        if self.rules.recalls[job.grade]:
            free += [unit for unit in on if unit.medical and not unit.lease.helped]
        if not free and job.grade == 1:
            free = [u for u in on if u.job and u.job.grade > 1 and self.rules.movable[u.job.grade]]
        self._given_to_nearest(job, free)

    def _given_to_nearest(self, job: Job, units: list[Unit]) -> None:
        paths = {
            unit: self._path(unit).on_to(self.env.now, unit.mode, job.row)
            for unit in sorted(units, key=lambda one: one.index)
        }
        if not paths:
            self.waiting.append(job)
            return
        unit = min(paths, key=lambda one: paths[one].total)
        if unit.job is not None:
            self._leaves_job(unit)
        self._takes(unit, job, paths[unit])

    def _leaves_job(self, unit: Unit) -> None:
        """The job waits; nobody is told yet."""
        unit.process.interrupt()
        self.waiting.append(unit.job)
        unit.job = None

    def _found_another(self, job: Job) -> None:
        self.waiting.remove(job)
        self._given_to_nearest(
            job,
            [
                unit
                for unit in self.part
                if unit.patch == job.patch and self.env.now < unit.until
                if unit.job is None and not unit.medical
            ],
        )  # fmt: skip

    def _takes_waiting(self, unit: Unit) -> None:
        if self.env.now >= unit.until or unit.job is not None or unit.medical:
            return
        here = [job for job in self.waiting if job.patch == unit.patch]
        if here:
            job = min(here, key=lambda one: (one.grade, one.number))
            self.waiting.remove(job)
            self._takes(unit, job, self._path(unit).on_to(self.env.now, unit.mode, job.row))

    def _takes(self, unit: Unit, job: Job, path: Path) -> None:
        unit.job, unit.path, unit.medical = job, path, False
        self.out.job_unit[job.number] = unit.index
        self.out.job_sent[job.number] = min(self.out.job_sent[job.number], self.env.now)
        unit.process = self.env.process(self._work(unit, job, path))
        if unit.lease is not None:
            unit.lease.unit = unit.lease = None
            unit.mission.interrupt()

    def _work(self, unit: Unit, job: Job, path: Path) -> Steps:
        try:
            yield self.env.timeout(path.total)
            self.out.job_reached[job.number] = min(self.out.job_reached[job.number], self.env.now)
            yield self.env.timeout(job.length)
        except simpy.Interrupt:
            return
        unit.job = None
        self._back_to_beat(unit)
        self._takes_waiting(unit)
