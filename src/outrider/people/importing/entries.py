"""Journal rows of an import: who, when, which row, which columns. No names, no values."""

from __future__ import annotations

from collections.abc import Mapping

from outrider.journal.canonical import Json
from outrider.journal.new_entry import NewEntry
from outrider.people.importing.context import Context


def entry(
    context: Context,
    stream: str,
    kind: str,
    payload: Mapping[str, Json] | None = None,
    *,
    scope_of: int | None = None,
) -> NewEntry:
    """`scope_of` is a user whose roles change: what they have open is drawn anew."""
    return NewEntry(
        stream=stream,
        kind=kind,
        payload=payload or {},
        actor=context.actor.id,
        on_behalf_of=context.actor.on_behalf_of,
        device=context.actor.device,
        cause=context.actor.cause,
        effective_at=context.now,
        touches=() if scope_of is None else (f"viewer:{scope_of}",),
    )
