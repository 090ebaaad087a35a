"""Conversations and lessons that go on with another link officer, by the officer's word alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from outrider.domain.access import Role
from outrider.domain.errors import Forbidden, Invalid, NotFound, Refused
from outrider.notify.models import Notice
from outrider.people.models import LinkAppointment, Officer
from outrider.safety.models import (
    Case,
    Lesson,
    Talk,
)
from outrider.safety.queries.link_held import begun_with
from outrider.safety.queries.link_queue import Turn, link_queue
from outrider.safety.queries.views import view_case
from outrider.safety.services import link_officers
from outrider.safety.services.moving import follow_victims
from tests.safety.talks import appoint, everything_but, seen
from tests.support.station import SafetyScene

# A begun conversation whose link officer's appointment has ended


def begun(ryde: SafetyScene) -> Case:
    """PC Quinn, appointed, has begun a conversation and kept a note and a lesson."""
    appoint(ryde)
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="kit", text="Gloves were in the car")
    ryde.press(case, "quinn", "save-lesson", text="Keep a wall behind you", codes=["crowd"])
    return case


def ended(ryde: SafetyScene) -> None:
    row = LinkAppointment.objects.get(officer=ryde.officers["quinn"])
    link_officers.end(appointment=row.pk, by=ryde.viewer("okonedo"), now=ryde.now)
    ryde.later(minutes=5)


def taken_over(ryde: SafetyScene, case: Case) -> None:
    ryde.press(case, "ives", "take-over", role=Role.LINK_OFFICER)


def seen_by_ives(ryde: SafetyScene, case: Case) -> dict[str, Any]:
    viewer = ryde.viewer("ives", Role.LINK_OFFICER)
    return view_case(Case.objects.get(pk=case.pk), viewer, ryde.now)


def test_an_ended_appointment_asks_the_officer_and_shows_nobody_else_a_word(
    ryde: SafetyScene,
) -> None:
    case = begun(ryde)
    assert seen(ryde, case, "rahman")["talk"]["waits_for"] == ""
    ended(ryde)
    assert seen(ryde, case, "rahman")["talk"]["waits_for"] == "officer"
    assert Notice.objects.get(kind="talk-unheld").officer == ryde.officers["rahman"]
    ives = ryde.viewer("ives", Role.LINK_OFFICER)
    queue = link_queue(ives, ryde.now)
    assert (queue.unheld, queue.open) == (1, 0)
    with pytest.raises(NotFound):
        taken_over(ryde, case)
    assert begun_with(ryde.officers["quinn"].pk, [ryde.station.pk]) == 1


@pytest.mark.parametrize("notes", [True, False])
def test_notes_pass_to_the_next_link_officer_only_by_the_officers_say(
    ryde: SafetyScene, notes: bool
) -> None:
    case = begun(ryde)
    ended(ryde)
    with pytest.raises(Invalid, match="Say whether"):
        ryde.press(case, "rahman", "go-on")
    ryde.press(case, "rahman", "go-on", notes=notes)
    assert not Notice.objects.filter(kind="talk-unheld").exists()
    row = link_queue(ryde.viewer("ives", Role.LINK_OFFICER), ryde.now).groups[Turn.YOURS]
    assert [one.word for one in row] == ["Wants to go on: take it over"]
    assert "Gloves" not in json.dumps(seen_by_ives(ryde, case)), "before it is taken over"
    assert "a wall" not in json.dumps(seen_by_ives(ryde, case))
    taken_over(ryde, case)
    told = json.dumps(seen_by_ives(ryde, case))
    assert ("Gloves" in told) is notes
    assert ("a wall" in told) is notes
    mine = json.dumps(seen(ryde, case, "rahman"))
    assert "Gloves" in mine
    assert "a wall" in mine
    assert Notice.objects.get(kind="talk-taken").officer == ryde.officers["rahman"]
    # it goes on: a note under the same heading leaves the officer's own as it was
    ryde.press(case, "ives", "save-talk", role=Role.LINK_OFFICER, heading="kit", text="New pouch")
    ryde.press(case, "ives", "finish-talk", role=Role.LINK_OFFICER, minutes=20)
    kept = seen(ryde, case, "rahman")["notes"]["kit"]
    assert kept == ("New pouch" if notes else "Gloves were in the car\n\nNew pouch")
    assert seen_by_ives(ryde, case)["notes"] == {"kit": "New pouch"}
    if not notes:
        ryde.press(case, "ives", "take-out", role=Role.LINK_OFFICER, heading="kit")
        assert seen(ryde, case, "rahman")["notes"]["kit"] == "Gloves were in the car"
        ryde.press(case, "rahman", "take-out", heading="kit")
        assert "Gloves" not in everything_but()


def test_nothing_passes_when_the_officer_changes_their_mind_after_passing_notes_on(
    ryde: SafetyScene,
) -> None:
    case = begun(ryde)
    ended(ryde)
    ryde.press(case, "rahman", "go-on", notes=True)
    ryde.press(case, "rahman", "not-now")
    ryde.later(days=31)
    ryde.press(case, "ives", "offer-talk", role=Role.LINK_OFFICER)
    ryde.press(case, "rahman", "accept-talk")
    assert "Gloves" not in json.dumps(seen_by_ives(ryde, case))
    assert "Gloves" in json.dumps(seen(ryde, case, "rahman"))


def test_nobody_is_taken_from_a_link_officer_who_is_there_still(ryde: SafetyScene) -> None:
    case = begun(ryde)
    with pytest.raises(Refused) as refusal:
        ryde.press(case, "rahman", "go-on", notes=True)
    assert refusal.value.rule == "talk.still-held"
    with pytest.raises(Forbidden):
        ryde.press(case, "quinn", "go-on", notes=True)


def test_what_stayed_with_the_officer_goes_with_their_withdrawal(ryde: SafetyScene) -> None:
    case = begun(ryde)
    ended(ryde)
    ryde.press(case, "rahman", "go-on", notes=False)
    ryde.press(case, "rahman", "withdraw")
    every = everything_but()
    assert "Gloves" not in every
    assert "a wall behind" not in every


# The lesson of a finished conversation whose link officer's appointment has ended


def unread(ryde: SafetyScene) -> Case:
    """Finished, and the officer alone has agreed to the lesson."""
    case = begun(ryde)
    ryde.press(case, "rahman", "agree-lesson")
    ryde.press(case, "quinn", "finish-talk", minutes=30)
    ended(ryde)
    return case


@pytest.mark.feature("F31")
def test_a_lesson_left_behind_is_read_by_another_link_officer_and_the_notes_are_not(
    ryde: SafetyScene,
) -> None:
    case = unread(ryde)
    assert seen(ryde, case, "rahman")["talk"]["waits_for"] == "lesson"
    assert Notice.objects.get(kind="lesson-unheld").officer == ryde.officers["rahman"]
    ives = ryde.viewer("ives", Role.LINK_OFFICER)
    assert link_queue(ives, ryde.now).open == 0
    ryde.press(case, "rahman", "pass-lesson")
    assert not Notice.objects.filter(kind="lesson-unheld").exists()
    assert seen(ryde, case, "rahman")["talk"]["waits_for"] == "lesson-another"
    row = link_queue(ives, ryde.now).groups[Turn.YOURS]
    assert [one.word for one in row] == ["A lesson to read: take it over"]
    assert "a wall" not in json.dumps(seen_by_ives(ryde, case)), "before it is taken over"
    taken_over(ryde, case)
    told = json.dumps(seen_by_ives(ryde, case))
    assert "a wall" in told
    assert "Gloves" not in told
    assert "Gloves" in json.dumps(seen(ryde, case, "rahman"))
    assert Notice.objects.get(kind="lesson-taken").officer == ryde.officers["rahman"]
    ryde.press(case, "ives", "agree-lesson", role=Role.LINK_OFFICER)
    ryde.press(case, "okonedo", "reclassify", classification="injury-on-duty", reason="A fall")
    ryde.press(case, "rahman", "agree-lesson")
    lesson = Lesson.objects.get()
    assert None not in {lesson.officer_agreed_at, lesson.link_agreed_at}
    assert Talk.objects.get().finished_at is not None
    assert link_queue(ives, ryde.now).groups[Turn.YOURS] == []


@pytest.mark.feature("F31")
def test_words_of_a_lesson_are_changed_after_the_talk_and_agreed_anew(ryde: SafetyScene) -> None:
    case = begun(ryde)
    for name in ("quinn", "rahman"):
        ryde.press(case, name, "agree-lesson")
    ryde.press(case, "quinn", "finish-talk")
    ryde.press(case, "quinn", "save-lesson", text="Keep a wall behind you both", codes=["crowd"])
    lesson = Lesson.objects.get()
    assert (lesson.officer_agreed_at, lesson.link_agreed_at) == (None, None)
    with pytest.raises(Refused, match="not accepted"):
        ryde.press(case, "quinn", "save-talk", heading="well", text="Too late for a note")
    other = ryde.records("ives")
    ryde.press(other, "quinn", "offer-talk")
    ryde.press(other, "ives", "accept-talk")
    ryde.press(other, "quinn", "finish-talk")
    with pytest.raises(Refused, match="hold it first"):
        ryde.press(other, "quinn", "save-lesson", text="Out of nothing", codes=[])


@pytest.mark.feature("F31")
@pytest.mark.parametrize("passed_on_first", [True, False])
def test_a_lesson_left_behind_can_stay_with_its_officer_alone(
    ryde: SafetyScene, passed_on_first: bool
) -> None:
    case = unread(ryde)
    if passed_on_first:
        ryde.press(case, "rahman", "pass-lesson")
    ryde.press(case, "rahman", "keep-lesson")
    assert not Lesson.objects.exists()
    mine = seen(ryde, case, "rahman")
    assert mine["talk"]["waits_for"] == ""
    assert mine["notes"] == {"kit": "Gloves were in the car", "lesson": "Keep a wall behind you"}
    assert link_queue(ryde.viewer("ives", Role.LINK_OFFICER), ryde.now).open == 0
    with pytest.raises(NotFound):
        taken_over(ryde, case)
    with pytest.raises(Refused) as refusal:
        ryde.press(case, "rahman", "pass-lesson")
    assert refusal.value.rule == "lesson.order"
    ryde.press(case, "rahman", "take-out", heading="lesson")
    ryde.press(case, "rahman", "withdraw")
    assert "a wall" not in everything_but()


def test_nobodys_lesson_is_passed_on_while_their_link_officer_is_there(ryde: SafetyScene) -> None:
    case = begun(ryde)
    for press in ("pass-lesson", "keep-lesson"):
        with pytest.raises(Refused, match="No lesson waits"):
            ryde.press(case, "rahman", press)
    ryde.press(case, "quinn", "finish-talk")
    for press in ("pass-lesson", "keep-lesson"):
        with pytest.raises(Refused, match="there for you still"):
            ryde.press(case, "rahman", press)
        with pytest.raises(Forbidden):
            ryde.press(case, "quinn", press)
    ryde.press(case, "quinn", "agree-lesson")
    ended(ryde)
    assert seen(ryde, case, "rahman")["talk"]["waits_for"] == "", "it waits for nobody but them"
    assert not Notice.objects.filter(kind="lesson-unheld").exists()


def test_an_officer_who_moves_hears_that_their_link_officer_stays_behind(
    ryde: SafetyScene,
) -> None:
    case = begun(ryde)
    Officer.objects.filter(pk=ryde.officers["rahman"].pk).update(station=ryde.other_station)
    follow_victims(ryde.now)
    assert Notice.objects.get(kind="talk-unheld").entity == f"case:{case.pk}"
    Officer.objects.filter(pk=ryde.officers["rahman"].pk).update(station=ryde.station)
    follow_victims(ryde.now)
    assert not Notice.objects.filter(kind="talk-unheld").exists(), "they are back"
