"""Files that somebody brought are forgotten after their day, whether they come back or not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from outrider.evidence.signals.files import forget_expired

log = logging.getLogger("outrider.evidence")
LOOK_EVERY: Final = 600.0  # seconds


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Looks every ten minutes as long as the process serves."""
    task = asyncio.create_task(_run(), name="outrider-signal-files")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _run() -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY)
        await sync_to_async(_forget, thread_sensitive=False)()


def _forget() -> None:
    close_old_connections()
    try:
        forget_expired(timezone.now())
    except DatabaseError:
        log.exception("files that expired could not be forgotten; tried again in ten minutes")
    finally:
        connection.close()
