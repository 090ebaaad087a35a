"""Ending the streams when the server is told to stop.

The server waits for open answers before it says "shutdown" to the application, and a stream never
ends by itself: so the signal is heard here too, on its way to the server.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any, Final

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
_stopping = threading.Event()


def stopping() -> bool:
    """Has this process been told to stop?"""
    return _stopping.is_set()


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Hear the signals while the server runs."""
    _stopping.clear()
    before = _listen() if threading.current_thread() is threading.main_thread() else {}
    try:
        yield
    finally:
        _stopping.set()
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen() -> dict[signal.Signals, Any]:
    before = {number: signal.getsignal(number) for number in SIGNALS}

    def heard(number: int, frame: FrameType | None) -> None:
        _stopping.set()
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in SIGNALS:
        signal.signal(number, heard)
    return before
