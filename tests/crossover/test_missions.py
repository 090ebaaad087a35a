"""A co-responder who is assaulted on a job finds the report filled in, in every phase of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from outrider.coresponse.models import Mission
from outrider.crossover.missions import filled_in, jobs_of, was_on
from outrider.domain.access import Viewer
from outrider.domain.coresponse.mission import Phase
from outrider.domain.errors import Invalid
from outrider.people.models import Crewing, Officer
from tests.crossover.conftest import Both

WAY = ("accept", "mobile", "at_scene", "with_patient", "handover", "clear")


def offered(both: Both, unit: str = "CW12") -> Mission:
    scene = both.scene
    call = scene.allocate(scene.call())
    mission = scene.ask(call, unit)
    return scene.press(mission, "agree", scene.police)


def go(both: Both, mission: Mission, *steps: str) -> Mission:
    for step in steps:
        more = {"atmist": {"age": "60 to 69"}} if step == "handover" else {}
        both.later(minutes=5)
        mission = both.scene.press(mission, step, both.scene.crew("CW12"), **more)
    return mission


def second_seat(both: Both) -> Viewer:
    """The one beside the driver, who has no account of their own in the scene."""
    officer = Crewing.objects.get(unit=both.scene.units["CW12"], driver=False).officer
    return replace(both.scene.crew("CW12"), officer_id=str(officer.pk))


@pytest.mark.parametrize("done", range(1, len(WAY) + 1), ids=lambda n: WAY[n - 1])
def test_the_report_starts_with_the_job_in_every_phase(both: Both, done: int) -> None:
    mission = go(both, offered(both), *WAY[:done])
    for viewer in (both.scene.crew("CW12"), second_seat(both)):
        job = filled_in(mission.pk, viewer, both.now)
        assert (job.lat, job.lon) == both.scene.patient
        assert job.call_number == mission.call.number
        assert job.at == mission.at_scene_at or mission.mobile_at or mission.accepted_at
        assert mission in jobs_of(viewer, both.now)
    assert set(job.__slots__) == {
        "mission_id", "call_number", "label", "lat", "lon", "at",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "press", "more"),
    [
        (("accept",), "stand_down", {"reason": "not-needed"}),
        (("accept", "mobile"), "recall", {"reason": "grade-1"}),
        (("accept", "mobile"), "unable", {"reason": "vehicle"}),
    ],
)
def test_a_job_that_ended_otherwise_is_still_the_one_it_happened_on(
    both: Both, steps: tuple[str, ...], press: str, more: dict[str, str]
) -> None:
    mission = go(both, offered(both), *steps)
    by = {
        "stand_down": both.scene.ambulance,
        "recall": both.scene.police,
        "unable": both.scene.crew("CW12"),
    }[press]
    mission = both.scene.press(mission, press, by, **more)
    assert Phase(mission.phase).ended
    assert filled_in(mission.pk, both.scene.crew("CW12"), both.now).label
    assert mission in jobs_of(both.scene.crew("CW12"), both.now)


def test_an_offer_fills_in_nothing(both: Both) -> None:
    """Before it accepts, a crew knows the town only."""
    mission = offered(both)
    assert not jobs_of(both.scene.crew("CW12"), both.now).exists()
    with pytest.raises(Invalid, match="not one of yours"):
        filled_in(mission.pk, both.scene.crew("CW12"), both.now)


def test_a_declined_offer_fills_in_nothing(both: Both) -> None:
    mission = both.scene.press(offered(both), "decline", both.scene.crew("CW12"), reason="vehicle")
    with pytest.raises(Invalid):
        filled_in(mission.pk, both.scene.crew("CW12"), both.now)


@pytest.mark.parametrize(("hours", "offered_still"), [(11.9, True), (12.1, False)])
def test_a_job_is_offered_for_12_hours_after_its_end(
    both: Both, hours: float, offered_still: bool
) -> None:
    mission = go(both, offered(both), *WAY)
    both.later(hours=hours)
    assert jobs_of(both.scene.crew("CW12"), both.now).exists() is offered_still
    # a phone that kept the record for days is not refused its job
    assert filled_in(mission.pk, both.scene.crew("CW12"), both.now).mission_id == mission.pk


def test_the_end_of_the_shift_takes_nothing_away(both: Both) -> None:
    mission = go(both, offered(both), *WAY)
    both.later(hours=9)
    off_duty = replace(both.scene.crew("CW12"), unit_id=None)
    assert [job.pk for job in jobs_of(off_duty, both.now)] == [mission.pk]
    assert filled_in(mission.pk, off_duty, both.now).call_number == mission.call.number


def test_a_casualty_that_a_crew_came_across_is_a_job_too(both: Both) -> None:
    mission = both.scene.come_across()
    assert filled_in(mission.pk, both.scene.crew("CW12"), both.now).at == mission.at_scene_at


def test_somebody_elses_job_is_not_filled_in(both: Both) -> None:
    mission = go(both, offered(both), "accept")
    stranger = replace(both.viewer("rahman"), unit_id=None)
    for viewer in (both.scene.crew("CW07"), stranger, both.viewer("ashworth")):
        with pytest.raises(Invalid):
            filled_in(mission.pk, viewer, both.now)
    with pytest.raises(Invalid):
        filled_in(uuid4(), both.scene.crew("CW12"), both.now)


def test_who_comes_on_shift_after_it_was_not_on_the_job(both: Both) -> None:
    mission = go(both, offered(both), *WAY)
    late = Officer.objects.get(number="3318")
    Crewing.objects.create(
        unit=mission.unit,
        officer=late,
        starts_at=both.now + timedelta(minutes=1),
        ends_at=both.now + timedelta(hours=8),
    )
    both.later(hours=1)
    assert not was_on(mission, late.pk, both.now)
    assert not jobs_of(both.viewer("rahman"), both.now).exists()
