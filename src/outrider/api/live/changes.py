"""What changed for a viewer after a cursor, read as of one instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from outrider.api.live.entities import render_touched
from outrider.api.live.instant import one_instant
from outrider.api.live.picture import visible_keys
from outrider.api.live.scope import scope_mark
from outrider.domain.access import Viewer
from outrider.journal.queries import head_seq, tail
from outrider.people.sessions import viewer_of_session

MOST_ROWS: Final = 500
"""Journal rows that one event may stand for; more come in the next."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a stream sends next; `known` are the keys that the client holds after it."""

    cursor: int
    upsert: list[dict[str, Any]]
    gone: list[dict[str, str]]
    known: frozenset[str]
    more: bool = False


class SignedOut(Exception):
    """The session has ended; the stream ends with it."""


class ScopeChanged(Exception):
    """The viewer sees other rows or fields now, so only a new snapshot is right."""


def still(session_key: str | None, viewer: Viewer, now: datetime) -> None:
    """Raises `SignedOut` or `ScopeChanged` when the viewer is no longer who they were."""
    present = viewer_of_session(session_key, now)
    if present is None:
        raise SignedOut
    if scope_mark(present) != scope_mark(viewer):
        raise ScopeChanged


def beginning(viewer: Viewer, cursor: int) -> frozenset[str] | None:
    """What the viewer can see now, or None when the cursor is not of this journal."""
    with one_instant():
        if not 0 <= cursor <= head_seq():
            return None
        return visible_keys(viewer)


def changes_after(cursor: int, viewer: Viewer, known: frozenset[str], first: bool) -> Changes:
    """The next changes. `ScopeChanged` when one of them is the viewer's own scope.

    What the viewer cannot see is told as gone only if the client may hold it: a stream must not
    say that something exists which the viewer never saw. A client that comes back with an old
    cursor (`first`) may hold whatever was touched since.
    """
    with one_instant():
        rows = tail(cursor, MOST_ROWS)
        touched = list(dict.fromkeys(key for row in rows for key in row.touches))
        if f"viewer:{viewer.user_id}" in touched:
            raise ScopeChanged
        upsert, gone = render_touched(viewer, [key for key in touched if _entity(key)])
    seen = frozenset(f"{one['type']}:{one['id']}" for one in upsert)
    lost = [one for one in gone if first or f"{one['type']}:{one['id']}" in known]
    return Changes(
        cursor=rows[-1].seq if rows else cursor,
        upsert=upsert,
        gone=lost,
        known=(known | seen) - frozenset(f"{one['type']}:{one['id']}" for one in gone),
        more=len(rows) == MOST_ROWS,
    )


def _entity(key: str) -> bool:
    return not key.startswith("viewer:")
