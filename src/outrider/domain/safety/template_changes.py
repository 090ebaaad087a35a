"""What another version of the plan changes, in words: for whoever decides about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from outrider.domain.safety.clocks import RULES
from outrider.domain.safety.template import OWNER_ROLES, Point, TaskTemplate, Template

FLAGS: Final[Mapping[str, tuple[str, str]]] = {
    "repeats": ("once", "again and again"),
    "gate": ("holds up no outcome", "no outcome before it is done"),
    "waivable": ("nobody can waive it", "can be waived with a reason"),
    "hurt_only": ("also without an injury", "only after an injury"),
    "crime_only": ("also when it was no assault", "only when it was an assault"),
    "fluid_only": ("also without spit, bite or blood", "only after spit, bite or blood"),
    "ends_with_case": ("may outlast the case", "has to be done before the case is closed"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, goes, or is another; `before` and `after` are what is read."""

    name: str
    what: str  # new, gone, changed
    before: str = ""
    after: str = ""


def changes(before: Template, after: Template) -> tuple[Change, ...]:
    """Points first, then tasks, in the order of the plan; empty: nothing that anybody reads."""
    found = [*_named(before, after), *_points(before, after), *_tasks(before, after)]
    return tuple(found)


def _named(before: Template, after: Template) -> Iterable[Change]:
    if before.name != after.name:
        yield Change("The plan’s name", "changed", before.name, after.name)


def _points(before: Template, after: Template) -> Iterable[Change]:
    was = {point.number: point for point in before.points}
    then = {point.number: point for point in after.points}
    for number in sorted(was.keys() | then.keys()):
        yield from _change(f"Point {number}", _point(was.get(number)), _point(then.get(number)))


def _point(point: Point | None) -> tuple[str, ...]:
    return () if point is None else (point.title, point.promise)


def _tasks(before: Template, after: Template) -> Iterable[Change]:
    was = {task.key: task for task in before.tasks}
    then = {task.key: task for task in after.tasks}
    for key in [*then, *(key for key in was if key not in then)]:
        one = then.get(key) or was[key]
        yield from _change(f"Task “{one.title}”", _task(was.get(key)), _task(then.get(key)))


def _task(task: TaskTemplate | None) -> tuple[str, ...]:
    if task is None:
        return ()
    return (
        task.title,
        f"point {task.point}",
        OWNER_ROLES[task.owner],
        RULES[task.clock].text,
        f"shown by: {task.evidence}",
        *((f"guidance: {task.guidance}",) if task.guidance else ()),
        *(words[getattr(task, flag)] for flag, words in FLAGS.items()),
    )


def _change(name: str, was: tuple[str, ...], then: tuple[str, ...]) -> Iterable[Change]:
    """All of what is new or goes; of what is another, the parts that differ."""
    if was == then:
        return
    if not was:
        yield Change(name, "new", after=_said(then))
    elif not then:
        yield Change(name, "gone", before=_said(was))
    else:
        yield Change(
            name,
            "changed",
            _said(part for part in was if part not in then),
            _said(part for part in then if part not in was),
        )


def _said(parts: Iterable[str]) -> str:
    return "; ".join(parts)
