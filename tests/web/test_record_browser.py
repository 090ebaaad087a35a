"""The record in a real browser: eight taps without signal, killed anywhere, two people, refused."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from outrider.domain.safety import codes, decider
from tests.web.phone import PATIENCE_MS
from tests.web.recorder import Recorder

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MakeRecorder = Callable[..., Recorder]
PICTURES = os.environ.get("OUTRIDER_PICTURES")

OFFICERS = """
import json
from datetime import date
from django.utils import timezone
from outrider.domain.access import Role
from outrider.people.models import Officer, RoleGrant, Station, User
from tests.live.seed import session_of
station = Station.objects.get(code="newport")
told = {}
for name in NAMES:
    family, _, role = name.partition(":")
    user = User.objects.create(username=f"{family.lower()}@force.example")
    number = f"5{Officer.objects.count():03d}"
    Officer.objects.create(user=user, rank="PC", number=number, given_name="Alex",
        family_name=family, station=station, joined_on=date(2024, 1, 8))
    role = Role(role or "officer")
    RoleGrant.objects.create(user=user, role=role.value, station=station)
    told[family] = {"session": session_of(user, role), "number": number}
print(json.dumps(told))
"""

COUNTS = """
import json
from outrider.safety.models import Case, Incident
cases = Case.objects.filter(victim__family_name=NAME).order_by("recorded_at", "number")
print(json.dumps([{"what": one.methods, "hurt": one.hurt, "safe": one.safe,
    "where": one.incident.place_label, "known": one.incident.place_known,
    "draft": str(one.incident.draft_id), "seconds": one.incident.recorded_seconds,
    "number": one.number, "call": one.incident.call_number, "status": one.status,
    "withdrawn": one.withdrawn_at is not None, "body": one.body, "weapon": one.weapon,
    "classification": one.classification, "disputed": one.disputed,
    "footage": [row.reference for row in one.footage.all()],
    "suspects": one.incident.suspects.count(), "id": str(one.pk),
    } for one in cases]))
"""


class Force:
    """Officers with sessions, and what the server has of them."""

    def __init__(self, force: Any) -> None:
        self.force = force
        self.url = force.servers.urls[0]
        self._made: dict[str, dict[str, str]] = {}

    def officer(self, name: str) -> dict[str, str]:
        """`name` is a family name of their own; "Ash:supervisor" for another role."""
        family = name.partition(":")[0]
        if family not in self._made:
            told = self.force.run(OFFICERS.replace("NAMES", repr([name])))
            self._made |= json.loads(told.splitlines()[-1])
        return self._made[family]

    def signed_in_again(self, name: str) -> str:
        """A new session of the same person."""
        number = self.officer(name)["number"]
        told = self.force.run(
            "from tests.live.seed import session_of\n"
            "from outrider.domain.access import Role\n"
            "from outrider.people.models import Officer\n"
            f"one = Officer.objects.select_related('user').get(number={number!r})\n"
            "print(session_of(one.user, Role('officer')))"
        )
        return told.split()[-1]

    def cases(self, name: str) -> list[dict[str, Any]]:
        told = self.force.run(COUNTS.replace("NAME", repr(name)))
        return list(json.loads(told.splitlines()[-1]))


@pytest.fixture(scope="module")
def people(force: Any) -> Force:
    return Force(force)


@pytest.fixture
def recorder(
    people: Force,
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> Iterator[MakeRecorder]:
    """A phone that is signed in, ready without signal: `recorder("Frost")`."""
    made: list[Recorder] = []

    def make(name: str, theme: str = "dark", width: int = 360) -> Recorder:
        folder = tmp_path / f"profile-{len(made)}"
        one = Recorder(playwright, browser_type_launch_args, people.url, folder, theme, width)  # type: ignore[arg-type]
        made.append(one)
        one.start()
        one.sign_in(people.officer(name)["session"], token_of(name))
        one.open()
        one.ready()
        return one

    yield make
    for one in made:
        one.close()


def token_of(name: str) -> str:
    return (name.lower() + "k" * 32)[:32]


def again(one: Recorder, people: Force, name: str, *, offline: bool) -> None:
    """Switched on again. A killed browser may not have written its cookies: the phone has them."""
    one.start()
    one.sign_in(people.officer(name)["session"], token_of(name))
    one.signal(not offline)
    one.open()


@pytest.mark.feature("F1", "F2", "F3", "F13")
def test_a_spitting_is_recorded_without_signal_in_eight_taps_and_no_typing(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Frost")
    one.signal(False)
    one.page.reload()
    one.shows("No signal")
    assert one.taps() == []

    one.press("It happened to me")
    one.tap("Spit")
    one.press("Next")
    one.tap("No")
    one.tap("Yes")
    one.press("Next", "Record it")
    one.shows("Kept on this phone")
    one.shows("Not confirmed yet")
    one.shows("This is an assault.")
    taps, typed = one.taps(), one.typed()
    assert len(taps) <= 8, taps
    assert typed == 0
    assert people.cases("Frost") == []

    one.signal(True)
    one.shows("Recorded in")
    one.shows("Your case is")
    found = people.cases("Frost")
    assert [(case["what"], case["hurt"], case["safe"]) for case in found] == [
        (["spit"], "no", "yes")
    ]
    assert found[0]["known"] is False
    assert one.errors == []


TEN_POINTS: list[tuple[str, Callable[[Recorder], Any], Callable[[Recorder], bool]]] = [
    ("one thing tapped", lambda one: one.tap("Spit"), lambda one: one.chosen("Spit")),
    ("two things tapped", lambda one: one.tap("Kick"), lambda one: one.chosen("Kick")),
    ("the second step", lambda one: one.press("Next"), lambda one: not one.chosen("A bit")),
    ("hurt", lambda one: one.tap("A bit"), lambda one: one.chosen("A bit")),
    ("safe", lambda one: one.tap("Yes"), lambda one: one.chosen("Yes")),
    ("the third step", lambda one: one.press("Next"), lambda one: one.chosen("Just now")),
    ("when", lambda one: one.tap("Earlier"), lambda one: one.chosen("Earlier")),
    ("how long ago", lambda one: one.button("2 h ago", exact=False).click(), lambda one: True),
    (
        "in a home",
        lambda one: one.tap_in("Was it in a home", "No"),
        lambda one: one.page.get_by_role("radio", name="No", exact=True).is_checked(),
    ),
    ("recorded", lambda one: one.press("Record it"), lambda one: True),
]


@pytest.mark.feature("F2", "F3")
def test_killed_at_ten_points_without_signal_nothing_is_lost_and_nothing_counts_twice(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Gale")
    one.signal(False)
    one.press("It happened to me")
    for n, (point, act, still) in enumerate(TEN_POINTS):
        act(one)
        if point == "recorded":
            one.shows("Kept on this phone")
        else:
            one.kept()
        one.kill()
        again(one, people, "Gale", offline=True)
        if point == "recorded":
            one.shows("Not confirmed.")
            assert len(one.lines()) == 1
        else:
            one.shows("Restored from draft")
            assert still(one), (n, point)
    one.page.locator(".lines .line").click()
    one.press("Add more now")
    one.button("Injury and care", exact=False).click()
    one.page.get_by_role("button", name="Left arm, front").click()
    one.kept()
    one.kill()
    again(one, people, "Gale", offline=True)
    one.shows("Drafts")
    one.page.locator(".lines .line").filter(has_text="More about").click()
    one.shows("Left arm")
    one.press("Add it to the record")
    one.shows("not confirmed yet")
    one.kill()
    assert people.cases("Gale") == []

    again(one, people, "Gale", offline=False)
    one.shows("Sent from this phone")
    expect(one.page.locator(".lines .w")).to_have_count(0, timeout=PATIENCE_MS)
    (case,) = people.cases("Gale")
    assert (case["what"], case["hurt"], case["body"]) == (["kick", "spit"], "a-bit", ["left-arm"])
    one.kill()
    again(one, people, "Gale", offline=False)
    one.shows("Sent from this phone")
    assert len(people.cases("Gale")) == 1
    assert one.errors == []


LOST_ANSWER = """
const real = window.fetch;
window.lost = 0;
window.fetch = async (...asked) => {
  const answer = await real(...asked);
  if (`${asked[0]}`.endsWith("/safety/records") && window.lost < 1) {
    window.lost += 1;
    throw new TypeError("the answer did not arrive");
  }
  return answer;
};
"""


def test_a_record_whose_answer_was_lost_is_sent_again_and_counts_once(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Hale")
    one.page.add_init_script(LOST_ANSWER)
    one.page.reload()
    one.ready()
    spat_at(one)
    one.shows("Recorded in")
    assert one.page.evaluate("window.lost") == 1
    assert len(people.cases("Hale")) == 1


def spat_at(one: Recorder, *more: str) -> None:
    one.press("It happened to me")
    one.tap("Spit", *more)
    one.press("Next", "Next", "Record it")


@pytest.mark.feature("F2")
def test_several_drafts_wait_side_by_side_and_each_is_sent_for_itself(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Ibbs")
    one.signal(False)
    for what in ("Punch", "Bite"):
        one.press("It happened to me")
        one.tap(what)
        one.press("Back")
    one.press("It happened to me")
    one.press("Back")  # nothing tapped: nothing to keep
    assert [line.split(" Draft")[0] for line in one.lines()] == ["Bitten", "Punched"]
    one.page.locator(".lines .line").filter(has_text="Punched").click()
    one.press("Next", "Next", "Record it")
    one.shows("Kept on this phone")
    one.press("All records")
    assert [line.split(".")[0] for line in one.lines()] == [
        one.lines()[0].split(".")[0],
        "Punched Not confirmed",
    ]
    assert one.lines()[0].startswith("Bitten Draft, kept")
    one.signal(True)
    one.shows("Sent from this phone")
    assert [case["what"] for case in people.cases("Ibbs")] == [["punch"]]
    assert one.lines()[0].startswith("Bitten Draft")


def test_two_people_on_one_phone_cannot_read_each_others_records(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Jarvis")
    one.signal(False)
    spat_at(one, "Hate abuse")
    one.shows("Kept on this phone")
    one.press("All records", "It happened to me")
    one.tap("Bite")
    one.kept()
    disk = one.on_the_disk()
    for word in ("spit", "bite", "hate", "draft", "Jarvis", "what", "queued"):
        assert word not in disk["bytes"], word
        assert word not in disk["readable"], word
    assert set(map(tuple, disk["rows"])) == {("data", "id", "iv", "tag")}
    assert set(disk["extractable"]) == {False}
    assert len(set(disk["owners"])) == 1

    one.signal(True)
    one.page.goto("about:blank")
    one.sign_in(people.officer("Keen")["session"], token_of("Keen"))
    one.signal(False)
    one.open()
    one.shows("No signal, and signed out here")  # no key of the one, none yet of the other
    one.signal(True)
    one.open()
    one.ready()
    one.shows("PC Keen")
    one.shows("Nothing on this phone")
    one.hides("Spat at")
    one.hides("Bitten")
    assert people.cases("Keen") == []
    one.press("It happened to me")
    one.tap("Slap")
    one.kept()
    assert len(set(one.on_the_disk()["owners"])) == 2

    one.page.goto("about:blank")
    one.sign_in(people.officer("Jarvis")["session"], token_of("Jarvis"))
    one.open()
    one.ready()
    one.shows("Restored from draft")
    assert one.chosen("Bite")
    one.press("Back")
    one.shows("Spat at and abused")
    one.hides("Slapped")
    expect(one.page.locator(".lines .s")).to_have_count(1, timeout=PATIENCE_MS)
    assert [case["what"] for case in people.cases("Jarvis")] == [["hate-abuse", "spit"]]
    assert people.cases("Keen") == []


@pytest.mark.feature("F2")
def test_a_record_of_one_person_is_never_sent_in_the_session_of_another(
    people: Force, recorder: MakeRecorder
) -> None:
    """Two tabs: in the second one somebody else signs in, while the first holds a record."""
    one = recorder("Lamb")
    one.signal(False)
    spat_at(one)
    one.shows("Kept on this phone")
    one.sign_in(people.officer("Mott")["session"], token_of("Mott"))
    one.signal(True)
    one.shows("PC Mott")
    one.shows("Nothing on this phone")
    assert people.cases("Mott") == people.cases("Lamb") == []
    one.sign_in(people.officer("Lamb")["session"], token_of("Lamb"))
    one.open()
    one.shows("Sent from this phone")
    assert len(people.cases("Lamb")) == 1


@pytest.mark.feature("F2")
def test_signing_out_asks_about_what_was_not_sent_and_then_seals_it_for_the_same_person(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Nash")
    one.signal(False)
    spat_at(one)
    one.shows("Kept on this phone")
    one.page.locator(".sb .link").click()
    one.press("Sign out")
    one.shows("Not signed out")
    one.shows("1 record or addition is not sent yet.")
    one.shows("no supervisor has been told")
    assert one.faults() == []
    one.page.keyboard.press("Escape")
    one.signal(True)
    one.press("Back")
    one.shows("Sent from this phone")
    assert len(people.cases("Nash")) == 1

    one.signal(False)
    spat_at(one, "Bite")
    one.shows("Kept on this phone")
    one.page.locator(".sb .link").click()
    one.press("Sign out", "Leave it sealed and sign out")
    one.shows("No signal, and signed out here")
    one.page.reload()
    one.shows("No signal, and signed out here")
    one.shows("is kept, sealed")
    assert one.on_the_disk()["extractable"] == [
        False
    ]  # the phone's part; the session's key is gone
    one.signal(True)
    one.shows("You’re signed out")  # the server hears of it now: the session does not live on
    assert one.page.request.get(f"{one.url}/phone/record/me.json").status == 401
    assert one.faults() == []
    one.sign_in(people.signed_in_again("Nash"), "z" * 32)
    one.open()
    one.ready()
    expect(one.page.locator(".lines .s")).to_have_count(2, timeout=PATIENCE_MS)
    assert [case["what"] for case in people.cases("Nash")] == [["spit"], ["bite", "spit"]]


def test_signing_out_on_any_other_page_seals_the_record_as_well(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Orme")
    one.press("It happened to me")
    one.tap("Grab")
    one.kept()
    one.page.goto(f"{one.url}/account")
    one.press("Sign out")
    one.page.wait_for_url("**/sign-in**")
    one.signal(False)
    one.open()
    one.shows("No signal, and signed out here")
    one.hides("Grabbed")
    one.signal(True)
    one.open()
    one.shows("You’re signed out")
    assert one.faults() == []


def test_a_session_that_ended_meanwhile_keeps_the_record_until_the_next_sign_in(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Pace")
    one.press("It happened to me")
    one.tap("Push")
    one.session_ends()
    one.press("Next", "Next", "Record it")
    one.shows("You’re signed out.")
    one.shows("Sign in again")
    assert one.faults() == []
    one.sign_in(people.officer("Pace")["session"], "q" * 32)
    one.open()
    one.shows("Sent from this phone")
    assert [case["what"] for case in people.cases("Pace")] == [["push"]]


@pytest.mark.feature("F6")
def test_a_colleague_records_by_number_and_the_officer_confirms_in_their_own_app(
    people: Force, recorder: MakeRecorder
) -> None:
    number = people.officer("Quill")["number"]
    one = recorder("Rudd")
    one.signal(False)
    one.press("To a colleague")
    one.page.get_by_label("Their collar or staff number").fill("0000")
    one.button("Use 0000", exact=False).click()
    one.shows("What did they do to 0000?")
    one.tap("Headbutt")
    one.press("Next", "Next", "Record it")
    one.shows("Kept on this phone")
    one.signal(True)
    one.shows("Kept, but not recorded yet")
    one.shows("Nobody has the number")
    one.shows("What you entered is still here.")
    assert one.faults() == []
    one.press("Put it right")
    one.shows("Not recorded yet.")
    assert one.chosen("Headbutt")
    one.press("Change whose it is")
    one.page.get_by_label("Their collar or staff number").fill(number)
    one.button("PC Quill", exact=False).click()
    one.press("Next", "Next", "Record it")
    one.shows("Recorded")
    one.shows("who is asked to confirm it")
    (case,) = people.cases("Quill")
    assert case["status"] == "awaiting-confirmation"
    assert people.cases("Rudd") == []

    own = recorder("Quill")
    own.shows("Somebody recorded this for you")
    own.shows("You were headbutted.")
    assert own.faults() == []
    own.press("It’s right")
    own.hides("Somebody recorded this for you")
    expect(own.page.locator(".lines .w")).to_have_count(0, timeout=PATIENCE_MS)
    (case,) = people.cases("Quill")
    assert case["status"] == "open"


@pytest.mark.feature("F8")
def test_several_people_attacked_at_once_each_get_a_case(
    people: Force, recorder: MakeRecorder
) -> None:
    number = people.officer("Sands")["number"]
    one = recorder("Tate")
    one.press("It happened to me")
    one.tap("Threw something")
    one.press("Next", "Next", "Add a colleague")
    one.page.get_by_label("Their collar or staff number").fill(number)
    one.button("PC Sands", exact=False).click()
    one.shows("PC Sands")
    one.press("Record it")
    one.shows("Your case is")
    (mine,), (theirs,) = people.cases("Tate"), people.cases("Sands")
    assert mine["draft"] == theirs["draft"]
    assert mine["number"] != theirs["number"]


@pytest.mark.feature("F9")
def test_a_second_record_of_the_same_hours_is_warned_of_and_kept(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Upton")
    spat_at(one)
    one.shows("Recorded in")
    one.press("All records")
    spat_at(one)
    one.shows("This may be recorded already.")
    assert one.faults() == []
    first, second = people.cases("Upton")
    one.shows(first["number"])
    one.shows(f"Your case is {second['number']}")


DROP = """(kind) => {
  const data = new DataTransfer();
  data.items.add(new File(["film"], "film.mp4", { type: "video/mp4" }));
  const init = { bubbles: true, cancelable: true };
  const event = kind === "drop" ? new DragEvent("drop", { ...init, dataTransfer: data })
    : new ClipboardEvent("paste", { ...init, clipboardData: data });
  const target = kind === "drop" ? document.body : document.querySelector("#footage");
  return !target.dispatchEvent(event);
}"""


def test_a_video_is_taken_by_its_reference_and_never_as_a_film(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Vane")
    spat_at(one)
    one.press("Add more now")
    one.button("Body-worn video", exact=False).click()
    field = one.page.get_by_label("Id or link of the video")
    field.fill("data:video/mp4;base64,AAAAIGZ0eXA=")
    expect(one.page.locator(".field .wrong")).to_contain_text("never the film")
    expect(field).to_have_value("")
    for kind in ("paste", "drop"):
        assert one.page.evaluate(DROP, kind) is True
        one.shows("Not taken: films and pictures stay where they are")
        assert one.faults() == []
        one.page.keyboard.press("Escape")
        one.hides("Not taken")
    field.fill("BWV-2026-118820")
    one.press("Add this video", "Done here", "Add it to the record")
    one.shows("Added")
    (case,) = people.cases("Vane")
    assert case["footage"] == ["BWV-2026-118820"]


def test_details_of_every_kind_are_added_without_signal_and_arrive(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Wade", "light")
    one.signal(False)
    spat_at(one, "Hate abuse")
    one.press("Add more now")
    one.button("Spit, bite or blood", exact=False).click()
    one.tap("Eyes")
    one.shows("Wash it now")
    assert one.faults() == []
    one.press("Done here")
    one.button("Weapon", exact=False).click()
    one.tap("Blunt object")
    one.press("Done here")
    one.button("Abuse about who you are", exact=False).click()
    one.tap_in("About you", "Prefer not to say")
    assert one.faults() == []
    one.press("Done here")
    one.button("Who did it", exact=False).click()
    one.press("Add a person", "Add a person")
    assert one.faults() == []
    one.press("Done here")
    one.button("Injury and care", exact=False).click()
    one.page.get_by_role("button", name="Face, front").focus()
    one.page.keyboard.press("Space")
    one.shows("Marked: Face")
    one.page.get_by_text("The same as a list").click()
    assert one.chosen("Face")
    assert one.faults() == []
    one.press("Done here", "Add it to the record")
    one.shows("not confirmed yet")
    one.signal(True)
    one.press("Back")
    one.shows("Recorded in")
    one.press("Add more now")
    one.shows("Added")
    (case,) = people.cases("Wade")
    assert (case["body"], case["weapon"], case["suspects"]) == (["face"], "blunt", 2)


@pytest.mark.feature("F4", "F14")
def test_seen_differently_goes_to_a_reviewer_and_one_more_question_is_asked(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Yates")
    one.press("It happened to me")
    one.tap("Only hurt")
    one.press("Next")
    one.shows("Did anything they said or did show that they meant it?")
    one.press("Next", "Record it")
    one.shows("This is an injury on duty.")
    one.shows("Recorded in")
    one.shows("Did anything they said or did show that they meant it?")
    assert one.faults() == []
    one.press("Yes")
    one.shows("A reviewer reads it.")
    (case,) = people.cases("Yates")
    assert (case["classification"], case["disputed"]) == ("injury-on-duty", True)


@pytest.mark.feature("F64")
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("width", [360, 1440])
def test_every_step_is_without_a_fault_and_shows_help_loudly(
    people: Force, recorder: MakeRecorder, theme: str, width: int
) -> None:
    one = recorder(f"Zane{theme}{width}".replace("1", "a").replace("3", "b"), theme, width)
    assert one.faults() == []
    one.picture(PICTURES, "home")
    one.press("It happened to me")
    one.tap("Kick", "Spit", "Threat")
    assert one.faults() == []
    one.picture(PICTURES, "what")
    one.press("Next")
    one.tap("A bit")
    assert one.faults() == []
    one.picture(PICTURES, "hurt")
    one.tap("No, send help")
    one.shows("Press your radio’s emergency button")
    one.shows("This phone calls nobody.")
    assert one.faults() == []
    one.press("Go on recording")
    one.tap("Yes")
    one.press("Next")
    one.tap("Another day")
    assert one.faults() == []
    one.press("Somewhere else")
    one.page.get_by_label("Street, town, pub or junction").fill("Behind the shop")
    assert one.faults() == []
    one.button("Use “Behind the shop”").click()
    assert one.chosen("Behind the shop")
    one.picture(PICTURES, "where")
    one.press("Record it")
    one.shows("Recorded in")
    assert one.faults() == []
    one.picture(PICTURES, "done")
    one.press("I see it differently")
    assert one.faults() == []
    one.page.keyboard.press("Escape")
    one.press("Add more now")
    assert one.faults() == []
    one.page.locator(".sb .link").click()
    assert one.faults() == []
    assert one.page.title() == "Outrider"


def test_a_role_that_records_nothing_is_told_so_and_opens_nothing(
    people: Force, recorder: MakeRecorder
) -> None:
    one = recorder("Abel")
    one.press("It happened to me")
    one.tap("Kick")
    one.kept()
    one.sign_in(people.officer("Crewe:ambulance-crew")["session"], "c" * 32)
    one.open()
    one.shows("This role does not record assaults")
    one.hides("Kicked")
    assert one.faults() == []


DECIDED = """async (asked) => {
  const { decide } = await import("/static/js/record/decider.js");
  const { decider } = await (await fetch("/phone/record/lists.json")).json();
  return asked.map(([what, answers]) => {
    const made = decide(decider, what, answers);
    return [made.classification, made.rule, made.says, made.teaches, made.hate, made.asks?.id ?? null];
  });
}"""


@pytest.mark.feature("F4")
def test_the_phone_without_signal_decides_as_the_server_does(
    people: Force, recorder: MakeRecorder
) -> None:
    sets = [list(two) for n in range(3) for two in itertools.combinations(codes.METHODS, n)]
    answers: list[dict[str, str]] = [{}]
    answers += [{q: a.value} for q in decider.QUESTIONS for a in decider.Answer]
    asked = [(what, given) for what in sets for given in answers]
    told = recorder("Bond").page.evaluate(DECIDED, asked)
    for (what, given), found in zip(asked, told, strict=True):
        made = decider.decide(what, {q: decider.Answer(a) for q, a in given.items()})
        asks = made.asks.id if made.asks else None
        wanted = [made.result.value, made.rule, made.says, list(made.teaches), made.hate, asks]
        assert found == wanted, (what, given)


KEY_IS_THERE = """async () => {
  const kept = (db) => new Promise((done) => {
    const asked = db.transaction("phone").objectStore("phone").get("session");
    asked.onsuccess = () => done(asked.result);
  });
  for (;;) {
    const there = (await indexedDB.databases()).some((one) => one.name === "outrider-record");
    if (there) {
      const open = indexedDB.open("outrider-record");
      const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
      const session = await kept(db);
      db.close();
      if (session) return;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}"""


JOB_IS_THERE = """async (mission) => {
  const { kept } = await import("/static/js/phone/db.js");
  for (;;) {
    const entities = (await kept.get("picture"))?.entities ?? [];
    const job = entities.find((one) => one.id === mission);
    if (job && entities.some((one) => one.id === job.call_id)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}"""


def test_both_apps_live_side_by_side_and_a_job_fills_the_record_in(
    force: Any, phone: Callable[..., Any]
) -> None:
    crew = phone("CW15")
    call = force.call()
    mission = force.asked(call, "CW15")
    force.person("police-control").press(f"missions/{mission}/press", press="agree")
    crew.press("Accept", "Mobile")
    crew.offers("At scene")
    assert crew.faults() == []
    expect(crew.page.locator(".unsure")).to_have_count(0, timeout=PATIENCE_MS)
    ready = """async () => {
      for (;;) {
        const all = await navigator.serviceWorker.getRegistrations();
        const scopes = all.filter((one) => one.active).map((one) => new URL(one.scope).pathname);
        if (scopes.length === 2) return scopes.sort();
        await new Promise((done) => setTimeout(done, 50));
      }
    }"""
    assert crew.page.evaluate(ready) == ["/phone", "/phone/record"]
    crew.page.evaluate(KEY_IS_THERE)
    crew.page.evaluate(JOB_IS_THERE, mission)

    crew.signal(False)
    crew.page.get_by_role("link", name="I was assaulted").click()
    crew.shows("What did they do to you?")
    assert "mission" not in crew.page.url
    crew.page.locator("fieldset label").filter(has_text="Spit").click()
    crew.press("Next", "Next")
    crew.shows("from call")
    crew.press("Record it")
    crew.shows("Kept on this phone")
    crew.page.get_by_role("link", name="Back to duty").click()
    crew.offers("At scene")  # the other app, also without signal
    crew.signal(True)
    crew.page.goto(f"{crew.url}/phone/record")
    crew.shows("Sent from this phone")
    told = force.run(
        "import json\nfrom outrider.safety.models import Incident\n"
        f"one = Incident.objects.get(mission_id='{mission}')\n"
        "print(json.dumps([one.call_number, one.place_label, one.activity, one.place_known]))"
    )
    number, label, activity, known = json.loads(told.splitlines()[-1])
    assert number
    assert label
    assert (activity, known) == ("medical-call", True)
    assert crew.errors == []
