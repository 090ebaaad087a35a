"""Database work for the streams: a few threads with a connection each, however many streams."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import Error, InterfaceError, OperationalError, connections

P = ParamSpec("P")
T = TypeVar("T")

MOST_CONNECTIONS: Final = 4
"""A process's streams together use at most this many database connections."""

_pool = ThreadPoolExecutor(MOST_CONNECTIONS, thread_name_prefix="live")


async def in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`work`, which only reads, in a thread of the streams."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_pool, partial(_read, partial(work, *args, **kwargs)))


def _read(work: Callable[[], T]) -> T:
    """Read; once more on a new connection if the kept one was lost meanwhile."""
    try:
        return work()
    except (OperationalError, InterfaceError):
        connections.close_all()
        return _fresh(work)


def _fresh(work: Callable[[], T]) -> T:
    try:
        return work()
    except Error:
        connections.close_all()
        raise


async def let_go_of_the_request() -> None:
    """Close what authentication opened: it would stay open as long as the stream."""
    await sync_to_async(connections.close_all)()
