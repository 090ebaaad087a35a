"""The safety scheme's part of the clock: every process runs one, the rows decide who does what."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.utils import timezone

from outrider.safety.services.clock import (
    fire_due_reminders,
    hand_to_those_on_duty,
    review_cases,
)
from outrider.safety.services.moving import follow_victims

log = logging.getLogger("outrider.safety.clock")
BEAT: Final = 15.0  # seconds
EVERY: Final = (
    (fire_due_reminders, 1),
    (follow_victims, 4),
    (hand_to_those_on_duty, 4),
    (review_cases, 240),
)


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Started and stopped with the server process."""
    task = asyncio.create_task(_run(), name="outrider-safety-clock")
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
