"""The feed starts and stops with the server process of the demo, and with no other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from outrider.coresponse import ground
from outrider.demo.alone import check_alone
from outrider.demo.feed.beat import beat, new_world
from outrider.demo.feed.settings import chosen
from outrider.demo.feed.world import World

log = logging.getLogger("outrider.demo.feed")
BEAT = 1.0  # seconds


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Runs the feed in the background, if this is the demo and a feed was chosen."""
    if not (settings.DEMO and chosen().on):
        yield
        return
    task = asyncio.create_task(_run(), name="outrider-demo-feed")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _run() -> None:
    world: World | None = None
    while True:
        world = await sync_to_async(_guarded, thread_sensitive=False)(world)
        await asyncio.sleep(BEAT)


def _guarded(world: World | None) -> World | None:
    """One beat. A failure is logged and the next beat tries again."""
    close_old_connections()
    try:
        if world is None:
            world = _begin()
        if world is not None:
            beat(world, timezone.now())
    except Exception:
        log.exception("the demo feed could not do its beat; it tries again")
    finally:
        connection.close()
    return world


def _begin() -> World | None:
    """A new world, once the force is there; never beside real data."""
    mark = check_alone()
    return (
        None if mark is None else new_world(mark.seed, ground.network(), chosen(), timezone.now())
    )
