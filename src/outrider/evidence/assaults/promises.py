"""Every promise of a plan with what became of it, read back from the journal.

The rows of a task hold its last time only; an update that is owed again and again is kept, or not,
each time anew. The journal has them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from outrider.evidence.assaults.frame import Kept
from outrider.journal.models import Entry

AT_ONCE_WITHIN: Final = timedelta(hours=12)
"""A promise "at once" counts as kept within a shift. This page's own rule, and the page says so."""
KINDS: Final = ("task.added", "task.clock", "task.done", "task.waived")


_STARTS: Final = ("task.added", "task.clock")
_AT_ONCE: Final = ("at-once@", "hospital-at-once@")


class Promise(NamedTuple):
    case: str
    task: str
    kept: Kept


class _Running(NamedTuple):
    last: datetime  # until when it counts as kept


def promises(cases: Iterable[str], at: datetime) -> list[Promise]:
    """What has fallen due by `at` in these cases, done or not.

    A promise whose time is still to come is left out even when it has been done: otherwise the
    kept ones would be counted before the broken ones can be. So is what a rule called off in time.
    """
    wanted = {f"case:{case}" for case in cases}
    rows = Entry.objects.filter(kind__in=KINDS, stream__startswith="case:").order_by("seq")
    running: dict[tuple[str, str], _Running] = {}
    found: list[Promise] = []
    for stream, kind, payload, when in rows.values_list(
        "stream", "kind", "payload", "effective_at"
    ).iterator():
        if stream not in wanted or when > at:
            continue
        key = (stream.removeprefix("case:"), payload["task"])
        before = running.pop(key, None)
        if before is not None and before.last <= at:
            found += [Promise(*key, kept) for kept in _became(before, kind, payload, when)]
        if kind in _STARTS and payload.get("due_at"):
            running[key] = _started(payload)
    found += [Promise(*key, Kept.OVERDUE) for key, one in running.items() if one.last <= at]
    return found


def _started(payload: dict[str, Any]) -> _Running:
    due = datetime.fromisoformat(payload["due_at"])
    at_once = str(payload.get("clock", "")).startswith(_AT_ONCE)
    return _Running(due + AT_ONCE_WITHIN if at_once else due)


def _became(one: _Running, kind: str, payload: dict[str, Any], when: datetime) -> tuple[Kept, ...]:
    """What an entry makes of a promise that was running; nothing: it was called off in time."""
    if kind == "task.done":
        done = datetime.fromisoformat(payload["at"])
        return (Kept.IN_TIME if done <= one.last else Kept.LATE,)
    if one.last < when:
        return (Kept.OVERDUE,)
    return (Kept.WAIVED,) if payload.get("why") == "given" else ()
