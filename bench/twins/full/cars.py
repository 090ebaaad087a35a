"""Ambulances: the nearest that is free or may be taken from a less urgent call."""

from __future__ import annotations

from math import inf
from typing import Any

import simpy

from bench.twins.full.missions import Missions
from bench.twins.full.places import Path
from bench.twins.full.things import Ambulance, Call, Steps


class Cars(Missions):
    """Missions, and the ambulances that they run beside."""

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
