"""One emergency call, from the 999 call to clear."""

from datetime import timedelta
from math import hypot
from typing import Any

import pytest
from scipy.stats import norm
from tests.support.scene import Scene

from outrider.coresponse import queries, services
from outrider.coresponse.errors import Refused, Replayed
from outrider.coresponse.inputs import CallIn, PlaceIn
from outrider.coresponse.models import Call, Mission
from outrider.domain.access import Role
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify
from outrider.people.models import Lease, UnitStatus


@pytest.mark.feature("C7", "C11", "C28", "C33")
def test_a_cardiac_arrest_is_sent_offered_attended_handed_over_and_cleared(scene: Scene) -> None:
    call = scene.call()
    assert (call.outcome, call.outcome_rule, call.number) == ("send", "CR-07", "0001")
    scene.allocate(call)

    looked = queries.candidates(call.pk, scene.ambulance, scene.now)
    assert looked["candidates"][0]["call_sign"] == "CW12"
    assert looked["candidates"][0]["rank"] == 1

    mission = scene.ask(call)
    assert mission.phase == "asking_owner"
    assert Lease.objects.get(unit=scene.units["CW12"]).mission_id == mission.pk
    mission = scene.press(mission, "agree", scene.police)
    assert mission.phase == "offered"
    mission = scene.crew_presses(mission, "accept", "mobile", "at_scene", "with_patient")
    scene.later(600)
    mission = scene.press(
        mission,
        "handover",
        scene.crew("CW12"),
        atmist={"age": "Man, 60 to 69", "mechanism": "Collapsed at home"},
    )
    mission = scene.press(mission, "acknowledge", scene.ambulance)
    mission = scene.press(mission, "clear", scene.crew("CW12"), kit_used={"pads-adult": 1})

    assert mission.phase == "clear"
    assert mission.acknowledged_at is not None
    assert Lease.objects.get(unit=scene.units["CW12"]).mission_id is None
    assert UnitStatus.objects.get(unit=scene.units["CW12"]).medical_seconds_this_shift == 690
    call = Call.objects.get(pk=call.pk)
    assert call.closed_at is not None
    assert isinstance(verify(), Verified)


@pytest.mark.feature("C3")
def test_nobody_can_be_asked_before_an_ambulance_is_allocated(scene: Scene) -> None:
    call = scene.call()
    with pytest.raises(Refused) as refused:
        scene.ask(call)
    assert refused.value.rule == "ambulance.in-parallel"
    assert "Allocate an ambulance first" in refused.value.way_on


@pytest.mark.feature("C3")
def test_an_accept_is_refused_while_the_ambulance_is_lost_and_taken_once_another_is_live(
    scene: Scene,
) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.press(scene.ask(call), "agree", scene.police)
    scene.lose_ambulance(call)
    assert Call.objects.get(pk=call.pk).alarm == "ambulance-lost"
    with pytest.raises(Refused) as refused:
        scene.press(mission, "accept", scene.crew("CW12"))
    assert refused.value.rule == "ambulance.in-parallel"
    scene.allocate(call, sign="A207")
    assert Call.objects.get(pk=call.pk).alarm == ""
    assert scene.press(mission, "accept", scene.crew("CW12")).phase == "accepted"


@pytest.mark.feature("C11", "C59")
def test_a_declined_offer_goes_to_the_next_candidate_by_itself(scene: Scene) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.press(scene.ask(call), "agree", scene.police)
    scene.press(mission, "decline", scene.crew("CW12"), reason="vehicle")
    following = Mission.objects.get(call=call, ended_at=None)
    assert following.unit.call_sign == "CW21"
    assert following.phase == "asking_owner"
    assert following.decision.candidates


@pytest.mark.feature("C4")
def test_nobody_left_is_said_loudly_with_the_reason(scene: Scene) -> None:
    for sign in scene.units:
        scene.place(sign, 1200)
    call = scene.call()
    call = scene.allocate(call, eta=200)
    assert call.no_responder_at is not None
    assert "no sooner than the ambulance" in call.no_responder_why


@pytest.mark.feature("C28", "C35")
def test_an_old_press_from_a_phone_without_signal_keeps_its_time(scene: Scene) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.press(scene.ask(call), "agree", scene.police)
    mission = scene.crew_presses(mission, "accept", "mobile")
    pressed = scene.later(200)
    scene.later(300)
    mission = scene.press(mission, "at_scene", scene.crew("CW12"), ago_ms=300_000)
    assert mission.at_scene_at == pressed
    entry = Entry.objects.get(kind="mission.moved", payload__after="at_scene")
    assert entry.payload["clock"] == "monotonic"
    assert entry.effective_at == pressed


@pytest.mark.feature("C7")
def test_a_unit_in_state_nine_is_never_asked_and_the_ambulance_is_not_told_why(
    scene: Scene,
) -> None:
    scene.state("CW12", 9)
    call = scene.call()
    scene.allocate(call)
    with pytest.raises(Refused) as refused:
        scene.ask(call)
    assert refused.value.why == "Not available: police."
    seen = queries.candidates(call.pk, scene.ambulance, scene.now)["candidates"]
    cw12 = next(each for each in seen if each["call_sign"] == "CW12")
    assert [each["text"] for each in cw12["why_not"]] == ["Not available: police"]


@pytest.mark.feature("C27")
def test_state_zero_releases_a_crew_from_the_patient_at_once(scene: Scene) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.press(scene.ask(call), "agree", scene.police)
    scene.crew_presses(mission, "accept", "mobile", "at_scene", "with_patient")
    scene.state("CW12", 0)
    mission = Mission.objects.get(pk=mission.pk)
    assert mission.phase == "called_back"
    assert Lease.objects.get(unit=scene.units["CW12"]).mission_id is None
    view = queries.view_call(Call.objects.get(pk=call.pk), scene.ambulance)
    assert view["needs"]["text"] == "CW12 had to leave the patient"


@pytest.mark.feature("C7", "C22")
def test_a_recall_after_patient_contact_needs_an_inspectors_recorded_authority(
    scene: Scene,
) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.press(scene.ask(call), "agree", scene.police)
    mission = scene.crew_presses(mission, "accept", "mobile", "at_scene", "with_patient")
    with pytest.raises(Refused) as refused:
        scene.press(mission, "recall", scene.police, reason="grade-1")
    assert refused.value.rule == "police.recall-after-contact"
    inspector = scene.viewer(Role.INSPECTOR)
    mission = scene.press(
        mission, "recall", inspector, reason="grade-1", authority="Insp Okonedo: threat to life"
    )
    assert mission.phase == "care_abandoned"
    assert mission.authority == "Insp Okonedo: threat to life"


def test_a_crew_that_comes_across_a_casualty_opens_the_call_and_an_ambulance_is_requested(
    scene: Scene,
) -> None:
    mission = scene.come_across()
    call = mission.call
    assert mission.phase == "at_scene"
    assert call.ambulance_state == "requested"
    assert queries.view_call(call, scene.ambulance)["needs"]["text"] == "Allocate an ambulance"


@pytest.mark.feature("C10")
def test_a_unit_without_a_fresh_position_is_asked_only_once_it_was_spoken_to_by_radio(
    scene: Scene,
) -> None:
    call = scene.call()
    scene.later(1200)
    for sign in ("CW07", "CW21", "CW15"):
        scene.place(sign, 300)
    scene.allocate(call)
    with pytest.raises(Refused) as refused:
        scene.ask(call)
    assert refused.value.rule == "position.age"
    assert "by radio" in refused.value.way_on
    assert scene.ask(call, by_radio=True).phase == "asking_owner"
    opened = Entry.objects.get(kind="mission.opened")
    assert opened.on_behalf_of == f"unit:{scene.units['CW12'].pk}"
    assert opened.payload["went_past"]


@pytest.mark.parametrize(
    "other",
    [
        {"place": (0.001, 0.0, "")},
        {"place": (0.0, 0.0, "The other pub")},
        {"what3words": "filled.count.soap"},
        {"access_note": "Back door"},
        {"exercise": True},
        {"sex": "female"},
    ],
    ids=["elsewhere", "another name", "three words", "access", "exercise", "sex"],
)
def test_the_same_senders_id_with_something_else_in_it_is_not_the_same_call(
    scene: Scene, other: dict[str, Any]
) -> None:
    def send(
        place: tuple[float, float, str] = (0.0, 0.0, ""), what3words: str = "", **more: Any
    ) -> services.Received:
        north, east, name = place
        lat, lon = scene.patient
        said = CallIn(
            sender_id="cad-7",
            connected_at=scene.now - timedelta(seconds=20),
            category="C1",
            complaint="cardiac-arrest",
            place=PlaceIn(lat + north, lon + east, name, what3words),
            **more,
        )
        return services.receive_call(call=said, by=scene.ambulance, now=scene.now)

    first = send()
    assert first.created
    assert not send().created
    with pytest.raises(Replayed):
        send(**other)
    assert Call.objects.count() == 1


@pytest.mark.feature("C5", "C6")
def test_the_ambulances_time_has_its_interval_and_the_chance_of_being_first_uses_it(
    scene: Scene,
) -> None:
    call = scene.call()
    scene.allocate(call, eta=840)
    looked = queries.candidates(call.pk, scene.ambulance, scene.now)
    ambulance = norm(840, 0.15 * 840)
    assert looked["ambulance_seconds"] == 840
    assert looked["ambulance_low"] == round(ambulance.ppf(0.1))
    assert looked["ambulance_high"] == round(ambulance.ppf(0.9))
    best = looked["candidates"][0]
    later = norm(840 - best["arrives_seconds"], hypot(0.15 * 840, 0.2 * best["arrives_seconds"]))
    assert best["p_first"] == pytest.approx(later.sf(0), abs=0.002)
    asked = scene.ask(call)
    assert asked.estimate["ambulance_low"] < 840 < asked.estimate["ambulance_high"]
