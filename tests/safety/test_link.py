"""The link officer: a queue of their own station, a talk that leaves no trace when declined, cover."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from outrider.domain.access import Role, Viewer
from outrider.domain.errors import Forbidden, Invalid, NotFound, Refused
from outrider.domain.safety.link_cover import Cover
from outrider.domain.safety.refresher import When, Why
from outrider.journal.models import AccessLogEntry, Entry, Text
from outrider.notify.models import Notice
from outrider.people.models import LinkAppointment, RoleGrant, TrainingRecord
from outrider.safety.models import (
    Case,
    Lesson,
    SafetyPress,
    Talk,
    TalkNote,
    TrainingRequest,
)
from outrider.safety.queries.link_cover import coverage, coverage_csv
from outrider.safety.queries.link_queue import Turn, link_queue
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.training_currency import currency_csv, training_currency
from outrider.safety.queries.training_places import training_places
from outrider.safety.queries.training_requests import shared_lessons, training_requests
from outrider.safety.services import link_officers
from outrider.safety.services.naming import identifying
from outrider.safety.services.training import record_course
from tests.safety.talks import appoint, everything_but, seen
from tests.support.station import SafetyScene, on_duty


def turns(ryde: SafetyScene, name: str = "quinn", role: Role | None = None) -> dict[Turn, list]:
    return link_queue(ryde.viewer(name, role), ryde.now).groups


def only(ryde: SafetyScene, name: str = "quinn") -> tuple[Turn, str]:
    found = [(row.turn, row.word) for rows in turns(ryde, name).values() for row in rows]
    assert len(found) == 1, found
    return found[0]


# The queue


@pytest.mark.feature("F27")
def test_the_queue_says_whose_turn_it_is_from_offer_to_outcome(ryde: SafetyScene) -> None:
    case = ryde.records()
    assert only(ryde) == (Turn.YOURS, "Offer a talk")
    ryde.press(case, "quinn", "offer-talk")
    ryde.later(days=1)
    assert only(ryde) == (Turn.THEIRS, "Offered yesterday, no answer yet")
    ryde.press(case, "rahman", "accept-talk")
    assert only(ryde) == (Turn.YOURS, "Accepted: agree a time")
    ryde.press(case, "quinn", "save-talk", heading="well", text="Called it in early")
    assert only(ryde) == (Turn.YOURS, "Under way: finish it")
    ryde.press(case, "quinn", "save-lesson", text="Keep a wall behind you", codes=["crowd"])
    ryde.press(case, "quinn", "finish-talk", minutes=35)
    assert only(ryde) == (Turn.YOURS, "Read the lesson and agree")
    ryde.press(case, "quinn", "agree-lesson")
    assert only(ryde) == (Turn.THEIRS, "The lesson waits for the officer")
    ryde.press(case, "rahman", "agree-lesson")
    assert only(ryde) == (Turn.OVER, "Finished")
    ryde.press(case, "quinn", "request-training", topic="spit")
    assert only(ryde) == (Turn.LATER, "Training asked for")
    request = TrainingRequest.objects.get(case=case).pk
    ryde.press(
        case, "hart", "book-training", request=request, on=date(2026, 12, 3), where="Sports hall"
    )
    assert only(ryde) == (Turn.LATER, "Training booked Thu 3 Dec")
    ryde.later(days=20)
    ryde.press(case, "hart", "training-done", request=request, on=date(2026, 12, 3))
    ryde.press(case, "rahman", "training-outcome", request=request, outcome="helped")
    assert only(ryde) == (Turn.OVER, "Finished")
    ryde.later(days=120)
    assert not [row for rows in turns(ryde).values() for row in rows]


@pytest.mark.feature("F33")
def test_the_time_spent_and_the_own_training_are_told_to_the_link_officer(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="well", text="Called it in early")
    own = link_queue(ryde.viewer("quinn"), ryde.now).own
    assert (own.open_talks, own.minutes, own.in_date) == (1, 0, False)
    assert "No link training" in own.currency
    ryde.press(case, "quinn", "finish-talk", minutes=35)
    ryde.press(case, "quinn", "finish-talk", minutes=35)
    own = link_queue(ryde.viewer("quinn"), ryde.now).own
    assert (own.open_talks, own.minutes) == (0, 35)


def test_a_link_officer_sees_no_other_station_and_no_other_link_officers_talk(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ives = ryde.viewer("ives", Role.LINK_OFFICER)
    elsewhere = Viewer(
        ives.user_id,
        ives.pseudonym,
        ives.name,
        Role.LINK_OFFICER,
        frozenset({ryde.other_station.pk}),
        officer_id=ives.officer_id,
    )
    assert not [row for rows in link_queue(elsewhere, ryde.now).groups.values() for row in rows]
    assert cases_visible_to(ives).filter(pk=case.pk).exists()
    ryde.press(case, "quinn", "offer-talk")
    assert not cases_visible_to(ives).filter(pk=case.pk).exists()
    assert not [row for rows in link_queue(ives, ryde.now).groups.values() for row in rows]
    for press, parts in (
        ("save-talk", {"heading": "well", "text": "Not mine"}),
        ("finish-talk", {}),
        ("pass-on", {}),
    ):
        with pytest.raises(NotFound):
            ryde.press(case, "ives", press, role=Role.LINK_OFFICER, **parts)


def test_a_case_in_which_the_link_officer_has_another_part_is_counted_but_not_shown(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "okonedo", "assign-statement-taker", officer="2087")
    queue = link_queue(ryde.viewer("quinn"), ryde.now)
    assert queue.barred == 1
    assert queue.open == 0
    with pytest.raises(NotFound):
        ryde.press(case, "quinn", "offer-talk")


@pytest.mark.feature("F28")
def test_somebody_who_was_in_the_same_incident_is_not_its_link_officer(ryde: SafetyScene) -> None:
    ryde.records("rahman", "push", also=("2087",))
    case = Case.objects.get(victim=ryde.officers["rahman"])
    assert link_queue(ryde.viewer("quinn"), ryde.now).open == 0
    with pytest.raises(NotFound):
        ryde.press(case, "quinn", "offer-talk")


def test_an_offer_names_a_time_at_which_both_are_on_duty(ryde: SafetyScene) -> None:
    case = ryde.records()
    start = ryde.now + timedelta(days=2)
    on_duty(ryde, "rahman", start, 8)
    on_duty(ryde, "quinn", start + timedelta(hours=3), 8)
    ryde.press(case, "quinn", "offer-talk")
    times = seen(ryde, case, "rahman")["talk"]["times"]
    assert times == ["2026-11-17T02:45:00.000Z"]
    assert seen(ryde, case, "quinn")["talk"]["times"] == times
    with pytest.raises(Invalid, match="That time is over"):
        ryde.press(case, "rahman", "accept-talk", at=ryde.now - timedelta(hours=1))
    ryde.press(case, "rahman", "accept-talk", at=start + timedelta(hours=4))
    assert only(ryde) == (Turn.YOURS, "Talk on Tue 17 Nov, 03:41")
    ryde.press(case, "quinn", "agree-time", at=start + timedelta(hours=5))
    assert only(ryde) == (Turn.YOURS, "Talk on Tue 17 Nov, 04:41")
    told = Notice.objects.get(kind="talk-time")
    assert told.officer == ryde.officers["rahman"]
    ryde.press(case, "quinn", "save-talk", heading="well", text="Called it in early")
    with pytest.raises(Refused):
        ryde.press(case, "quinn", "agree-time", at=start + timedelta(hours=6))


# Declining leaves no trace


def told_by(case: Case) -> list[tuple[str, str, Any, str, str, Any]]:
    rows = Entry.objects.filter(stream=f"case:{case.pk}").order_by("seq")
    return [
        (row.kind, row.actor, row.payload, row.on_behalf_of, row.text_hmac, row.cause)
        for row in rows
    ]


@pytest.mark.parametrize("accepted_first", [False, True])
def test_a_not_now_leaves_only_the_day_to_ask_again(
    ryde: SafetyScene, accepted_first: bool
) -> None:
    declined, passed_on = ryde.records(), ryde.records("ives", "grab")
    for case, officer in ((declined, "rahman"), (passed_on, "ives")):
        ryde.press(case, "quinn", "offer-talk")
        if accepted_first:
            ryde.press(case, officer, "accept-talk")
    reads, presses = AccessLogEntry.objects.count(), SafetyPress.objects.count()
    texts = Text.objects.count()
    ryde.press(declined, "rahman", "not-now")
    ryde.press(passed_on, "quinn", "pass-on")
    # rows: nothing of the offer, only the day
    talk = Talk.objects.get(case=declined)
    kept = {
        field.name: getattr(talk, field.attname)
        for field in Talk._meta.concrete_fields
        if field.name != "case"
    }
    assert kept == {
        "state": "none",
        "link_officer": None,
        "offered_at": None,
        "accepted_at": None,
        "meets_at": None,
        "talked_at": None,
        "finished_at": None,
        "ask_again_on": date(2026, 12, 14),
        "minutes": 0,
    }
    # journal: the officer's no and a link officer's passing on cannot be told apart
    last = told_by(declined)[-1]
    assert last == told_by(passed_on)[-1]
    assert last[1] == "system"
    assert last[4:] == ("", None)
    assert not Notice.objects.filter(entity=f"case:{declined.pk}", kind__startswith="talk").exists()
    # access log, presses and texts: nothing new
    assert AccessLogEntry.objects.count() == reads
    assert SafetyPress.objects.count() == presses
    assert Text.objects.count() == texts
    every = everything_but().lower()
    assert "not-now" not in every
    assert "not_now" not in every
    assert "declin" not in every


def test_a_not_now_pressed_again_does_not_move_the_day(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "not-now")
    ryde.later(days=5)
    ryde.press(case, "rahman", "not-now")
    assert Talk.objects.get(case=case).ask_again_on == date(2026, 12, 14)


def test_nobody_offers_again_before_the_day_and_the_offer_then_forgets_it(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "not-now")
    assert only(ryde) == (Turn.LATER, "Ask on Mon 14 Dec or later")
    with pytest.raises(Refused) as refusal:
        ryde.press(case, "quinn", "offer-talk")
    assert refusal.value.rule == "talk.ask-again"
    ryde.later(days=31)
    assert only(ryde) == (Turn.YOURS, "Offer a talk")
    ryde.press(case, "quinn", "offer-talk")
    assert Talk.objects.get(case=case).ask_again_on is None


# Notes, lesson, video


def test_a_note_is_for_the_two_alone_and_gone_once_taken_out(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="kit", text="Gloves were in the car")
    assert seen(ryde, case, "rahman")["notes"] == {"kit": "Gloves were in the car"}
    for other in ("ashworth", "okonedo", "marsh", "hart", "bell"):
        assert "Gloves" not in json.dumps(seen(ryde, case, other))
    assert "Gloves" in everything_but()
    ryde.press(case, "quinn", "take-out", heading="kit")
    assert not TalkNote.objects.exists()
    assert "Gloves" not in everything_but()


@pytest.mark.feature("F31")
def test_a_lesson_under_a_live_investigation_stays_held_until_it_ends(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="well", text="Called it in early")
    ryde.press(case, "quinn", "save-lesson", text="Keep a wall behind you", codes=["crowd"])
    for who in ("quinn", "rahman"):
        ryde.press(case, who, "agree-lesson")
    for state in ("under-way", "bail", "charged"):
        ryde.press(case, "marsh", "investigation", state=state)
        assert seen(ryde, case, "quinn")["lesson"]["held"]
        assert shared_lessons() == []
    ryde.press(case, "rahman", "give-view", view="No view")
    ryde.press(case, "marsh", "investigation", state="ended", outcome="convicted")
    assert [(one.text, one.topics) for one in shared_lessons()] == [
        ("Keep a wall behind you", ("Working with a crowd",))
    ]


def test_the_same_lesson_saved_again_stays_agreed_and_other_words_do_not(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-lesson", text="Keep a wall behind you", codes=[])
    ryde.press(case, "rahman", "agree-lesson")
    ryde.press(case, "quinn", "save-lesson", text="Keep a wall behind you", codes=[])
    assert Lesson.objects.get(case=case).officer_agreed_at
    ryde.press(case, "quinn", "save-lesson", text="Keep your back to a wall", codes=[])
    assert Lesson.objects.get(case=case).officer_agreed_at is None


@pytest.mark.parametrize(
    "words",
    [
        "PC Rahman stood close",
        "It was 3318",
        "In Union Street, wait",
        "At Ryde, wait",
        "OH-26-0001",
    ],
)
def test_a_lesson_that_gives_the_officer_away_is_sent_back(ryde: SafetyScene, words: str) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    with pytest.raises(Invalid, match="names nobody and no place"):
        ryde.press(case, "quinn", "save-lesson", text=words, codes=[])


def test_ordinary_words_give_nobody_away(ryde: SafetyScene) -> None:
    case = ryde.records()
    assert identifying(case, "Back to the wall, wait for the second officer at 33180 m") == ""


@pytest.mark.feature("F29")
def test_a_review_of_footage_is_logged_and_the_film_refused_with_the_reason(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.later(hours=2)
    spent = {"from": ryde.now - timedelta(minutes=40), "to": ryde.now - timedelta(minutes=29)}
    for film in ("data:video/mp4;base64,AAAA", "A" * 5000):
        with pytest.raises(Invalid, match="never the film"):
            ryde.press(case, "quinn", "video-seen", reference=film, **spent)
    ryde.press(case, "quinn", "video-seen", reference="BWV-7731-02", together=False, **spent)
    video = seen(ryde, case, "rahman")["talk"]["videos"][0]
    assert (video["reference"], video["together"]) == ("BWV-7731-02", False)
    assert video["by"]["name"] == "PC Quinn"
    assert Entry.objects.filter(kind="talk.video").count() == 1


# The trainer


def test_the_trainer_reads_needs_by_their_code_and_no_note(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="kit", text="Gloves were in the car")
    ryde.press(case, "quinn", "request-training", topic="search")
    found = training_requests(ryde.viewer("hart"), ryde.now)
    assert [row.topic for row in found["requested"]] == ["Searching safely"]
    assert "Gloves" not in repr(found)
    for blind in ("ashworth", "marsh", "bell", "reed"):
        assert not any(training_requests(ryde.viewer(blind), ryde.now).values())


@pytest.mark.feature("F35")
def test_somebody_assaulted_lately_is_offered_a_place_sooner_with_the_reason(
    ryde: SafetyScene,
) -> None:
    for name in ("rahman", "ives"):
        officer = ryde.officers[name]
        officer.joined_on = date(2010, 1, 4)
        officer.save()
        TrainingRecord.objects.create(officer=officer, course="ppst", done_on=date(2026, 9, 1))

    def placed(name: str) -> tuple[When, set[Why]]:
        groups = training_places(ryde.viewer("hart"), ryde.now).groups
        number = ryde.officers[name].number
        return next(
            (when, {reason.why for reason in one.offer.reasons})
            for when, places in groups.items()
            for one in places
            if one.number == number
        )

    assert placed("rahman") == placed("ives") == (When.IN_TURN, {Why.RUNS_OUT})
    case = ryde.records()
    ryde.later(days=1)
    assert placed("rahman") == (When.SOON, {Why.RUNS_OUT, Why.ASSAULT})
    assert placed("ives") == (When.IN_TURN, {Why.RUNS_OUT})
    # who keeps it to fewer people is offered by service and dates alone
    ryde.press(case, "rahman", "wishes", contact="", may_know="team", federation=None, statement="")
    assert placed("rahman") == (When.IN_TURN, {Why.RUNS_OUT})
    for blind in ("ashworth", "okonedo", "quinn", "reed"):
        assert not any(training_places(ryde.viewer(blind), ryde.now).groups.values())


def test_a_course_that_was_recorded_takes_the_officer_out_of_the_first_group(
    ryde: SafetyScene,
) -> None:
    hart = ryde.viewer("hart")
    first = [one.number for one in training_places(hart, ryde.now).groups[When.FIRST]]
    assert "3318" in first
    day = date(2026, 11, 10)
    record_course(numbers=["3318", "3318", " "], done_on=day, hours=8.0, by=hart, now=ryde.now)
    record_course(numbers=["3318"], done_on=day, hours=6.5, by=hart, now=ryde.now)
    kept = TrainingRecord.objects.get(officer=ryde.officers["rahman"])
    assert (kept.course, kept.hours) == ("ppst", 6.5)
    first = [one.number for one in training_places(hart, ryde.now).groups[When.FIRST]]
    assert "3318" not in first
    assert Entry.objects.filter(kind="training.recorded").count() == 2


def test_what_is_wrong_with_a_course_is_said_all_at_once(ryde: SafetyScene) -> None:
    with pytest.raises(Invalid) as wrong:
        record_course(
            numbers=["9999"],
            done_on=date(2026, 12, 24),
            hours=0,
            by=ryde.viewer("hart"),
            now=ryde.now,
        )
    assert {error.field for error in wrong.value.errors} == {"numbers", "done_on", "hours"}
    with pytest.raises(Forbidden):
        record_course(
            numbers=["3318"],
            done_on=date(2026, 11, 1),
            hours=8,
            by=ryde.viewer("quinn"),
            now=ryde.now,
        )


@pytest.mark.feature("F34")
def test_currency_counts_each_officer_once_and_names_nobody(ryde: SafetyScene) -> None:
    for name, day, hours in (
        ("rahman", date(2026, 11, 1), 12.0),
        ("rahman", date(2024, 1, 1), 8.0),
        ("ives", date(2025, 12, 20), 8.0),
        ("quinn", date(2025, 3, 1), 8.0),
    ):
        TrainingRecord.objects.create(
            officer=ryde.officers[name], course="ppst", done_on=day, hours=hours
        )
    found = training_currency(ryde.viewer("hart"), ryde.now)
    row = next(one for one in found.stations if one.name == "Ryde")
    assert (row.serving, row.in_date, row.soon, row.out, row.never) == (11, 2, 1, 1, 8)
    assert row.enough_hours == 1
    assert {month.label: month.runs_out for month in found.months if month.runs_out} == {
        "December 2026": 1,
        "November 2027": 1,
    }
    assert "Rahman" not in repr(found)
    assert currency_csv(found).splitlines()[-1] == "Ryde,11,2,1,1,8,1"
    assert training_currency(ryde.viewer("reed", Role.CHIEF_OFFICER), ryde.now).stations == []


# Cover and appointments


def cover_at(ryde: SafetyScene, name: str = "okonedo", role: Role | None = None) -> Any:
    found = coverage(ryde.viewer(name, role), ryde.now)
    return next(one for one in found.stations if one.name == "Ryde")


@pytest.mark.feature("F66")
def test_a_station_is_red_until_somebody_trained_is_appointed(ryde: SafetyScene) -> None:
    assert cover_at(ryde).cover is Cover.NONE
    appoint(ryde, trained_on=None, expires_on=None)
    assert (cover_at(ryde).cover, cover_at(ryde).words) == (
        Cover.NONE,
        "Appointed, but not trained yet.",
    )
    row = LinkAppointment.objects.get()
    link_officers.renew(
        appointment=row.pk,
        trained_on=date(2026, 11, 2),
        expires_on=date(2026, 12, 20),
        by=ryde.viewer("hart"),
        now=ryde.now,
    )
    assert cover_at(ryde).cover is Cover.LAPSING
    ryde.later(days=60)
    assert cover_at(ryde).cover is Cover.NONE
    assert Entry.objects.filter(kind__startswith="link-officer.").count() == 2


def test_an_appointment_gives_the_role_and_its_end_takes_it_away(ryde: SafetyScene) -> None:
    row = appoint(ryde, number="3320")
    grant = RoleGrant.objects.get(user=ryde.officers["ives"].user, role="link-officer")
    assert (grant.station, grant.valid_to) == (ryde.station, None)
    case = ryde.records()
    ryde.press(case, "ives", "offer-talk", role=Role.LINK_OFFICER)
    ryde.later(days=1)
    link_officers.end(appointment=row.pk, by=ryde.viewer("okonedo"), now=ryde.now)
    grant.refresh_from_db()
    assert grant.valid_to == ryde.now
    assert Talk.objects.get(case=case).state == "none"
    assert only(ryde) == (Turn.YOURS, "Offer a talk")
    assert cover_at(ryde).appointed == 0
    again = appoint(ryde, number="3320")
    assert again.pk == row.pk
    grant.refresh_from_db()
    assert grant.valid_to is None


def test_who_cannot_be_appointed_is_said_in_words(ryde: SafetyScene) -> None:
    gone = ryde.officers["lowe"]
    gone.left_on = date(2026, 6, 1)
    gone.save()
    appoint(ryde)
    for changes, words in (
        ({"number": "2450"}, "has left the force"),
        ({"number": "0000"}, "No officer has the number 0000"),
        ({"number": " "}, "Give the officer's number"),
        ({"number": "2087"}, "is link officer at Ryde already"),
        ({"number": "3320", "trained_on": date(2026, 12, 24)}, "still to come"),
        ({"number": "3320", "expires_on": date(2026, 4, 1)}, "not after the training"),
        ({"number": "3320", "expires_on": None}, "last day on which the training counts"),
        ({"number": "3320", "station_id": 0}, "Choose a station"),
    ):
        with pytest.raises(Invalid, match=words):
            appoint(ryde, **changes)
    assert LinkAppointment.objects.count() == 1


def test_an_inspector_appoints_at_their_own_station_and_a_trainer_anywhere(
    ryde: SafetyScene,
) -> None:
    with pytest.raises(Forbidden, match="not one of your stations"):
        appoint(ryde, station_id=ryde.other_station.pk)
    appoint(ryde, station_id=ryde.other_station.pk, by=ryde.viewer("hart"))
    for name in ("quinn", "ashworth", "rahman", "reed"):
        with pytest.raises(Forbidden):
            appoint(ryde, by=ryde.viewer(name), number="3320")


def test_a_chief_reads_counts_and_no_name(ryde: SafetyScene) -> None:
    appoint(ryde)
    chief = coverage(ryde.viewer("reed", Role.CHIEF_OFFICER), ryde.now)
    assert not chief.named
    assert "Quinn" not in repr(chief)
    assert [one.trained for one in chief.stations if one.name == "Ryde"] == [1]
    assert "Quinn" in repr(coverage(ryde.viewer("quinn"), ryde.now))
    assert coverage_csv(chief).splitlines() == [
        "Station,Officers,Link officers,Training in date,Cover,In date to",
        "Newport,0,0,0,No link officer,",
        "Ryde,11,1,1,Covered,2027-04-01",
    ]
