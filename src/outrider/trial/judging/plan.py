"""The analysis plan: questions, looks and stop rules, fixed and versioned before anybody looks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Any, Final, TypeVar, get_type_hints

T = TypeVar("T")


class PlanError(ValueError):
    """The plan cannot be read; says where and what to do."""


@dataclass(frozen=True)
class Primary:
    """The one endpoint that the trial is sized for. Minutes, late arrivals negative."""

    question: str
    gain: float
    spread: float
    power: float
    level: float


@dataclass(frozen=True)
class Looks:
    """When the data are looked at, in months from the start, and what a look may spend."""

    months: tuple[float, ...]
    benefit_level: float
    harm_level: float
    fewest: int
    least_power: float


@dataclass(frozen=True)
class Harm:
    """What is not borne: a share of attendances, and minutes."""

    abandoned_share: float
    slower: float


@dataclass(frozen=True)
class Matching:
    """What calls are compared by, and where bands begin: hours of the day, minutes."""

    alike: tuple[str, ...]
    least_share: float
    hours: tuple[float, ...]
    estimate: tuple[float, ...]
    spread: float


@dataclass(frozen=True)
class Police:
    """A longer wait of a police job that is worth finding. Minutes."""

    wait: float
    spread: float


@dataclass(frozen=True)
class Survival:
    """Baseline and conventions of the survival models. Shares and minutes."""

    baseline: float
    baseline_name: str
    better: tuple[float, ...]
    shockable: float
    bystander: float
    bystander_at: float
    collapse_to_call: float


@dataclass(frozen=True)
class Plan:
    """All of it. `start`: the day on which the trial began; without it, the period's first day."""

    version: str
    registered: date
    title: str
    months: float
    primary: Primary
    looks: Looks
    harm: Harm
    matching: Matching
    police: Police
    survival: Survival
    hash: str
    start: date | None = None


ALIKE: Final = frozenset({"category", "town", "hour", "condition"})
_PARTS: Final[dict[str, type]] = {
    "primary": Primary, "looks": Looks, "harm": Harm, "matching": Matching, "police": Police,
    "survival": Survival,
}  # fmt: skip
_SHARES: Final = (
    ("primary", "power"), ("primary", "level"), ("looks", "benefit_level"),
    ("looks", "harm_level"), ("looks", "least_power"), ("harm", "abandoned_share"),
    ("matching", "least_share"),
    ("survival", "baseline"), ("survival", "shockable"), ("survival", "bystander"),
)  # fmt: skip
_ASCENDING: Final = (("looks", "months"), ("matching", "hours"), ("matching", "estimate"))


@lru_cache(maxsize=1)
def packaged_plan() -> Plan:
    """The plan that ships with the product."""
    return parse_plan(files(__package__).joinpath("data/plan.toml").read_bytes())


def load_plan(path: Path) -> Plan:
    """A plan from a file.

    Raises:
        PlanError: the file cannot be read, or a value in it is missing or makes no sense.
    """
    try:
        return parse_plan(path.read_bytes())
    except OSError as wrong:
        raise PlanError(f"{path} cannot be read: {wrong.strerror}.") from None


def parse_plan(text: bytes) -> Plan:
    """The plan and its hash, which is that of the bytes.

    Raises:
        PlanError: see `load_plan`.
    """
    try:
        data = tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise PlanError(f"The analysis plan is not TOML: {wrong}.") from None
    parts: dict[str, Any] = {
        name: _part(kind, data.get(name), name) for name, kind in _PARTS.items()
    }
    rest = {name: value for name, value in data.items() if name not in _PARTS}
    plan = _part(Plan, {**rest, **parts, "hash": sha256(text).hexdigest()}, "")
    _sensible(plan)
    return plan


def _part(kind: type[T], data: Any, where: str) -> T:
    table = f"[{where}]" if where else "the plan"
    if not isinstance(data, dict):
        raise PlanError(f"{table} is missing from the analysis plan.")
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    for name in data:
        if name not in known:
            raise PlanError(f"“{name}” is not known in {table}. Known: {', '.join(sorted(known))}.")
    values = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in data:
            values[field.name] = _value(data[field.name], hints[field.name], field.name, table)
        elif field.name != "start":
            raise PlanError(f"“{field.name}” is missing from {table}.")
    return kind(**values)


def _value(value: Any, hint: Any, name: str, table: str) -> Any:
    """The value as the field wants it: whole numbers are numbers, lists are tuples."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if hint is float and number:
        return float(value)
    if hint == tuple[float, ...]:
        fits = isinstance(value, list) and all(isinstance(each, int | float) for each in value)
        if fits and value:
            return tuple(float(each) for each in value)
        raise PlanError(f"“{name}” in {table} has to be a list of numbers.")
    if hint == tuple[str, ...]:
        if isinstance(value, list) and set(value) <= ALIKE:
            return tuple(value)
        raise PlanError(f"“{name}” in {table} is a list out of: {', '.join(sorted(ALIKE))}.")
    kind = date if isinstance(hint, UnionType) else hint
    if isinstance(value, kind) and not isinstance(value, bool):
        return value
    raise PlanError(f"“{name}” in {table} has to be {_KINDS.get(kind, 'of another kind')}.")


_KINDS: Final = {float: "a number", int: "a whole number", str: "a text", date: "a date"}


def _sensible(plan: Plan) -> None:
    """Shares are shares, bands ascend, and the last look is within the trial."""
    for part, name in _SHARES:
        value = getattr(getattr(plan, part), name)
        if not 0 < value < 1:
            raise PlanError(f"“{name}” in [{part}] is a share between 0 and 1, not {value:g}.")
    for part, name in _ASCENDING:
        values = getattr(getattr(plan, part), name)
        if any(after <= before for before, after in pairwise(values)):
            raise PlanError(f"“{name}” in [{part}] has to ascend.")
    if plan.months <= 0 or plan.looks.months[0] <= 0 or plan.looks.months[-1] > plan.months:
        raise PlanError("The looks have to lie within the months of the trial.")
    for part, name in (("primary", "gain"), ("primary", "spread"), ("matching", "spread")):
        if getattr(getattr(plan, part), name) <= 0:
            raise PlanError(f"“{name}” in [{part}] has to be above 0.")
