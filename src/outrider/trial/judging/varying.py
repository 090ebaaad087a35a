"""A number in the parts of a scenario by its key, and the same parts with another number there.

A key goes by names and, in lists, by places from 1: "schemes.1.accepts".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass, replace
from typing import Any, Final, TypeVar

LESS: Final = 0.75
MORE: Final = 1.25
_RANGE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:to|–|-)\s*(\d+(?:\.\d+)?)")

T = TypeVar("T")


def ends(value: float, says: str) -> tuple[float, float]:
    """The range that the file gives, else a quarter less and a quarter more; shares end at 1."""
    given = _RANGE.search(says)
    if given and float(given[1]) < float(given[2]) and float(given[1]) <= value <= float(given[2]):
        return float(given[1]), float(given[2])
    high = value * MORE
    return value * LESS, min(1.0, high) if 0 < value < 1 else high


def value_at(parts: Any, key: str) -> float | None:
    """The number at this place; a time's median; None where there is no single number."""
    here = parts
    for name in key.split("."):
        here = inside(here, name)
    if isinstance(here, bool):
        return None
    if isinstance(here, int | float):
        return float(here)
    median = getattr(here, "median", None)
    return float(median) if isinstance(median, int | float) else None


def with_value(parts: T, key: str, value: float) -> T:
    """The same parts with this number at this place."""
    name, _, rest = key.partition(".")
    inner = inside(parts, name)
    changed: Any
    if rest:
        changed = with_value(inner, rest, value)
    elif isinstance(inner, int) and not isinstance(inner, bool):
        changed = round(value)
    elif isinstance(inner, float):
        changed = value
    else:
        changed = replace(inner, median=value)
    whole: T = _put(parts, name, changed)
    return whole


def inside(here: Any, name: str) -> Any:
    """What is called so, or stands at this place; None if there is nothing."""
    if isinstance(here, Mapping):
        return here[name]
    if isinstance(here, Sequence):
        return here[int(name) - 1]
    return getattr(here, name, None)


def _put(parts: Any, name: str, changed: Any) -> Any:
    if isinstance(parts, Mapping):
        return {**parts, name: changed}
    if is_dataclass(parts) and not isinstance(parts, type):
        return replace(parts, **{name: changed})
    place = int(name) - 1
    return type(parts)([*parts[:place], changed, *parts[place + 1 :]])
