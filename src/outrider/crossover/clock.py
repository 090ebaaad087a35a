"""This room's part of the clock: hazards that expire, calls that came in meanwhile, offers due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.utils import timezone

from outrider.crossover.services.hazards import expire_due, hold_off_late_calls
from outrider.crossover.services.support import forget_old, make_offers

log = logging.getLogger("outrider.crossover.clock")
BEAT: Final = 2.0  # seconds
EVERY: Final = ((hold_off_late_calls, 1), (expire_due, 5), (make_offers, 30), (forget_old, 1800))


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Started and stopped with the server process."""
    task = asyncio.create_task(_run(), name="outrider-crossover-clock")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _run() -> None:
    beats = 0
    while True:
        for work, every in EVERY:
            if beats % every == 0:
                await sync_to_async(_guarded, thread_sensitive=False)(work)
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
