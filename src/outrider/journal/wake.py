"""Waking those who wait for news: one background task a process, whatever the number of streams.

It polls the journal's head, and on PostgreSQL listens as well, on a connection of its own that is
none of Django's. What it says is only "look again": nothing is lost when a wake-up is.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final
from weakref import WeakKeyDictionary

from outrider.journal.head_readers import HeadReader, Unreachable, head_reader

CHANNEL: Final = "outrider_journal"
RETRY_SECONDS: Final = 0.5

log = logging.getLogger("outrider.journal.wake")


class Tail:
    """Follows the journal's head for everybody in this process and event loop."""

    def __init__(self, reader: Callable[[asyncio.Event], HeadReader]) -> None:
        self._reader = reader
        self._head = 0
        self._news = asyncio.Event()
        self._nudged = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._task: asyncio.Task[None] | None = None

    async def wait_beyond(self, seq: int, timeout: float) -> int:
        """The journal's head as soon as it is beyond `seq`, or after `timeout` seconds as it is."""
        self.start()
        try:
            async with asyncio.timeout(timeout):
                while self._head <= seq:
                    await self._news.wait()
        except TimeoutError:
            pass
        return self._head

    def start(self) -> None:
        """Begin to follow; does nothing when it already does."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._follow(), name="journal tail")

    async def stop(self) -> None:
        """Stop following."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def nudge(self) -> None:
        """Look now. May be called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._nudged.set)

    async def _follow(self) -> None:
        while True:
            reader = self._reader(self._nudged)
            try:
                while True:
                    self._tell(await reader.head())
                    await reader.pause()
            except Unreachable as failure:
                log.warning("the journal cannot be reached, trying again: %s", failure)
                await asyncio.sleep(RETRY_SECONDS)
            finally:
                await reader.close()

    def _tell(self, head: int) -> None:
        if head == self._head:
            return
        self._head = head
        self._news.set()
        self._news = asyncio.Event()


_tails: WeakKeyDictionary[asyncio.AbstractEventLoop, Tail] = WeakKeyDictionary()


def tail() -> Tail:
    """The one of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _tails:
        _tails[loop] = Tail(lambda nudged: head_reader(CHANNEL, nudged))
    return _tails[loop]


async def wait_beyond(seq: int, timeout: float) -> int:
    """The journal's head as soon as it is beyond `seq`, or after `timeout` seconds as it is."""
    return await tail().wait_beyond(seq, timeout)


def poke() -> None:
    """Tell the streams of this process that a commit has just happened. From any thread."""
    for each in list(_tails.values()):
        each.nudge()


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Follow the journal while the server runs."""
    following = tail()
    following.start()
    try:
        yield
    finally:
        await following.stop()
