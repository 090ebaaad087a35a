"""Hazards and support by the API: who is let in, what is told, and that a press counts once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from outrider.api.v1 import api
from outrider.crossover.models import Hazard, SupportOffer
from outrider.domain.access import ROLE_FIELDS, ROLE_PERMISSIONS, Field, Permission, Role
from outrider.journal.models import Entry
from tests.api.browsers import Answer, Browsers


def last_day(days: int = 180) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def assaulted(browsers: Browsers, sign: str = "CW12", **more: Any) -> Answer:
    lat, lon = browsers.scene.patient
    body = {
        "draft_id": str(uuid4()),
        "what": ["spit", "kick"],
        "where": {"kind": "place", "label": "12 Mill Lane", "lat": lat, "lon": lon},
        "in_a_home": True,
    }
    return browsers.crew(sign).post("safety/records", body | more)


@pytest.fixture
def hazard(browsers: Browsers) -> str:
    assert assaulted(browsers).status == 201
    return str(Hazard.objects.get().pk)


def press(browsers: Browsers, hazard: str, role: Role = Role.SUPERVISOR, **body: Any) -> Answer:
    return browsers.of(role).press(f"hazards/{hazard}/press", **body)


def test_a_hazard_is_listed_and_confirmed_and_the_same_press_counts_once(
    browsers: Browsers, hazard: str
) -> None:
    listed = browsers.of(Role.INSPECTOR).get("hazards").body["hazards"]
    assert [(one["place"], one["state"], one["can"]) for one in listed] == [
        ("12 Mill Lane", "proposed", ["confirm", "turn-down"])
    ]
    body = {
        "press_id": str(uuid4()),
        "press": "confirm",
        "expires_on": last_day(),
        "radius_metres": 60,
        "reason": "Two men with a dog",
    }
    supervisor = browsers.of(Role.SUPERVISOR)
    first = supervisor.post(f"hazards/{hazard}/press", body)
    again = supervisor.post(f"hazards/{hazard}/press", body)
    assert first.status == again.status == 200
    assert first.body == again.body
    assert first.body["hazard"]["state"] == "in-force"
    assert first.body["hazard"]["decided_by"] == "Supervisor"
    assert Entry.objects.filter(kind="hazard.confirmed").count() == 1
    other = supervisor.post(f"hazards/{hazard}/press", body | {"press": "end", "reason": "x"})
    assert (other.status, other.body["rule"]) == (409, "press.once")


@pytest.mark.feature("C12")
def test_a_call_there_tells_police_why_and_the_ambulance_side_only_to_hold_off(
    browsers: Browsers, hazard: str
) -> None:
    press(browsers, hazard, press="confirm", expires_on=last_day(), reason="Two men with a dog")
    made = browsers.ambulance.post("calls", browsers.new_call()).body["call"]
    assert (made["outcome"]["class"], made["outcome"]["rule"]) == ("hold_off", "CR-HZ")
    assert "hazards" not in made
    browsers.ambulance.post(
        f"calls/{made['id']}/ambulance",
        {"state": "allocated", "call_sign": "A214", "eta_seconds": 1500},
    )
    unit = str(browsers.scene.units["CW12"].pk)
    assert browsers.ambulance.press(f"calls/{made['id']}/ask", unit_id=unit).status == 200
    for role in Role:
        person = browsers.of(role) if role is not Role.CO_RESPONDER else browsers.crew()
        answers = [person.get(at) for at in ("snapshot", f"calls/{made['id']}/timeline", "hazards")]
        told = json.dumps([one.body for one in answers if one.status == 200])
        reads = {Field.HAZARD, Field.HAZARD_REASON} & ROLE_FIELDS[role]
        assert ("Two men with a dog" in told) == bool(reads), role
        assert ("Violence against an officer" in told) == bool(reads), role


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"press": "turn-down"}, 422, "Say why"),
        ({"press": "confirm"}, 422, "last day"),
        ({"press": "confirm", "expires_on": "2020-01-01"}, 409, "over"),
        ({"press": "confirm", "expires_on": "2099-01-01"}, 409, "a year at most"),
        ({"press": "confirm", "expires_on": "tomorrow"}, 422, "expires_on"),
        ({"press": "confirm", "expires_on": "2027-01-01", "radius_metres": 9}, 422, "radius"),
        ({"press": "end", "reason": "moved"}, 409, "is proposed"),
        ({"press": "burn"}, 422, "Use one of"),
        ({"press": "turn-down", "reason": "x" * 201}, 422, "200"),
        ({"press": "turn-down", "reason": "a\nb"}, 422, "one line"),
        ({"press": "turn-down", "reason": "x", "why": "y"}, 422, "is not a field"),
    ],
)
def test_a_decision_that_cannot_be_used_says_what_to_do(
    browsers: Browsers, hazard: str, body: dict[str, Any], status: int, says: str
) -> None:
    answer = press(browsers, hazard, **body)
    assert answer.status == status, answer
    assert answer.type == "application/problem+json"
    assert says in json.dumps(answer.body)
    assert Hazard.objects.get().state == "proposed"


def test_one_that_is_not_there_reads_like_one_that_nobody_has(
    browsers: Browsers, hazard: str
) -> None:
    answer = press(browsers, str(uuid4()), press="turn-down", reason="x")
    assert answer.status == 404


def test_those_that_are_over_are_listed_apart(browsers: Browsers, hazard: str) -> None:
    press(browsers, hazard, press="turn-down", reason="They have moved away")
    supervisor = browsers.of(Role.SUPERVISOR)
    assert supervisor.get("hazards?state=proposed").body == {"hazards": []}
    over = supervisor.get("hazards?state=over").body["hazards"]
    assert [(one["state"], one["reason"]) for one in over] == [
        ("turned-down", "They have moved away")
    ]
    assert supervisor.get("hazards?state=lost").status == 422


@pytest.mark.feature("C34")
def test_too_much_is_one_press_and_only_the_officer_and_health_read_it(browsers: Browsers) -> None:
    crew = browsers.crew()
    body = {"press_id": str(uuid4()), "pressed_at": timezone.now().isoformat(), "ago_ms": 500}
    for _ in range(2):
        assert crew.post("support/too-much", body).status == 200
    assert SupportOffer.objects.count() == 1
    mine = crew.get("support").body
    assert [one["answer"] for one in mine["mine"]] == ["yes"]
    assert "accepted" not in mine
    for role in Role:
        if role is Role.CO_RESPONDER:
            continue
        answer = browsers.of(role).get("support")
        may = ROLE_PERMISSIONS[role] & {Permission.OPEN_SUPPORT, Permission.REACH_OFFICER}
        assert (answer.status == 200) == bool(may), role
        told = json.dumps(answer.body)
        assert ("Crew000" in told) == (role is Role.OCCUPATIONAL_HEALTH), role
        assert "Crew000" not in json.dumps(
            [one for one in _entities(browsers, role) if one["type"] not in ("unit",)]
        )


def _entities(browsers: Browsers, role: Role) -> list[dict[str, Any]]:
    answer = browsers.of(role).get("snapshot")
    return list(answer.body["entities"]) if answer.status == 200 else []


def test_a_yes_is_given_taken_back_and_reached(browsers: Browsers) -> None:
    crew, health = browsers.crew(), browsers.of(Role.OCCUPATIONAL_HEALTH)
    offer = crew.press("support/too-much").body["offer"]["id"]
    back = crew.post(f"support/{offer}/answer", {"answer": "no"})
    assert back.body["offer"]["answer"] == "no"
    assert health.get("support").body["accepted"] == []
    assert health.post(f"support/{offer}/reached", {}).status == 404
    yes = crew.post(
        f"support/{offer}/answer", {"answer": "yes", "contact": "Text me", "says_why": True}
    )
    assert yes.status == 200
    waits = health.get("support").body["accepted"][0]
    assert waits["contact"] == "Text me"
    assert [one["kind"] for one in waits["because"]] == ["too-much"]
    done = health.post(f"support/{offer}/reached", {})
    assert done.body["accepted"]["reached_at"]
    late = crew.post(f"support/{offer}/answer", {"answer": "no"})
    assert (late.status, late.body["rule"]) == (409, "support.reached")


def test_nobody_answers_for_another(browsers: Browsers) -> None:
    offer = browsers.crew().press("support/too-much").body["offer"]["id"]
    theirs = browsers.crew("CW07").post(f"support/{offer}/answer", {"answer": "no"})
    nobodys = browsers.crew("CW07").post(f"support/{uuid4()}/answer", {"answer": "no"})
    assert (theirs.status, theirs.raw) == (404, nobodys.raw)


def test_too_much_about_somebody_elses_job_says_what_to_do(browsers: Browsers) -> None:
    answer = browsers.crew().press("support/too-much", mission_id=str(uuid4()))
    assert answer.status == 422
    assert "Press again without it" in json.dumps(answer.body)


def test_an_account_without_an_officer_is_told_whom_to_ask(browsers: Browsers) -> None:
    answer = browsers.of(Role.SUPERVISOR).press("support/too-much")
    assert answer.status == 403
    assert "administrator" in answer.body["detail"]


def test_no_schema_of_support_could_hold_what_happened() -> None:
    schemas = api.get_openapi_schema(path_prefix="")["components"]["schemas"]
    told = {"OfferView", "AcceptedOfferView", "BecauseView"}
    assert told <= schemas.keys()
    for name in told:
        fields = set(schemas[name]["properties"])
        assert not fields & {"condition", "complaint", "injury", "count", "score", "case", "note"}


@pytest.mark.parametrize("page", ["/hazards", "/support"])
def test_a_page_opens_for_whoever_may_and_names_who_may_to_others(
    browsers: Browsers, page: str
) -> None:
    may = {
        "/hazards": {Permission.OPEN_HAZARDS},
        "/support": {Permission.OPEN_SUPPORT, Permission.REACH_OFFICER},
    }[page]
    for role in Role:
        person = browsers.of(role) if role is not Role.CO_RESPONDER else browsers.crew()
        answer = person.client.get(page)
        assert (answer.status_code == 200) == bool(ROLE_PERMISSIONS[role] & may), role
        assert "style=" not in answer.content.decode()
    assert browsers.nobody.client.get(page).status_code == 302
