"""Where vehicles are, for the textbook program of the full model."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from outrider.trial.draws import uniform
from outrider.trial.engine.purposes import Purpose
from outrider.trial.engine.world import World


class Map:
    """Road times, ways home and beats."""

    def __init__(self, world: World, seed: int) -> None:
        self.to, self.seed = world.places.to, seed
        self.column = world.places.column.tolist()
        ambulances = world.ambulances
        self.station = ambulances.bases.column.tolist()
        self.station_leg = ambulances.bases.leg.tolist()
        self.next_node, self.left = (
            np.ascontiguousarray(ambulances.ways[of]) for of in ("next", "left")
        )

    def seconds(self, mode: int, row: int, column: int) -> float:
        return float(self.to[mode, row, column])

    def point(self, whose: int, points: list[tuple[int, float]], period: int) -> int:
        """Row of the beat's point for this period."""
        if len(points) == 1:
            return points[0][0]
        share = uniform(self.seed, int(Purpose.BEAT), whose, period + 1)
        return next(row for row, up_to in points if share < up_to)


@dataclass
class Path:
    """From `start` on: `first` seconds to the road at `origin`, then on to `end`."""

    map: Map
    start: float
    first: float
    total: float
    origin: int
    end: int
    pace: float = 1.0

    @classmethod
    def over(cls, map_: Map, start: float, column: int, first: float, mode: int, row: int) -> Path:
        total = first + map_.seconds(mode, row, column)
        return cls(map_, start, first, total, column, map_.column[row])

    def on_to(self, when: float, mode: int, row: int) -> Path:
        """From where it is then to another place, over whichever end is better."""
        driven = max(0.0, (when - self.start) / self.pace)
        if driven >= self.total:
            ways = [(self.end, 0.0)]
        elif driven <= self.first:
            ways = [(self.origin, self.first - driven)]
        else:
            ways = [(self.origin, driven - self.first), (self.end, self.total - driven)]
        paths = [Path.over(self.map, when, column, first, mode, row) for column, first in ways]
        return min(paths, key=lambda path: path.total)


@dataclass
class Home:
    """An ambulance at its station or on its way there."""

    map: Map
    base: int
    origin: int = -1
    on_road: float = -inf
    at_base_node: float = -inf
    at_base: float = -inf

    def is_in(self, now: float) -> bool:
        return now >= self.at_base

    def goes(self, now: float, column: int, leg: float) -> None:
        """Sets off for the station, without lights."""
        self.origin, self.on_road = column, now + leg
        self.at_base_node = self.on_road + float(self.map.left[self.base, column])
        self.at_base = self.at_base_node + self.map.station_leg[self.base][1]

    def joins(self, now: float, mode: int) -> tuple[int, float]:
        """Where it meets the road, and in how many seconds; found by walking along its way."""
        leg: Any = self.map.station_leg[self.base][mode]
        if now >= self.at_base:
            return self.map.station[self.base], leg
        if now <= self.on_road:
            return self.origin, self.on_road - now
        if now >= self.at_base_node:
            share = (now - self.at_base_node) / (self.at_base - self.at_base_node)
            return self.map.station[self.base], share * leg
        node = self.origin
        while self.at_base_node - self.map.left[self.base, node] <= now:
            node = int(self.map.next_node[self.base, node])
        return node, float(self.at_base_node - self.map.left[self.base, node] - now)
