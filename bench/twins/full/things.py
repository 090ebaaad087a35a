"""What the textbook program moves about: ambulances, units, calls, jobs."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from math import inf
from typing import Any, TypeAlias

from bench.twins.full.places import Home, Path

Steps: TypeAlias = Generator[Any, Any, Any]


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
