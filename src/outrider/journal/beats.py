"""Work that every server process repeats: one loop, whatever is to be done and how often.

Rows decide who does what, so that two processes never do the same thing twice. It lives here, at
the bottom of the rooms with a database, because rooms that do not know each other each run one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import datetime

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.utils import timezone

Work = Callable[[datetime], object]
Every = Sequence[tuple[Work, int]]
"""What is done, and at every how many beats; the first beat does all of it."""


def repeating(
    name: str, beat: float, every: Every
) -> Callable[[], AbstractAsyncContextManager[None]]:
    """A lifespan that repeats this work.

    Args:
        name: of the task and of the log.
        beat: seconds between the end of one beat and the next.
    """
    log = logging.getLogger(name)

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        """Started and stopped with the server process."""
        task = asyncio.create_task(_run(log, beat, every), name=name)
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return lifespan


async def _run(log: logging.Logger, beat: float, every: Every) -> None:
    beats = 0
    while True:
        for work, often in every:
            if beats % often == 0:
                await sync_to_async(_guarded, thread_sensitive=False)(work, log)
        beats += 1
        await asyncio.sleep(beat)


def _guarded(work: Work, log: logging.Logger) -> None:
    """A failure is logged and tried again when it is due next: the clock never stops."""
    close_old_connections()
    try:
        work(timezone.now())
    except Exception:
        log.exception("the clock could not do %s; it tries again", getattr(work, "__name__", work))
    finally:
        connection.close()
