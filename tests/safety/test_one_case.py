"""One assault through the house: recorded, looked after, talked about, learnt from."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from outrider.domain.access import Role
from outrider.domain.errors import Forbidden, Invalid, NotFound, Refused, Replayed
from outrider.journal.models import Entry, Text
from outrider.journal.verify import Verified, verify
from outrider.notify.models import Notice
from outrider.people.models import Officer, Station
from outrider.safety.inputs import RecordIn
from outrider.safety.models import Case, Lesson, Reminder, Talk, Task, TrainingRequest
from outrider.safety.queries.views import view_case
from outrider.safety.services.clock import (
    fire_due_reminders,
    hand_to_those_on_duty,
    review_cases,
)
from outrider.safety.services.moving import follow_victims
from outrider.safety.services.recording import duplicates_of, record
from tests.support.station import SafetyScene, on_duty


def seen(ryde: SafetyScene, case: Case, name: str, role: Role | None = None) -> dict:
    return view_case(Case.objects.get(pk=case.pk), ryde.viewer(name, role), ryde.now)


@pytest.mark.feature("F5", "F10", "F13", "F16", "F18")
def test_a_spitting_is_recorded_and_the_plan_starts_at_once(ryde: SafetyScene) -> None:
    case = ryde.records()
    mine = seen(ryde, case, "rahman")
    assert case.number == "OH-26-0001"
    assert mine["told"] == "You were kicked, spat at and abused about who you are."
    assert mine["classification"]["says"] == "This is an assault."
    assert mine["title"] == "Union Street, Ryde, 14 November"
    assert [point["n"] for point in mine["plan"]["points"]] == [1, 2, 3, 4, 5, 6, 7]
    assert mine["supervisor"]["name"] == "Sgt Ashworth"
    contact = Task.objects.get(case=case, key="contact")
    assert contact.due_at == ryde.now + timedelta(hours=24)
    assert contact.owner == ryde.officers["ashworth"]
    assert Task.objects.filter(case=case, key="occupational-health").exists()


@pytest.mark.feature("F2")
def test_the_same_draft_twice_is_one_case(ryde: SafetyScene) -> None:
    draft = uuid4()
    first = ryde.records(draft_id=draft)
    ryde.later(hours=3)
    assert ryde.records(draft_id=draft, ago_ms=3.6e6).pk == first.pk
    with pytest.raises(Replayed):
        ryde.records("rahman", "bite", draft_id=draft)
    assert Case.objects.count() == 1


@pytest.mark.feature("F1", "F3")
def test_only_what_was_done_is_needed(ryde: SafetyScene) -> None:
    nothing = RecordIn(uuid4(), ())
    with pytest.raises(Invalid, match="Tap at least one thing"):
        record(message=nothing, by=ryde.viewer("rahman"), now=ryde.now)
    bare = record(message=RecordIn(uuid4(), ("punch",)), by=ryde.viewer("rahman"), now=ryde.now)
    assert bare.created
    assert not bare.cases[0].incident.place_known


def test_a_record_kept_on_the_phone_counts_from_when_it_was_made(ryde: SafetyScene) -> None:
    case = ryde.records(ago_ms=2 * 3.6e6)
    assert case.recorded_at == ryde.now - timedelta(hours=2)


@pytest.mark.feature("F6", "F8")
def test_several_victims_have_a_case_each_and_the_others_confirm(ryde: SafetyScene) -> None:
    ryde.records("rahman", "push", also=("3320",))
    mine, theirs = Case.objects.order_by("number")
    assert mine.incident == theirs.incident
    assert (mine.status, theirs.status) == ("open", "awaiting-confirmation")
    with pytest.raises(NotFound):
        ryde.press(theirs, "rahman", "confirm")
    assert ryde.press(theirs, "ives", "confirm").status == "open"


@pytest.mark.feature("F4")
def test_an_injury_in_a_struggle_is_recorded_and_is_no_crime(ryde: SafetyScene) -> None:
    case = ryde.records("rahman", "only-hurt", hurt="a-bit", answers={"intent": "no"})
    assert case.classification == "injury-on-duty"
    keys = set(Task.objects.filter(case=case).values_list("key", flat=True))
    assert {"safety-report", "contact"} <= keys
    assert not {"investigate", "view", "statement"} & keys
    with pytest.raises(Refused) as refusal:
        ryde.press(case, "okonedo", "reclassify", classification="assault")
    assert refusal.value.rule == "review.reason"
    ryde.press(case, "okonedo", "reclassify", classification="assault", reason="He swung first")
    assert {"investigate", "view"} <= set(
        Task.objects.filter(case=case).values_list("key", flat=True)
    )


@pytest.mark.feature("F4", "F20")
def test_what_a_reviewer_calls_an_injury_stops_the_crime_tasks_and_says_why(
    ryde: SafetyScene,
) -> None:
    case = ryde.records("rahman", "other")
    ryde.press(case, "okonedo", "reclassify", classification="injury-on-duty", reason="No act")
    view = Task.objects.get(case=case, key="view")
    assert (view.state, view.waived_code) == ("waived", "not-a-crime")
    assert not Reminder.objects.filter(task=view, cancelled_at=None, fired_at=None).exists()
    ryde.press(case, "okonedo", "reclassify", classification="assault", reason="New video")
    assert Task.objects.get(pk=view.pk).state == "not-started"


@pytest.mark.feature("F17")
@pytest.mark.parametrize(
    ("press", "parts", "rule"),
    [
        ("assign-oic", {"officer": "3318"}, "plan.victim-not-oic"),
        ("assign-statement-taker", {"officer": "3318"}, "plan.victim-not-statement-taker"),
        ("assign-supervisor", {"officer": "3318"}, "plan.victim-not-owner"),
        ("assign-task", {"task": "update", "officer": "3318"}, "plan.victim-not-oic"),
        ("assign-task", {"task": "contact", "officer": "3318"}, "plan.victim-not-owner"),
    ],
)
def test_the_victim_never_runs_their_own_case(
    ryde: SafetyScene, press: str, parts: dict[str, str], rule: str
) -> None:
    case = ryde.records()
    with pytest.raises(Refused) as refusal:
        ryde.press(case, "okonedo", press, **parts)
    assert refusal.value.rule == rule
    assert "Nobody can override" in refusal.value.who_can_override


@pytest.mark.feature("F17")
def test_a_case_is_not_handed_to_its_victim_while_its_officer_is_on_leave(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    with pytest.raises(Refused) as refusal:
        ryde.press(case, "ashworth", "hand-over", **{"from": "2201", "to": "3318"})
    assert refusal.value.rule == "plan.victim-not-oic"
    ryde.press(case, "ashworth", "hand-over", **{"from": "2201", "to": "1206"})
    assert Case.objects.get(pk=case.pk).oic == ryde.officers["nowak"]
    assert Task.objects.get(case=case, key="update").owner == ryde.officers["nowak"]


def test_a_supervisor_does_not_tick_off_the_plan_of_their_own_case(ryde: SafetyScene) -> None:
    case = ryde.records("ashworth")
    assert case.supervisor_id != ryde.officers["ashworth"].pk
    with pytest.raises(Forbidden):
        ryde.press(case, "ashworth", "task-done", task="contact", evidence="I rang myself")


@pytest.mark.feature("F25")
def test_no_outcome_before_the_victims_view_is_on_file(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    with pytest.raises(Refused) as refusal:
        ryde.press(case, "marsh", "investigation", state="ended", outcome="out-of-court")
    assert refusal.value.rule == "plan.view-before-outcome"
    ryde.press(case, "rahman", "give-view", view="I would like him to say sorry.")
    ryde.press(case, "marsh", "investigation", state="ended", outcome="out-of-court")
    assert Case.objects.get(pk=case.pk).outcome == "out-of-court"


def test_an_update_that_was_given_starts_the_next_ones_clock(ryde: SafetyScene) -> None:
    case = ryde.records()  # a Saturday night
    update = Task.objects.get(case=case, key="update")
    assert update.due_at is not None
    first = update.due_at
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    ryde.later(days=4)
    ryde.press(case, "marsh", "task-done", task="update", evidence="By text, after 2pm")
    update.refresh_from_db()
    assert update.state == "not-started"
    assert update.done_at == ryde.now
    assert update.due_at is not None
    assert update.due_at > first


@pytest.mark.feature("F18", "F19")
def test_the_code_counts_working_days_over_a_bank_holiday_and_a_clock_change(
    ryde: SafetyScene,
) -> None:
    ryde.now = ryde.now.replace(month=3, day=26, year=2027)  # Good Friday; clocks change on Sunday
    case = ryde.records()
    due = Task.objects.get(case=case, key="update").due_at
    assert due is not None
    # Easter Monday is a holiday: Tuesday 30 March is the first working day, Monday 5 April the fifth
    assert f"{due:%Y-%m-%d %H:%M}" == "2027-04-05 23:00"


@pytest.mark.feature("F20")
def test_reminders_stop_when_the_task_is_done(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.later(hours=25)
    fire_due_reminders(ryde.now)
    told = Notice.objects.filter(officer=ryde.officers["ashworth"], part="contact")
    assert set(told.values_list("kind", flat=True)) == {"task-due-soon", "task-overdue"}
    assert fire_due_reminders(ryde.now) == 0
    ryde.press(case, "ashworth", "task-done", task="contact", evidence="Rang at 02:15")
    assert not told.filter(over_at=None).exists()
    ryde.later(days=30)
    fire_due_reminders(ryde.now)
    assert not Notice.objects.filter(part="contact", over_at=None).exists()


@pytest.mark.feature("F19")
def test_a_task_that_falls_due_while_its_owner_is_off_duty_is_held_by_somebody_on(
    ryde: SafetyScene,
) -> None:
    on_duty(ryde, "ashworth", ryde.now - timedelta(hours=2), 10)
    on_duty(ryde, "ashworth", ryde.now + timedelta(days=2), 8)
    case = ryde.records()
    ryde.later(hours=13)
    on_duty(ryde, "okonedo", ryde.now - timedelta(hours=1), 12)
    hand_to_those_on_duty(ryde.now)
    contact = Task.objects.get(case=case, key="contact")
    assert (contact.owner, contact.holder) == (
        ryde.officers["ashworth"],
        ryde.officers["okonedo"],
    )
    ryde.later(days=2)
    hand_to_those_on_duty(ryde.now - timedelta(hours=9))
    contact.refresh_from_db()
    assert contact.holder is None


@pytest.mark.feature("F18", "F22")
def test_more_than_seven_days_off_work_brings_the_riddor_report(ryde: SafetyScene) -> None:
    case = ryde.records(hurt="badly")
    ryde.press(case, "ashworth", "off-work", since=date(2026, 11, 15))
    ryde.later(days=8)
    assert review_cases(ryde.now) == 0
    ryde.later(days=1)
    assert review_cases(ryde.now) == 1
    due = Task.objects.get(case=case, key="riddor").due_at
    assert due is not None
    assert f"{due:%Y-%m-%d}" == "2026-11-30"


@pytest.mark.feature("F18")
def test_the_six_month_limit_is_shown_with_its_act(ryde: SafetyScene) -> None:
    case = ryde.records()
    clock = next(c for c in seen(ryde, case, "ashworth")["clocks"] if c["id"] == "summary-6m")
    assert clock["text"].startswith("By Friday 14 May 2027")
    assert "s.127" in clock["rule"]["source"]


@pytest.mark.feature("F27")
def test_the_link_officer_of_another_station_sees_nothing(ryde: SafetyScene) -> None:
    case = ryde.records()
    quinn = ryde.officers["quinn"]
    quinn.station = ryde.other_station
    quinn.save()
    with pytest.raises(NotFound):
        ryde.press(case, "quinn", "offer-talk")


@pytest.mark.feature("F28", "F29", "F30", "F31")
def test_a_conversation_is_offered_accepted_held_and_comes_to_a_lesson(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk", at=ryde.now + timedelta(days=7))
    ryde.later(days=7)
    start = ryde.now - timedelta(minutes=30)
    ryde.press(
        case,
        "quinn",
        "video-seen",
        **{"reference": "BWV-7731-02", "from": start, "to": ryde.now, "together": True},
    )
    ryde.press(case, "quinn", "save-talk", heading="try-next", text="Back to the wall first")
    ryde.press(case, "quinn", "save-lesson", text="Back to a wall first.", codes=["spit"])
    ryde.press(case, "quinn", "agree-lesson")
    ryde.press(case, "rahman", "agree-lesson")
    lesson = Lesson.objects.get(case=case)
    assert lesson.shared_at is None  # held: the case is live
    assert seen(ryde, case, "quinn")["lesson"]["held"]
    for blind in ("ashworth", "okonedo", "marsh", "hart", "bell"):
        shown = seen(ryde, case, blind)
        assert "notes" not in shown
        assert "lesson" not in shown
    ryde.press(case, "rahman", "give-view", view="None to give")
    ryde.press(case, "marsh", "investigation", state="ended", outcome="convicted")
    lesson.refresh_from_db()
    assert lesson.shared_at == ryde.now


@pytest.mark.feature("F28")
def test_a_decline_leaves_no_trace_for_anybody_else(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "not-now")
    talk = Talk.objects.get(case=case)
    assert talk.state == "none"
    assert talk.offered_at is None
    assert talk.link_officer is None
    rows = Entry.objects.filter(stream=f"case:{case.pk}").values_list("kind", "payload")
    assert not any("declin" in f"{kind}{payload}" for kind, payload in rows)
    assert seen(ryde, case, "quinn")["talk"]["ask_again_on"]
    for blind in ("ashworth", "okonedo"):
        assert "talk" not in seen(ryde, case, blind)


@pytest.mark.feature("F28")
def test_somebody_with_another_part_in_the_case_is_not_its_link_officer(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-statement-taker", officer="2087")
    with pytest.raises((NotFound, Refused)):
        ryde.press(case, "quinn", "offer-talk")


@pytest.mark.feature("F32")
def test_extra_training_goes_from_request_to_outcome(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "request-training", topic="spit")
    request = TrainingRequest.objects.get(case=case)
    assert "facts" not in seen(ryde, case, "hart")
    assert seen(ryde, case, "hart")["training"][0]["topic_word"] == "Spitting and biting"
    ryde.press(case, "hart", "book-training", request=request.pk, on=date(2026, 12, 3))
    ryde.later(days=20)
    ryde.press(case, "hart", "training-done", request=request.pk, on=date(2026, 12, 3))
    ryde.press(case, "rahman", "training-outcome", request=request.pk, outcome="helped")
    assert TrainingRequest.objects.get().state == "outcome-known"


def test_a_press_twice_counts_once_and_its_id_is_for_nothing_else(ryde: SafetyScene) -> None:
    case = ryde.records()
    press = uuid4()
    for _ in range(2):
        ryde.press(case, "ashworth", "assign-oic", officer="2201", press_id=press)
    assert Entry.objects.filter(kind="case.oic").count() == 1
    with pytest.raises(Replayed):
        ryde.press(case, "ashworth", "assign-oic", officer="1206", press_id=press)


@pytest.mark.feature("F29")
def test_the_film_itself_is_refused_with_the_reason(ryde: SafetyScene) -> None:
    case = ryde.records()
    with pytest.raises(Invalid, match="never the film"):
        ryde.adds(case, footage=[{"reference": "data:video/mp4;base64,AAAA"}])
    ryde.adds(case, footage=[{"reference": "BWV-7731-02"}])
    assert seen(ryde, case, "rahman")["facts"]["footage"] == ["BWV-7731-02"]


@pytest.mark.feature("F14", "F21")
def test_an_injury_that_shows_the_next_day_brings_its_tasks(ryde: SafetyScene) -> None:
    case = ryde.records("rahman", "push")
    assert not Task.objects.filter(case=case, key__in=("photographs", "hospital")).exists()
    ryde.later(days=1)
    ryde.adds(case, injuries=["broken-bone"], body=["left-hand"], medical="hospital")
    assert Task.objects.filter(case=case, key__in=("photographs", "hospital")).count() == 2


@pytest.mark.feature("F5")
def test_only_the_officer_says_who_they_are(ryde: SafetyScene) -> None:
    case = ryde.records()
    with pytest.raises(Forbidden):
        ryde.adds(case, "ashworth", own_characteristic=["race"])
    ryde.adds(case, own_characteristic=["prefer-not-to-say"])
    assert "own_characteristic" not in seen(ryde, case, "ashworth")


@pytest.mark.feature("F9")
def test_the_same_attack_recorded_again_is_warned_of_even_after_a_station_change(
    ryde: SafetyScene,
) -> None:
    first = ryde.records()
    rahman = ryde.officers["rahman"]
    rahman.station = ryde.other_station
    rahman.save()
    ryde.later(hours=2)
    assert duplicates_of(ryde.records("rahman", "spit")) == [first]


@pytest.mark.feature("F14", "F62")
def test_a_withdrawn_persons_data_is_gone_and_the_journal_still_verifies(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    alias, user = str(case.alias), ryde.officers["rahman"].user
    assert user is not None
    ryde.adds(case, own_characteristic=["race"], body=["face"])
    ryde.press(case, "rahman", "impact", text="I keep washing my face")
    ryde.press(case, "rahman", "withdraw")
    gone = Case.objects.get(pk=case.pk)
    assert gone.victim is None
    assert gone.alias is None
    assert gone.methods == []
    assert not Text.objects.filter(erased_at=None, body__contains="washing").exists()
    rows = Entry.objects.filter(stream=f"case:{case.pk}")
    assert not rows.filter(actor=str(user.pseudonym)).exists()
    assert rows.filter(actor=alias).exists()
    assert not any(str(ryde.officers["rahman"].pk) in f"{row.payload}" for row in rows)
    assert isinstance(verify(), Verified)
    for name in ("rahman", "ashworth", "okonedo"):
        with pytest.raises(NotFound):
            ryde.press(case, name, "close")


def test_a_case_goes_with_its_officer_to_another_station(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    tasks = set(Task.objects.filter(case=case).values_list("key", "due_at"))
    rahman = ryde.officers["rahman"]
    rahman.station = ryde.other_station
    rahman.save()
    assert follow_victims(ryde.now) == 1
    assert follow_victims(ryde.now) == 0
    moved = Case.objects.get(pk=case.pk)
    assert moved.station == ryde.other_station
    assert Talk.objects.get(case=case).state == "none"
    assert set(Task.objects.filter(case=case).values_list("key", "due_at")) == tasks


def test_the_only_supervisor_who_is_assaulted_is_looked_after_by_the_inspector(
    ryde: SafetyScene,
) -> None:
    case = ryde.records("ashworth")
    case.refresh_from_db()
    assert case.supervisor == ryde.officers["okonedo"]
    ryde.later(days=2)
    fire_due_reminders(ryde.now)
    assert Notice.objects.filter(officer=ryde.officers["okonedo"], part="contact").exists()


def test_a_station_with_nobody_in_charge_has_its_plan_looked_after_elsewhere(
    ryde: SafetyScene,
) -> None:
    ives = ryde.officers["ives"]
    ives.station = ryde.other_station
    ives.save()
    case = ryde.records("ives")
    assert case.station == ryde.other_station
    case.refresh_from_db()
    assert case.supervisor == ryde.officers["okonedo"]
    assert seen(ryde, case, "okonedo")["number"] == case.number


@pytest.mark.feature("F23")
def test_the_four_week_check_in_is_owed_to_everybody(ryde: SafetyScene) -> None:
    """By what it did to them, not by how badly they were hurt."""
    for hurt in ("no", "badly"):
        case = ryde.records("rahman", "push", hurt=hurt)
        due = Task.objects.get(case=case, key="check-in").due_at
        assert due is not None
        assert f"{due:%Y-%m-%d %H:%M}" == "2026-12-13 00:00"  # to the end of the 12th


@pytest.mark.feature("F6", "F8")
def test_a_joint_crew_has_a_case_each_whoever_employs_them(ryde: SafetyScene) -> None:
    """Register entries are people at stations of any agency: a paramedic is as much a victim."""
    base = Station.objects.create(
        code="amb-ryde", name="Ryde standby point", agency="ambulance", lat=50.73, lon=-1.16
    )
    Officer.objects.create(
        rank="Paramedic", number="A77", given_name="Sam", family_name="Dore", station=base,
        joined_on=date(2020, 1, 6), duty="staff",
    )  # fmt: skip
    ryde.records("rahman", "push", also=("A77",))
    cases = Case.objects.select_related("victim__station").order_by("number")
    assert [case.victim.rank for case in cases] == ["PC", "Paramedic"]
    assert len({case.incident_id for case in cases}) == 1
    assert all(case.tasks.exists() for case in cases)
