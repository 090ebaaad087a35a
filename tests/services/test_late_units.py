"""A unit's state and its bookings, pressed without signal and heard of later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.support.scene import Scene

from outrider.coresponse import queries, services
from outrider.coresponse.inputs import MadeIn
from outrider.coresponse.models import Mission
from outrider.journal.models import Entry
from outrider.people.models import UnitStatus

TEN_MINUTES = MadeIn(ago_ms=600_000)


def states(scene: Scene, code: int, made: MadeIn = TEN_MINUTES) -> None:
    services.set_police_state(
        unit_id=scene.units["CW12"].pk, code=code, by=scene.crew("CW12"), now=scene.now, made=made
    )


def books(scene: Scene, on: bool, made: MadeIn = TEN_MINUTES) -> None:
    services.book_on(
        unit_id=scene.units["CW12"].pk,
        side="owner",
        on=on,
        by=scene.crew("CW12"),
        now=scene.now,
        made=made,
    )


def status(scene: Scene) -> UnitStatus:
    return UnitStatus.objects.get(unit=scene.units["CW12"])


def test_a_state_pressed_without_signal_counts_from_when_it_was_pressed(scene: Scene) -> None:
    pressed = scene.later(60)
    scene.later(600)
    states(scene, 4)
    assert (status(scene).police_state, status(scene).state_since) == (4, pressed)
    entry = Entry.objects.get(kind="unit.police-state")
    assert (entry.effective_at, entry.payload["clock"]) == (pressed, "monotonic")


def test_an_older_state_never_undoes_a_newer_one_and_is_kept_in_the_journal(scene: Scene) -> None:
    scene.later(300)
    scene.state("CW12", 9)
    newer = scene.now
    scene.later(400)
    states(scene, 2)
    assert (status(scene).police_state, status(scene).state_since) == (9, newer)
    late = Entry.objects.get(kind="unit.late-state")
    assert (late.payload["code"], late.effective_at) == (2, scene.now - timedelta(minutes=10))
    assert late.touches == []


@pytest.mark.feature("C27")
def test_an_emergency_counts_however_late_it_is_heard(scene: Scene) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.press(scene.ask(call), "agree", scene.police)
    mission = scene.crew_presses(mission, "accept", "mobile")
    scene.state("CW12", 5)
    newer = scene.now
    scene.later(100)
    states(scene, 0)
    assert (status(scene).police_state, status(scene).state_since) == (0, newer)
    assert Mission.objects.get(pk=mission.pk).phase == "called_back"


def test_a_job_ends_when_the_state_was_pressed_and_the_timeline_says_so(scene: Scene) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.ask(call)
    pressed = scene.later(20)
    scene.later(600)
    states(scene, 9)
    mission = Mission.objects.get(pk=mission.pk)
    assert (mission.phase, mission.ended_at) == ("state_forbids", pressed)
    said = [line["text"] for line in queries.timeline(call.pk, scene.police)]
    assert any(f"(pressed {pressed:%H:%M:%S})" in text for text in said), said


def test_a_job_never_ends_before_its_last_step(scene: Scene) -> None:
    call = scene.call()
    scene.later(300)
    scene.allocate(call)
    asked = scene.later(300)
    mission = scene.ask(call, by_radio=True)
    scene.later(10)
    states(scene, 9)  # pressed before anybody asked
    mission = Mission.objects.get(pk=mission.pk)
    assert (mission.phase, mission.ended_at) == ("state_forbids", asked)


@pytest.mark.parametrize("on", [True, False])
def test_an_older_booking_never_undoes_a_newer_one(scene: Scene, on: bool) -> None:
    scene.later(300)
    books(scene, not on, MadeIn())
    scene.later(400)
    books(scene, on)
    assert status(scene).booked_on_owner is not on
    late = Entry.objects.get(kind="unit.late-booking")
    assert late.payload == {"side": "owner", "on": on, "clock": "monotonic"}


@pytest.mark.feature("C8")
def test_a_booking_pressed_without_signal_counts_from_when_it_was_pressed(scene: Scene) -> None:
    pressed = scene.later(60)
    scene.later(600)
    books(scene, on=False)
    assert status(scene).booked_on_owner is False
    assert Entry.objects.get(kind="unit.booked-off").effective_at == pressed
