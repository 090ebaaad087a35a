"""What cannot be used gets a 4xx problem that says what to do, and never a 500."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.api.browsers import Answer, Browser, Browsers

Body = dict[str, Any]


# Each test in a transaction of its own, inside that of the module's force.
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Bad:
    """A message that cannot be used: what is wrong with it, and what the answer must be."""

    wrong: str
    status: int
    says: str
    change: Callable[[Body], Body | bytes]
    content_type: str = "application/json"


def field(**changes: Any) -> Callable[[Body], Body]:
    return lambda body: body | changes


def place(**changes: Any) -> Callable[[Body], Body]:
    return lambda body: body | {"place": changes}


def without(name: str) -> Callable[[Body], Body]:
    return lambda body: {key: value for key, value in body.items() if key != name}


def raw(text: bytes) -> Callable[[Body], bytes]:
    return lambda body: text


def spelled(name: str, value: str) -> Callable[[Body], bytes]:
    """The message with one value spelled by hand in the JSON."""
    return lambda body: json.dumps(body | {name: "@@"}).replace('"@@"', value).encode()


def ago(**time: float) -> str:
    return (datetime.now(UTC) - timedelta(**time)).isoformat()


def doubled(body: Body) -> bytes:
    return json.dumps(body).replace("{", '{"category": "C2", ', 1).encode()


BAD_CALLS = [
    Bad("a time in the future", 422, "is in the future", field(connected_at=ago(hours=-6))),
    Bad("a time of last week", 422, "more than a day ago", field(connected_at=ago(days=7))),
    Bad("the 30th of February", 422, "connected_at", field(connected_at="2026-02-30T10:00:00Z")),
    Bad("the 25th hour", 422, "connected_at", field(connected_at="2026-11-21T25:00:00Z")),
    Bad("a time without a zone", 422, "connected_at", field(connected_at="2026-11-21T10:00:00")),
    Bad("a time as a number", 422, "as text", field(connected_at=1_764_000_000)),
    Bad("a time as a list", 422, "as text", field(connected_at=[2026, 11, 21])),
    Bad(
        "the first instant of the calendar",
        422,
        "more than a day ago",
        field(connected_at="0001-01-01T00:00:00+14:00"),
    ),
    Bad(
        "the last instant of the calendar",
        422,
        "is in the future",
        field(connected_at="9999-12-31T23:59:59-14:00"),
    ),
    Bad("no time", 422, "connected_at is missing", without("connected_at")),
    Bad("an unknown category", 422, "Use one of", field(category="C9")),
    Bad("a category as a number", 422, "Use one of", field(category=1)),
    Bad("an unknown complaint", 422, "from the list", field(complaint="broken-heart")),
    Bad("no complaint", 422, "complaint is missing", without("complaint")),
    Bad("an empty complaint", 422, "too short", field(complaint="  ")),
    Bad("an unknown flag", 422, "is not a flag", field(flags=["dragons"])),
    Bad("flags that are no list", 422, "must be a list", field(flags="violence")),
    Bad("a hundred flags", 422, "at most 20", field(flags=["violence"] * 100)),
    Bad("an unknown age band", 422, "age band", field(age_band="immortal")),
    Bad("an unknown sex", 422, "Use one of", field(sex="yes")),
    Bad("a latitude outside Earth", 422, "90 or less", place(lat=91, lon=-1.3)),
    Bad("a longitude outside Earth", 422, "-180 or more", place(lat=50.7, lon=-181)),
    Bad("a place in Paris", 422, "outside the area", place(lat=48.8566, lon=2.3522)),
    Bad("the place that a box sends without a fix", 422, "outside the area", place(lat=0, lon=0)),
    Bad("a grid reference in France", 422, "grid", place(os_grid="TR 900 100")),
    Bad("a grid reference of letters that do not exist", 422, "Try", place(os_grid="II 123 456")),
    Bad("half a grid reference", 422, "grid", place(os_grid="SZ 12345")),
    Bad("half a position", 422, "Send both lat and lon", place(lat=50.7)),
    Bad(
        "two ways to say where", 422, "in one way", place(lat=50.7, lon=-1.3, os_grid="SZ 483 795")
    ),
    Bad("no way to say where", 422, "in one way", place(what3words="filled.count.soap")),
    Bad("an empty place", 422, "in one way", place()),
    Bad("a place that nobody knows", 422, "Try a street", place(name="Zzyzx Qwrtp Xanadu")),
    Bad("a place as text", 422, "must be an object", field(place="Newport")),
    Bad("a latitude as text", 422, "must be a number", place(lat="50.7", lon=-1.3)),
    Bad("a latitude that is true", 422, "must be a number", place(lat=True, lon=-1.3)),
    Bad("a UPRN of letters", 422, "uprn", place(name="Newport", uprn="twelve")),
    Bad("two words of what3words", 422, "word", place(name="Newport", what3words="filled.count")),
    Bad("1 MB of text", 413, "Shorten", field(note="a" * 1_000_000)),
    Bad("3 MB of text", 413, "Shorten", field(note="a" * 3_000_000)),
    Bad("a note of 2,000 characters", 422, "Shorten it to 1000", field(note="a" * 2000)),
    Bad("a sender's id of 200 characters", 422, "Shorten it to 80", field(sender_id="x" * 200)),
    Bad("an empty sender's id", 422, "sender_id is too short", field(sender_id="")),
    Bad("a sender's id as a number", 422, "must be text", field(sender_id=17)),
    Bad("no sender's id", 422, "sender_id is missing", without("sender_id")),
    Bad("exercise as text", 422, "true or false", field(exercise="no")),
    Bad("a field that does not exist", 422, "is not a field", field(priority="high")),
    Bad("a NUL character", 400, "NUL character", spelled("note", '"back\\u0000door"')),
    Bad("half a character", 400, "lone surrogate", spelled("note", '"\\ud83d door"')),
    Bad("a control character", 422, "Retype", spelled("note", '"\\u0007 door"')),
    Bad("NaN", 400, "is not JSON", spelled("place", '{"lat": NaN, "lon": 1}')),
    Bad("Infinity", 400, "is not JSON", spelled("place", '{"lat": Infinity, "lon": 1}')),
    Bad("a number beyond all floats", 400, "smaller", spelled("place", '{"lat": 1e999, "lon": 1}')),
    Bad(
        "a number of 5,000 digits",
        400,
        "16 digits",
        spelled("place", '{"lat": ' + "9" * 5000 + ', "lon": 1}'),
    ),
    Bad(
        "a number of 400 digits",
        400,
        "16 digits",
        spelled("place", '{"lat": ' + "9" * 400 + ', "lon": 1}'),
    ),
    Bad("JSON that ends early", 400, "line 1, column", raw(b'{"sender_id": "17", ')),
    Bad("no JSON at all", 400, "not JSON", raw(b"hello")),
    Bad("an empty message", 422, "missing", raw(b"")),
    Bad("a list instead of an object", 400, "one JSON object", raw(b"[1, 2]")),
    Bad("null", 400, "one JSON object", raw(b"null")),
    Bad("Latin-1", 400, "UTF-8", raw('{"note": "Café"}'.encode("latin-1"))),
    Bad("UTF-16", 400, "UTF-8", raw('{"note": "Café"}'.encode("utf-16"))),
    Bad("a field twice", 400, "twice", doubled),
    Bad("nesting without end", 400, "nested too deeply", raw(b'{"a":' * 5000 + b"1" + b"}" * 5000)),
    Bad("nesting of fifty", 400, "nested too deeply", raw(b'{"a":' * 50 + b"1" + b"}" * 50)),
    Bad(
        "a form", 415, "application/json", raw(b"category=C1"), "application/x-www-form-urlencoded"
    ),
    Bad("a form with files", 415, "application/json", raw(b"--x\r\n"), "multipart/form-data"),
    Bad("XML", 415, "application/json", raw(b"<call/>"), "text/xml"),
]


@pytest.fixture
def browsers(shared_browsers: Browsers) -> Browsers:
    """What cannot be used changes nothing, so one force is enough."""
    return shared_browsers


def assert_says_what_to_do(answer: Answer, status: int, says: str) -> None:
    assert answer.status == status, answer
    assert answer.type == "application/problem+json"
    problem = answer.body
    assert problem["status"] == status
    assert problem["title"]
    assert says in problem["detail"] or any(
        says in one["message"] for one in problem.get("errors", [])
    ), answer


@pytest.mark.parametrize("bad", BAD_CALLS, ids=lambda bad: bad.wrong)
def test_a_call_that_cannot_be_used_is_answered_with_what_to_do(
    bad: Bad, browsers: Browsers
) -> None:
    changed = bad.change(browsers.new_call())
    message = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
    answer = browsers.ambulance.send("calls", message, bad.content_type)
    assert_says_what_to_do(answer, bad.status, bad.says)


def test_there_are_at_least_forty_of_them() -> None:
    assert len(BAD_CALLS) >= 40


def press(**body: Any) -> Body:
    return {"press_id": str(uuid4())} | body


NOWHERE = str(uuid4())
BAD_OTHERS: list[tuple[str, str, str, Any, int, str]] = [
    ("ambulance", "an unknown state", "calls/{call}/ambulance", {"state": "lost"}, 422, "one of"),
    (
        "ambulance",
        "an ambulance without a call sign",
        "calls/{call}/ambulance",
        {"state": "allocated", "eta_seconds": 60},
        422,
        "call sign",
    ),
    (
        "ambulance",
        "an arrival in the past",
        "calls/{call}/ambulance",
        {"state": "allocated", "call_sign": "A1", "eta_seconds": -60},
        422,
        "0 or more",
    ),
    (
        "ambulance",
        "an arrival next week",
        "calls/{call}/ambulance",
        {"state": "allocated", "call_sign": "A1", "eta_seconds": 604800},
        422,
        "14400 or less",
    ),
    (
        "ambulance",
        "an arrival where no ambulance was sent",
        "calls/{call}/ambulance",
        {"state": "arrived", "call_sign": "A1"},
        409,
        "",
    ),
    (
        "ambulance",
        "a call of nobody",
        f"calls/{NOWHERE}/ambulance",
        {"state": "requested"},
        404,
        "",
    ),
    ("ambulance", "an id that is none", "calls/17/ask", press(unit_id=NOWHERE), 422, "not an id"),
    ("ambulance", "a unit of nobody", "calls/{call}/ask", press(unit_id=NOWHERE), 404, ""),
    (
        "ambulance",
        "a press without an id",
        "calls/{call}/press",
        {"press": "close"},
        422,
        "missing",
    ),
    (
        "ambulance",
        "a press id that is none",
        "calls/{call}/press",
        {"press_id": "1", "press": "close"},
        422,
        "not an id",
    ),
    ("ambulance", "an unknown button", "calls/{call}/press", press(press="explode"), 422, "one of"),
    (
        "ambulance",
        "a reason that is not on the list",
        "calls/{call}/press",
        press(press="close", reason="bored"),
        422,
        "choose from the list",
    ),
    ("crew", "an unknown step", "missions/{mission}/press", press(press="teleport"), 422, "one of"),
    (
        "crew",
        "declining without a reason",
        "missions/{mission}/press",
        press(press="decline"),
        409,
        "",
    ),
    (
        "crew",
        "a step that does not come next",
        "missions/{mission}/press",
        press(press="clear"),
        409,
        "",
    ),
    (
        "crew",
        "a press that was made on the 30th of February",
        "missions/{mission}/press",
        press(press="accept", pressed_at="2026-02-30T10:00:00Z"),
        422,
        "pressed_at",
    ),
    (
        "crew",
        "a press that was made before it began",
        "missions/{mission}/press",
        press(press="accept", ago_ms=-1),
        422,
        "0 or more",
    ),
    (
        "crew",
        "a handover with an unknown letter",
        "missions/{mission}/press",
        press(press="accept", atmist={"zodiac": "Aries"}),
        422,
        "Not a field",
    ),
    (
        "crew",
        "kit by the thousand",
        "missions/{mission}/press",
        press(press="accept", kit_used={"gloves": 1000}),
        422,
        "99 or less",
    ),
    ("crew", "another crew's job", "missions/{other}/press", press(press="accept"), 404, ""),
    ("police", "a state that does not exist", "units/{unit}/state", press(code=77), 422, "No such"),
    ("police", "a state as a word", "units/{unit}/state", press(code="two"), 422, "whole number"),
    ("police", "no side", "units/{unit}/book", press(side="left", on=True), 422, "one of"),
    ("police", "501 fixes", "positions", {"fixes": [{}] * 501}, 422, "at most 500"),
    ("police", "no fixes", "positions", {"fixes": []}, 422, "at least 1"),
    ("police", "fixes that are no list", "positions", {"fixes": {}}, 422, "must be a list"),
    (
        "crew",
        "a casualty on the moon",
        "come-across",
        press(complaint="choking", place={"lat": 90, "lon": 0}),
        422,
        "outside the area",
    ),
    (
        "inspector",
        "a scheme that does not exist",
        "schemes/unicorns/pause",
        press(on=True),
        404,
        "",
    ),
    ("crew", "an alert of nobody", f"alerts/{NOWHERE}/receipt", {"what": "received"}, 404, ""),
]


@pytest.fixture(scope="module")
def going(shared_browsers: Browsers) -> dict[str, str]:
    """A mission that is offered to CW12 and one that CW07 is asked for."""
    browsers = shared_browsers
    desk = browsers.ambulance
    ids = {"unit": str(browsers.scene.units["CW15"].pk)}
    for name, sign in (("mission", "CW12"), ("other", "CW07")):
        call = desk.post("calls", browsers.new_call()).body["call"]["id"]
        desk.post(
            f"calls/{call}/ambulance",
            {"state": "allocated", "call_sign": f"A{sign}", "eta_seconds": 900},
        )
        unit = str(browsers.scene.units[sign].pk)
        ids[name] = desk.press(f"calls/{call}/ask", unit_id=unit).body["mission"]["id"]
        browsers.police.press(f"missions/{ids[name]}/press", press="agree")
    ids["call"] = desk.post("calls", browsers.new_call()).body["call"]["id"]
    return ids


@pytest.mark.parametrize(
    ("who", "wrong", "path", "body", "status", "says"),
    BAD_OTHERS,
    ids=[one[1] for one in BAD_OTHERS],
)
def test_a_message_that_cannot_be_used_is_answered_with_what_to_do(
    who: str,
    wrong: str,
    path: str,
    body: Body,
    status: int,
    says: str,
    browsers: Browsers,
    going: dict[str, str],
) -> None:
    from outrider.domain.access import Role

    people: dict[str, Browser] = {
        "ambulance": browsers.ambulance,
        "police": browsers.police,
        "crew": browsers.crew(),
        "inspector": browsers.of(Role.INSPECTOR),
    }
    answer = people[who].post(path.format(**going), body)
    assert_says_what_to_do(answer, status, says)


def test_what_was_refused_left_nothing_behind(browsers: Browsers) -> None:
    before = browsers.ambulance.get("snapshot").body["entities"]
    for bad in BAD_CALLS:
        changed = bad.change(browsers.new_call())
        message = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
        browsers.ambulance.send("calls", message, bad.content_type)
    assert browsers.ambulance.get("snapshot").body["entities"] == before


@pytest.mark.parametrize("query", ["", "%00", "a" * 500, "%ff%fe", "%0a"])
def test_a_search_that_cannot_be_used_is_answered_with_what_to_do(
    query: str, browsers: Browsers
) -> None:
    answer = browsers.ambulance.get(f"search?q={query}")
    assert answer.status in (200, 422), answer
    if answer.status == 422:
        assert_says_what_to_do(answer, 422, "q ")


def test_searching_without_words_says_so(browsers: Browsers) -> None:
    assert_says_what_to_do(browsers.ambulance.get("search"), 422, "q is missing")


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 40])
def test_a_cursor_that_is_none_is_answered_with_what_to_do(after: str, browsers: Browsers) -> None:
    answer = browsers.ambulance.get(f"stream?after={after}")
    assert_says_what_to_do(answer, 422, "after")


def test_an_address_that_does_not_exist_is_a_problem_too(browsers: Browsers) -> None:
    assert_says_what_to_do(browsers.ambulance.get("unicorns"), 404, "Check the")
    response = browsers.ambulance.client.get("/api/v2/calls")
    assert_says_what_to_do(Answer(response), 404, "Check the")


def test_a_wrong_method_is_a_problem_that_names_the_right_one(browsers: Browsers) -> None:
    answer = Answer(browsers.ambulance.client.delete("/api/v1/snapshot"))
    assert_says_what_to_do(answer, 405, "Use GET")
    assert answer.headers["Allow"] == "GET"


def test_somebody_signed_out_is_told_to_sign_in(browsers: Browsers) -> None:
    answer = browsers.nobody.get("snapshot")
    assert_says_what_to_do(answer, 401, "Sign in again")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_press_without_the_csrf_header_is_told_to_reload(browsers: Browsers) -> None:
    from django.test import Client

    person = browsers.ambulance
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = person.client.cookies
    answer = Answer(
        strict.post("/api/v1/calls", data=browsers.new_call(), content_type="application/json")
    )
    assert_says_what_to_do(answer, 403, "Reload the page")


@pytest.mark.parametrize("wrong_by", [-365, -1, 365], ids=["a year ahead", "a day ahead", "behind"])
def test_a_phone_whose_clock_is_wrong_is_heard_and_its_press_counts_as_received(
    wrong_by: int, browsers: Browsers, going: dict[str, str]
) -> None:
    """Nobody may be refused in the middle of a job because of a clock."""
    before = timezone.now()
    pressed = browsers.crew().press(
        f"missions/{going['mission']}/press", press="accept", pressed_at=ago(days=wrong_by)
    )
    assert pressed.status == 200, pressed
    at = datetime.fromisoformat(pressed.body["effective_at"])
    assert before - timedelta(seconds=1) <= at <= timezone.now()


def test_a_phone_may_send_its_times_with_every_press(browsers: Browsers) -> None:
    unit = browsers.scene.units["CW15"].pk
    kept = {"pressed_at": ago(minutes=3), "ago_ms": 180_000, "device": "phone"}
    phone = browsers.crew("CW15")
    assert phone.press(f"units/{unit}/state", code=2, **kept).status == 200
    assert phone.press(f"units/{unit}/book", side="owner", on=True, **kept).status == 200


def test_a_null_in_the_details_of_a_case_is_nothing_sent(browsers: Browsers) -> None:
    crew = browsers.crew()
    made = crew.post("safety/records", {"draft_id": str(uuid4()), "what": ["push"]})
    assert made.status == 201, made
    case = made.body["cases"][0]["id"]
    nulls = dict.fromkeys(
        ("fluid", "medical", "body", "place", "suspects", "footage", "crime_ref", "occurred_at")
    )
    answer = crew.press(f"safety/cases/{case}/details", weapon="none", in_a_home=None, **nulls)
    assert answer.status == 200, answer
