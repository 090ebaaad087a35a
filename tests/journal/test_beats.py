"""The clock of a process: what is due at a beat is done, and a failure stops nothing."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from tests.support.loops import run_alone

from outrider.journal.beats import repeating


@pytest.mark.django_db(transaction=True)
def test_each_work_is_done_at_its_beats_and_a_failure_stops_neither_it_nor_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []
    enough = asyncio.Event()

    def often(now: datetime) -> None:
        done.append("often")
        raise RuntimeError("not this time")

    def seldom(now: datetime) -> None:
        assert now.tzinfo is not None
        done.append("seldom")

    async def some_beats() -> None:
        async with repeating("outrider.test", 0.0, ((often, 1), (seldom, 3)))():
            while len(done) < 12:
                await asyncio.sleep(0.01)
            enough.set()
        stopped = len(done)
        await asyncio.sleep(0.05)
        assert len(done) == stopped

    run_alone(some_beats())
    assert enough.is_set()
    assert done[:8] == ["often", "seldom", "often", "often", "often", "seldom", "often", "often"]
    assert "the clock could not do often; it tries again" in caplog.text
