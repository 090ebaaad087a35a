"""Old and stuck positions: said, and never the ground of an estimate that nobody can stand by."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.scene import Scene

from outrider.coresponse import queries, services
from outrider.coresponse.inputs import FixIn
from outrider.coresponse.models import Call
from outrider.people.models import Position


def heard(scene: Scene, speed: float | None = None) -> None:
    """CW12 is heard again exactly where it was."""
    at = Position.objects.get(unit=scene.units["CW12"])
    fix = FixIn("CW12", at.lat, at.lon, scene.now, speed_mps=speed)
    services.record_fixes([fix], scene.now)


def call_of(scene: Scene) -> Call:
    call = scene.call()
    return scene.allocate(call, eta=2400)


def cw12(scene: Scene, call: Call) -> dict[str, Any]:
    seen = queries.candidates(call.pk, scene.ambulance, scene.now)["candidates"]
    return next(one for one in seen if one["call_sign"] == "CW12")


def rules_of(one: dict[str, Any]) -> list[str]:
    return [why["rule"] for why in one["why_not"]]


@pytest.mark.feature("C10")
def test_a_car_on_patrol_that_repeats_one_fix_looks_stuck_and_is_asked_only_by_radio(
    scene: Scene,
) -> None:
    call = call_of(scene)
    for _ in range(6):
        scene.later(60)
        heard(scene)
    one = cw12(scene, call)
    assert one["fix"]["state"] == "stuck"
    assert rules_of(one) == ["position.stuck"]
    assert "radio" in one["why_not"][0]["who_can_override"]
    assert scene.ask(call, by_radio=True).unit.call_sign == "CW12"


def test_a_car_that_stands_still_in_a_state_where_cars_stand_is_not_stuck(scene: Scene) -> None:
    scene.state("CW12", 3)
    call = call_of(scene)
    for _ in range(6):
        scene.later(60)
        heard(scene)
    assert cw12(scene, call)["fix"]["state"] == "live"


def test_one_that_says_it_moves_and_does_not_is_found_sooner(scene: Scene) -> None:
    call = call_of(scene)
    for _ in range(3):
        scene.later(60)
        heard(scene, speed=14.0)
    assert cw12(scene, call)["fix"]["state"] == "stuck"


@pytest.mark.parametrize(
    ("seconds", "state", "refused"),
    [(60, "live", []), (200, "stale", []), (660, "stale", ["position.age"])],
)
@pytest.mark.feature("C10")
def test_an_old_position_is_said_and_past_ten_minutes_is_used_no_more(
    scene: Scene, seconds: float, state: str, refused: list[str]
) -> None:
    call = call_of(scene)
    scene.later(seconds)
    one = cw12(scene, call)
    assert (one["fix"]["state"], rules_of(one)) == (state, refused)
    assert one["fix"]["age_seconds"] == seconds


def test_a_car_that_moves_again_is_stuck_no_longer(scene: Scene) -> None:
    call = call_of(scene)
    for _ in range(6):
        scene.later(60)
        heard(scene)
    scene.later(10)
    scene.place("CW12", 300)
    assert cw12(scene, call)["fix"]["state"] == "live"
