"""Police say no, nobody is left, a unit is called back, a server dies, a casualty is come across."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.cast import A, Cast
from tests.browser.look import Look
from tests.browser.story import Story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.postgres]


def test_when_police_decline_the_next_unit_is_asked_and_nobody_left_is_said_loudly(
    cast: Cast, look: Look
) -> None:
    story = Story(cast)
    desk = story.ambulance
    call = story.call()
    story.ask()
    story.police_decline(call, "CW12")
    desk.shows(".pol", "Police control decides: CW03")  # asked for by itself
    expect(desk.find(".ended li", "CW12")).to_contain_text("Not available: police")
    expect(story.police.find(".ended li", "CW12")).to_contain_text("Needed for cover of the patch")
    story.police_decline(call, "CW03")
    desk.shows(".alarm[role=alert]", "NO RESPONDER")
    desk.shows(".gate", "The ambulance goes on alone")
    desk.shows(".tl", "No co-responder could be sent")
    look(desk.page, "no responder")
    expect(story.phone.button("Accept")).to_have_count(0)  # never offered, never heard of
    desk.press("I have seen it", ".alarm")
    desk.press("Close the call")
    desk.page.locator("dialog input[name=reason]").first.check()
    desk.press("Close the call", "dialog .acts")
    desk.lacks("dialog")
    desk.shows(".gate", "This call is closed: the ambulance is with the patient")
    story.journal_holds()
    assert look.faults == []
    assert cast.faults() == []


@pytest.mark.feature("C19", "C22")
def test_a_server_dies_on_the_way_and_police_call_the_unit_back_before_the_patient(
    cast: Cast, look: Look
) -> None:
    story = Story(cast)
    call = story.call()
    story.ask()
    story.servers.kill(A)
    story.ambulance.shows(".banner", "Not live.")
    look(story.ambulance.page, "not live")
    story.police_agree(call)
    story.phone.press("Accept", "Mobile")
    story.police.shows(".pol", "CW12: mobile")
    story.ambulance.shows(".banner", "Not live.")
    story.servers.restart(A)
    story.ambulance.lacks(".banner")
    story.ambulance.live().shows(".pol", "CW12: mobile")
    for room in story.rooms:
        sentences = [line["text"] for line in story.timeline(room, call)]
        assert [one for one in sentences if "CW12" in one] == [
            "Police control asked for CW12.",
            "Police control agreed: CW12",
            "CW12 accepted",
            "CW12 is mobile",
        ]
    police_call_back(story, look, call)
    story.journal_holds()
    assert look.faults == []
    assert cast.faults() == []


def police_call_back(story: Story, look: Look, call: str) -> None:
    desk, police, phone = story.ambulance, story.police, story.phone
    police.key("r")
    police.shows("dialog .consequence", "No patient contact")
    look(police.page, "call back")
    police.page.check("dialog input[value=grade-1]")
    police.press("Call back", "dialog .acts")
    police.lacks("dialog")
    phone.shows("Called back")
    look(phone.page, "called back")
    phone.press("Understood")
    phone.offers("I came across someone")
    police.shows(".tl", "CW12 called back by the police. Grade 1 police job")
    desk.shows(".tl", "CW12 called back by the police")
    expect(desk.page.locator("body")).not_to_contain_text("Grade 1")
    desk.shows(".pol", "Police control decides: CW03")
    desk.key("w")
    desk.shows("dialog", "Why?")
    desk.page.locator("dialog input[name=reason]").first.check()
    desk.press("Withdraw", "dialog .acts")
    desk.lacks("dialog")
    desk.shows(".ended", "Withdrawn: CW03")


def test_a_casualty_come_across_opens_a_call_and_an_ambulance_is_asked_for(
    cast: Cast, look: Look
) -> None:
    story = Story(cast)
    desk, phone = story.ambulance, story.phone
    phone.press("I came across someone")
    phone.shows("Your position, good to")
    look(phone.page, "come across")
    phone.press("Choking")
    phone.offers("With patient")
    story.confirmed()
    desk.shows("a.call", "Choking")
    call = str(story.entity("mission", "CW12")["call_id"])
    for room in story.rooms:
        room.open_call(call)
        room.shows(".tl", "CW12 came across the casualty")
        room.shows(".pol", "CW12: at scene")
    desk.shows(".hd", "Choking")
    desk.shows(".gate", "An ambulance is asked for, not allocated yet")
    look(desk.page, "come across, at the desk")
    desk.press("Change the ambulance")
    story.ambulance_is("allocated", "A215", 11)
    phone.press("With patient")
    for room in story.rooms:
        room.shows(".pol", "CW12: with patient")
    phone.shows("Ambulance 1")  # 11 minutes, or 10 by now
    look(phone.page, "with the patient")
    story.journal_holds()
    assert look.faults == []
    assert cast.faults() == []
