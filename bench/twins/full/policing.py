"""Police jobs and fire calls: the nearest free unit of the patch, or the job waits."""

from __future__ import annotations

import simpy

from bench.twins.full.moving import Moving
from bench.twins.full.places import Path
from bench.twins.full.things import Job, Steps, Unit
from outrider.trial.draws import uniform
from outrider.trial.engine.purposes import Purpose


class Policing(Moving):
    """Moving, and what the units do for their own service."""

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
