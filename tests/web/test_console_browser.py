"""Three control rooms in a real browser: asking, agreeing, radio, alarms, silence, several tabs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.desks import NARROW, PATIENCE_MS, OpenDesk, all_quiet, state_of
from tests.web.desks import desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _quiet(force: Any) -> None:
    all_quiet(force)


FAR = 40 * 60  # seconds: an ambulance that a fire crew with its turnout time still beats


def asked(force: Any, sign: str) -> tuple[str, str]:
    call = force.call(eta_seconds=FAR)
    return call, force.asked(call, sign)


def offered(force: Any, sign: str) -> tuple[str, str]:
    call, mission = asked(force, sign)
    force.person("police-control").press(f"missions/{mission}/press", press="agree")
    return call, mission


@pytest.mark.feature("F64")
@pytest.mark.parametrize("who", ["ambulance-control", "police-control", "fire-control"])
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [(1440, 900), NARROW])
def test_a_desk_opens_without_a_fault(
    force: Any, desk: OpenDesk, who: str, theme: str, size: tuple[int, int]
) -> None:
    asked(force, "FR01" if who == "fire-control" else "CW12")
    one = desk(who, theme=theme, size=size)
    one.shows(".call")
    assert one.faults() == []
    one.find(".call").click()
    one.shows(".hd h2")
    assert one.faults() == []


def test_a_call_is_asked_for_and_agreed_by_two_keys_in_each_room(
    force: Any, desk: OpenDesk
) -> None:
    call = force.call()
    ambulance, police = desk("ambulance-control"), desk("police-control")
    ambulance.open_call(call)
    ambulance.shows(".cand")
    ambulance.key("1", "a")
    ambulance.shows(".pol", "Police control decides")
    police.open_call(call)
    police.shows(".pol", "Agree")
    assert police.faults() == []
    police.key("y")
    ambulance.shows(".pol", "Offered to the crew")
    ambulance.key("w")
    ambulance.shows("dialog", "Why?")
    assert ambulance.faults() == []
    ambulance.key("Escape")
    ambulance.shows(".pol", "Offered to the crew")  # Escape closes and never undoes


def test_the_police_room_reads_neither_complaint_nor_caller(force: Any, desk: OpenDesk) -> None:
    call, _ = asked(force, "CW12")
    police = desk("police-control")
    police.open_call(call)
    police.shows(".hd", "Medical call")
    text = police.page.inner_text("body")
    assert "Cardiac" not in text
    assert "Husband collapsed" not in text


def test_the_ambulance_room_reads_not_available_and_never_the_police_state(
    force: Any, desk: OpenDesk
) -> None:
    control = force.person("police-control")
    control.press(f"units/{force.unit('CW15')}/state", code=9, doing="Prisoner at Newport")
    ambulance = desk("ambulance-control")
    ambulance.open_call(force.call())
    ambulance.shows(".nogo", "Not available: police")
    text = ambulance.page.inner_text("body")
    assert "risoner" not in text
    control.press(f"units/{force.unit('CW15')}/state", code=2)


def test_every_step_of_a_unit_can_be_recorded_as_told_by_radio(force: Any, desk: OpenDesk) -> None:
    call, mission = offered(force, "CW21")
    ambulance = desk("ambulance-control")
    ambulance.open_call(call)
    for step in ("Crew accepts", "Mobile", "At scene", "With patient"):
        ambulance.by_radio(step)
    ambulance.shows(".tl .chip.radio", "Told by radio")
    ambulance.press("Handed over", ".radio-acts")
    ambulance.page.fill("#a-age", "Man, about 65")
    ambulance.page.fill("#a-signs", "Not breathing\nNo pulse")
    assert ambulance.faults() == []
    ambulance.page.locator("dialog .acts .btn").first.click()
    ambulance.shows(".atmist", "Not breathing; No pulse")
    ambulance.press("Handover read back")
    ambulance.by_radio("Clear")
    ambulance.shows(".ended", "Clear: CW21")
    assert state_of(force, "mission", mission)["by_radio"] is True


@pytest.mark.feature("C3")
def test_a_lost_ambulance_alarms_in_both_rooms_until_another_is_live(
    force: Any, desk: OpenDesk
) -> None:
    call, _ = offered(force, "CW07")
    rooms = [desk("ambulance-control"), desk("police-control")]
    force.person("ambulance-control").post(f"calls/{call}/ambulance", state="cancelled")
    for room in rooms:
        room.shows(".alarm", "AMBULANCE LOST")
        assert room.faults() == []
    ambulance = rooms[0]
    ambulance.press("I have seen it", ".alarm")
    ambulance.shows(".alarm.seen", "AMBULANCE LOST")  # silent, and still there
    ambulance.press("Link another ambulance")
    ambulance.page.check("dialog input[value=allocated]")
    ambulance.page.fill("#amb-sign", "A220")
    ambulance.page.fill("#amb-eta", "9")
    assert ambulance.faults() == []
    ambulance.page.locator("dialog .btn.main").click()
    for room in rooms:
        room.lacks(".alarm", "AMBULANCE LOST")
    force.person("ambulance-control").press(
        f"calls/{call}/press", press="stand_down", reason="not-needed"
    )


def test_what_was_typed_into_a_new_call_outlives_a_mistake_and_a_reload(
    force: Any, desk: OpenDesk
) -> None:
    ambulance = desk("ambulance-control")
    page = ambulance.page
    ambulance.key("n")
    expect(page.locator("#nc-complaint")).to_be_focused()
    page.select_option("#nc-complaint", "stroke")
    page.fill("#nc-note", "Face droops on one side")
    ambulance.press("Receive the call")
    ambulance.shows(".refusal", "Say where it is")
    expect(page.locator(".refusal")).to_be_focused()
    assert ambulance.faults() == []
    page.fill("#place", "XX 123 456")
    ambulance.press("Receive the call")
    ambulance.shows(".refusal", "XX is not a square")
    page.reload()
    expect(ambulance.find(".live")).to_contain_text("Live", timeout=PATIENCE_MS)
    ambulance.key("n")
    expect(page.locator("#nc-note")).to_have_value("Face droops on one side")
    page.fill("#place", "Ventnor")
    ambulance.shows(".suggestions li")
    ambulance.key("ArrowDown", "Enter")
    ambulance.shows(".found-place", "Ventnor")
    ambulance.press("Receive the call")
    ambulance.lacks("dialog")
    ambulance.shows(".hd h2", "Stroke")


def test_keys_are_dead_while_somebody_types_and_when_they_are_switched_off(
    force: Any, desk: OpenDesk
) -> None:
    ambulance = desk("ambulance-control")
    ambulance.key("/")
    ambulance.page.keyboard.type("n?")
    ambulance.lacks("dialog")
    expect(ambulance.page.locator("#find")).to_have_value("n?")
    ambulance.page.fill("#find", "")
    ambulance.key("Escape", "?")
    ambulance.shows("dialog", "All keys")
    assert ambulance.faults() == []
    ambulance.page.uncheck("dialog input[type=checkbox]")
    ambulance.key("Escape", "n")
    ambulance.lacks("dialog")


@pytest.mark.feature("C4")
def test_the_list_says_all_that_the_map_says(force: Any, desk: OpenDesk) -> None:
    ambulance = desk("ambulance-control")
    ambulance.key("m")
    for sign in ("CW12", "CW07", "CW21", "CW15", "FR01", "CR01"):
        ambulance.shows(".unit-list tr", sign)
    assert ambulance.faults() == []


def test_a_test_alert_shows_its_receipts_as_they_come(force: Any, desk: OpenDesk) -> None:
    police = desk("police-control")
    police.key("u")
    police.find("dialog tr", "CW12").locator("button").click()
    police.press("Send a test alert")
    police.shows(".receipts", "Not on the phone yet")
    alert = next(
        one for one in force.person("CW12").get("snapshot")["entities"] if one["type"] == "alert"
    )
    force.person("CW12").post(f"alerts/{alert['id']}/receipt", what="received")
    police.shows(".receipts", "The phone has it")
    assert police.faults() == []


def test_police_control_changes_a_units_state_from_its_card(force: Any, desk: OpenDesk) -> None:
    police = desk("police-control")
    police.key("u")
    police.find("dialog tr", "CW21").locator("button").click()
    police.press("Change police state", "dialog")
    police.page.locator("dialog .radio").filter(has_text="Refreshments").locator("input").check()
    assert police.faults() == []
    police.press("Record state", "dialog")
    police.lacks("dialog")
    police.key("u")
    police.shows("dialog tr", "never asked in state 4")


def test_two_tabs_share_one_stream_and_the_second_takes_over(force: Any, desk: OpenDesk) -> None:
    first = desk("ambulance-control")
    opened: list[Any] = []
    first.context.on(
        "request",
        lambda request: "/stream?" in request.url and opened.append(request.frame.page),
    )
    second = desk("ambulance-control", beside=first)
    call = force.call()
    second.shows(f"a[href='#call={call}']")
    assert second.page not in opened
    first.page.close()
    later = force.call()
    second.shows(f"a[href='#call={later}']")
    assert opened.count(second.page) == 1


def test_a_desk_that_hears_nothing_says_so_locks_sending_and_comes_back(
    force: Any, desk: OpenDesk
) -> None:
    call, _ = asked(force, "CW12")
    police = desk("police-control")
    police.open_call(call)
    police.shows(".pol", "Agree")
    force.servers.kill(0)
    police.shows(".banner", "Not live.")
    police.shows(".stalemap", "Last known picture")
    police.key("y")
    expect(police.find(".btn.go")).to_have_attribute("aria-disabled", "true")
    force.servers.restart(0)
    police.lacks(".banner")
    later, _ = asked(force, "CW07")
    police.shows(f"a[href='#call={later}']")


def test_the_handover_sheet_names_open_calls_and_units(force: Any, desk: OpenDesk) -> None:
    call = force.call()
    number = state_of(force, "call", call)["number"]
    ambulance = desk("ambulance-control")
    ambulance.page.goto(f"{force.servers.urls[0]}/console/handover")
    ambulance.shows(".sheet tr", number)
    ambulance.shows(".sheet", "Units booked on")
    assert ambulance.faults() == []


@pytest.fixture
def no_rules(force: Any) -> Iterator[None]:
    """Both agencies have taken the rule pack back, for the time of one test."""
    of_pack = "from outrider.coresponse.models import RulePack as P\nP.objects.update"
    signed = "approved_by_police_at=P.objects.get().valid_from"
    force.run(f"{of_pack}(approved_by_police_at=None, withdrawn_at=P.objects.get().valid_from)")
    yield
    force.run(f"{of_pack}({signed}, withdrawn_at=None)")


@pytest.mark.feature("C1", "C40")
@pytest.mark.parametrize(("size", "theme"), [((1440, 900), "dark"), (NARROW, "light")])
def test_a_desk_without_rules_takes_the_call_and_says_who_must_act(
    force: Any, desk: OpenDesk, no_rules: None, size: tuple[int, int], theme: str
) -> None:
    one = desk("ambulance-control", size=size, theme=theme)
    one.key("n")
    one.shows("#nc-notice", "The call is taken all the same.")
    one.page.locator("#nc-complaint").select_option("cardiac-arrest")
    assert one.faults() == []
    one.key("Escape")
    force.call()
    one.find(".call", "Newport").click()
    one.shows(".gate", "No rules in force")
    one.shows(".pol", "ring police control")
    assert one.faults() == []
    one.find(".gate", "No rules in force").get_by_role("button", name="Why?").click()
    one.shows("dialog", "it goes on by voice to its end")
    assert one.faults() == []
