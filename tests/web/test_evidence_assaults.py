"""The officer-safety evidence: who may open it, the same numbers on page, drawing and file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.evidence.assaults.report import assault_report
from outrider.people.models import RoleGrant, User
from tests.support.station import SafetyScene, make_safety_scene

FIGURES = ("weeks", "mix", "plan", "link-officers")
THEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
UNTIL = "2026-11-24T09:00Z"


@pytest.fixture
def ryde(db: None) -> SafetyScene:
    assault_report.cache_clear()
    scene = make_safety_scene()
    case = scene.records("rahman", "punch", hurt="a-bit")
    scene.records("ives", "only-hurt", hurt="a-bit", answers={"intent": "no"})
    scene.later(hours=5)
    scene.press(case, "ashworth", "task-done", task="contact", evidence="Rang")
    return scene


def signed_in(client: Client, role: Role) -> Client:
    user = User.objects.create(username="somebody")
    RoleGrant.objects.create(user=user, role=role.value)
    client.force_login(user)
    return client


def test_each_figure_says_what_it_does_not_say(ryde: SafetyScene, client: Client) -> None:
    page = signed_in(client, Role.ANALYST).get(f"/evidence/assaults?until={UNTIL}")
    words = page.content.decode()
    assert words.count("It doesn’t say") == words.count("Show as a table") == len(FIGURES)
    assert "50% of recorded injuries were not an assault" in words
    assert "never a person, a team or a station" in words
    assert "style=" not in words


@pytest.mark.parametrize("figure", FIGURES)
def test_the_file_holds_the_table_of_the_page(
    figure: str, ryde: SafetyScene, client: Client
) -> None:
    answer = signed_in(client, Role.ANALYST).get(f"/evidence/assaults/{figure}.csv?until={UNTIL}")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    made = assault_report(THEN)
    assert rows[0] == list(made.tables[figure].columns)
    assert len(rows) == 1 + len(made.tables[figure].rows)
    assert answer["X-Data-Digest"] == made.digest


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_figure_is_drawn_in_both_themes(
    figure: str, theme: str, ryde: SafetyScene, client: Client
) -> None:
    address = f"/evidence/assaults/{figure}.svg?theme={theme}&until={UNTIL}"
    answer = signed_in(client, Role.CHIEF_OFFICER).get(address)
    title = ET.fromstring(answer.content).find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text


@pytest.mark.parametrize("role", list(Role))
def test_it_opens_to_those_who_may_and_never_to_the_ambulance_side(
    role: Role, ryde: SafetyScene, client: Client
) -> None:
    held = ROLE_PERMISSIONS[role]
    signed_in(client, role)
    may = Permission.OPEN_ASSAULT_FIGURES in held
    for address in ("", "/weeks.svg", "/weeks.csv"):
        got = client.get(f"/evidence/assaults{address}?until={UNTIL}").status_code
        assert (got == 200) == may, address
    if role.agency.value == "ambulance":
        assert not may


def test_whoever_may_open_one_part_only_is_not_shown_the_other(
    ryde: SafetyScene, client: Client
) -> None:
    signed_in(client, Role.SCHEME_MANAGER)
    assert "Officer safety" not in client.get("/evidence").content.decode()


def test_an_empty_year_says_so(db: None, client: Client) -> None:
    assault_report.cache_clear()
    page = signed_in(client, Role.FEDERATION_REP).get("/evidence/assaults")
    assert "Nothing was recorded in these weeks" in page.content.decode()
    assert client.get("/evidence/assaults/weeks.svg").status_code == 404


@pytest.mark.parametrize("until", ["yesterday", "2026-13-40"])
def test_a_moment_that_cannot_be_read_is_refused_in_words(
    until: str, db: None, client: Client
) -> None:
    answer = signed_in(client, Role.ANALYST).get("/evidence/assaults", {"until": until})
    assert answer.status_code == 400
    assert "moment" in answer.content.decode()


def test_a_moment_to_come_is_refused(db: None, client: Client) -> None:
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    signed_in(client, Role.ANALYST)
    assert client.get("/evidence/assaults", {"until": soon}).status_code == 400
