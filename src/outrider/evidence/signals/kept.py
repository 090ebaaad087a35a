"""Answers are made once and kept. What takes longer than a moment is made beside the requests."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from time import monotonic
from typing import Final

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look
from outrider.evidence.signals.rows import load
from outrider.signals.result import Result

log = logging.getLogger("outrider.evidence")
MOMENT: Final = 1.5
"""Seconds that a page waits; after that it says that the answer is being made."""
MOST: Final = 96


@dataclass(frozen=True, slots=True)
class Running:
    seconds: float


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The method cannot answer on these data: why, in words."""

    why: str


Answer = Result | Running | CannotTell


@dataclass(slots=True)
class _Made:
    future: Future[Result]
    started: float


class Kept:
    """The newest answers, by question and data. Two requests never make the same one twice."""

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._pool: ThreadPoolExecutor | None = None
        self._made: OrderedDict[tuple[str, str], _Made] = OrderedDict()
        self._lock = Lock()

    def answer(
        self, key: str, version: str, make: Callable[[], Result], wait: float = MOMENT
    ) -> Answer:
        made = self._start((key, version), make)
        try:
            return made.future.result(timeout=wait)
        except NotYet:
            return Running(monotonic() - made.started)
        except ValueError as why:
            return CannotTell(str(why))

    def forget(self) -> None:
        with self._lock:
            self._made.clear()

    def drop(self, key: str) -> None:
        """Answers to this question are forgotten: what they were made from is gone."""
        with self._lock:
            for one in [one for one in self._made if one[0] == key]:
                del self._made[one]

    def _start(self, key: tuple[str, str], make: Callable[[], Result]) -> _Made:
        with self._lock:
            found = self._made.get(key)
            if found is not None and not _broken(found.future):
                self._made.move_to_end(key)
                return found
            if self._pool is None:
                self._pool = ThreadPoolExecutor(self._workers, "outrider-signals")
            found = _Made(self._pool.submit(make), monotonic())
            self._made[key] = found
            while len(self._made) > MOST:
                self._made.popitem(last=False)
            return found


def _broken(future: Future[Result]) -> bool:
    """A fault is not kept: the next request tries again."""
    if not future.done() or future.cancelled():
        return future.cancelled()
    fault = future.exception()
    return fault is not None and not isinstance(fault, ValueError)


KEPT: Final = Kept()


@lru_cache(maxsize=3)
def year(until: datetime) -> SafetyYear:
    """The rows as arrays, read once for each moment asked for."""
    return load(until)


def answer(look: Look, until: datetime, wait: float = MOMENT) -> Answer:
    """What the method says of the year before `until`."""
    frame = year(until)
    return KEPT.answer(look.key, frame.digest, lambda: look.make(frame), wait)


def forget() -> None:
    """For tests: rows are read again and answers made anew."""
    year.cache_clear()
    KEPT.forget()
