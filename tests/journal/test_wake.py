"""Whoever waits for news hears of it, and holds no database connection while waiting."""

import asyncio
import shutil
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from tests.journal.entries import entry
from tests.support import postgres
from tests.support.absent import absent
from tests.support.loops import run_alone

from outrider.journal.append import append
from outrider.journal.head_readers import PostgresHead
from outrider.journal.queries import head_seq
from outrider.journal.wake import CHANNEL, Tail, lifespan, tail, wait_beyond

LONG = 20.0
"""Seconds: far more than a wake-up takes, so that only a lost one runs into it."""


def append_one() -> None:
    with transaction.atomic():
        append([entry()])
    connection.close()


async def elsewhere() -> None:
    """Append in a thread of its own, as a request does."""
    await asyncio.to_thread(append_one)


@pytest.mark.django_db(transaction=True)
def test_a_waiter_hears_of_a_row_that_is_appended_while_it_waits():
    async def scene() -> int:
        async with lifespan():
            waiting = asyncio.create_task(wait_beyond(0, LONG))
            await elsewhere()
            return await waiting

    assert run_alone(scene()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_waiter_that_is_behind_does_not_wait():
    append_one()
    append_one()

    async def scene() -> int:
        async with lifespan():
            return await wait_beyond(1, LONG)

    assert run_alone(scene()) == 2


@pytest.mark.django_db(transaction=True)
def test_every_waiter_hears_of_it():
    async def scene() -> list[int]:
        async with lifespan():
            waiting = [asyncio.create_task(wait_beyond(0, LONG)) for _ in range(50)]
            await elsewhere()
            return await asyncio.gather(*waiting)

    assert run_alone(scene()) == [1] * 50


@pytest.mark.django_db(transaction=True)
def test_a_waiter_gets_the_head_as_it_is_when_nothing_happens():
    append_one()

    async def scene() -> int:
        async with lifespan():
            await wait_beyond(0, LONG)
            return await wait_beyond(1, 0.01)

    assert run_alone(scene()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_row_that_was_rolled_back_wakes_nobody():
    def roll_back() -> None:
        try:
            with transaction.atomic():
                append([entry()])
                raise RuntimeError
        except RuntimeError:
            connection.close()

    async def scene() -> int:
        async with lifespan():
            await asyncio.to_thread(roll_back)
            return await wait_beyond(0, 0.6)

    assert run_alone(scene()) == 0


@pytest.mark.django_db(transaction=True)
def test_a_waiter_opens_none_of_djangos_connections():
    opened: list[object] = []

    def note(sender: object, **_: object) -> None:
        opened.append(sender)

    async def scene() -> int:
        async with lifespan():
            return await wait_beyond(0, LONG)

    append_one()
    connection_created.connect(note)
    try:
        assert run_alone(scene()) == 1
        assert opened == []
        head_seq()
        assert len(opened) == 1
    finally:
        connection_created.disconnect(note)


@pytest.mark.django_db(transaction=True)
def test_following_starts_with_the_first_waiter_and_stops_for_good():
    async def scene() -> None:
        following = tail()
        await wait_beyond(0, 0.01)
        assert following is tail()
        await following.stop()
        assert [task for task in asyncio.all_tasks() if task.get_name() == "journal tail"] == []

    run_alone(scene())
    assert head_seq() == 0


@pytest.fixture
def cluster() -> Iterator[postgres.Cluster]:
    if not shutil.which("initdb") and not postgres.binary("initdb"):
        absent("PostgreSQL's initdb, to start and stop a server of our own")
    made = postgres.Cluster()
    try:
        made.create()
        with psycopg.connect(made.url, autocommit=True) as setup:
            setup.execute("CREATE TABLE journal_head (seq bigint)")
            setup.execute("INSERT INTO journal_head VALUES (1)")
        yield made
    finally:
        made.remove()


@pytest.mark.postgres
@pytest.mark.slow
def test_following_goes_on_after_the_database_was_restarted(cluster):
    settings = {"NAME": "postgres", "USER": "outrider", "PASSWORD": "", "HOST": "127.0.0.1"}
    settings |= {"PORT": cluster.port, "OPTIONS": {}}

    def advance() -> None:
        with psycopg.connect(cluster.url, autocommit=True) as writer:
            writer.execute("UPDATE journal_head SET seq = 2")

    async def scene() -> int:
        following = Tail(lambda nudged: PostgresHead(settings, CHANNEL))
        assert await following.wait_beyond(0, LONG) == 1
        await asyncio.to_thread(cluster.stop)
        await asyncio.to_thread(cluster.start)
        await asyncio.to_thread(advance)
        found = await following.wait_beyond(1, LONG)
        await following.stop()
        return found

    assert run_alone(scene()) == 2
