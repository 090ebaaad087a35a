"""What is wrong with a plan that somebody edited: all of it at once, in their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from outrider.domain.safety.clocks import RULES

POINT_PARTS: Final = ("number", "title", "promise")
TASK_TEXTS: Final = ("key", "title", "owner", "clock", "evidence")
TASK_FLAGS: Final = (
    "repeats",
    "gate",
    "waivable",
    "hurt_only",
    "crime_only",
    "fluid_only",
    "ends_with_case",
)
LONGEST: Final = {"version": 24, "name": 80, "key": 40}
OWED: Final = {
    "contact": "the first contact by the supervisor",
    "view": "the officer’s view before an outcome",
}
"""Tasks that no plan may drop: the scheme's promises hang on them."""


def problems_of(body: Any, owners: Mapping[str, str]) -> list[str]:
    """Every fault, in the order of the text; none: the plan can be used."""
    if not isinstance(body, Mapping):
        return ["The plan is not an object. Start from an export of the plan in use."]
    found = [*_head(body)]
    points, tasks = body.get("points"), body.get("tasks")
    if not isinstance(points, list | tuple) or not points:
        found.append("The plan has no list of points. Give at least one.")
        points = []
    if not isinstance(tasks, list | tuple) or not tasks:
        found.append("The plan has no list of tasks. Give at least one.")
        tasks = []
    found += [told for at, point in enumerate(points, 1) for told in _point(at, point)]
    found += _numbers(points)
    numbers = set(_whole(points))
    found += [told for at, task in enumerate(tasks, 1) for told in _task(at, task, numbers, owners)]
    found += _keys(tasks)
    return found


def _head(body: Mapping[str, Any]) -> Iterable[str]:
    for name in ("version", "name"):
        value = body.get(name)
        if not isinstance(value, str) or not value.strip():
            yield f"The plan has no {name}. Write one, such as {_example(name)}."
        elif len(value) > LONGEST[name]:
            yield f"The {name} is longer than {LONGEST[name]} characters. Shorten it."
    for name in sorted(set(body) - {"version", "name", "points", "tasks"}):
        yield f"The plan has a part {name!r} that nothing reads. Take it out."


def _example(name: str) -> str:
    return "“2027.1”" if name == "version" else "“Seven-point plan”"


def _point(at: int, point: Any) -> Iterable[str]:
    if not isinstance(point, Mapping):
        yield f"Point {at} is not an object with number, title and promise."
        return
    for name in sorted(set(point) - set(POINT_PARTS)):
        yield f"Point {at} has a part {name!r} that nothing reads. Take it out."
    for name in ("title", "promise"):
        if not isinstance(point.get(name), str) or not point[name].strip():
            yield f"Point {at} has no {name}: the officer reads it. Write one."


def _whole(points: Sequence[Any]) -> list[int]:
    numbers = [point.get("number") for point in points if isinstance(point, Mapping)]
    return [number for number in numbers if type(number) is int]


def _numbers(points: Sequence[Any]) -> Iterable[str]:
    if points and _whole(points) != list(range(1, len(points) + 1)):
        yield "Points must be numbered 1, 2, 3 and so on. Number them again."


def _task(at: int, task: Any, numbers: set[int], owners: Mapping[str, str]) -> Iterable[str]:
    if not isinstance(task, Mapping):
        yield f"Task {at} is not an object. Copy one of the export and change it."
        return
    key = task.get("key")
    name = key if isinstance(key, str) and key else f"number {at}"
    for part in TASK_TEXTS:
        if not isinstance(task.get(part), str) or not task[part].strip():
            yield f"Task {name} has no {part}. {_why(part)}"
    yield from _refers(name, task, numbers, owners)
    yield from _flags(name, task)
    known = {*TASK_TEXTS, *TASK_FLAGS, "point", "guidance"}
    for part in sorted(set(task) - known):
        yield f"Task {name} has a part {part!r} that nothing reads. Take it out."


def _why(part: str) -> str:
    return {
        "key": "Give it a short name of its own, in small letters.",
        "title": "Say what is to be done.",
        "evidence": "Say what shows that it was done.",
    }.get(part, "See the lists in the guide to the plan.")


def _refers(
    name: str, task: Mapping[str, Any], numbers: set[int], owners: Mapping[str, str]
) -> Iterable[str]:
    """To a point, an owner and a clock that exist."""
    point = task.get("point")
    if isinstance(point, bool) or not isinstance(point, int):
        yield f"Task {name} belongs to no point. Give the number of one."
    elif point not in numbers:
        yield f"Task {name} belongs to point {point}, which is not there."
    owner, clock = task.get("owner"), task.get("clock")
    if isinstance(owner, str) and owner and owner not in owners:
        yield f"Task {name} has owner {owner!r}. Use one of: {', '.join(owners)}."
    if isinstance(clock, str) and clock and clock not in RULES:
        yield f"Task {name} has clock {clock!r}. Use one of: {', '.join(RULES)}."


def _flags(name: str, task: Mapping[str, Any]) -> Iterable[str]:
    for part in TASK_FLAGS:
        if part in task and not isinstance(task[part], bool):
            yield f"Task {name}: {part} is true or false, not {task[part]!r}."
    if not isinstance(task.get("guidance", ""), str):
        yield f"Task {name}: guidance is a text."
    key = str(task.get("key") or "")
    if len(key) > LONGEST["key"]:
        yield f"Task {name}: its key is longer than {LONGEST['key']} characters. Shorten it."
    if key in OWED and task.get("waivable", True) is not False:
        yield f"Task {name} is owed to every victim. Set waivable to false."


def _keys(tasks: Sequence[Any]) -> Iterable[str]:
    keys = [str(task.get("key") or "") for task in tasks if isinstance(task, Mapping)]
    for key in sorted({key for key in keys if key and keys.count(key) > 1}):
        yield f"Two tasks are called {key}. Give each a key of its own."
    for key, told in OWED.items():
        if key not in keys:
            yield f"The plan has no task {key!r}: {told}. No plan may leave it out."
