"""A file becomes a plan; a plan is written, in one transaction, journal last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from outrider.journal.append import CHUNK, append
from outrider.journal.new_entry import NewEntry
from outrider.people.importing.columns import table_of
from outrider.people.importing.context import Context
from outrider.people.importing.entries import entry
from outrider.people.importing.kinds.kind import Kind, Move, Tell
from outrider.people.importing.plan import Outcome, Plan
from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading.rows import RawSheet

Follow: TypeAlias = Callable[[Sequence[Move], Context], None]
"""What else must follow people who move: supplied by whoever knows the schemes."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did."""

    id: UUID
    plan: Plan[Any]
    moves: int


def nobody(done: int, of: int) -> None:
    """Nobody hears about the progress."""


def planned(kind: Kind, sheet: RawSheet, context: Context, tell: Tell = nobody) -> Plan[Any]:
    """What the file would change. Writes nothing.

    Raises:
        BadFile: its columns cannot be told.
    """
    return kind.plan(table_of(sheet, kind.columns), context, tell)


def bring_in(
    kind: Kind, sheet: RawSheet, context: Context, follow: Follow, tell: Tell = nobody
) -> Brought:
    """Write every row that can be written, all of them or none.

    Raises:
        BadFile: its columns cannot be told, or somebody else wrote the same at this moment.
    """
    try:
        with transaction.atomic():
            return _brought(kind, sheet, replace(context, lock=True), follow, tell)
    except IntegrityError as clash:
        raise BadFile(
            "Somebody brought in the same rows at this moment, so nothing was written.",
            "Look at the preview again, and import then.",
        ) from clash


def _brought(kind: Kind, sheet: RawSheet, context: Context, follow: Follow, tell: Tell) -> Brought:
    made = planned(kind, sheet, context, tell)
    key = uuid4()
    if not made.writes:
        return Brought(key, made, 0)
    context = replace(context, actor=replace(context.actor, cause=key))
    written = kind.write(made, context)
    # what follows locks rows of its own: before the journal's lock, which is the last
    follow(written.moves, context)
    entries = [_of_import(kind, made, key, context), *written.entries]
    for start in range(0, len(entries), CHUNK):
        append(entries[start : start + CHUNK])
    return Brought(key, made, len(written.moves))


_COUNTED: Final = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.REFUSED)


def _of_import(kind: Kind, made: Plan[Any], key: UUID, context: Context) -> NewEntry:
    counts = made.counts
    payload: dict[str, Any] = {each.value: counts[each] for each in _COUNTED}
    payload |= {"kind": kind.code, "removed": len(made.removals)}
    return entry(context, f"import:{key}", "register.imported", payload)
