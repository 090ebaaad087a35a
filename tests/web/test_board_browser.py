"""The duty board in a real browser: answer, stop medical jobs, call back, leave care on record."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.desks import NARROW, OpenDesk, all_quiet, state_of
from tests.web.desks import desk as desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _quiet(force: Any) -> None:
    all_quiet(force)


def asked(force: Any, sign: str) -> str:
    return str(force.asked(force.call(), sign))


def at(force: Any, mission: str, *steps: str) -> str:
    control = force.person("police-control")
    control.press(f"missions/{mission}/press", press="agree")
    for step in steps:
        control.press(f"missions/{mission}/press", press=step, by_radio=True)
    return mission


@pytest.mark.feature("C20", "F64")
@pytest.mark.parametrize("who", ["duty-sergeant", "inspector", "police-control"])
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [(1440, 900), NARROW])
def test_a_board_opens_without_a_fault(
    desk: OpenDesk, who: str, theme: str, size: tuple[int, int]
) -> None:
    board = desk(who, "/board", theme, size)
    board.shows(".board tr", "CW12")
    assert board.faults() == []


def test_a_request_is_declined_with_a_reason_that_the_ambulance_room_never_reads(
    force: Any, desk: OpenDesk
) -> None:
    mission = asked(force, "CW12")
    board = desk("duty-sergeant", "/board")
    board.shows(".ask", "Ambulance control asks for CW12")
    assert board.faults() == []
    board.key("n")
    board.press("Decline: say why", "dialog .acts")
    board.shows("dialog", "Choose a reason")
    board.page.check("dialog input[value=cover]")
    board.press("Decline: say why", "dialog .acts")
    board.lacks(".ask", "asks for CW12")
    ended = state_of(force, "mission", mission)
    assert ended["phase"] == "owner_declined"
    assert ended["reason"]["text"] == "Not available: police"


def test_a_request_is_agreed_by_one_key(force: Any, desk: OpenDesk) -> None:
    mission = asked(force, "CW07")
    board = desk("duty-sergeant", "/board")
    board.shows(".ask", "CW07")
    board.key("y")
    board.lacks(".ask")
    assert state_of(force, "mission", mission)["phase"] == "offered"


@pytest.mark.feature("C22")
def test_a_unit_on_its_way_is_called_back_with_what_it_means_said_first(
    force: Any, desk: OpenDesk
) -> None:
    mission = at(force, asked(force, "CW21"), "accept", "mobile")
    board = desk("duty-sergeant", "/board")
    board.shows(".rc", "No patient contact")
    board.press("Call back CW21", ".rc")
    board.shows("dialog .consequence", "The patient waits for the ambulance")
    assert board.faults() == []
    board.page.check("dialog input[value=grade-1]")
    board.press("Call back", "dialog .acts")
    board.lacks("dialog")
    assert state_of(force, "mission", mission)["phase"] == "called_back"


def test_care_is_left_only_by_an_inspector_and_on_record(force: Any, desk: OpenDesk) -> None:
    mission = at(force, asked(force, "CW15"), "accept", "mobile", "at_scene", "with_patient")
    sergeant = desk("duty-sergeant", "/board")
    sergeant.shows(".rc", "Leaving would be abandoning care")
    sergeant.shows(".rc", "Ring the duty inspector")
    sergeant.lacks(".rc button")
    inspector = desk("inspector", "/board")
    inspector.press("Authorise leaving care", ".rc")
    inspector.page.fill("#authority", "")
    inspector.page.check("dialog input[value=officer-needs-help]")
    inspector.press("Authorise leaving care", "dialog .acts")
    inspector.shows("dialog", "Give the name of the person who authorises it")
    assert inspector.faults() == []
    inspector.page.fill("#authority", "Insp Okonedo")
    inspector.press("Authorise leaving care", "dialog .acts")
    inspector.lacks("dialog")
    assert state_of(force, "mission", mission)["phase"] == "care_abandoned"


@pytest.mark.feature("C21")
def test_no_more_medical_jobs_tonight_stops_asking_and_can_be_taken_back(
    force: Any, desk: OpenDesk
) -> None:
    board = desk("duty-sergeant", "/board")
    board.press("No more medical jobs tonight")
    board.page.fill("#pause-why", "Carnival: every unit is needed")
    assert board.faults() == []
    board.press("Stop medical jobs")
    board.shows(".paused", "No more medical jobs")
    call = force.call()
    found = force.person("ambulance-control").get(f"calls/{call}/candidates")["candidates"]
    assert not any(one["ok"] for one in found if one["owner"] == "police")
    board.press("Allow medical jobs again")
    board.press("Allow medical jobs", "dialog .acts")
    board.lacks(".paused")


@pytest.mark.feature("C20")
def test_a_police_state_is_changed_where_the_sergeant_sees_it(force: Any, desk: OpenDesk) -> None:
    board = desk("duty-sergeant", "/board")
    board.find(".board tr", "CW15").locator("button").click()
    board.page.locator("dialog .radio").filter(has_text="Has a prisoner").locator("input").check()
    board.page.fill("#doing", "Newport custody")
    assert board.faults() == []
    board.press("Record state")
    board.shows(".board tr", "Newport custody")
    board.shows(".board tr", "never asked in state 9")


def test_a_call_is_found_by_the_number_that_was_said_and_its_history_read(
    force: Any, desk: OpenDesk
) -> None:
    mission = at(force, asked(force, "CW12"), "accept")
    number = state_of(force, "mission", mission)["call_number"]
    board = desk("duty-sergeant", "/board")
    board.key("/")
    board.shows("dialog", "Find a call")
    board.page.fill("#find", number.lstrip("0"))
    board.page.locator("dialog .found button").filter(has_text=number).first.click()
    board.shows("dialog .found-lines", "CW12 accepted")
    assert board.faults() == []
    board.page.fill("#find", "nowhere at all")
    board.shows("dialog [role=status]", "No call of yours matches")


def test_the_address_that_the_search_gives_opens_the_call(force: Any, desk: OpenDesk) -> None:
    mission = at(force, asked(force, "CW12"))
    call = state_of(force, "mission", mission)["call_id"]
    board = desk("inspector", f"/board?call={call}")
    board.shows("dialog .found-lines", "Police control agreed: CW12")


def test_ones_account_is_one_press_away_from_a_live_page(desk: OpenDesk) -> None:
    board = desk("duty-sergeant", "/board")
    board.page.locator(".topbar a.where").click()
    board.page.get_by_role("button", name="Sign out").wait_for()
