"""Coroutines in tests, also in a worker where a browser test has left its event loop running."""

import asyncio
from asyncio import events
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_alone(scene: Coroutine[Any, Any, T]) -> T:
    """Runs to the end in a loop of its own, in this thread, as `asyncio.run` does.

    The browser driver keeps a loop for the whole session, which `asyncio.run` takes for one that
    it would nest in. It does nothing while a test runs that uses no browser.
    """
    others = events._get_running_loop()
    events._set_running_loop(None)
    try:
        return asyncio.run(scene)
    finally:
        events._set_running_loop(others)
