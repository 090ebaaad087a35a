"""One call through the API, from 999 to clear, as the screens and feeds do it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from outrider.coresponse.models import Press, RulePack
from outrider.coresponse.services.forgetting import forget_answers
from outrider.people.models import UnitStatus
from tests.api.browsers import Browser, Browsers


def taken(browsers: Browsers, **changes: object) -> str:
    answer = browsers.ambulance.post("calls", browsers.new_call(**changes))
    assert answer.status == 201, answer
    return str(answer.body["call"]["id"])


def allocated(browsers: Browsers, call: str) -> None:
    answer = browsers.ambulance.post(
        f"calls/{call}/ambulance",
        {"state": "allocated", "call_sign": "A214", "eta_seconds": 840},
    )
    assert answer.status == 200, answer


def offered(browsers: Browsers, sign: str = "CW12") -> tuple[str, str]:
    call = taken(browsers)
    allocated(browsers, call)
    unit = str(browsers.scene.units[sign].pk)
    asked = browsers.ambulance.press(f"calls/{call}/ask", unit_id=unit)
    assert asked.status == 200, asked
    mission = asked.body["mission"]["id"]
    agreed = browsers.police.press(f"missions/{mission}/press", press="agree")
    assert agreed.body["mission"]["phase"] == "offered", agreed
    return call, mission


@pytest.mark.feature("C1", "C28")
def test_a_call_goes_from_999_to_clear(browsers: Browsers) -> None:
    call, mission = offered(browsers)
    phone = browsers.crew()
    for step in ("accept", "mobile", "at_scene", "with_patient"):
        answer = phone.press(f"missions/{mission}/press", press=step)
        assert answer.status == 200, answer
    answer = phone.press(
        f"missions/{mission}/press",
        press="handover",
        atmist={"age": "Man, 60s", "signs": [{"text": "Pulse back", "at": None}]},
    )
    assert answer.body["mission"]["phase"] == "handover", answer
    acknowledged = browsers.ambulance.press(f"missions/{mission}/press", press="acknowledge")
    assert acknowledged.body["mission"]["times"]["acknowledged"]
    answer = phone.press(
        f"missions/{mission}/press", press="clear", kit_used=["pads-adult", "gloves"]
    )
    assert answer.body["mission"]["phase"] == "clear", answer
    lines = browsers.police.get(f"calls/{call}/timeline")
    assert lines.status == 200
    assert any("CW12" in line["text"] for line in lines.body)


def test_the_same_call_sent_again_is_the_same_call(browsers: Browsers) -> None:
    message = browsers.new_call()
    first = browsers.ambulance.post("calls", message)
    again = browsers.ambulance.post("calls", message)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body


def test_the_same_senders_id_with_another_place_is_refused(browsers: Browsers) -> None:
    message = browsers.new_call()
    browsers.ambulance.post("calls", message)
    lat, lon = browsers.scene.patient
    other = browsers.ambulance.post("calls", message | {"place": {"lat": lat + 0.01, "lon": lon}})
    assert (other.status, other.body["rule"]) == (409, "press.once")


def test_a_call_that_was_wrongly_written_may_be_corrected_under_its_id(browsers: Browsers) -> None:
    wrong = browsers.new_call(complaint="broken-heart")
    assert browsers.ambulance.post("calls", wrong).status == 422
    assert browsers.ambulance.post("calls", wrong | {"complaint": "stroke"}).status == 201


def test_a_press_sent_twice_counts_once_and_gets_the_same_answer(browsers: Browsers) -> None:
    _, mission = offered(browsers)
    phone = browsers.crew()
    press = {"press_id": str(uuid4()), "press": "accept"}
    first = phone.post(f"missions/{mission}/press", press)
    phone.press(f"missions/{mission}/press", press="mobile")
    again = phone.post(f"missions/{mission}/press", press)
    assert first.body == again.body
    assert again.status == 200


@pytest.mark.feature("C28")
def test_a_press_kept_by_a_phone_is_the_same_press_however_long_it_was_kept(
    browsers: Browsers,
) -> None:
    _, mission = offered(browsers)
    press = {"press_id": str(uuid4()), "press": "accept"}
    first = browsers.crew().post(f"missions/{mission}/press", press | {"ago_ms": 800})
    again = browsers.crew().post(f"missions/{mission}/press", press | {"ago_ms": 61_000.5})
    assert first.body == again.body


def test_a_refused_press_is_refused_again_in_the_same_words(browsers: Browsers) -> None:
    _, mission = offered(browsers)
    press = {"press_id": str(uuid4()), "press": "at_scene"}
    first = browsers.crew().post(f"missions/{mission}/press", press)
    assert first.status == 409
    assert first.type == "application/problem+json"
    browsers.crew().press(f"missions/{mission}/press", press="accept")
    browsers.crew().press(f"missions/{mission}/press", press="mobile")
    assert browsers.crew().post(f"missions/{mission}/press", press).body == first.body


def test_a_press_id_answers_only_to_the_one_who_used_it(browsers: Browsers) -> None:
    _, mission = offered(browsers)
    press = {"press_id": str(uuid4()), "press": "accept"}
    browsers.crew().post(f"missions/{mission}/press", press)
    other = browsers.crew("CW07").post(f"missions/{mission}/press", press)
    assert (other.status, other.body["rule"]) == (409, "press.once")


def test_a_press_id_cannot_be_used_for_another_press(browsers: Browsers) -> None:
    _, mission = offered(browsers)
    used = str(uuid4())
    phone = browsers.crew()
    phone.post(f"missions/{mission}/press", {"press_id": used, "press": "accept"})
    other = phone.post(f"missions/{mission}/press", {"press_id": used, "press": "mobile"})
    assert (other.status, other.body["rule"]) == (409, "press.once")


@pytest.mark.feature("C3")
def test_without_an_ambulance_nobody_can_be_asked_and_the_answer_says_the_way_on(
    browsers: Browsers,
) -> None:
    call = taken(browsers)
    unit = str(browsers.scene.units["CW12"].pk)
    refused = browsers.ambulance.press(f"calls/{call}/ask", unit_id=unit)
    assert refused.status == 409
    assert refused.body["rule"] == "ambulance.in-parallel"
    assert refused.body["way_on"]


def test_a_unit_that_comes_across_a_casualty_opens_the_call(browsers: Browsers) -> None:
    lat, lon = browsers.scene.patient
    body = {"complaint": "choking", "place": {"lat": lat, "lon": lon}, "ago_ms": 4000}
    found = browsers.crew().press("come-across", **body)
    assert found.status == 200, found
    assert found.body["mission"]["phase"] == "at_scene"
    picture = browsers.crew().get("snapshot").body
    assert [one["complaint"] for one in picture["entities"] if one["type"] == "call"] == ["choking"]


def test_a_test_alert_is_received_and_confirmed_once(browsers: Browsers) -> None:
    unit = browsers.scene.units["CW12"].pk
    sent = browsers.police.post(f"units/{unit}/test-alert", {})
    assert sent.status == 201, sent
    alert = sent.body["alert"]["id"]
    phone: Browser = browsers.crew()
    first = phone.post(f"alerts/{alert}/receipt", {"what": "confirmed"})
    again = phone.post(f"alerts/{alert}/receipt", {"what": "confirmed"})
    assert first.body["alert"] == again.body["alert"]
    assert first.body["alert"]["received_at"]


@pytest.mark.feature("C10")
def test_fixes_that_cannot_be_used_are_named_and_the_others_count(browsers: Browsers) -> None:
    lat, lon = browsers.scene.patient
    now = timezone.now().isoformat()
    fix = {"call_sign": "CW12", "lat": lat, "lon": lon, "fixed_at": now}
    answer = browsers.police.post(
        "positions",
        {
            "fixes": [
                fix,
                fix | {"call_sign": "XX99"},
                fix | {"call_sign": "CW07", "lat": 91.0},
                fix | {"call_sign": "CW21", "fixed_at": "2099-01-01T00:00:00Z"},
            ]
        },
    )
    assert answer.status == 200, answer
    assert answer.body["accepted"] == 1
    assert [one["call_sign"] for one in answer.body["ignored"]] == ["CW07", "CW21", "XX99"]
    assert all(one["why"] for one in answer.body["ignored"])


@pytest.mark.feature("C1")
def test_a_place_that_was_picked_keeps_the_name_it_was_picked_by(browsers: Browsers) -> None:
    message = browsers.new_call()
    message["place"] |= {"name": "The Sloop Inn, Wootton"}
    answer = browsers.ambulance.post("calls", message)
    assert answer.status == 201, answer
    assert answer.body["call"]["place"]["label"] == "The Sloop Inn, Wootton"
    lat, lon = browsers.scene.patient
    assert (answer.body["call"]["place"]["lat"], answer.body["call"]["place"]["lon"]) == (lat, lon)


def test_the_timeline_says_why_a_call_was_closed(browsers: Browsers) -> None:
    by_hand = taken(browsers)
    browsers.ambulance.press(f"calls/{by_hand}/press", press="close", reason="duplicate")
    assert "Call closed. Same call twice" in said_of(browsers.ambulance, by_hand)
    call, mission = offered(browsers)
    for step in ("accept", "mobile", "at_scene", "clear"):
        browsers.crew().press(f"missions/{mission}/press", press=step)
    assert "Call closed. The crew is clear" in said_of(browsers.police, call)


def said_of(desk: Browser, call: str) -> list[str]:
    return [line["text"] for line in desk.get(f"calls/{call}/timeline").body]


def test_a_state_kept_by_a_phone_without_signal_counts_from_when_it_was_pressed(
    browsers: Browsers,
) -> None:
    unit = browsers.scene.units["CW12"].pk
    before = timezone.now() - timedelta(minutes=10)
    UnitStatus.objects.filter(unit_id=unit).update(state_since=before - timedelta(hours=1))
    answer = browsers.crew().press(f"units/{unit}/state", code=4, ago_ms=600_000)
    assert answer.status == 200, answer
    since = datetime.fromisoformat(answer.body["unit"]["state"]["since"])
    assert abs(since - before) < timedelta(minutes=1)
    answer = browsers.crew().press(f"units/{unit}/state", code=2, ago_ms=1_200_000)
    assert answer.body["unit"]["state"]["code"] == 4, "an older state undid a newer one"


def all_answers_are_old(browsers: Browsers) -> None:
    kept = settings.PRESS_ANSWERS_KEPT
    assert forget_answers(timezone.now() + kept - timedelta(minutes=5)) == 0
    assert forget_answers(timezone.now() + kept + timedelta(minutes=5)) > 0


def test_a_press_repeated_after_its_answer_was_forgotten_counts_once_and_is_answered_afresh(
    browsers: Browsers,
) -> None:
    _, mission = offered(browsers)
    phone = browsers.crew()
    press = {"press_id": str(uuid4()), "press": "accept"}
    first = phone.post(f"missions/{mission}/press", press)
    phone.press(f"missions/{mission}/press", press="mobile")
    all_answers_are_old(browsers)
    assert not Press.objects.filter(answer__isnull=False).exists()
    again = phone.post(f"missions/{mission}/press", press)
    assert again.status == 200
    assert again.body["effective_at"] == first.body["effective_at"]
    assert again.body["mission"]["phase"] == "mobile"
    other = browsers.crew("CW07").post(f"missions/{mission}/press", press)
    assert (other.status, other.body["rule"]) == (409, "press.once")


def test_a_refusal_whose_words_were_forgotten_is_still_a_refusal_that_says_what_to_do(
    browsers: Browsers,
) -> None:
    _, mission = offered(browsers)
    press = {"press_id": str(uuid4()), "press": "at_scene"}
    browsers.crew().post(f"missions/{mission}/press", press)
    browsers.crew().press(f"missions/{mission}/press", press="accept")
    browsers.crew().press(f"missions/{mission}/press", press="mobile")
    all_answers_are_old(browsers)
    again = browsers.crew().post(f"missions/{mission}/press", press)
    assert again.status == 409
    assert "Nothing was changed" in again.body["detail"]
    assert browsers.crew().get("snapshot").status == 200


def test_a_call_sent_again_after_days_is_still_the_same_call(browsers: Browsers) -> None:
    message = browsers.new_call()
    first = browsers.ambulance.post("calls", message)
    all_answers_are_old(browsers)
    again = browsers.ambulance.post("calls", message)
    assert (again.status, again.body["call"]["id"]) == (200, first.body["call"]["id"])
    lat, lon = browsers.scene.patient
    other = browsers.ambulance.post("calls", message | {"place": {"lat": lat + 0.01, "lon": lon}})
    assert other.status == 409


@pytest.mark.feature("C1", "C40")
def test_with_no_rule_pack_in_force_a_call_is_taken_shown_and_found(
    browsers: Browsers,
) -> None:
    RulePack.objects.update(approved_by_police_at=None, withdrawn_at=timezone.now())
    form = browsers.ambulance.get("complaints")
    assert (form.status, form.body["version"], form.body["in_force"]) == (200, "", False)
    assert "by voice" in form.body["notice"]
    call = taken(browsers, complaint=form.body["complaints"][0]["id"])
    allocated(browsers, call)
    unit = str(browsers.scene.units["CW12"].pk)
    asked = browsers.ambulance.press(f"calls/{call}/ask", unit_id=unit)
    assert (asked.status, asked.body["rule"]) == (409, "pack.agreed")
    assert "by voice" in asked.body["way_on"]
    room = browsers.ambulance
    seen = {one["id"]: one for one in room.get("snapshot").body["entities"]}
    assert seen[call]["outcome"]["class"] == "no_rules"
    found = room.get(f"search?q={seen[call]['number']}")
    assert call in [one["id"] for one in found.body]
    told = room.get(f"calls/{call}/timeline").body
    assert any("no rule pack in force" in line["text"] for line in told)
    # nothing that was agreed lets the police side read of a call: they hear of it by voice
    assert browsers.police.get(f"calls/{call}/timeline").status == 404
