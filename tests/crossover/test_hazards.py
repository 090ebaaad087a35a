"""An assault proposes a hazard; a supervisor decides; crews hold off; nobody learns why but police."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.api.live.entities import render_touched
from outrider.coresponse.queries import view_call
from outrider.coresponse.queries.timeline import timeline
from outrider.crossover.hazards import StoredHazards
from outrider.crossover.models import Hazard
from outrider.crossover.queries.hazards import view_hazards
from outrider.crossover.services.hazards import (
    HazardPressIn,
    expire_due,
    hold_off_late_calls,
    press_hazard,
)
from outrider.domain.access import ROLE_FIELDS, Agency, Field, Role
from outrider.domain.crossover.hazard import (
    PRESSES,
    Attack,
    Because,
    Press,
    State,
    after,
    can,
    months_later,
    proposes,
)
from outrider.domain.errors import Forbidden, Invalid, NotFound, Refused
from outrider.domain.safety.codes import ACTS, METHODS
from outrider.domain.safety.decider import Classification
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify
from tests.crossover.conftest import Both
from tests.support.follow import Follower, picture
from tests.support.scene import all_viewers


def attack(**more: Any) -> Attack:
    facts: dict[str, Any] = {
        "methods": frozenset({"punch"}),
        "weapon": "",
        "classification": Classification.ASSAULT,
        "in_a_home": True,
        "placed": True,
    }
    return Attack(**facts | more)


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({}, Because.VIOLENCE),
        ({"methods": frozenset({"spit"})}, Because.VIOLENCE),
        ({"weapon": "knife"}, Because.WEAPON),
        ({"methods": frozenset({"weapon"})}, Because.WEAPON),
        ({"weapon": "bodily-fluid"}, Because.VIOLENCE),
        (
            {"methods": frozenset({"threat"}), "classification": Classification.NO_CONTACT},
            Because.THREAT,
        ),
        ({"placed": False}, None),
        ({"in_a_home": False}, None),
        ({"classification": Classification.INJURY}, None),
        ({"classification": Classification.ABUSE}, None),
        ({"classification": Classification.UNSURE}, None),
    ],
)
def test_a_hazard_is_proposed_by_an_assault_at_a_known_home(
    facts: dict[str, Any], because: Because | None
) -> None:
    assert proposes(attack(**facts)) is because


attacks = st.builds(
    Attack,
    methods=st.frozensets(st.sampled_from(sorted(METHODS)), min_size=1),
    weapon=st.sampled_from(["", "none", "knife", "blunt", "bodily-fluid"]),
    classification=st.sampled_from(Classification),
    in_a_home=st.booleans(),
    placed=st.booleans(),
)


@given(attacks)
def test_nothing_proposes_a_hazard_without_a_point_a_home_and_an_assault(one: Attack) -> None:
    if proposes(one) is not None:
        assert one.placed
        assert one.in_a_home
        assert one.classification in (Classification.ASSAULT, Classification.NO_CONTACT)
    elif one.placed and one.in_a_home and one.classification is Classification.ASSAULT:
        assert not one.methods & ACTS


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 24))
def test_so_many_months_later_is_the_same_day_or_the_last_of_its_month(
    day: date, months: int
) -> None:
    then = months_later(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


def test_every_press_is_refused_where_it_does_not_begin() -> None:
    for state in State:
        for press in PRESSES:
            if press in can(state):
                assert after(state, press) in State
                continue
            with pytest.raises(Refused):
                after(state, press)
    with pytest.raises(Refused):
        after(State.ENDED, Press.EXPIRE)


def test_an_assault_in_a_home_proposes_a_hazard_in_the_same_transaction(both: Both) -> None:
    case = both.assaulted_at_home()
    hazard = Hazard.objects.get()
    assert hazard.state == "proposed"
    assert hazard.incident_id == case.incident_id
    assert (hazard.lat, hazard.lon) == both.scene.patient
    kinds = list(Entry.objects.values_list("kind", flat=True))
    assert kinds.index("hazard.proposed") == kinds.index("case.opened") + 1 + sum(
        kind == "task.added" for kind in kinds
    )
    proposed = Entry.objects.get(kind="hazard.proposed")
    assert proposed.actor == "system"
    assert str(case.pk) not in json.dumps(proposed.payload)


def test_a_proposal_holds_nobody_off(both: Both) -> None:
    both.assaulted_at_home()
    call = both.scene.call()
    assert not call.hold_off
    assert call.hazard_ids == []


def test_what_is_added_later_proposes_changes_and_takes_back(both: Both) -> None:
    case = both.ryde.records("rahman", "punch", where=both.home)
    assert not Hazard.objects.exists()
    both.ryde.adds(case, "rahman", in_a_home=True)
    assert Hazard.objects.get().because == "violence"
    both.ryde.adds(case, "rahman", weapon="knife")
    assert Hazard.objects.get().because == "weapon"
    both.ryde.press(
        case, "okonedo", "reclassify", classification="injury-on-duty", reason="Fell in a struggle"
    )
    assert not Hazard.objects.exists()
    assert Entry.objects.filter(kind="hazard.taken-back").count() == 1


def test_one_attack_on_two_officers_proposes_one_hazard(both: Both) -> None:
    case = both.assaulted_at_home("rahman", "push", also=("3320",))
    assert Hazard.objects.count() == 1
    both.ryde.press(case, "rahman", "withdraw")
    # the other officer's record still stands
    assert Hazard.objects.get().state == "proposed"


def test_a_withdrawn_case_takes_its_proposal_with_it(both: Both) -> None:
    case = both.assaulted_at_home()
    both.ryde.press(case, "rahman", "withdraw")
    assert not Hazard.objects.exists()
    assert isinstance(verify(), Verified)


def test_a_confirmed_hazard_stands_without_the_case_that_proposed_it(both: Both) -> None:
    case = both.assaulted_at_home()
    hazard = both.decides(Hazard.objects.get(), "confirm", reason="Two men with a dog")
    both.ryde.press(case, "rahman", "withdraw")
    hazard.refresh_from_db()
    assert hazard.state == "in-force"
    assert hazard.incident_id is None
    assert hazard.occurred_on is None
    assert both.scene.call().hold_off


def test_a_hazard_that_was_turned_down_goes_with_its_case(both: Both) -> None:
    case = both.assaulted_at_home()
    both.decides(Hazard.objects.get(), "turn-down", reason="They have moved away")
    both.ryde.adds(case, "rahman", weapon="knife")
    assert Hazard.objects.get().state == "turned-down"
    both.ryde.press(case, "rahman", "withdraw")
    assert not Hazard.objects.exists()


@pytest.mark.feature("C12")
def test_a_call_at_a_confirmed_hazard_is_held_off_by_rule(both: Both) -> None:
    both.in_force(reason="Two men with a dog")
    call = both.scene.call()
    assert (call.outcome, call.outcome_rule, call.hold_off) == ("hold_off", "CR-HZ", True)


def test_a_call_beyond_the_radius_is_not(both: Both) -> None:
    hazard = both.in_force(radius_metres=25)
    lat, lon = hazard.lat, hazard.lon
    degree = 111_195.0
    assert StoredHazards().near(lat + 24 / degree, lon, both.now) == [str(hazard.pk)]
    assert StoredHazards().near(lat + 27 / degree, lon, both.now) == []


@pytest.mark.feature("C12")
def test_the_ambulance_side_reads_hold_off_and_nothing_else(both: Both) -> None:
    case = both.assaulted_at_home("rahman", "spit", "kick")
    both.decides(Hazard.objects.get(), "confirm", reason="Two men with a dog")
    call = both.scene.call()
    both.scene.allocate(call)
    both.scene.ask(call)
    call.refresh_from_db()
    words = ("assault", "Two men", "Violence", "officer", case.number, "Rahman", "police", "spat")
    for viewer in all_viewers(both.scene):
        seen = view_call(call, viewer)
        lines = timeline(call.pk, viewer) if viewer.role is Role.AMBULANCE_CONTROL else []
        # who wants the call next is no part of the hazard
        told = json.dumps([{k: v for k, v in seen.items() if k != "needs"}, lines[-1:]])
        if viewer.sees(Field.HAZARD_REASON):
            assert seen["hazards"][0]["text"] == "Two men with a dog"
            assert seen["hazards"][0]["because"] == Because.VIOLENCE.label
            continue
        assert "hazards" not in seen
        assert seen["hold_off"]
        for word in words:
            assert word.lower() not in told.lower(), (viewer.role, word)


def test_confirming_a_hazard_holds_off_the_crew_that_is_on_its_way(both: Both) -> None:
    case = both.assaulted_at_home()
    call = both.scene.call()
    both.scene.allocate(call)
    mission = both.scene.ask(call)
    mission = both.scene.press(mission, "agree", both.scene.police)
    mission = both.scene.crew_presses(mission, "accept", "mobile")
    both.decides(Hazard.objects.get(incident_id=case.incident_id), "confirm", reason="Dog")
    mission.refresh_from_db()
    call.refresh_from_db()
    assert call.hold_off
    assert mission.phase == "hold_off"
    held = Entry.objects.get(kind="call.hold-off-set")
    assert held.payload["rule"] == "CR-HZ"
    assert held.actor == "system"
    lines = [line["text"] for line in timeline(call.pk, both.scene.ambulance)]
    assert "Hold off: do not go in yet (CR-HZ)" in lines
    lines = [line["text"] for line in timeline(call.pk, both.scene.police)]
    assert "Hold off: a hazard at this place. Do not go in yet" in lines


def test_a_call_that_waits_for_its_risk_check_is_held_off_too(both: Both) -> None:
    hazard_of = both.assaulted_at_home()
    call = next(
        made
        for made in (both.scene.call(each, "C2") for each in ("fitting", "chest-pain", "stroke"))
        if made.outcome in ("send", "send_after_risk_check")
    )
    both.decides(Hazard.objects.get(incident_id=hazard_of.incident_id), "confirm")
    call.refresh_from_db()
    assert call.hold_off


def test_the_end_of_a_hazard_sends_nobody_in_but_says_so(both: Both) -> None:
    hazard = both.in_force()
    call = both.scene.call()
    both.scene.allocate(call)
    both.scene.ask(call)
    both.decides(hazard, "end", reason="They have moved away")
    call.refresh_from_db()
    assert call.hold_off
    assert view_call(call, both.scene.police)["hazards"] == []
    lines = [line["text"] for line in timeline(call.pk, both.scene.ambulance)]
    assert any("the reason to hold off at this place is over" in line for line in lines)
    assert not any("moved away" in line for line in lines)


def test_two_hazards_at_a_place_are_over_only_when_both_are(both: Both) -> None:
    first, second = both.in_force(), both.in_force()
    call = both.scene.call()
    assert len(call.hazard_ids) == 2
    both.decides(first, "end", reason="Moved away")
    assert not Entry.objects.filter(kind="call.hazard-over").exists()
    both.decides(second, "end", reason="Moved away")
    assert Entry.objects.filter(kind="call.hazard-over").count() == 1


@pytest.mark.feature("C12")
def test_a_hazard_expires_by_its_day_and_by_the_clock(both: Both) -> None:
    last = both.now.date()
    hazard = both.in_force(expires_on=last)
    assert both.scene.call().hold_off
    assert expire_due(both.now) == 0
    both.later(days=1)
    # by its day: nobody has to wait for the clock
    assert StoredHazards().near(hazard.lat, hazard.lon, both.now) == []
    assert not both.scene.call().hold_off
    assert expire_due(both.now) == 1
    assert expire_due(both.now) == 0
    hazard.refresh_from_db()
    assert (hazard.state, hazard.ended_at) == ("expired", both.now)
    assert Entry.objects.filter(kind="hazard.expired").count() == 1


def test_a_call_that_came_in_during_the_confirmation_is_held_off_by_the_clock(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StoredHazards, "near", lambda *unseen: [])
    both.in_force()
    call = both.scene.call()
    call.refresh_from_db()
    assert not call.hold_off
    monkeypatch.undo()
    assert hold_off_late_calls(both.now) > 0
    call.refresh_from_db()
    assert call.hold_off
    assert hold_off_late_calls(both.now) == 0


def test_control_that_lifts_a_hold_off_is_not_overruled_by_the_clock(both: Both) -> None:
    from outrider.coresponse import services

    both.in_force()
    call = both.scene.call()
    services.press_call(
        call_id=call.pk, press="lift_hold_off", by=both.scene.ambulance, now=both.now
    )
    assert hold_off_late_calls(both.now) == 0
    call.refresh_from_db()
    assert not call.hold_off


@pytest.mark.parametrize(
    ("press", "more", "says"),
    [
        ("turn-down", {}, "Say why"),
        ("confirm", {"expires_on": None}, "Choose the last day"),
        ("confirm", {"reason": "x" * 201}, "Shorten"),
        ("confirm", {"radius_metres": 5000}, "25 to 500"),
        ("expire", {}, "Use one of"),
        ("burn", {}, "Use one of"),
    ],
)
def test_a_decision_that_lacks_something_says_what(
    both: Both, press: str, more: dict[str, Any], says: str
) -> None:
    both.assaulted_at_home()
    with pytest.raises(Invalid, match=says):
        both.decides(Hazard.objects.get(), press, **more)
    assert Hazard.objects.get().state == "proposed"


@pytest.mark.parametrize("days", [-1, 400])
def test_a_hazard_stands_a_year_at_most_and_not_in_the_past(both: Both, days: int) -> None:
    both.assaulted_at_home()
    with pytest.raises(Refused) as refusal:
        both.decides(
            Hazard.objects.get(), "confirm", expires_on=both.now.date() + timedelta(days=days)
        )
    assert refusal.value.rule == "hazard.last-day"


def test_a_hazard_is_decided_once_and_can_be_extended(both: Both) -> None:
    hazard = both.in_force()
    with pytest.raises(Refused) as refusal:
        both.decides(hazard, "confirm")
    assert refusal.value.rule == "hazard.state"
    longer = both.now.date() + timedelta(days=300)
    assert both.decides(hazard, "extend", expires_on=longer).expires_on == longer


def test_only_the_line_of_the_station_decides(both: Both) -> None:
    both.assaulted_at_home()
    hazard = Hazard.objects.get()
    for name in ("rahman", "quinn", "marsh", "hart", "bell"):
        with pytest.raises(Forbidden):
            both.decides(hazard, "confirm", name)
    away = replace(both.viewer("ashworth"), station_ids=frozenset({both.ryde.other_station.pk}))
    assert view_hazards(away) == []
    with pytest.raises(NotFound):
        press_hazard(
            hazard_id=hazard.pk,
            message=HazardPressIn("turn-down", reason="no"),
            by=away,
            now=both.now,
        )


def test_who_sees_hazards_is_the_table(both: Both) -> None:
    both.in_force()
    names = ["rahman", "ashworth", "okonedo", "marsh", "quinn", "hart", "bell", "reed"]
    viewers = [*all_viewers(both.scene), *map(both.viewer, names)]
    for viewer in viewers:
        seen = [kind for kind, _ in picture(viewer) if kind == "hazard"]
        assert bool(seen) == (Field.HAZARD in ROLE_FIELDS[viewer.role]), viewer.role
        assert bool(view_hazards(viewer)) == bool(seen)
        if viewer.agency is not Agency.POLICE:
            assert not seen


def test_nobody_outside_hears_even_that_a_hazard_is_gone(both: Both) -> None:
    hazard = both.in_force()
    both.decides(hazard, "end", reason="Moved away")
    told = [f"hazard:{hazard.pk}", f"case:{uuid4()}"]
    assert render_touched(both.scene.ambulance, told) == ([], [])
    upsert, gone = render_touched(both.viewer("ashworth"), told[:1])
    assert (upsert, gone) == ([], [{"type": "hazard", "id": str(hazard.pk)}])


def test_every_screen_stays_right_while_hazards_come_and_go(both: Both) -> None:
    names = ("ashworth", "okonedo", "rahman")
    followers = [Follower(v) for v in [*all_viewers(both.scene), *map(both.viewer, names)]]
    call = both.scene.call()
    both.scene.allocate(call)
    mission = both.scene.ask(call)

    def only() -> Hazard:
        return Hazard.objects.get()

    def withdrawn() -> None:
        both.ryde.press(case, "rahman", "withdraw")

    case = both.ryde.records("rahman", "punch", where=both.home)
    steps = [
        lambda: both.ryde.adds(case, "rahman", in_a_home=True),
        lambda: both.ryde.adds(case, "rahman", weapon="knife"),
        lambda: both.scene.press(mission, "agree", both.scene.police),
        lambda: both.scene.crew_presses(mission, "accept", "mobile"),
        lambda: both.decides(only(), "confirm", reason="Dog", radius_metres=60),
        lambda: both.decides(only(), "extend", expires_on=both.now.date(), reason="Big dog"),
        withdrawn,
        lambda: both.later(days=1),
        lambda: expire_due(both.now),
        lambda: both.assaulted_at_home("ives"),
        lambda: both.decides(
            Hazard.objects.get(state="proposed"), "turn-down", reason="Moved away"
        ),
    ]
    for number, step in enumerate(steps):
        both.later(seconds=5)
        step()
        for follower in followers:
            follower.catch_up()
            assert follower.seen == picture(follower.viewer), (number, follower.viewer.role)
    assert isinstance(verify(), Verified)
