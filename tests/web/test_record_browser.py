"""The record in a real browser: eight taps without signal, killed anywhere, two people, refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.live.people import Person
from tests.web.recorder import Recorder

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MakeRecorder = Callable[..., Recorder]
PICTURES = os.environ.get("OUTRIDER_PICTURES")

OFFICERS = """
import json
from datetime import date
from django.utils import timezone
from outrider.domain.access import Role
from outrider.people.models import Officer, RoleGrant, Station, User
from tests.live.seed import session_of
station = Station.objects.get(code="newport")
told = {}
for name in NAMES:
    family, _, role = name.partition(":")
    user = User.objects.create(username=f"{family.lower()}@force.example")
    number = f"5{Officer.objects.count():03d}"
    Officer.objects.create(user=user, rank="PC", number=number, given_name="Alex",
        family_name=family, station=station, joined_on=date(2024, 1, 8))
    role = Role(role or "officer")
    RoleGrant.objects.create(user=user, role=role.value, station=station)
    told[family] = {"session": session_of(user, role), "number": number}
print(json.dumps(told))
"""

COUNTS = """
import json
from outrider.safety.models import Case, Incident
cases = Case.objects.filter(victim__family_name=NAME).order_by("recorded_at", "number")
print(json.dumps([{"what": one.methods, "hurt": one.hurt, "safe": one.safe,
    "where": one.incident.place_label, "known": one.incident.place_known,
    "draft": str(one.incident.draft_id), "seconds": one.incident.recorded_seconds,
    "number": one.number, "call": one.incident.call_number, "status": one.status,
    "withdrawn": one.withdrawn_at is not None, "body": one.body, "weapon": one.weapon,
    "classification": one.classification, "disputed": one.disputed,
    "footage": [row.reference for row in one.footage.all()],
    "suspects": one.incident.suspects.count(), "id": str(one.pk),
    } for one in cases]))
"""


class Force:
    """Officers with sessions, and what the server has of them."""

    def __init__(self, force: Any) -> None:
        self.force = force
        self.url = force.servers.urls[0]
        self._made: dict[str, dict[str, str]] = {}

    def officer(self, name: str) -> dict[str, str]:
        """`name` is a family name of their own; "Ash:supervisor" for another role."""
        family = name.partition(":")[0]
        if family not in self._made:
            told = self.force.run(OFFICERS.replace("NAMES", repr([name])))
            self._made |= json.loads(told.splitlines()[-1])
        return self._made[family]

    def person(self, name: str) -> Person:
        return Person(self.url, self.officer(name)["session"])

    def cases(self, name: str) -> list[dict[str, Any]]:
        told = self.force.run(COUNTS.replace("NAME", repr(name)))
        return list(json.loads(told.splitlines()[-1]))


@pytest.fixture(scope="module")
def people(force: Any) -> Force:
    return Force(force)


@pytest.fixture
def recorder(
    people: Force,
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> Iterator[MakeRecorder]:
    """A phone that is signed in, ready without signal: `recorder("Frost")`."""
    made: list[Recorder] = []

    def make(name: str, theme: str = "dark", width: int = 360) -> Recorder:
        folder = tmp_path / f"profile-{len(made)}"
        one = Recorder(playwright, browser_type_launch_args, people.url, folder, theme, width)  # type: ignore[arg-type]
        made.append(one)
        one.start()
        one.sign_in(people.officer(name)["session"], token_of(name))
        one.open()
        one.ready()
        return one

    yield make
    for one in made:
        one.close()


def token_of(name: str) -> str:
    return (name.lower() + "k" * 32)[:32]


def again(one: Recorder, people: Force, name: str, *, offline: bool) -> None:
    """Switched on again. A killed browser may not have written its cookies: the phone has them."""
    one.start()
    one.sign_in(people.officer(name)["session"], token_of(name))
    one.signal(not offline)
    one.open()


def test_a_spitting_is_recorded_without_signal_in_eight_taps_and_no_typing(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Frost")
    one.signal(False)
    one.page.reload()
    one.shows("No signal")
    assert one.taps() == []

    one.press("It happened to me")
    one.tap("Spit")
    one.press("Next")
    one.tap("No")
    one.tap("Yes")
    one.press("Next", "Record it")
    one.shows("Kept on this phone")
    one.shows("Not confirmed yet")
    one.shows("This is an assault.")
    taps, typed = one.taps(), one.typed()
    assert len(taps) <= 8, taps
    assert typed == 0
    assert people.cases("Frost") == []

    one.signal(True)
    one.shows("Recorded in")
    one.shows("Your case is")
    found = people.cases("Frost")
    assert [(case["what"], case["hurt"], case["safe"]) for case in found] == [
        (["spit"], "no", "yes")
    ]
    assert found[0]["known"] is False
    assert one.errors == []
