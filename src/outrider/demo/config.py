"""The demo's two configuration files, read and checked once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Town:
    """A real town: its middle in degrees, and how many people live there."""

    name: str
    lat: float
    lon: float
    people: int


@dataclass(frozen=True, slots=True)
class StationPlan:
    code: str
    name: str
    agency: str
    town: str


@dataclass(frozen=True, slots=True)
class SchemePlan:
    code: str
    name: str
    owner: str
    uses_police_state: bool
    needs_release: bool
    needs_pair: bool
    turnout_seconds: int
    agreed: bool
    medical_minutes_cap: int | None = None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit as it stands when the demo starts."""

    call_sign: str
    station: str
    crew: tuple[str, ...]  # "SC Hale": rank as spoken and family name; the first one drives
    state: int  # radio state
    doing: str
    near: tuple[float, float]
    scheme: str = "police-special"
    normal_driver: bool = False
    untrained: bool = False
    lapsed: str = ""  # whose training has run out
    pads_expired_days: int = 0
    fix_age_seconds: int = 20


@dataclass(frozen=True, slots=True)
class AmbulancePlan:
    call_sign: str
    station: str


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody that a visitor can be."""

    key: str
    role: str
    name: str
    title: str
    says: str
    icon: str
    scheme: str = "co-response"  # or "safety", or "both": under which heading they stand
    unit: str = ""
    stations: tuple[str, ...] = ()  # where the role is held; empty: the whole force or trust


@dataclass(frozen=True, slots=True)
class ForcePlan:
    name: str
    stations: tuple[StationPlan, ...]
    schemes: tuple[SchemePlan, ...]
    units: tuple[UnitPlan, ...]
    ambulances: tuple[AmbulancePlan, ...]
    cast: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """Figures of a day on the island; `rates.toml` says which are published and which assumed."""

    residents: int
    urban: int
    category_1_a_year: int
    category_2_a_year: int
    category_2_share_seen: float
    mean_minutes: dict[str, float]
    hours: tuple[float, ...]
    complaints: dict[str, dict[str, float]]
    flags: dict[str, float]
    units: dict[str, float]
    answers: dict[str, float]
    harms: dict[str, float]
    towns: tuple[Town, ...]
    sources: tuple[str, ...] = field(default=())

    @property
    def calls_a_year(self) -> dict[str, float]:
        """Calls that reach Outrider, by category."""
        return {
            "C1": float(self.category_1_a_year),
            "C2": self.category_2_a_year * self.category_2_share_seen,
        }

    @property
    def calls_an_hour(self) -> float:
        """Mean over the whole day."""
        return sum(self.calls_a_year.values()) / (365 * 24)


@lru_cache(maxsize=1)
def force_plan() -> ForcePlan:
    """The invented force of `force.toml`."""
    data = _read("force.toml")
    return ForcePlan(
        name=data["force"]["name"],
        stations=tuple(StationPlan(**row) for row in data["stations"]),
        schemes=tuple(SchemePlan(**row) for row in data["schemes"]),
        units=tuple(_unit(row) for row in data["units"]),
        ambulances=tuple(AmbulancePlan(**row) for row in data["ambulances"]),
        cast=tuple(_part(row) for row in data["cast"]),
    )


@lru_cache(maxsize=1)
def rates() -> Rates:
    """The figures of `rates.toml`."""
    data = _read("rates.toml")
    hours = [float(weight) for weight in data["day"]["hours"]]
    ambulance = data["ambulance"]
    return Rates(
        residents=data["population"]["residents"],
        urban=data["population"]["urban"],
        category_1_a_year=data["calls"]["category_1_a_year"],
        category_2_a_year=data["calls"]["category_2_a_year"],
        category_2_share_seen=data["calls"]["category_2_share_seen"],
        mean_minutes={
            "C1": ambulance["category_1_mean_minutes"],
            "C2": ambulance["category_2_mean_minutes"],
        },
        hours=tuple(weight / sum(hours) for weight in hours),
        complaints={name: data["complaints"][name] for name in ("C1", "C2")},
        flags=data["complaints"]["flags"],
        units=data["units"],
        answers=data["answers"],
        harms=data["harms"],
        towns=tuple(Town(**row) for row in data["towns"]),
        sources=(data["population"]["source"], data["calls"]["source"]),
    )


def _unit(row: dict[str, Any]) -> UnitPlan:
    lat, lon = row["near"]
    return UnitPlan(**row | {"crew": tuple(row["crew"]), "near": (lat, lon)})


def _part(row: dict[str, Any]) -> Part:
    return Part(**row | {"stations": tuple(row.get("stations", ()))})


def _read(name: str) -> dict[str, Any]:
    text = files("outrider.demo").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)
