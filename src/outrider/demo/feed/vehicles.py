"""Units and ambulances on the roads: where each is at a moment, and how long it still drives."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from outrider.roads import Driving, Network
from outrider.roads.geometry import distance_m
from outrider.roads.values import Point


@dataclass
class Vehicle:
    """A call sign with its journey, if it has one. `pace` 1 is real time."""

    call_sign: str
    node: int
    at: Point
    driving: Driving
    pace: float = 1.0
    line: list[Point] = field(default_factory=list)
    marks: list[float] = field(default_factory=list)  # share of the way at each point of the line
    seconds: float = 0.0
    set_off: datetime | None = None
    target: int | None = None

    @property
    def moving(self) -> bool:
        return self.set_off is not None

    def go(self, network: Network, target: int, now: datetime, driving: Driving) -> None:
        """Set off for a node by the quickest way."""
        self.here(network, now)
        self.driving = driving
        if target == self.node:
            self.stop(target)
            return
        route = network.route(self.node, target, driving)
        self.line = [self.at, *route.points]
        lengths = [distance_m(a, b) for a, b in pairwise(self.line)]
        whole = sum(lengths) or 1.0
        self.marks = [0.0]
        for length in lengths:
            self.marks.append(self.marks[-1] + length / whole)
        self.seconds, self.set_off, self.target = route.seconds / self.pace, now, target

    def here(self, network: Network, now: datetime) -> Point:
        """Where it is now; a journey that is over leaves it at its end."""
        if self.set_off is None or self.target is None:
            return self.at
        share = (now - self.set_off).total_seconds() / max(self.seconds, 0.1)
        if share >= 1.0:
            self.at = network.point(self.target)
            self.stop(self.target)
            return self.at
        index = min(bisect_right(self.marks, share), len(self.line) - 1)
        before, after = self.line[index - 1], self.line[index]
        span = (self.marks[index] - self.marks[index - 1]) or 1.0
        part = (share - self.marks[index - 1]) / span
        self.at = (
            before[0] + (after[0] - before[0]) * part,
            before[1] + (after[1] - before[1]) * part,
        )
        self.node = network.snap(*self.at, max_distance_m=5_000).node
        return self.at

    def stop(self, node: int | None = None) -> None:
        """Stay where it is."""
        self.set_off, self.target, self.line, self.marks = None, None, [], []
        if node is not None:
            self.node = node

    def left(self, now: datetime) -> float:
        """Seconds until it is there; 0 when it does not drive."""
        if self.set_off is None:
            return 0.0
        return max(0.0, self.seconds - (now - self.set_off).total_seconds())
