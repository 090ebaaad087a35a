"""The evidence page, its drawings and its files: open to those who may, the same numbers in all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from outrider.coresponse import ground
from outrider.demo.seeding import seed_demo
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.evidence.report import report
from outrider.people.models import RoleGrant, User
from outrider.roads import Network
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network

DRAWN = ("clocks", "groups", "flow", "conditions", "cost")
FOUND = ("substitution", "monitoring", "police-jobs", "survival", "harms")
TABLES = (*DRAWN, "sides", "power", "timed", *FOUND)


@pytest.fixture(scope="module")
def demo_until_now(
    django_db_setup: None, django_db_blocker: Any, ground_folder: Path
) -> Iterator[None]:
    """The demo whose past ends now, for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        now = timezone.now().replace(second=0, microsecond=0)
        seed_demo(7, now, ground.network(), 10, people=60)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def evaluator(demo_until_now: None, db: None, settings: Any, client: Client) -> Client:
    """An evaluator in that demo."""
    settings.DEMO = True
    report.cache_clear()
    client.post("/demo/step-in", {"part": "evaluator"})
    return client


def until_of(page: str) -> str:
    found = re.search(r"until=([0-9TZ:-]+)", page)
    assert found is not None
    return found[1]


def test_the_page_says_what_it_can_and_cannot_say(evaluator: Client) -> None:
    page = evaluator.get("/evidence").content.decode()
    assert page.count("It says") == len(DRAWN)
    assert page.count("It doesn’t say") == len(DRAWN) + len(FOUND)
    assert page.count("Show as a table") == len(TABLES)
    for words in ("supporter’s page", "critic’s page", "sha256", "Rules 2026.1", "Demo seed 7"):
        assert words in page
    assert "style=" not in page


@pytest.mark.parametrize("figure", DRAWN)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_figure_is_drawn_in_both_themes(figure: str, theme: str, evaluator: Client) -> None:
    answer = evaluator.get(f"/evidence/{figure}.svg?theme={theme}")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    root = ET.fromstring(answer.content)
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text
    assert not root.findall(".//{http://www.w3.org/2000/svg}script")
    assert b"http" not in answer.content.replace(b"http://www.w3.org/", b"")


def test_the_two_themes_differ(evaluator: Client) -> None:
    light, dark = (
        evaluator.get(f"/evidence/flow.svg?theme={t}").content for t in ("light", "dark")
    )
    assert light != dark


@pytest.mark.parametrize("figure", TABLES)
def test_the_file_holds_the_table_of_the_page(figure: str, evaluator: Client) -> None:
    page = evaluator.get("/evidence").content.decode()
    until = until_of(page)
    answer = evaluator.get(f"/evidence/{figure}.csv?until={until}")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    made = report(datetime.fromisoformat(until))
    assert rows[0] == list(made.tables[figure].columns)
    assert len(rows) == 1 + len(made.tables[figure].rows)
    assert answer["X-Data-Digest"] == made.digest
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.feature("C55", "C56")
def test_what_leaves_for_others_has_its_warning_beside_it_and_no_small_count(
    evaluator: Client,
) -> None:
    page = evaluator.get("/evidence").content.decode()
    assert "There is no national code for a police co-responder" in page
    assert "A file with a row for each call does not leave from here" in page
    assert evaluator.get("/evidence/ads.csv").status_code == 404
    for shape, at in (("ambsys", 5), ("utstein", 2), ("public", 2)):
        answer = evaluator.get(f"/evidence/{shape}.csv")
        counts = [row[at] for row in csv.reader(io.StringIO(answer.content.decode()))][1:]
        told = [int(count) for count in counts if count not in ("", "[c]")]
        assert all(count >= 10 for count in told)
        assert told or shape != "public"


@pytest.mark.parametrize("address", ["/evidence/nothing.csv", "/evidence/sides.svg",
                                     "/evidence/flow.svg?theme=pink"])  # fmt: skip
def test_a_figure_that_does_not_exist_is_not_found(address: str, evaluator: Client) -> None:
    assert evaluator.get(address).status_code == 404


@pytest.mark.parametrize(
    "until", ["yesterday", "2026-13-40", "9" * 400, "1066-10-14T09:00Z", "0001-01-01"]
)
def test_a_moment_that_cannot_be_read_is_refused_in_words(until: str, evaluator: Client) -> None:
    for address in ("/evidence", "/evidence/flow.svg", "/evidence/flow.csv"):
        answer = evaluator.get(address, {"until": until})
        assert answer.status_code == 400
        assert "moment" in answer.content.decode()


def test_a_moment_that_has_not_come_is_refused(evaluator: Client) -> None:
    soon = (timezone.now() + timedelta(days=1)).isoformat()
    assert evaluator.get("/evidence", {"until": soon}).status_code == 400


def test_a_period_without_calls_says_so(evaluator: Client) -> None:
    page = evaluator.get("/evidence?until=2020-01-01T00:00Z").content.decode()
    assert "No call of this period is over yet" in page
    assert evaluator.get("/evidence/flow.svg?until=2020-01-01T00:00Z").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_the_evidence_opens_to_those_who_may_and_to_nobody_else(
    role: Role, db: None, network: Network, client: Client
) -> None:
    user = User.objects.create(username="somebody")
    RoleGrant.objects.create(user=user, role=role.value)
    client.force_login(user)
    held = ROLE_PERMISSIONS[role]
    page = client.get("/evidence").status_code
    file = client.get("/evidence/flow.csv").status_code
    assert (page == 200) == (Permission.OPEN_EVIDENCE in held)
    assert (file == 200) == (Permission.EXPORT_FIGURES in held)
    if Permission.OPEN_EVIDENCE not in held:
        assert page == client.get("/evidence/flow.svg").status_code == 403


def test_signed_out_leads_to_signing_in(db: None, client: Client) -> None:
    for address in ("/evidence", "/evidence/flow.csv", "/evidence/flow.svg"):
        assert client.get(address)["Location"].startswith("/sign-in")
