"""Where each number of a scenario is from: a source, an assumption that the file marks, neither.

A mark is a comment: `# assumption` or `# source: ...`, on the line of the key, above it, or at a
table for all that is in it. A table with a key `source` has one for all that is in it, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from outrider.trial.scenario.lines import Key, Lines
from outrider.trial.scenario.whole import Origin

CHOSEN: Final = frozenset(
    {"seed", "days", "most_points", "furthest_metres", "lat", "lon", "count", "priority", "grade"}
    | {"crew", "movable", "recalls", "tries", "warm_up_hours", "within_km", "radius_metres"}
)
"""Keys whose numbers are chosen by whoever plans the trial, not found out."""

_ASSUMED: Final = re.compile(r"\bassumption\b:?\s*(.*)", re.IGNORECASE)
_SOURCED: Final = re.compile(r"\bsource\b:?\s*(.*)", re.IGNORECASE)
_TIME: Final = {"median", "spread"}


def origins_of(data: Mapping[str, Any], lines: Lines) -> tuple[Origin, ...]:
    """A line for each number, time or list of numbers, in the order of the file."""
    found = list(_walk(data, (), ("", ""), lines))
    return tuple(sorted(found, key=lambda one: one.line))


def _walk(value: Any, key: Key, given: tuple[str, str], lines: Lines) -> Iterator[Origin]:
    given = _mark(lines.note.get(key, ""), value) or given
    if isinstance(value, Mapping) and not _numbers(value):
        for name, inner in value.items():
            yield from _walk(inner, (*key, name), given, lines)
    elif isinstance(value, list) and not _all_numbers(value):
        for place, inner in enumerate(value):
            yield from _walk(inner, (*key, place), given, lines)
    elif _is_number(value) or _numbers(value) or _all_numbers(value):
        names = [part for part in key if isinstance(part, str)]
        if names[-1] not in CHOSEN:
            yield Origin(lines.of(key), _told(key), _shown(value), *given)


def _mark(note: str, value: Any) -> tuple[str, str] | None:
    if assumed := _ASSUMED.search(note):
        return "assumption", assumed[1].strip()
    if sourced := _SOURCED.search(note):
        return "source", sourced[1].strip()
    if isinstance(value, Mapping) and isinstance(value.get("source"), str) and value["source"]:
        return "source", value["source"]
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _all_numbers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_number, value))


def _numbers(value: Any) -> bool:
    """A table of shares or a time: one thing to its reader."""
    return isinstance(value, Mapping) and bool(value) and all(map(_is_number, value.values()))


def _told(key: Key) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in key)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        if set(value) <= _TIME:
            return f"{value.get('median', 0):g}, spread {value.get('spread', 0):g}"
        return ", ".join(f"{name} {number:g}" for name, number in value.items())
    if isinstance(value, list):
        return ", ".join(f"{number:g}" for number in value)
    return f"{value:g}"
