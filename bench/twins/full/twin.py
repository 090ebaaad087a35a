"""The program: windows of duty, calls and jobs come in, and everything runs to its end."""

from __future__ import annotations

import simpy

from bench.twins.full.cars import Cars
from bench.twins.full.places import Home
from bench.twins.full.things import Ambulance, Call, Job, Steps, Unit
from outrider.trial.engine.record import Record, Stage, Why, new_record


class Twin(Cars):
    """A model that can be run again and again."""

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
