"""Nights at two processes whose commands are written down: each shows one planted fault at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from tests.live.commands import Command
from tests.live.night import Night, Sent
from tests.live.people import PATIENCE, new_call
from tests.live.replay import Picture

Script = Callable[[Night], None]


def told(night: Night, who: str, path: str, servers: tuple[int, ...] = (0,), **body: Any) -> Any:
    """Send one command, to one server after the other, and check every promise after each."""
    command = Command(who, path, body)
    answers = []
    for server in servers:
        sent = [Sent(command, server)]
        night._at_once(sent)
        night._hear(sent)
        night.watcher.does("promises")
        answers.append(sent[0].answer)
    assert answers[0] is not None
    return answers[0].json()


def asked(night: Night) -> dict[str, Any]:
    """A call, its ambulance, and CW12 asked for: the mission as ambulance control sees it."""
    desk = "ambulance-control"
    call = told(night, desk, "calls", **new_call(night.drawer.patient))["call"]["id"]
    ambulance = {"state": "allocated", "call_sign": "A214", "eta_seconds": 840}
    told(night, desk, f"calls/{call}/ambulance", **ambulance)
    unit = night.drawer.units["CW12"]
    answer = told(night, desk, f"calls/{call}/ask", press_id=str(uuid4()), unit_id=unit)
    mission: dict[str, Any] = answer["mission"]
    return mission


def agreed(night: Night, mission: str, servers: tuple[int, ...] = (0,)) -> None:
    path = f"missions/{mission}/press"
    told(night, "police-control", path, servers, press_id=str(uuid4()), press="agree")


def a_busy_crew_comes_across_somebody(night: Night) -> None:
    asked(night)
    lat, lon = night.drawer.patient
    found = {"complaint": "cardiac-arrest", "place": {"lat": lat, "lon": lon}}
    said = told(night, "CW12", "come-across", (1,), press_id=str(uuid4()), **found)
    assert said["rule"] == "unit.one-owner", said


def a_press_arrives_at_both(night: Night) -> None:
    agreed(night, asked(night)["id"], servers=(0, 1))


def nobody_answers(night: Night) -> None:
    mission = asked(night)["id"]
    night.watcher.does("hurry")
    deadline = time.monotonic() + PATIENCE
    while _phase(night, mission) != "no_answer":
        assert time.monotonic() < deadline, "a timer that is due was never fired"
        time.sleep(0.1)
    night.watcher.does("promises")


def every_screen_follows(night: Night) -> None:
    agreed(night, asked(night)["id"])
    night.every_screen_is_right()


def _phase(night: Night, mission: str) -> str | None:
    desk = Picture(night.person("ambulance-control", 0).get("snapshot"))
    return next((one["phase"] for one in desk.of("mission") if one["id"] == mission), None)


SHOWS: Mapping[str, Script] = {
    "a_lease_is_always_taken": a_busy_crew_comes_across_somebody,
    "presses_are_not_remembered": a_press_arrives_at_both,
    "a_fired_timer_stays_due": nobody_answers,
    "a_mission_is_touched_by_nothing": every_screen_follows,
}
"""By the name of the fault in `mortal.py`."""
