"""Two control rooms at the same moment: one owner of a unit, one call a message, one shot a timer.

Real concurrency needs a real server: these run on PostgreSQL.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from tests.support.scene import Scene, make_scene

from outrider.coresponse import services
from outrider.coresponse.errors import Refused
from outrider.coresponse.inputs import CallIn, PlaceIn
from outrider.coresponse.models import Call, Mission, Timer
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify
from outrider.people.models import Lease

ROUNDS = 5


@pytest.fixture
def scene(transactional_db: None, ground_folder: Path) -> Scene:
    if connection.vendor != "postgresql":
        pytest.skip("two transactions at once: runs in the PostgreSQL pass of `make test`")
    return make_scene()


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """Run these in threads with a connection each, started together; results or exceptions."""
    results: list[Any] = [None] * len(work)
    barrier = threading.Barrier(len(work))

    def run(index: int) -> None:
        try:
            barrier.wait()
            results[index] = work[index]()
        except Exception as failure:  # noqa: BLE001  # handed to the test, which looks at it
            results[index] = failure
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.feature("C7")
def test_two_rooms_that_ask_for_the_same_unit_at_once_get_it_once(scene: Scene) -> None:
    for _ in range(ROUNDS):
        first, second = scene.call(), scene.call("stroke", "C2")
        scene.allocate(first)
        scene.allocate(second, sign="A207")
        results = at_once(partial(scene.ask, first), partial(scene.ask, second))
        won = [each for each in results if isinstance(each, Mission)]
        lost = [each for each in results if isinstance(each, Refused)]
        assert (len(won), len(lost)) == (1, 1), results
        assert lost[0].rule == "unit.one-owner"
        assert Lease.objects.get(unit=scene.units["CW12"]).mission_id == won[0].pk
        scene.press(won[0], "withdraw", scene.ambulance, reason="not-needed")


def test_a_unit_that_goes_to_state_nine_as_it_is_asked_is_never_left_with_an_offer(
    scene: Scene,
) -> None:
    for _ in range(ROUNDS):
        scene.state("CW12", 2)
        call = scene.call()
        scene.allocate(call)
        at_once(partial(scene.ask, call), partial(scene.state, "CW12", 9))
        left = Mission.objects.filter(unit=scene.units["CW12"], ended_at=None)
        assert not left.exists()


@pytest.mark.feature("C11")
def test_four_clocks_fire_a_timer_once(scene: Scene) -> None:
    for _ in range(ROUNDS):
        call = scene.call()
        scene.allocate(call)
        mission = scene.ask(call)
        scene.later(41)
        fired = at_once(*[partial(services.fire_due_timers, scene.now)] * 4)
        assert all(isinstance(each, int) for each in fired), fired
        ended = Entry.objects.filter(payload__mission=str(mission.pk), payload__press="no_answer")
        assert ended.count() == 1
        for live in Mission.objects.filter(ended_at=None):
            scene.press(live, "withdraw", scene.ambulance, reason="not-needed")
    assert not Timer.objects.filter(fired_at__isnull=False, cancelled_at__isnull=False).exists()


def test_the_same_message_sent_twice_at_once_makes_one_call(scene: Scene) -> None:
    message = CallIn(
        sender_id="cad-1",
        connected_at=scene.now,
        category="C1",
        complaint="cardiac-arrest",
        place=PlaceIn(*scene.patient),
    )

    def send() -> services.Received:
        return services.receive_call(call=message, by=scene.ambulance, now=scene.now)

    results = at_once(send, send, send)
    assert sorted(each.created for each in results) == [False, False, True]
    assert Call.objects.count() == 1


def test_numbers_said_on_the_radio_are_never_given_twice(scene: Scene) -> None:
    at_once(*[scene.call] * 6)
    numbers = sorted(Call.objects.values_list("number", flat=True))
    assert numbers == [f"{n:04d}" for n in range(1, 7)]
    assert isinstance(verify(), Verified)
