"""Role by operation: who is let in and who is told who may."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from outrider.api.feeds import FEED_PERMISSIONS, Feed
from outrider.api.tokens import create_token, revoke_token
from outrider.api.v1 import api
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from tests.api.browsers import Browser, Browsers

pytestmark = pytest.mark.django_db

SOMETHING = str(uuid4())


def operations() -> list[tuple[str, str, frozenset[Permission]]]:
    """Method, address and the permissions of which one is needed, as the description has them."""
    found = []
    for path, methods in api.get_openapi_schema(path_prefix="")["paths"].items():
        for method, described in methods.items():
            may = frozenset(Permission(one) for one in described["x-permissions"])
            address = path.lstrip("/")
            for name in (
                "call_id",
                "mission_id",
                "unit_id",
                "alert_id",
                "case_id",
                "hazard_id",
                "offer_id",
            ):
                address = address.replace(f"{{{name}}}", SOMETHING)
            found.append(
                (
                    method.upper(),
                    address.replace("{code}", "unicorns").replace("{version}", "1066.1"),
                    may,
                )
            )
    return found


OPERATIONS = operations()


@pytest.fixture
def browsers(shared_browsers: Browsers) -> Browsers:
    return shared_browsers


def ask(person: Browser, method: str, address: str) -> Any:
    if method == "GET":
        # A stream that is let in does not end: a cursor that is none stops it after the door.
        return person.get(f"{address}?after=x" if address == "stream" else address)
    return person.send(address, b"{}")


@pytest.mark.feature("C46", "F60")
@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_each_operation_is_open_to_exactly_the_roles_of_the_table(
    role: Role, browsers: Browsers
) -> None:
    person = browsers.of(role)
    for method, address, may in OPERATIONS:
        answer = ask(person, method, address)
        allowed = not may or bool(ROLE_PERMISSIONS[role] & may)
        assert (answer.status != 403) == allowed, (method, address, answer)
        assert answer.status != 401
        assert answer.status < 500, (method, address, answer)
        if not allowed:
            assert answer.type == "application/problem+json"
            assert role.label in answer.body["detail"]


def test_every_operation_is_closed_to_somebody_signed_out(browsers: Browsers) -> None:
    for method, address, _ in OPERATIONS:
        assert ask(browsers.nobody, method, address).status == 401, (method, address)


@pytest.mark.parametrize("feed", list(Feed), ids=lambda feed: feed.value)
def test_a_feeding_system_may_do_what_it_is_for_and_nothing_else(
    feed: Feed, browsers: Browsers
) -> None:
    system = Browser(None, token=create_token(f"the {feed.value}", feed, timezone.now()))
    for method, address, may in OPERATIONS:
        allowed = not may or bool(FEED_PERMISSIONS[feed] & may)
        answer = ask(system, method, address)
        assert (answer.status != 403) == allowed, (method, address, answer)
        assert answer.status < 500, (method, address, answer)


def test_what_a_feed_may_do_its_role_may_do(browsers: Browsers) -> None:
    for feed in Feed:
        assert FEED_PERMISSIONS[feed] <= ROLE_PERMISSIONS[feed.role]


def test_a_withdrawn_a_lapsed_and_an_invented_token_are_all_signed_out(
    browsers: Browsers,
) -> None:
    now = timezone.now()
    withdrawn = create_token("withdrawn", Feed.POLICE_CAD, now)
    assert revoke_token("withdrawn", now)
    lapsed = create_token("lapsed", Feed.POLICE_CAD, now, expires_at=now)
    for token in (withdrawn, lapsed, "outrider_invented", "é", "x" * 10_000):
        assert Browser(None, token=token).get("reasons").status == 401


def test_a_token_takes_a_call_that_only_its_own_ids_can_repeat(browsers: Browsers) -> None:
    now = timezone.now()
    message = browsers.new_call(sender_id="2026-417")
    systems = [
        Browser(None, token=create_token(name, Feed.AMBULANCE_CAD, now)) for name in ("one", "two")
    ]
    first = [system.post("calls", message) for system in systems]
    assert [answer.status for answer in first] == [201, 201]
    assert first[0].body["call"]["id"] != first[1].body["call"]["id"]
    assert systems[0].post("calls", message).status == 200


@pytest.mark.feature("C46")
def test_what_belongs_to_others_is_answered_as_if_it_did_not_exist(browsers: Browsers) -> None:
    """The same words for a record of somebody else and for one that nobody has."""
    call = browsers.ambulance.post("calls", browsers.new_call()).body["call"]["id"]
    police_unit = str(browsers.scene.units["CW12"].pk)
    fire = browsers.of(Role.FIRE_CONTROL)
    for theirs, nobodys in (
        (f"calls/{call}/timeline", f"calls/{SOMETHING}/timeline"),
        (f"calls/{call}/candidates", f"calls/{SOMETHING}/candidates"),
        (f"calls/{call}/routes", f"calls/{SOMETHING}/routes"),
    ):
        assert fire.get(theirs).raw == fire.get(nobodys).raw
        assert fire.get(theirs).status == 404
    body = {"press_id": str(uuid4()), "side": "owner", "on": True}
    theirs = fire.post(f"units/{police_unit}/book", body)
    nobodys = fire.post(f"units/{SOMETHING}/book", body | {"press_id": str(uuid4())})
    assert theirs.raw == nobodys.raw


@pytest.mark.feature("C46")
def test_search_finds_only_what_the_picture_of_the_role_holds(browsers: Browsers) -> None:
    browsers.ambulance.post("calls", browsers.new_call())
    for role in Role:
        person = browsers.of(role)
        if Permission.SEARCH not in ROLE_PERMISSIONS[role]:
            continue
        picture = {one["id"] for one in person.get("snapshot").body["entities"]}
        for words in ("0", "CW", "FR", "new", "26", "1"):
            found = person.get(f"search?q={words}").body
            assert {hit["id"] for hit in found} <= picture, (role, words)


def test_the_ambulance_desk_finds_a_call_by_the_number_as_it_is_said(browsers: Browsers) -> None:
    call = browsers.ambulance.post("calls", browsers.new_call()).body["call"]
    for said in (call["number"], call["number"].lstrip("0"), call["reference"]):
        hits = browsers.ambulance.get(f"search?q={said}").body
        assert call["id"] in [hit["id"] for hit in hits], said


def test_the_description_is_open_api_3_1_and_names_every_problem(browsers: Browsers) -> None:
    answer = browsers.nobody.get("openapi.json")
    assert answer.status == 200
    assert answer.body["openapi"].startswith("3.1")
    for methods in answer.body["paths"].values():
        for described in methods.values():
            for status, response in described["responses"].items():
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"]
    assert json.dumps(answer.body)
