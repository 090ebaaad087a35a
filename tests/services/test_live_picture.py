"""Snapshot plus events is the fresh snapshot: one whole call, step by step, for every role."""

from collections.abc import Callable
from typing import Any

from tests.support.follow import Follower, picture
from tests.support.scene import Scene, all_viewers

from outrider.coresponse import services
from outrider.coresponse.models import Call, Mission

DAY = 24 * 3600


def test_every_screen_stays_right_through_a_whole_call_and_its_archiving(scene: Scene) -> None:
    followers = [Follower(viewer) for viewer in all_viewers(scene)]
    call = scene.call()

    def press(step: str, **more: Any) -> Callable[[], Any]:
        live = Mission.objects.filter(call=call, ended_at=None)
        return lambda: scene.press(live.get(), step, scene.crew("CW21"), **more)

    def desk(what: str) -> Callable[[], Any]:
        return lambda: services.press_call(
            call_id=call.pk, press=what, reason="other", by=scene.ambulance, now=scene.now
        )

    steps: list[Callable[[], Any]] = [
        lambda: scene.allocate(call),
        lambda: scene.ask(call),
        lambda: scene.press(Mission.objects.get(), "agree", scene.police),
        lambda: scene.press(Mission.objects.get(), "decline", scene.crew("CW12"), reason="vehicle"),
        lambda: scene.press(Mission.objects.get(ended_at=None), "agree", scene.police),
        press("accept"),
        press("mobile"),
        desk("hold_off"),
        lambda: scene.lose_ambulance(call),
        lambda: scene.allocate(call, sign="A207"),
        desk("lift_hold_off"),
        press("at_scene"),
        press("with_patient"),
        lambda: scene.state("CW21", 9),
        lambda: scene.state("CW21", 6),
        press("handover", atmist={"age": "60 to 69"}),
        press("clear"),
        lambda: services.fire_due_timers(scene.later(DAY)),
        lambda: services.refresh_units(scene.now),
    ]
    for number, step in enumerate(steps):
        scene.later(5)
        step()
        for follower in followers:
            follower.catch_up()
            assert follower.seen == picture(follower.viewer), (number, follower.viewer.role)
    assert Call.objects.get().archived_at is not None


def test_a_press_that_comes_to_nothing_leaves_the_call_as_every_screen_has_it(
    scene: Scene,
) -> None:
    call = scene.call()
    scene.allocate(call)
    screens = [Follower(viewer) for viewer in all_viewers(scene)]
    scene.later(5)
    services.press_call(  # nobody is on their way, so nobody is stood down
        call_id=call.pk, press="stand_down", reason="other", by=scene.ambulance, now=scene.now
    )
    scene.allocate(call, eta=836)  # the same vehicle, and the time that was expected anyway
    for screen in screens:
        screen.catch_up()
        assert screen.seen == picture(screen.viewer), screen.viewer.role
