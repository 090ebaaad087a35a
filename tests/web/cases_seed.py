"""Run in the environment of a server: a small station, a few cases, and a session for everybody."""

from __future__ import annotations

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outrider.config.settings")

import django

django.setup()
# ruff: noqa: E402

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from outrider.domain.access import Role
from outrider.people.models import Officer, RoleGrant, User
from tests.live.seed import session_of
from tests.support.station import SafetyScene, make_safety_scene, on_duty

CASES = ("officers", "walked", "refused", "lost", "live", "twice")


def another_station(scene: SafetyScene) -> None:
    user = User.objects.create(username="frost@force.example")
    scene.officers["frost"] = Officer.objects.create(
        user=user,
        rank="Sgt",
        number="5150",
        given_name="Jo",
        family_name="Frost",
        station=scene.other_station,
    )
    scene.roles["frost"] = Role.SUPERVISOR
    RoleGrant.objects.create(user=user, role=Role.SUPERVISOR, station=scene.other_station)


def rich(scene: SafetyScene) -> str:
    """A case of a few days with something of everything."""
    case = scene.records(hurt="a-bit")
    scene.later(hours=2, minutes=35)
    scene.press(case, "ashworth", "assign-oic", officer="2201")
    scene.press(case, "ashworth", "assign-statement-taker", officer="2450")
    scene.press(case, "ashworth", "task-done", task="contact", evidence="Rang at home, 2.15am")
    scene.press(case, "ashworth", "task-done", task="safety-report", evidence="HS-20931")
    scene.press(case, "ashworth", "task-done", task="investigate", evidence="Crime 44260112")
    scene.press(case, "ashworth", "task-waived", task="daily-meeting", reason="Raised by telephone")
    scene.press(
        case, "rahman", "wishes", contact="Text, after 2pm", may_know="team", federation=True,
        statement="",
    )  # fmt: skip
    scene.adds(case, injuries=["bruise"], body=["left-arm"], medical="first-aid")
    scene.press(case, "quinn", "offer-talk")
    return str(case.pk)


def main() -> None:
    with transaction.atomic():
        scene = make_safety_scene(timezone.now() - timedelta(days=3))
        another_station(scene)
        made = {"officers": rich(scene)}
        scene.now = timezone.now()
        on_duty(scene, "nowak", scene.now - timedelta(hours=1), 8)
        for name in CASES[1:]:
            made[name] = str(scene.records("rahman", "push", "spit", hurt="no").pk)
    sessions = {}
    for name, officer in scene.officers.items():
        assert officer.user is not None
        sessions[name] = session_of(officer.user, scene.roles[name])
    print(json.dumps({"sessions": sessions, "cases": made}))


if __name__ == "__main__":
    main()
