"""The clock loop of a server process: due timers twice a second, the register every 15 seconds,
and once in ten minutes what need not be kept is forgotten.

Every process runs one; the rows decide who does what, so two never do the same thing twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.utils import timezone

from outrider.coresponse.services.forgetting import forget_answers
from outrider.coresponse.services.refresh import refresh_units
from outrider.coresponse.services.timers import fire_due_timers

log = logging.getLogger("outrider.clock")
BEAT = 0.5  # seconds
REGISTER_EVERY = 30  # beats
FORGET_EVERY = 1200


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Started and stopped with the server process."""
    task = asyncio.create_task(_run(), name="outrider-clock")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _run() -> None:
    beats = 0
    while True:
        await sync_to_async(_guarded, thread_sensitive=False)(fire_due_timers)
        if beats % REGISTER_EVERY == 0:
            await sync_to_async(_guarded, thread_sensitive=False)(refresh_units)
        if beats % FORGET_EVERY == 0:
            await sync_to_async(_guarded, thread_sensitive=False)(forget_answers)
        beats += 1
        await asyncio.sleep(BEAT)


def _guarded(work: Callable[..., int]) -> None:
    """One beat. A failure is logged and tried again at the next: the clock never stops."""
    close_old_connections()
    try:
        work(timezone.now())
    except Exception:
        log.exception("the clock could not do %s; it tries again", work.__name__)
    finally:
        connection.close()
