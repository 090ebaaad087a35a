"""With no rule pack in force an emergency call is taken all the same, and says who must act."""

from __future__ import annotations

from copy import deepcopy

import pytest
from tests.services.promises import all_promises_hold
from tests.support.follow import Follower, picture
from tests.support.scene import Scene, all_viewers

from outrider.coresponse import services
from outrider.coresponse.errors import Invalid, Refused
from outrider.coresponse.models import Call, Mission, RulePack
from outrider.coresponse.queries.candidates import candidates
from outrider.coresponse.queries.timeline import timeline
from outrider.coresponse.queries.views import view_call
from outrider.domain.access import Role
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.rules import NO_RULES_RULE, parse_pack
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify

VERSION = DEFAULT_PACK["version"]


def agree(scene: Scene, role: Role, *, on: bool) -> None:
    services.agree_pack(
        version=VERSION,
        on=on,
        by=scene.viewer(role),
        now=scene.now,
        reason="" if on else "Looked into first",
    )


@pytest.fixture
def without_rules(scene: Scene) -> Scene:
    """Both agencies have taken their agreement back."""
    agree(scene, Role.POLICE_APPROVER, on=False)
    agree(scene, Role.AMBULANCE_APPROVER, on=False)
    scene.later(5)
    return scene


@pytest.mark.feature("C1", "C40")
def test_a_call_is_taken_with_its_number_and_says_that_no_rules_are_in_force(
    without_rules: Scene,
) -> None:
    call = without_rules.call()
    assert call.number
    assert (call.outcome, call.outcome_rule, call.pack_version) == ("no_rules", NO_RULES_RULE, "")
    assert "nobody is sent by this scheme" in call.outcome_text
    assert "by voice" in call.outcome_text
    received = Entry.objects.get(stream=f"call:{call.pk}", kind="call.received")
    assert (received.payload["outcome"], received.payload["pack"]) == ("no_rules", "")
    said = timeline(call.pk, without_rules.ambulance)
    assert any("no rule pack in force" in str(line) for line in said)
    assert isinstance(verify(), Verified)


def test_a_force_that_never_had_a_pack_takes_calls_in_the_products_own_words(scene: Scene) -> None:
    RulePack.objects.all().delete()
    call = scene.call("stroke", "C2")
    view = view_call(call, scene.ambulance)
    assert view["outcome"]["class"] == "no_rules"
    assert view["complaint_text"] == "Stroke, FAST positive"
    assert view["needs"] == {"who": "ambulance", "text": "Allocate an ambulance"}


def test_a_complaint_of_the_forces_own_is_known_when_its_pack_was_taken_back(scene: Scene) -> None:
    data = deepcopy(DEFAULT_PACK) | {"version": "own.1"}
    own = {
        "condition": "shock",
        "usual_category": "C1",
        "id": "bitten",
        "text": "Bitten by an adder",
    }
    data["complaints"] = [*data["complaints"], own]
    RulePack.objects.create(version="own.1", data=data, valid_from=scene.now)
    agree(scene, Role.POLICE_APPROVER, on=False)
    scene.later(5)
    assert view_call(scene.call("bitten"), scene.ambulance)["complaint_text"] == own["text"]
    with pytest.raises(Invalid, match="Choose a complaint"):
        scene.call("abducted")


@pytest.mark.feature("C3")
def test_its_ambulance_is_allocated_and_the_scheme_sends_nobody(without_rules: Scene) -> None:
    scene = without_rules
    call = scene.allocate(scene.call())
    assert call.ambulance_state == "allocated"
    assert call.no_responder_at is None  # nobody was looked for: that is not "nobody was free"
    with pytest.raises(Refused) as no:
        scene.ask(call)
    assert no.value.rule == "pack.agreed"
    assert "by voice" in no.value.way_on
    for one in candidates(call.pk, scene.ambulance, scene.now)["candidates"]:
        assert "call.outcome" in {each["rule"] for each in one["why_not"]}, one
    assert not Mission.objects.exists()
    all_promises_hold()


def test_a_crew_that_comes_across_somebody_is_on_the_call_all_the_same(
    without_rules: Scene,
) -> None:
    mission = without_rules.come_across()
    assert mission.call.outcome == "no_rules"
    assert mission.call.ambulance_state == "requested"
    mission = without_rules.crew_presses(mission, "with_patient")
    assert mission.phase == "with_patient"
    all_promises_hold()


@pytest.mark.feature("C7")
def test_every_screen_follows_it_and_a_pack_agreed_later_changes_nothing_of_it(
    without_rules: Scene,
) -> None:
    scene = without_rules
    followers = [Follower(viewer) for viewer in all_viewers(scene)]
    call = scene.call()
    scene.allocate(call)
    before = {viewer.role: view_call(Call.objects.get(), viewer) for viewer in all_viewers(scene)}
    scene.later(60)
    agree(scene, Role.POLICE_APPROVER, on=True)
    agree(scene, Role.AMBULANCE_APPROVER, on=True)
    for viewer in all_viewers(scene):
        assert view_call(Call.objects.get(), viewer) == before[viewer.role]
    for follower in followers:
        follower.catch_up()
        assert follower.seen == picture(follower.viewer)
    with pytest.raises(Refused, match="when this call came in"):
        scene.ask(call)
    assert scene.call().outcome == "send"
    closed = services.press_call(
        call_id=call.pk, press="close", reason="not-needed", by=scene.ambulance, now=scene.now
    )
    assert closed.closed_at is not None
    services.fire_due_timers(scene.later(50_000))
    assert Call.objects.get(pk=call.pk).archived_at is not None


def test_no_rule_of_a_pack_can_say_that_there_are_no_rules() -> None:
    data = deepcopy(DEFAULT_PACK)
    data["rules"][0]["outcome"] = "no_rules"
    with pytest.raises(ValueError, match="not_eligible"):
        parse_pack(data)
