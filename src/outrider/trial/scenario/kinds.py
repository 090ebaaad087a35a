"""How the parts of a scenario are declared: each key with what it means and what it may be."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from math import inf
from typing import Any, Final

SAYS: Final = "says"
LOW: Final = "low"
HIGH: Final = "high"
ONE_OF: Final = "one_of"


def key(
    says: str,
    default: Any = MISSING,
    *,
    low: float = -inf,
    high: float = inf,
    one_of: tuple[str, ...] = (),
) -> Any:
    """A key of a scenario. Without a default it must be there."""
    rules = {SAYS: says, LOW: low, HIGH: high, ONE_OF: one_of}
    if isinstance(default, dict):
        return field(default_factory=lambda: dict(default), metadata=rules)
    return field(default=default, metadata=rules)


def share(says: str, default: Any = MISSING) -> Any:
    """A key that is a share, 0 to 1."""
    return key(says, default, low=0.0, high=1.0)


def amount(says: str, default: Any = MISSING) -> Any:
    """A key that is a number of zero or more."""
    return key(says, default, low=0.0)


@dataclass(frozen=True)
class Time:
    """A log-normal time in the unit of its key."""

    median: float = amount("Half of all times are below this.")
    spread: float = key(
        "Standard deviation of the logarithm; 0: always the same.", low=0.0, high=3.0
    )


@dataclass(frozen=True)
class Spot:
    """A place with a name that beats, stations and patches can use."""

    name: str = key("Name by which other parts of the file call it.")
    lat: float = key("Latitude, degrees.", low=-90.0, high=90.0)
    lon: float = key("Longitude, degrees.", low=-180.0, high=180.0)
