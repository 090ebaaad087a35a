"""The stream: changes as they are committed, positions, and a beat that proves it is alive."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Final
from weakref import WeakKeyDictionary

from django.db import Error
from django.utils import timezone

from outrider.api.live.changes import (
    Changes,
    ScopeChanged,
    SignedOut,
    beginning,
    changes_after,
    still,
)
from outrider.api.live.fixes import FixBoard, Fixes, fixes_for
from outrider.api.live.sse import event, opening
from outrider.api.live.stopping import stopping
from outrider.api.live.threads import in_thread, let_go_of_the_request
from outrider.domain.access import Viewer
from outrider.journal.wake import wait_beyond

BEAT_SECONDS: Final = 3.0
FIXES_SECONDS: Final = 2.0
CHECK_SECONDS: Final = 10.0
"""A session that was ended elsewhere is noticed within this and a beat."""
LONGEST_WAIT: Final = 0.5
"""Between looks at the clock, so that a stop is heard soon."""

log = logging.getLogger("outrider.api.live")
_boards: WeakKeyDictionary[object, FixBoard] = WeakKeyDictionary()


class Stream:
    """One viewer's stream."""

    def __init__(self, viewer: Viewer, session_key: str | None, cursor: int) -> None:
        self._viewer = viewer
        self._session_key = session_key
        self._cursor = cursor
        self._known: frozenset[str] = frozenset()
        self._first = True
        self._sent: Fixes = {}
        self._board = _board()

    async def events(self) -> AsyncIterator[bytes]:
        """Everything to send, until the client goes, the session ends or the server stops."""
        await let_go_of_the_request()
        yield opening()
        try:
            async for told in self._follow():
                yield told
        except ScopeChanged:
            yield event("reset", {})
        except SignedOut:
            yield event("signed-out", {})
        except Error as failure:
            # The client comes back with its cursor and loses nothing.
            log.warning("a stream ended, the database did not answer: %s", failure)

    async def _follow(self) -> AsyncIterator[bytes]:
        known = await in_thread(beginning, self._viewer, self._cursor)
        if known is None:
            raise ScopeChanged
        self._known = known
        duties = self._duties()
        head = self._cursor
        while not stopping():
            while head > self._cursor or self._first:
                changes = await self._changes()
                if changes.upsert or changes.gone:
                    yield self._change(changes)
                head = max(head, self._cursor) if changes.more else self._cursor
            for duty in duties:
                if told := await duty.told():
                    yield told
            wait = min(duty.due_in() for duty in duties)
            head = await wait_beyond(self._cursor, min(max(wait, 0.0), LONGEST_WAIT))

    async def _changes(self) -> Changes:
        changes = await in_thread(self._read)
        self._cursor, self._known = changes.cursor, changes.known
        self._first = changes.more and self._first
        return changes

    def _read(self) -> Changes:
        """Never renders for a viewer who is no longer what they were when the stream began."""
        still(self._session_key, self._viewer, timezone.now())
        return changes_after(self._cursor, self._viewer, self._known, self._first)

    def _change(self, changes: Changes) -> bytes:
        data = {"cursor": changes.cursor, "upsert": changes.upsert, "gone": changes.gone}
        return event("change", data, changes.cursor)

    def _duties(self) -> list[Duty]:
        return [
            Duty(BEAT_SECONDS, self._beat),
            Duty(FIXES_SECONDS, self._moved),
            Duty(CHECK_SECONDS, self._check, first_in=CHECK_SECONDS),
        ]

    async def _beat(self) -> bytes:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return event("beat", {"server_time": now, "cursor": self._cursor}, self._cursor)

    async def _moved(self) -> bytes | None:
        visible = fixes_for(self._viewer, self._known, await self._board.latest())
        moved = [fix for key, fix in visible.items() if self._sent.get(key) != fix]
        self._sent = visible
        return event("fixes", {"fixes": moved}) if moved else None

    async def _check(self) -> None:
        await in_thread(still, self._session_key, self._viewer, timezone.now())


class Duty:
    """Something to do every so many seconds."""

    def __init__(
        self, every: float, work: Callable[[], Awaitable[bytes | None]], first_in: float = 0.0
    ) -> None:
        self._every = every
        self._work = work
        self._due = time.monotonic() + first_in

    def due_in(self) -> float:
        """Seconds until it is to be done again."""
        return self._due - time.monotonic()

    async def told(self) -> bytes | None:
        """Do it if it is due; what there is to send."""
        if self.due_in() > 0:
            return None
        self._due = time.monotonic() + self._every
        return await self._work()


def _board() -> FixBoard:
    return _boards.setdefault(asyncio.get_running_loop(), FixBoard())
