"""The clock of a process: what is due at a beat is done, and a failure stops nothing."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone
from tests.support.loops import run_alone

from outrider.evidence.models import SignalFile
from outrider.evidence.signals import files
from outrider.journal.beats import repeating
from outrider.people.importing import kept
from outrider.people.models import ImportFile, User


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("lifespan", "model", "more"),
    [(kept.lifespan, ImportFile, {"kind": "people"}), (files.lifespan, SignalFile, {})],
    ids=["set-up", "signals"],
)
def test_files_that_somebody_brought_are_forgotten_although_nobody_comes_back(
    lifespan: Any, model: Any, more: dict[str, str]
) -> None:
    now = timezone.now()
    user = User.objects.create(username="brought@force.example")
    for name, day in (("yesterday.csv", -1), ("today.csv", 1)):
        at = now + timedelta(hours=day)
        model.objects.create(
            name=name, content=b"a", brought_by=user, brought_at=now, expires_at=at, **more
        )

    def left() -> int:
        try:
            return int(model.objects.count())
        finally:
            connection.close()  # of a thread that nobody else closes it for

    async def until_forgotten() -> None:
        async with lifespan():
            for _ in range(500):
                if await sync_to_async(left)() == 1:
                    return
                await asyncio.sleep(0.01)

    run_alone(until_forgotten())
    assert [row.name for row in model.objects.all()] == ["today.csv"]
