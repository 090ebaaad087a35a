"""Offers go to the officer first; one role reads those that were said yes to; nobody the others."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from outrider.coresponse.models import Mission, PatientReport
from outrider.crossover.exposure import exposures_since
from outrider.crossover.models import SupportOffer
from outrider.crossover.queries.support import view_accepted, view_own
from outrider.crossover.services.support import (
    answer_offer,
    forget_old,
    make_offers,
    mark_reached,
    say_too_much,
)
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role, Viewer
from outrider.domain.crossover.support import Kind
from outrider.domain.errors import Forbidden, Invalid, NotFound, Refused
from outrider.journal.models import AccessLogEntry, Entry
from outrider.journal.verify import Verified, verify
from outrider.notify.models import Notice
from outrider.people.models import Crewing
from tests.crossover.conftest import Both
from tests.support.follow import Follower, picture
from tests.support.scene import all_viewers


def job_done(both: Both, unit: str = "CW12", complaint: str = "cardiac-arrest") -> Mission:
    """A whole job of a unit, from the call to clear."""
    scene = both.scene
    call = scene.call(complaint, age_band="60 to 69")
    scene.allocate(call)
    mission = scene.ask(call, unit)
    mission = scene.press(mission, "agree", scene.police)
    mission = scene.crew_presses(mission, "accept", "mobile", "at_scene", "with_patient")
    both.later(minutes=10)
    mission = scene.press(mission, "handover", scene.crew(unit), atmist={"age": "60 to 69"})
    mission = scene.press(mission, "clear", scene.crew(unit))
    both.ryde.now = scene.now
    return mission


def mine(both: Both, unit: str = "CW12") -> list[dict[str, Any]]:
    return view_own(both.scene.crew(unit))


def says(both: Both, answer: str, unit: str = "CW12", **more: Any) -> SupportOffer:
    row = SupportOffer.objects.filter(officer=both.officer_of(unit)).latest("made_at")
    return answer_offer(
        offer_id=row.pk, answer=answer, by=both.scene.crew(unit), now=both.now, **more
    )


def test_after_a_cardiac_arrest_both_of_the_crew_are_offered_a_call(both: Both) -> None:
    mission = job_done(both)
    assert make_offers(both.now) == 2
    assert make_offers(both.now) == 0
    offer = mine(both)[0]
    assert offer["kind"] == "check-in"
    assert offer["because"] == [
        {"kind": "job", "text": "A hard medical job", "on": both.now.date().isoformat()}
    ]
    crew = Crewing.objects.filter(unit=mission.unit).values_list("officer_id", flat=True)
    assert set(SupportOffer.objects.values_list("officer_id", flat=True)) == set(crew)
    assert Notice.objects.filter(kind="support-offered").count() == 2


def test_who_came_on_shift_after_the_job_was_not_there(both: Both) -> None:
    mission = job_done(both)
    seat = Crewing.objects.filter(unit=mission.unit, driver=False).get()
    seat.starts_at = both.now + timedelta(minutes=1)
    seat.save()
    assert make_offers(both.now) == 1


def test_an_exercise_and_a_job_without_a_patient_bring_nothing(both: Both) -> None:
    mission = job_done(both)
    mission.call.exercise = True
    mission.call.save()
    assert make_offers(both.now) == 0
    mission.call.exercise = False
    mission.call.save()
    Mission.objects.filter(pk=mission.pk).update(with_patient_at=None)
    assert make_offers(both.now) == 0


def test_what_the_report_says_counts(both: Both) -> None:
    mission = job_done(both, complaint="stroke")
    assert make_offers(both.now) == 0
    PatientReport.objects.create(
        mission=mission, condition="stroke", answers={"avpu": "none"}, written_at=both.now
    )
    assert make_offers(both.now) == 2


@pytest.mark.feature("C25")
def test_trim_is_offered_after_three_days_and_again_after_a_month(both: Both) -> None:
    job_done(both)
    make_offers(both.now)
    says(both, "no")
    both.later(hours=72)
    make_offers(both.now)
    assert [offer["kind"] for offer in mine(both)] == ["trim", "check-in"]
    says(both, "yes")
    both.later(days=25)
    make_offers(both.now)
    assert [offer["kind"] for offer in mine(both)] == ["trim-month", "trim", "check-in"]


def test_a_job_and_two_assaults_add_up_to_an_appointment(both: Both) -> None:
    job_done(both)
    for _ in range(2):
        both.later(hours=80)
        both.crew_assaulted("CW12")
    make_offers(both.now)
    found = {offer["kind"]: offer for offer in mine(both)}
    assert sorted(one["kind"] for one in found["occupational"]["because"]) == [
        "assault",
        "assault",
        "job",
    ]


def test_what_somebody_else_recorded_counts_once_the_officer_has_said_that_it_was_them(
    both: Both,
) -> None:
    case = both.ryde.records("ashworth", "punch", on_behalf_of="3318", hurt="badly")
    assert make_offers(both.now) == 0
    both.ryde.press(case, "rahman", "confirm")
    assert make_offers(both.now) == 1


@pytest.mark.feature("C25")
def test_a_no_and_a_later_leave_nothing_that_anybody_else_can_read(both: Both) -> None:
    job_done(both)
    make_offers(both.now)
    says(both, "later")
    assert view_accepted(both.viewer("bell")) == []
    says(both, "no")
    assert view_accepted(both.viewer("bell")) == []
    officer = both.officer_of("CW12")
    kinds = [entry.kind for entry in Entry.objects.filter(stream__startswith="support:")]
    assert sorted(kinds) == ["support.offered", "support.offered", "support.over"]
    for entry in Entry.objects.filter(stream__startswith="support:"):
        assert entry.touches == []
        assert set(entry.payload) == {"kind"}
        told = json.dumps([entry.payload, entry.actor, entry.stream])
        assert str(officer.pk) not in told
        assert officer.user is not None
        assert str(officer.user.pseudonym) not in told


def test_a_yes_reaches_occupational_health_with_what_the_officer_wants_told(both: Both) -> None:
    job_done(both)
    make_offers(both.now)
    says(both, "yes", contact="Text me after 14:00")
    bell = both.viewer("bell")
    seen = view_accepted(bell)
    assert [one["contact"] for one in seen] == ["Text me after 14:00"]
    assert "because" not in seen[0]
    says(both, "yes", contact="Ring me", says_why=True)
    assert [one["text"] for one in view_accepted(bell)[0]["because"]] == ["A hard medical job"]
    assert AccessLogEntry.objects.filter(entity__startswith="support:").count() == 2
    told = json.dumps(view_accepted(bell))
    for clinical in ("cardiac", "arrest", "60 to 69", "mission:"):
        assert clinical not in told


def test_a_yes_can_be_taken_back_until_somebody_has_been_in_touch(both: Both) -> None:
    job_done(both)
    make_offers(both.now)
    row = says(both, "yes", contact="Ring me", says_why=True)
    row = says(both, "no")
    assert (row.contact, row.says_why) == ("", False)
    says(both, "yes")
    mark_reached(offer_id=row.pk, by=both.viewer("bell"), now=both.now)
    mark_reached(offer_id=row.pk, by=both.viewer("bell"), now=both.now)
    assert Entry.objects.filter(kind="support.reached").count() == 1
    with pytest.raises(Refused) as refusal:
        says(both, "no")
    assert refusal.value.rule == "support.reached"


def test_nobody_else_can_answer_read_or_reach_an_offer(both: Both) -> None:
    job_done(both)
    make_offers(both.now)
    row = SupportOffer.objects.filter(officer=both.officer_of("CW12")).get()
    for viewer in (*all_viewers(both.scene), *map(both.viewer, both.ryde.roles)):
        if viewer.officer_id == str(row.officer_id):
            continue
        assert str(row.pk) not in json.dumps([view_own(viewer), view_accepted(viewer)])
        with pytest.raises(NotFound):
            answer_offer(offer_id=row.pk, answer="yes", by=viewer, now=both.now)
        expected = NotFound if viewer.may(Permission.REACH_OFFICER) else Forbidden
        with pytest.raises(expected):
            mark_reached(offer_id=row.pk, by=viewer, now=both.now)


@pytest.mark.parametrize(
    ("parts", "says_what"),
    [({"answer": "maybe"}, "yes, later, no"), ({"answer": "yes", "contact": "x" * 121}, "Shorten")],
)
def test_an_answer_that_cannot_be_used_says_what_to_do(
    both: Both, parts: dict[str, Any], says_what: str
) -> None:
    job_done(both)
    make_offers(both.now)
    with pytest.raises(Invalid, match=says_what):
        says(both, **parts)


@pytest.mark.feature("C34")
def test_too_much_is_one_press_and_somebody_rings(both: Both) -> None:
    mission = job_done(both, complaint="stroke")
    press = uuid4()
    for _ in range(2):
        row = say_too_much(
            press_id=press, by=both.scene.crew("CW12"), now=both.now, mission_id=mission.pk
        )
    again = say_too_much(
        press_id=uuid4(), by=both.scene.crew("CW12"), now=both.now, mission_id=mission.pk
    )
    assert row == again
    assert SupportOffer.objects.count() == 1
    assert view_accepted(both.viewer("bell"))[0]["officer"]["number"] == "000"
    # what the officer said weighs as much as any hard job
    both.later(hours=73)
    assert make_offers(both.now) == 1
    assert mine(both)[0]["kind"] == "trim"


def test_a_hard_job_that_was_too_much_is_one_thing(both: Both) -> None:
    mission = job_done(both)
    say_too_much(press_id=uuid4(), by=both.scene.crew("CW12"), now=both.now, mission_id=mission.pk)
    found = exposures_since(both.now - timedelta(days=1))[both.officer_of("CW12").pk]
    assert [one.kind for one in found] == [Kind.JOB]
    # the other of the crew is offered a call; this one has asked for it already
    assert make_offers(both.now) == 1


def test_too_much_is_said_of_ones_own_job_or_of_none(both: Both) -> None:
    mission = job_done(both)
    with pytest.raises(Invalid, match="not one of yours"):
        say_too_much(
            press_id=uuid4(), by=both.scene.crew("CW07"), now=both.now, mission_id=mission.pk
        )
    assert say_too_much(press_id=uuid4(), by=both.viewer("rahman"), now=both.now).answer == "yes"
    with pytest.raises(Forbidden):
        say_too_much(press_id=uuid4(), by=both.scene.police, now=both.now)


def test_a_withdrawn_case_is_forgotten_in_offers_too(both: Both) -> None:
    first = both.ryde.records("rahman", "punch", hurt="badly")
    make_offers(both.now)
    assert SupportOffer.objects.count() == 1
    both.ryde.press(first, "rahman", "withdraw")
    assert not SupportOffer.objects.exists()
    assert not Notice.objects.filter(entity__startswith="support:").exists()
    second = both.ryde.records("ives", "punch", hurt="badly")
    make_offers(both.now)
    row = SupportOffer.objects.get()
    answer_offer(offer_id=row.pk, answer="yes", by=both.viewer("ives"), now=both.now)
    both.ryde.press(second, "ives", "withdraw")
    row.refresh_from_db()
    # the officer wants to be reached; of what for, nothing is kept
    assert (row.answer, row.because, row.key) == ("yes", [], None)
    assert isinstance(verify(), Verified)


def test_an_unused_offer_is_gone_after_half_a_year(both: Both) -> None:
    job_done(both)
    make_offers(both.now)
    says(both, "no")
    both.later(days=181)
    assert forget_old(both.now) == 2
    assert not SupportOffer.objects.exists()
    assert not Notice.objects.filter(entity__startswith="support:").exists()


def test_no_screen_of_anybody_changes_when_offers_come_and_go(both: Both) -> None:
    job_done(both)
    viewers: list[Viewer] = [*all_viewers(both.scene), *map(both.viewer, both.ryde.roles)]
    before = [picture(viewer) for viewer in viewers]
    followers = [Follower(viewer) for viewer in viewers]
    make_offers(both.now)
    says(both, "yes", says_why=True, contact="Ring me")
    say_too_much(press_id=uuid4(), by=both.scene.crew("CW12"), now=both.now)
    for viewer, seen, follower in zip(viewers, before, followers, strict=True):
        follower.catch_up()
        assert picture(viewer) == seen == follower.seen


def test_who_may_open_support_is_whoever_can_be_hurt_at_work() -> None:
    assert Permission.OPEN_SUPPORT in ROLE_PERMISSIONS[Role.CO_RESPONDER]
    for role in (Role.POLICE_CONTROL, Role.AMBULANCE_CONTROL, Role.SCHEME_MANAGER, Role.ANALYST):
        assert not {Permission.OPEN_SUPPORT, Permission.REACH_OFFICER} & ROLE_PERMISSIONS[role]
