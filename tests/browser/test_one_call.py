"""One emergency call, from 999 to clear, on the island's real roads.

Three browsers at once: ambulance control at server A; police control and the officer's phone at
server B. The phone has no signal while its officer reaches the patient.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.cast import PATIENCE_MS, A, B, Cast
from tests.browser.look import Look
from tests.browser.story import Story, instant, now

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.postgres]


@pytest.mark.feature("C1", "C11", "C19", "C28", "C35")
def test_one_call_from_999_to_clear_with_a_phone_that_loses_its_signal(
    cast: Cast, look: Look
) -> None:
    story = Story(cast)
    call = a_call_is_typed_with_a_mistake_and_ruled(story, look)
    nobody_is_asked_before_an_ambulance_is_live(story, look, call)
    police_agree_by_one_key(story, look, call)
    the_crew_takes_the_offer(story, look)
    presses_without_signal_are_kept_and_told_to_nobody(story, look, call)
    they_arrive_once_in_order_at_their_real_times(story, call)
    a_cancelled_ambulance_alarms_everybody_until_another_is_live(story, look)
    the_patient_is_handed_over_and_the_crew_reads_it_back(story, look)
    the_unit_clears_with_kit_used_which_closes_the_call(story, look, call)
    story.journal_holds()
    assert look.faults == []
    assert cast.faults() == []


def a_call_is_typed_with_a_mistake_and_ruled(story: Story, look: Look) -> str:
    desk = story.ambulance
    story.avl.round()
    look(story.phone.page, "duty")
    desk.key("n")
    desk.shows("dialog", "New call")
    look(desk.page, "new call")
    desk.press("Receive the call")
    desk.shows(".refusal", "Say where it is")
    look(desk.page, "new call with a mistake")
    story.fill_in("cardiac-arrest", "Chale Geen", "Chale Green")
    call = story.receive()
    desk.shows(".gate", "Send")
    desk.shows(".gate", "CR-07 Cardiac or respiratory arrest")
    return call


def nobody_is_asked_before_an_ambulance_is_live(story: Story, look: Look, call: str) -> None:
    desk = story.ambulance
    desk.shows(".gate", "No co-responder can go until one is allocated and live")
    desk.key("a")
    desk.shows(".pol", "Allocate an ambulance first")
    story.police.lacks(f"a[href='#call={call}']")
    look(desk.page, "before the ambulance")
    desk.press("Record the ambulance")
    desk.shows("dialog", "What is it doing?")
    look(desk.page, "ambulance dialog")
    story.ambulance_is("allocated", "A211", 14)
    desk.shows(".gate", "Ambulance allocated and live")
    told = story.avl.get(f"calls/{call}/candidates")["ambulance_seconds"]
    assert 600 < told <= 14 * 60  # what was said just now, not the road from an older fix
    for why in ("SC Hale, SC Okafor", "Kit checked", "Trained to", "Response driver", "Position"):
        desk.shows(".cand", why)
    for sign, why_not in (
        ("CW15", "Not available: police"),
        ("CW18", "no honest estimate"),
        ("CW21", "Adult pads in Bag CW21 expired"),
    ):
        expect(desk.find(".nogo", sign)).to_contain_text(why_not)
    expect(desk.find(".nogo", "CW15")).not_to_contain_text("risoner")
    look(desk.page, "candidates")


def police_agree_by_one_key(story: Story, look: Look, call: str) -> None:
    story.avl.round()
    story.ask()
    story.drawn(story.ambulance)
    look(story.ambulance.page, "console.png")
    look(story.ambulance.page, "console-light.png", theme="light")
    sergeant = story.cast.room("Duty sergeant", B).live()
    sergeant.shows(".ask", "Ambulance control asks for CW12")
    look(sergeant.page, "board.png")
    sergeant.page.close()
    story.police.open_call(call)
    story.police.shows(".pol", "Agree")
    expect(story.police.page.locator("body")).not_to_contain_text("Cardiac")
    look(story.police.page, "police asked")
    story.police_agree(call)


def the_crew_takes_the_offer(story: Story, look: Look) -> None:
    phone = story.phone
    phone.offers("Accept")
    phone.shows("Cardiac arrest")
    phone.shows("Chale Green")
    look(phone.page, "phone-offer.png")
    story.goes()
    story.drawn(phone)
    look(phone.page, "phone-mission.png")
    for room in story.rooms:
        look(room.page, "on the way")


def presses_without_signal_are_kept_and_told_to_nobody(story: Story, look: Look, call: str) -> None:
    phone = story.phone
    phone.signal(False)
    phone.press("At scene")
    phone.shows("At scene: not confirmed")
    phone.shows("Control does not know yet.")
    phone.press("With patient", "CPR started", "Shock given")
    phone.shows("Shock 1 given")
    look(phone.page, "with the patient, offline")
    phone.press("Record", "Pulse, SpO₂…", "9", "1", "Keep", "Handover")
    phone.shows("SpO₂ 91%")  # built from what was tapped, with no signal
    phone.shows("With patient: not confirmed")
    look(phone.page, "handover, offline")
    phone.press("Back")
    kept = phone.kept_list()
    assert [line.split(" kept,")[0] for line in kept[:5]] == [
        "SpO₂ 91%",
        "Shock 1 given",
        "CPR started",
        "With patient",
        "At scene",
    ]
    assert all("kept" in line for line in kept[:5])
    phone.shows("No signal. Carry on.")
    look(phone.page, "phone-offline.png")
    # something that happens later reaches the rooms, and what the phone keeps does not
    story.ambulance.press("Change the ambulance")
    story.ambulance_is("allocated", "A211", 8)
    for room in story.rooms:
        room.shows(".tl", "Ambulance A211, 8 min away")
        room.shows(".pol", "CW12: mobile")
        room.lacks(".tl li", "CW12 at scene")


def they_arrive_once_in_order_at_their_real_times(story: Story, call: str) -> None:
    back_at = now()
    story.phone.signal(True)
    story.phone.shows("Everything is sent")
    assert all("control has it" in line for line in story.phone.kept_list()[3:5])
    for room in story.rooms:
        room.shows(".pol", "CW12: with patient")
        lines = story.timeline(room, call)
        mine = [line for line in lines if line["text"].startswith(("CW12 at", "CW12 with"))]
        assert [line["text"].split(" (pressed ")[0] for line in mine] == [
            "CW12 at scene",
            "CW12 with the patient",
        ]
        told_late = next(line for line in lines if "8 min away" in line["text"])
        made = [instant(line["effective_at"]) for line in mine]
        assert made == sorted(made)
        assert made[-1] < instant(told_late["at"]) < back_at
        assert all(instant(line["at"]) >= back_at for line in mine)
        for line in mine:
            room.shows(".tl li", line["text"])
    times = story.entity("mission", "CW12")["times"]
    assert [instant(times[step]) for step in ("at_scene", "with_patient")] == made


def a_cancelled_ambulance_alarms_everybody_until_another_is_live(story: Story, look: Look) -> None:
    desk, phone = story.ambulance, story.phone
    phone.press("Back to the job")
    desk.press("Change the ambulance")
    story.ambulance_is("cancelled")
    for room in story.rooms:
        room.shows(".alarm", "AMBULANCE LOST")
        look(room.page, "ambulance lost")
    phone.shows("No ambulance is on its way.")
    look(phone.page, "phone: ambulance lost")
    desk.press("Link another ambulance")
    story.ambulance_is("allocated", "A214", 9)
    for room in story.rooms:
        room.lacks(".alarm", "AMBULANCE LOST")
        room.shows(".tl", "Alarm over")
    expect(phone.page.locator(".lost")).to_have_count(0, timeout=PATIENCE_MS)


def the_patient_is_handed_over_and_the_crew_reads_it_back(story: Story, look: Look) -> None:
    phone = story.phone
    phone.press("Handover")
    phone.shows("Shock 1 given")
    look(phone.page, "handover")
    phone.press("Given to the crew")
    phone.shows("Acknowledged on the crew’s page: not yet")
    story.confirmed()
    crew = story.cast.room("Ambulance crew", A).page
    crew.get_by_role("link", name="Chale Green").first.click()
    expect(crew.get_by_text("Shock 1 given")).to_be_visible()
    look(crew, "handover of the crew")
    crew.get_by_role("button", name="I have read it back: acknowledge").click()
    expect(crew.get_by_text("Acknowledged by the ambulance crew")).to_be_visible()
    phone.shows("Acknowledged on the crew’s page:")
    phone.offers("Clear")
    look(phone.page, "handover acknowledged")
    story.ambulance.shows(".atmist", "Shock 1 given")
    expect(story.police.page.locator("body")).not_to_contain_text("Shock 1 given")


def the_unit_clears_with_kit_used_which_closes_the_call(
    story: Story, look: Look, call: str
) -> None:
    phone = story.phone
    phone.press("Clear", "Tourniquet")
    look(phone.page, "kit used")
    phone.press("Next: report")
    phone.shows("Page 1 of")
    look(phone.page, "report")
    while phone.button("Next").is_visible():
        phone.press("Next")
    phone.press("Clear")
    phone.offers("I came across someone")
    look(phone.page, "duty after")
    for room in story.rooms:
        room.shows(".ended", "Clear: CW12")
    unit = story.entity("unit", "CW12")
    assert unit["lease"] is None
    assert story.entity("mission", "CW12")["kit_used"] == [{"item": "tourniquet", "count": 1}]
    for room in story.rooms:
        room.shows(".gate", "Closed")
    assert story.entity("call", call)["status"] == "closed"


def test_the_pages_before_and_after_a_call_are_without_a_fault(cast: Cast, look: Look) -> None:
    first = cast.stepping_in(A)
    look(first, "sign-in.png")
    first.goto(f"{cast.servers.urls[A]}/sign-in")
    look(first, "force sign-in")
    evidence = cast.room("Evaluator", B).page
    expect(evidence.get_by_role("heading", level=1)).to_contain_text("Co-response")
    evidence.wait_for_load_state("networkidle")  # the drawings
    look(evidence, "evidence.png", theme="light")
    board = cast.room("Inspector", B).live()
    look(board.page, "inspector's board")
    sheet = cast.room("Ambulance dispatcher", A, "/console/handover")
    sheet.shows(".sheet")
    look(sheet.page, "handover sheet")
    assert cast.faults() == []
