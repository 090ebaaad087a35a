"""The phone in a real browser: with signal, without, killed, reopened, refused, silent.

Each test has a unit of its own, so that they share one server.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.desks import all_quiet
from tests.web.phone import PATIENCE_MS, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MakePhone = Callable[..., Phone]


def offered(force: Any, call_sign: str, **changes: Any) -> str:
    mission = force.asked(force.call(**changes), call_sign)
    force.person("police-control").press(f"missions/{mission}/press", press="agree")
    return str(mission)


def mission_of(force: Any, mission: str) -> dict[str, Any]:
    entities = force.person("ambulance-control").get("snapshot")["entities"]
    return next(one for one in entities if one["id"] == mission)


@pytest.mark.feature("C28", "C29", "C35", "F64")
@pytest.mark.parametrize(("theme", "sign"), [("dark", "CW12"), ("light", "CW07")])
def test_an_offer_is_taken_to_clear_on_screens_without_a_fault(
    force: Any, phone: MakePhone, theme: str, sign: str
) -> None:
    crew = phone(sign, theme)
    crew.shows("You can be asked")
    assert crew.faults() == []

    mission = offered(force, sign)
    crew.shows("Answer in")
    crew.shows("sooner")
    assert crew.faults() == []
    crew.press("Can’t go: say why")
    crew.shows("Why can’t you go?")
    assert crew.faults() == []
    crew.close_sheet()

    crew.press("Accept")
    crew.offers("Mobile")
    assert crew.faults() == []
    crew.press("Mobile", "At scene", "With patient")
    crew.offers("CPR started")
    assert crew.faults() == []
    crew.press("CPR started", "Beat", "Shock given")
    crew.shows("Shock 1 given")
    assert crew.faults() == []
    crew.press("Record", "Pulse, SpO₂…", "9", "5", "Keep", "Handover")
    crew.shows("SpO₂ 95%")
    assert crew.faults() == []
    crew.press("Given to the crew", "Crew has read it back")
    crew.shows("Acknowledged on the crew’s page: not yet")
    assert crew.faults() == []
    crew.press("Correct it")
    assert crew.faults() == []
    crew.page.get_by_label("Injuries").fill("None found")
    crew.press("Done")
    crew.shows("None found")
    crew.press("Clear", "Tourniquet", "Next: report")
    crew.shows("Page 1 of")
    assert crew.faults() == []
    while crew.button("Next").is_visible():
        crew.press("Next")
    crew.press("Clear")
    crew.offers("I came across someone")
    assert crew.faults() == []

    done = mission_of(force, mission)
    assert done["phase"] == "clear"
    assert [entry["text"] for entry in done["atmist"]["treatment"]] == [
        "CPR started",
        "Shock 1 given",
    ]
    assert done["atmist"]["injuries"] == "None found"
    assert {used["item"] for used in done["kit_used"]} == {"tourniquet"}
    assert done["report"]["condition"] == "cardiac-arrest"


@pytest.mark.feature("C19", "C28", "C35")
def test_presses_without_signal_survive_a_kill_and_count_once_at_their_real_times(
    force: Any, phone: MakePhone
) -> None:
    crew = phone("CW21")
    mission = offered(force, "CW21")
    crew.press("Accept", "Mobile")
    crew.offers("At scene")
    expect(crew.page.locator(".unsure")).to_have_count(0, timeout=PATIENCE_MS)

    crew.signal(False)
    crew.press("At scene")
    crew.shows("At scene: not confirmed")
    crew.shows("Control does not know yet.")
    crew.press("With patient", "CPR started")
    kept = crew.kept_list()
    assert kept[0].startswith("CPR started kept, goes with the handover")
    assert kept[1].startswith("With patient kept, not confirmed")
    assert kept[2].startswith("At scene kept, not confirmed")
    crew.shows("No signal. Carry on.")
    crew.press("Radio words")
    crew.shows("“CW21 is at scene, call")
    assert crew.faults() == []
    assert mission_of(force, mission)["phase"] == "mobile"

    crew.kill()
    crew.start(offline=True)
    crew.open()
    crew.offers("Shock given")
    crew.press("Shock given", "Handover", "Given to the crew")
    crew.shows("Handover given: not confirmed")
    assert mission_of(force, mission)["phase"] == "mobile"

    crew.signal(True)
    expect(crew.page.locator(".unsure")).to_have_count(0, timeout=PATIENCE_MS)
    assert all("control has it" in line for line in crew.kept_list())
    told = mission_of(force, mission)
    assert told["phase"] == "handover"
    times = [told["times"][step] for step in ("mobile", "at_scene", "with_patient", "handover")]
    assert times == sorted(set(times))
    assert len(told["atmist"]["treatment"]) == 2
    assert crew.errors == []


def test_an_accept_that_comes_too_late_hears_why_and_nobody_was_sent_before(
    force: Any, phone: MakePhone
) -> None:
    crew = phone("CW15")
    mission = offered(force, "CW15")
    crew.offers("Accept")
    crew.signal(False)
    crew.press("Accept")
    crew.shows("Not confirmed. Control does not know yet.")
    crew.shows("Do not set off on this alone.")
    assert crew.faults() == []
    desk = force.person("ambulance-control")
    desk.press(f"missions/{mission}/press", press="withdraw", reason="better-unit")
    crew.signal(True)
    crew.shows("Accepted: not counted.")
    crew.shows("Control has withdrawn this job.")
    crew.shows("A better unit is free")
    assert crew.faults() == []
    crew.press("OK", "Understood")
    crew.shows("You can be asked")
    assert mission_of(force, mission)["phase"] == "withdrawn"


def test_a_step_that_control_recorded_by_radio_meanwhile_is_no_refusal(
    force: Any, phone: MakePhone
) -> None:
    crew = phone("CW15")
    mission = offered(force, "CW15")
    crew.press("Accept", "Mobile")
    crew.offers("At scene")
    expect(crew.page.locator(".unsure")).to_have_count(0, timeout=PATIENCE_MS)
    crew.signal(False)
    crew.press("At scene")
    crew.shows("At scene: not confirmed")
    desk = force.person("ambulance-control")
    desk.press(f"missions/{mission}/press", press="at_scene", by_radio=True)
    crew.signal(True)
    expect(crew.page.locator(".unsure")).to_have_count(0, timeout=PATIENCE_MS)
    expect(crew.page.locator(".refusal")).to_have_count(0)
    assert "control had it already, by radio" in crew.kept_list()[0]
    desk.press(f"missions/{mission}/press", press="stand_down", reason="ambulance-there")
    crew.shows("Stood down")
    crew.shows("The ambulance is with the patient")
    assert crew.faults() == []
    crew.press("Understood")


def test_signing_out_waits_for_what_control_does_not_have(force: Any, phone: MakePhone) -> None:
    crew = phone("CW15")
    crew.signal(False)
    crew.page.get_by_text("Change", exact=True).click()
    crew.press("4 Refreshments")
    crew.shows("kept, not confirmed")
    crew.press("Settings", "Sign out")
    crew.shows("Not signed out.")
    crew.shows("1 press is kept on this phone")
    assert crew.faults() == []
    crew.signal(True)
    crew.press("What is kept, what is sent")
    crew.shows("Everything is sent")
    crew.press("Back")
    crew.shows("Refreshments")
    crew.page.get_by_text("Change", exact=True).click()
    crew.press("2 On patrol")
    crew.shows("You can be asked")


def test_presses_made_after_the_session_ended_wait_for_the_next_sign_in(
    force: Any, phone: MakePhone
) -> None:
    crew = phone("CW15")
    crew.sign_out_elsewhere()
    crew.page.get_by_text("Change", exact=True).click()
    crew.press("1 On duty")
    crew.shows("kept, not confirmed")
    crew.kept_list()
    crew.shows("You are signed out")
    assert crew.faults() == []
    crew.sign_in(force.seeded["sessions"]["CW15"])
    crew.open()
    crew.shows("On duty")
    crew.kept_list()
    crew.shows("Everything is sent")
    crew.shows("control has it")


@pytest.mark.feature("C3", "C12")
def test_a_loss_of_the_ambulance_and_a_hold_off_are_loud_and_give_no_reason(
    force: Any, phone: MakePhone
) -> None:
    crew = phone("CW15")
    mission = offered(force, "CW15", complaint="stroke", category="C2")
    call = mission_of(force, mission)["call_id"]
    desk = force.person("ambulance-control")
    crew.press("Accept", "Mobile")
    crew.offers("At scene")
    desk.post(f"calls/{call}/ambulance", state="cancelled")
    crew.shows("No ambulance is live.")
    assert crew.faults() == []
    desk.post(f"calls/{call}/ambulance", state="allocated", call_sign="A207", eta_seconds=600)
    desk.press(f"calls/{call}/press", press="hold_off")
    crew.shows("Hold off")
    crew.shows("Wait for control")
    expect(crew.button("At scene")).to_have_count(0)
    assert crew.faults() == []
    desk.press(f"calls/{call}/press", press="lift_hold_off")
    crew.press("At scene", "With patient")
    crew.shows("Face: ask for a smile")
    crew.press("Set")
    crew.button("30 min ago", exact=False).click()
    crew.shows("Last known well about")
    assert crew.faults() == []
    crew.press("Handover", "Given to the crew")
    crew.shows("Last known well about")
    crew.press("Crew has read it back", "Clear", "Clear, no report")
    crew.offers("I came across someone")


def test_a_test_alert_rings_and_one_press_confirms_it(force: Any, phone: MakePhone) -> None:
    crew = phone("CW15")
    alert = force.person("police-control").post(f"units/{force.unit('CW15')}/test-alert")["alert"]
    crew.shows("Test alert")
    assert crew.faults() == []
    crew.press("I hear it")
    crew.shows("You can be asked")
    expect(crew.button("I hear it")).to_have_count(0)
    # the phone shows a press at once; it reaches the control room a moment later
    control = force.person("police-control")
    deadline = monotonic() + 20
    while True:
        there = control.get("snapshot")["entities"]
        if next(one for one in there if one["id"] == alert["id"])["confirmed_at"]:
            break
        assert monotonic() < deadline, "the control room never heard of it"
        sleep(0.2)


def test_a_casualty_come_across_without_signal_keeps_its_later_steps_with_it(
    force: Any, phone: MakePhone
) -> None:
    crew = phone("FR01")
    crew.signal(False)
    crew.press("I came across someone", "Choking")
    crew.offers("With patient")
    crew.shows("Ambulance: control has not heard yet")
    assert crew.faults() == []
    crew.press("With patient", "Back blows")
    crew.shows("Back blows, round 1")
    assert crew.faults() == []
    crew.signal(True)
    desk = force.person("ambulance-control")
    crew.kept_list()
    crew.shows("Everything is sent")
    mine = [
        one
        for one in desk.get("snapshot")["entities"]
        if one["type"] == "mission" and one["call_sign"] == "FR01"
    ]
    assert [(one["phase"], one["origin"]) for one in mine] == [("with_patient", "came-across")]
    crew.press("Back to the job")
    crew.shows("Back blows, round 1")


PURE = """async () => {
  const { agoMs, stamp } = await import("/static/js/phone/stamp.js");
  const { project, nextPress } = await import("/static/js/phone/phases.js");
  const made = stamp();
  const here = (ran, walked) =>
    ({ boot: made.boot, running: made.running + ran, wall: made.wall + walked });
  const waiting = (...presses) => presses.map((press) => ({ press, stamp: made }));
  return {
    same: agoMs(made, here(90000, 90000)),
    clockSetBack: agoMs(made, here(90000, -3600000)),
    slept: agoMs(made, here(1000, 600000)),
    reloaded: agoMs({ ...made, boot: "another" }, here(1000, 1000)),
    moved: project({ phase: "mobile" }, waiting("at_scene", "need_help", "with_patient")),
    after: nextPress({ phase: "with_patient" }),
    held: nextPress({ phase: "hold_off" }),
    ended: project({ phase: "called_back" }, waiting("at_scene")).phase,
  };
}"""


def test_the_time_since_a_press_is_told_only_where_the_phone_can_know_it(
    force: Any, phone: MakePhone
) -> None:
    told = phone("CW15").page.evaluate(PURE)
    assert told["same"] == 90000
    assert told["clockSetBack"] == 90000
    assert told["slept"] is None
    assert told["reloaded"] is None
    assert told["moved"]["phase"] == "with_patient"
    assert told["moved"]["confirmed"] is False
    assert (told["after"], told["held"]) == ("handover", None)
    assert told["ended"] == "called_back"


OLDER = """async () => {
  const { createStore } = await import("/static/js/lib/store.js");
  const at = (phase, id = "m") => ({ type: "mission", id, phase });
  const store = createStore();
  const phase = (id = "m") => store.peek("mission", id)?.phase ?? null;
  const told = {};
  store.replace([at("offered")], 10);
  store.change({ upsert: [at("mobile")], cursor: 15 });        // the answer to a press
  store.change({ upsert: [at("accepted")], cursor: 12 });      // the stream, behind it
  told.afterOlderChange = phase();
  store.replace([at("offered"), at("offered", "n")], 11);      // a snapshot that was long on its way
  told.afterOlderSnapshot = [phase(), phase("n"), store.newest()];
  store.change({ gone: [at("")], cursor: 13 });
  told.afterOlderGone = phase();
  store.change({ gone: [at("")], cursor: 16 });
  store.replace([at("mobile")], 15);
  told.afterGone = phase();
  store.replace([at("clear")], 16);
  told.afterNewSnapshot = phase();
  store.forgetCursors();
  store.replace([at("offered")], 3);                           // another journal
  told.afterReset = phase();
  return told;
}"""


def test_what_is_older_by_the_servers_order_never_replaces_what_is_newer(
    force: Any, phone: MakePhone
) -> None:
    told = phone("CW15").page.evaluate(OLDER)
    assert told == {
        "afterOlderChange": "mobile",
        "afterOlderSnapshot": ["mobile", "offered", 15],
        "afterOlderGone": "mobile",
        "afterGone": None,
        "afterNewSnapshot": "clear",
        "afterReset": "offered",
    }


OLDER_PICTURE = """async () => {
  const { kept } = await import("/static/js/phone/db.js");
  const { savePicture } = await import("/static/js/phone/picture.js");
  const from = (cursor, phase, user = "me") => ({
    viewer: { peek: () => ({ user_id: user }) },
    newest: () => cursor,
    all: (type) => (type === "mission" ? [{ type, id: "m", phase }] : []),
  });
  const phase = async () => (await kept.get("picture")).entities[0].phase;
  await kept.drop("picture");
  const told = [];
  for (const [cursor, word, user] of [[10, "offered"], [15, "mobile"], [12, "accepted"], [15, "at_scene"], [1, "clear", "else"]]) {
    await savePicture(from(cursor, word, user));
    told.push(await phase());
  }
  await kept.drop("picture");
  return told;
}"""


def test_an_older_picture_of_another_tab_does_not_replace_the_kept_one(
    force: Any, phone: MakePhone
) -> None:
    crew = phone("CW15")
    crew.page.goto(f"{crew.url}/phone/record")  # no picture is kept from here meanwhile
    told = crew.page.evaluate(OLDER_PICTURE)
    assert told == ["offered", "mobile", "mobile", "at_scene", "clear"]


@pytest.mark.feature("C22")
def test_a_phone_that_loses_signal_and_is_opened_again_at_once_shows_the_step_that_was_answered(
    force: Any, phone: MakePhone
) -> None:
    all_quiet(force)
    crew = phone("CW15")
    mission = force.asked(force.call(), "CW15")
    force.person("police-control").press(f"missions/{mission}/press", press="agree")
    for press, following in (("Accept", "Mobile"), ("Mobile", "At scene")):
        crew.press(press)
        crew.offers(following)
        expect(crew.page.locator(".unsure")).to_have_count(0, timeout=PATIENCE_MS)
        crew.signal(False)
        crew.open()
        crew.offers(following)
        expect(crew.page.locator(".unsure")).to_have_count(0, timeout=PATIENCE_MS)
        crew.signal(True)
        crew.shows("Live")
