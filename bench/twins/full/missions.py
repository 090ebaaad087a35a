"""A mission: units are asked one after another until one goes, or nobody is wanted."""

from __future__ import annotations

from math import inf

import simpy

from bench.twins.full.asking import Asking
from bench.twins.full.things import Call, Steps, Unit
from outrider.trial.engine.purposes import Purpose
from outrider.trial.engine.record import Stage, Why


class Missions(Asking):
    """Asking, and what follows until the unit is free again."""

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
                why = yield from self._asked(call, unit)
                if why is None:
                    why = yield from self._sent(call, unit)
            except simpy.Interrupt:
                why = Why.RECALLED
            self.out.why[number] = why
            if unit.lease is call:
                call.unit = unit.lease = None
            if why in (Why.NONE, Why.AMBULANCE_FIRST, Why.NOT_WANTED):
                return

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
