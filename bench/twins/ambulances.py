"""The ambulance model once more, as a textbook SimPy program: the peer of tests and benchmarks.

Shares the input arrays with the compiled simulator and nothing else: an ambulance on its way home
is found by walking along its way node by node.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np
import simpy

from outrider.trial.ambulances import Bases, Calls
from outrider.trial.returning import Ways


@dataclass
class Ambulance:
    base: int
    busy: bool = False
    origin: int = -1
    on_road: float = float("-inf")
    at_base_node: float = float("-inf")
    at_base: float = float("-inf")


class Twin:
    """A model that can be run again and again."""

    def __init__(self, calls: Calls, fleet_base: Any, bases: Bases, ways: Ways, table: Any) -> None:
        self.calls = [
            dict(zip(calls._fields, one, strict=True))
            for one in zip(*(column.tolist() for column in calls), strict=True)
        ]
        self.station_column, self.station_leg = bases.column.tolist(), bases.leg.tolist()
        self.next_node = np.ascontiguousarray(ways["next"])
        self.left = np.ascontiguousarray(ways["left"])
        self.table = table
        self.fleet_base = fleet_base.tolist()

    def run(self) -> Any:
        """Runs every call; returns when an ambulance was with each patient, in seconds."""
        self.ambulances = [Ambulance(base) for base in self.fleet_base]
        self.queue: list[dict[str, Any]] = []
        self.arrived = np.full(len(self.calls), np.nan)
        self.env = simpy.Environment()
        self.env.process(self._arrivals())
        self.env.run()
        return self.arrived

    def _arrivals(self) -> Generator[Any, Any, None]:
        for number, call in enumerate(self.calls):
            call["number"] = number
            yield self.env.timeout(call["decided"] - self.env.now)
            best, least = None, float("inf")
            for ambulance in self.ambulances:
                if not ambulance.busy:
                    column, first = self._joins(ambulance, call["mode"])
                    seconds = first + float(self.table[call["row"], column])
                    if seconds < least:
                        best, least = ambulance, seconds
            if best is None:
                self.queue.append(call)
            else:
                best.busy = True
                self.env.process(self._job(best, call, least))

    def _joins(self, ambulance: Ambulance, mode: int) -> tuple[int, float]:
        now, base = self.env.now, ambulance.base
        if now >= ambulance.at_base:
            return self.station_column[base], self.station_leg[base][mode]
        if now <= ambulance.on_road:
            return ambulance.origin, ambulance.on_road - now
        if now >= ambulance.at_base_node:
            share = (now - ambulance.at_base_node) / (ambulance.at_base - ambulance.at_base_node)
            return self.station_column[base], share * self.station_leg[base][mode]
        node = ambulance.origin
        while ambulance.at_base_node - self.left[base, node] <= now:
            node = self.next_node[base, node]
        return int(node), float(ambulance.at_base_node - self.left[base, node] - now)

    def _job(
        self, ambulance: Ambulance, call: dict[str, Any], seconds: float
    ) -> Generator[Any, Any, None]:
        while True:
            yield self.env.timeout(seconds + call["leg"])
            self.arrived[call["number"]] = self.env.now
            yield self.env.timeout(call["kept"])
            if not self.queue:
                self._home(ambulance, call)
                return
            waiting = min(self.queue, key=lambda one: (one["priority"], one["received"]))
            self.queue.remove(waiting)
            seconds = call["leave_leg"][waiting["mode"]]
            seconds += float(self.table[waiting["row"], call["leaves"]])
            call = waiting

    def _home(self, ambulance: Ambulance, call: dict[str, Any]) -> None:
        base = ambulance.base
        ambulance.busy = False
        ambulance.origin = call["leaves"]
        ambulance.on_road = self.env.now + call["leave_leg"][1]
        ambulance.at_base_node = ambulance.on_road + float(self.left[base, ambulance.origin])
        ambulance.at_base = ambulance.at_base_node + self.station_leg[base][1]
