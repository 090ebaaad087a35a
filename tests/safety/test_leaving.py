"""Who leaves the force leaves no task of a plan behind that is nobody's."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from outrider.domain.errors import Forbidden, NotFound, Refused
from outrider.journal.models import Entry, Text
from outrider.journal.verify import Verified, verify
from outrider.people.models import TrainingRecord
from outrider.safety.inputs import DetailsIn
from outrider.safety.models import Case, Task
from outrider.safety.queries.looks import log_look, looks_at
from outrider.safety.queries.plans import plan_rows
from outrider.safety.services.details import add_details
from outrider.safety.services.leaving import pass_on_from_leavers
from tests.support.station import SafetyScene


def leaves(ryde: SafetyScene, name: str) -> None:
    officer = ryde.officers[name]
    officer.left_on = (ryde.now - timedelta(days=1)).date()
    officer.save()


@pytest.mark.feature("F19")
def test_tasks_of_somebody_who_has_left_go_to_the_next_and_they_hear_of_it(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    before = Task.objects.filter(case=case, owner=ryde.officers["ashworth"], state="not-started")
    assert before.exists()
    leaves(ryde, "ashworth")
    assert pass_on_from_leavers(ryde.now) > 0
    assert not before.all().exists()
    case.refresh_from_db()
    assert case.supervisor is not None
    assert case.supervisor != ryde.officers["ashworth"]
    assert pass_on_from_leavers(ryde.now) == 0


@pytest.mark.feature("F19")
def test_on_their_last_day_they_still_serve(ryde: SafetyScene) -> None:
    ryde.records()
    officer = ryde.officers["ashworth"]
    officer.left_on = ryde.now.date()
    officer.save()
    assert pass_on_from_leavers(ryde.now) == 0


@pytest.mark.feature("F19")
def test_an_officer_in_the_case_who_has_left_is_missed_loudly(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    leaves(ryde, "marsh")
    row = next(one for one in plan_rows(ryde.viewer("ashworth"), ryde.now) if one.id == case.pk)
    assert "The officer in the case has left: name another" in row.waits_for
    assert any("nobody’s" in told for told in row.waits_for)
    pass_on_from_leavers(ryde.now)
    assert not Task.objects.filter(owner=ryde.officers["marsh"], state="not-started").exists()


@pytest.mark.feature("F16")
def test_photographs_of_an_injury_that_was_no_crime_are_the_supervisors(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.adds(case, injuries=["cut"])
    ryde.press(
        case, "bell", "reclassify", classification="injury-on-duty", reason="He fell on the steps."
    )
    task = Task.objects.get(case=case, key="photographs")
    assert task.owner == ryde.officers["ashworth"]


@pytest.mark.feature("F17", "F62")
def test_a_try_at_what_the_hard_rule_forbids_is_in_the_journal_and_names_nobody_else(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    with pytest.raises(Refused):
        ryde.press(case, "ashworth", "assign-oic", officer=ryde.officers["rahman"].number)
    row = Entry.objects.get(kind="case.refused")
    assert row.payload == {"press": "assign-oic", "rule": "plan.victim-not-oic"}
    assert row.actor == ryde.viewer("ashworth").pseudonym
    assert str(ryde.officers["rahman"].pk) not in str(row.payload)
    assert isinstance(verify(), Verified)


@pytest.mark.feature("F5", "F62")
def test_saying_for_the_officer_who_they_are_is_refused_and_leaves_a_trace_without_what_was_said(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    message = DetailsIn(uuid4(), {"own_characteristic": ["race"], "weapon": "knife"})
    for _ in range(2):  # the same press again
        with pytest.raises(Forbidden):
            add_details(case_id=case.pk, message=message, by=ryde.viewer("ashworth"), now=ryde.now)
    row = Entry.objects.get(kind="case.refused")
    assert row.payload == {"press": "details", "rule": "details.own-words"}
    assert row.actor == ryde.viewer("ashworth").pseudonym
    assert not Text.objects.filter(entry=row.uuid).exists()
    assert Case.objects.get().weapon == "", "nothing of it was kept"
    with pytest.raises(Forbidden):
        ryde.adds(case, "quinn", weapon="knife")  # not theirs to change, but no such try
    with pytest.raises(NotFound):
        ryde.adds(case, "ives", own_characteristic=["race"])
    assert Entry.objects.filter(kind="case.refused").count() == 1
    assert isinstance(verify(), Verified)


@pytest.mark.feature("F12")
def test_a_look_without_a_reason_is_told_as_one(ryde: SafetyScene) -> None:
    case = ryde.records()
    assert log_look(case, ryde.viewer("ashworth"), "") == "to-plan:not-said"
    told = looks_at(Case.objects.get(pk=case.pk), ryde.viewer("rahman"))[0]["why"]
    assert told == "To keep the plan going (by their role; they gave no reason)"


@pytest.mark.feature("F14")
def test_extra_training_goes_from_the_register_with_the_record(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "rahman", "request-training", topic="spit")
    request = case.training.get().pk
    ryde.press(case, "hart", "training-done", request=request, on=ryde.now.date())
    assert TrainingRecord.objects.filter(course__startswith="extra-").exists()
    ryde.press(case, "rahman", "withdraw")
    assert not TrainingRecord.objects.filter(course__startswith="extra-").exists()
