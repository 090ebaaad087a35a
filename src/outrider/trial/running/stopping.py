"""Ctrl-C and SIGTERM as a wish to stop after what is under way."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_WISHES = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stoppable(said: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Gives a question: has somebody asked to stop? A second Ctrl-C interrupts at once.

    `said` is called at the first wish. Only the main thread hears signals; elsewhere the answer
    is always no.
    """
    wished = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield wished.is_set
        return

    def stop(number: int, frame: FrameType | None) -> None:
        if wished.is_set():
            raise KeyboardInterrupt
        wished.set()
        said()

    before = {wish: signal.signal(wish, stop) for wish in _WISHES}
    try:
        yield wished.is_set
    finally:
        for wish, handler in before.items():
            signal.signal(wish, handler)
