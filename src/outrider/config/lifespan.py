"""What starts with a server process and stops with it.

An app names its parts in its `AppConfig`, so that no app has to import this package:

    class CoResponse(AppConfig):
        lifespan = ("outrider.coresponse.clock.lifespan",)

Each name is an async context manager function without arguments. They are entered in the order of
INSTALLED_APPS when the process starts and left in the reverse order when it stops.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

log = logging.getLogger("outrider.lifespan")

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Part = Callable[[], AbstractAsyncContextManager[None]]


def names() -> Iterator[str]:
    """The dotted names that the installed apps ask for, in order."""
    for config in apps.get_app_configs():
        yield from getattr(config, "lifespan", ())


@asynccontextmanager
async def running() -> AsyncIterator[None]:
    """Every named part entered; a part that fails to start stops those before it."""
    async with AsyncExitStack() as stack:
        for name in names():
            part: Part = import_string(name)
            await stack.enter_async_context(part())
            log.info("started %s", name)
        yield


async def serve_lifespan(receive: Receive, send: Send) -> None:
    """Answer the server's lifespan messages (ASGI lifespan protocol 2.0)."""
    await receive()
    stack = AsyncExitStack()
    try:
        await stack.enter_async_context(running())
    except Exception as failure:
        log.exception("a part of the server did not start")
        await send({"type": "lifespan.startup.failed", "message": str(failure)})
        return
    await send({"type": "lifespan.startup.complete"})
    await receive()
    try:
        await stack.aclose()
    except Exception as failure:
        log.exception("a part of the server did not stop cleanly")
        await send({"type": "lifespan.shutdown.failed", "message": str(failure)})
        return
    await send({"type": "lifespan.shutdown.complete"})
