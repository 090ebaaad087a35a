"""The first page: the cast and the tour in the demo, and nothing without it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from outrider.demo.config import force_plan
from outrider.people.models import User
from outrider.web.start.cast import groups
from outrider.web.start.tour import TOUR
from tests.demo.conftest import demo_rows as demo_rows
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network
from tests.demo.standing import demo as demo


@pytest.fixture
def on(settings: Any) -> None:
    settings.DEMO = True


def step_in(client: Client, part: str, **more: str) -> Any:
    return client.post("/demo/step-in", {"part": part} | more)


# First: later tests stand on rows that are made once for all of them.
@pytest.mark.django_db
def test_in_an_empty_database_the_page_says_what_to_do(
    on: None, client: Client, ground_folder: Any
) -> None:
    assert client.get("/").status_code == 200
    answer = step_in(client, "evaluator")
    assert answer.status_code == 409
    assert "make run" in answer.content.decode()


def test_the_page_lists_everybody_whom_a_visitor_can_be(
    on: None, demo: datetime, client: Client
) -> None:
    page = client.get("/").content.decode()
    for part in force_plan().cast:
        assert part.title in page
        assert f'value="{part.key}"' in page
    assert 'class="isl"' in page
    assert "style=" not in page


LANDS = {
    "ambulance-dispatcher": "/console",
    "police-control": "/console",
    "fire-control": "/console",
    "scheme-manager": "/console",
    "duty-sergeant": "/board",
    "inspector": "/board",
    "co-responder": "/phone",
    "ambulance-crew": "/phone/handovers",
    "evaluator": "/evidence",
    "federation-rep": "/my-case",
    "police-approver": "/agreement",
    "ambulance-approver": "/agreement",
    "fire-approver": "/agreement",
    "administrator": "/set-up",
}
SAFETY = (
    "officer",
    "supervisor",
    "oic",
    "link-officer",
    "safety-trainer",
    "station-inspector",
    "occupational-health",
    "analyst",
    "chief-officer",
)


def test_every_part_has_a_landing_page() -> None:
    assert {*LANDS, *SAFETY} == {part.key for part in force_plan().cast}


@pytest.mark.parametrize("part", LANDS)
def test_stepping_in_signs_in_and_lands_on_a_screen_that_opens(
    part: str, on: None, demo: datetime, client: Client
) -> None:
    answer = step_in(client, part)
    assert answer.status_code == 302
    assert answer["Location"] == LANDS[part]
    assert client.get(LANDS[part]).status_code == 200


def test_everybody_of_the_safety_scheme_lands_on_a_page_that_opens(
    on: None, demo: datetime, client: Client
) -> None:
    for part in SAFETY:
        answer = step_in(client, part)
        assert answer.status_code == 302
        assert client.get(answer["Location"]).status_code == 200, part


def test_the_cast_stands_under_the_scheme_that_it_belongs_to(
    on: None, demo: datetime, client: Client
) -> None:
    found = {group.title: {part.key for part in group.parts} for group in groups(force_plan().cast)}
    assert set(SAFETY) == found["Officer safety"]
    assert found["Both schemes"] == {"evaluator", "federation-rep", "administrator"}
    page = client.get("/").content.decode()
    at = [page.index(f">{title}</h3>") for title in found]
    assert at == sorted(at)
    assert "Ambulance service" in page


def mounted(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def test_the_tour_leads_through_both_schemes(on: None, demo: datetime, client: Client) -> None:
    leads = [step.to for step in TOUR]
    rooms = ["/console", "/board", "/phone", "/phone/record", "/plans", "/link", "/training"]
    assert [leads.index(room) for room in rooms] == sorted(leads.index(room) for room in rooms)
    assert "/my-case" in leads
    page = client.get("/").content.decode()
    assert all(step.title in page for step in TOUR)


def test_a_visitor_changes_roles_without_signing_out(
    on: None, demo: datetime, client: Client
) -> None:
    step_in(client, "evaluator")
    assert step_in(client, "duty-sergeant")["Location"] == "/board"
    assert client.get("/board").status_code == 200


def test_each_step_of_the_tour_opens_for_the_one_who_takes_it(
    on: None, demo: datetime, client: Client
) -> None:
    for step in TOUR:
        answer = step_in(client, step.part, to=step.to)
        assert answer["Location"] == step.to
        if mounted(step.to):
            assert client.get(step.to).status_code == 200, step.title


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x"])
def test_stepping_in_never_leads_off_this_server(
    elsewhere: str, on: None, demo: datetime, client: Client
) -> None:
    assert step_in(client, "evaluator", to=elsewhere)["Location"] == "/evidence"


def test_without_the_demo_nobody_steps_in(demo: datetime, client: Client) -> None:
    assert step_in(client, "evaluator").status_code == 404
    assert client.get("/")["Location"] == "/set-up"  # nobody there has a password


def test_beside_real_data_nobody_steps_in(on: None, demo: datetime, client: Client) -> None:
    User.objects.create(username="j.smith")
    answer = step_in(client, "evaluator")
    assert answer.status_code == 409
    assert "_auth_user_id" not in client.session


def test_a_part_that_does_not_exist_is_not_found(on: None, demo: datetime, client: Client) -> None:
    assert step_in(client, "chief-constable").status_code == 404


def test_stepping_in_needs_this_page_s_token(on: None, demo: datetime) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert step_in(strict, "evaluator").status_code == 403


def test_nobody_steps_in_by_a_link(on: None, demo: datetime, client: Client) -> None:
    assert client.get("/demo/step-in").status_code == 405
