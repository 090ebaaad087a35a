"""The safety half's configuration file, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Duty:
    """What a duty brings with it. Rates are per 100 hours of operational duty."""

    share: float  # of regulars
    hours: float  # operational, in a month
    arrests: float
    calls: float
    forms: float


@dataclass(frozen=True, slots=True)
class SafetyStation:
    """A station of the force; its name and place are empty where force.toml has them."""

    code: str
    weight: int
    name: str = ""
    town: str = ""
    near: tuple[float, float] | None = None
    hub: bool = False  # has custody, roads, investigation and an inspector of its own
    under: str = ""  # its hub, where that is not the nearest
    link: int = 1
    since: int = 0
    ended: int | None = None
    lapsed: int | None = None
    lapses: int | None = None


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    specials: float
    minority_ethnic: float
    ethnic_unknown: float
    young: float
    duties: dict[str, Duty]
    stations: tuple[SafetyStation, ...]


@lru_cache(maxsize=1)
def safety_plan() -> SafetyPlan:
    """The figures and stations of `safety.toml`."""
    text = files("outrider.demo").joinpath("data", "safety.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    figures = data["figures"]
    return SafetyPlan(
        specials=figures["specials"],
        minority_ethnic=figures["minority_ethnic"],
        ethnic_unknown=figures["ethnic_unknown"],
        young=figures["young"],
        duties={name: Duty(**row) for name, row in data["duties"].items()},
        stations=tuple(_station(row) for row in data["stations"]),
    )


def _station(row: dict[str, Any]) -> SafetyStation:
    near = row.pop("near", None)
    return SafetyStation(near=tuple(near) if near else None, **row)
