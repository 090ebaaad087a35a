"""The values that the road package takes and gives."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

IntArray: TypeAlias = NDArray[np.int32]
LongArray: TypeAlias = NDArray[np.int64]
FloatArray: TypeAlias = NDArray[np.float64]
Point: TypeAlias = tuple[float, float]
"""Latitude, longitude in degrees (WGS 84)."""


class Driving(IntEnum):
    """Authority to drive; each has its own seconds for every piece of road."""

    NORMAL = 0
    RESPONSE = 1


class RoadClass(IntEnum):
    """Classes of the OpenStreetMap `highway` key that a police vehicle drives."""

    MOTORWAY = 0
    TRUNK = 1
    PRIMARY = 2
    SECONDARY = 3
    TERTIARY = 4
    UNCLASSIFIED = 5
    RESIDENTIAL = 6
    LIVING_STREET = 7
    SERVICE = 8
    TRACK = 9


class Snap(NamedTuple):
    """The network node that stands for a point, and how far off it is."""

    node: int
    distance_m: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, order=True)
class Reach:
    """One unit that can reach the target: its place in the array given, and its drive time."""

    index: int
    seconds: float


class RouteStep(NamedTuple):
    """A stretch of one road within a route."""

    road: str
    metres: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Route:
    """A drive from one node to another; `points` are latitude, longitude."""

    seconds: float
    metres: float
    points: list[Point]
    steps: list[RouteStep]


@dataclass(frozen=True, slots=True)
class Place:
    """One answer of the gazetteer.

    Attributes:
        score: 0 to 100, best first.
        whole: the words gave the whole name, and no unfinished word. What was asked may still be
            elsewhere otherwise: good enough to offer, not to send anybody to.
    """

    name: str
    kind: str
    context: str
    lat: float
    lon: float
    score: float
    whole: bool = True

    @property
    def label(self) -> str:
        """Name and where it is: "High Street, Newport"."""
        return f"{self.name}, {self.context}" if self.context else self.name
