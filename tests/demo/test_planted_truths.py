"""The whole force has the truths that were planted in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from outrider.demo.safety import SafetyMade
from outrider.demo.safety.truths import PEOPLE, PLANTED
from outrider.journal.verify import Verified, verify
from outrider.people.models import DutySpell, LinkAppointment, Officer, Station, TrainingRecord
from outrider.safety.models import Case, Task
from tests.demo import safety_year as year
from tests.demo.conftest import ANCHOR


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: Any, ground_folder: Path
) -> Iterator[SafetyMade]:
    yield from year.whole_force(django_db_blocker, null=False)


def test_it_is_a_force_of_the_size_of_hampshire_s(made: SafetyMade) -> None:
    police = Officer.objects.filter(station__agency="police")
    assert 2_600 <= police.count() <= 2_850
    assert 250 <= police.filter(duty="special").count() <= 380
    assert 900 <= year.assaults().count() <= 1_080
    assert 1_100 <= made.cases <= 1_400


def test_about_twenty_officers_were_assaulted_five_times(made: SafetyMade) -> None:
    assert 14 <= year.officers_with(5) <= 28


def test_one_team_of_five_in_southampton_is_much_lower(made: SafetyMade) -> None:
    station = PLANTED.low_station
    low = year.rate_of_team(station, PLANTED.low_team)
    others = [year.rate_of_team(station, team) for team in year.OTHER_TEAMS]
    assert low < 0.6 * min(others)


def test_racially_aggravated_goes_up_by_sixty_per_cent(made: SafetyMade) -> None:
    ratio = year.racial_a_day(year.STEP, ANCHOR) / year.racial_a_day(year.START, year.STEP)
    assert 1.35 <= ratio <= 1.9


def test_minority_ethnic_officers_are_racially_abused_more(made: SafetyMade) -> None:
    ratio = year.racial_share("minority-ethnic") / year.racial_share("white")
    assert 2.2 <= ratio <= 4.0


def test_three_in_ten_were_never_recorded_here(made: SafetyMade) -> None:
    assert 0.26 <= year.hidden_share() <= 0.34
    assert set(year.lists_of_hidden()) == {1, 2}


def test_the_mix_of_injury_and_assault_is_the_published_one(made: SafetyMade) -> None:
    assert 0.27 <= year.injury_share() <= 0.30
    assert 0.46 <= year.not_assault_share() <= 0.53


def test_who_sat_down_with_a_link_officer_is_assaulted_less_after(made: SafetyMade) -> None:
    assert year.rate_after_talk(ANCHOR) < 0.8


def test_the_journal_verifies(made: SafetyMade) -> None:
    assert isinstance(verify(), Verified)
    assert made.entries > 40_000


def test_hardly_a_step_was_refused_by_the_rules(made: SafetyMade) -> None:
    assert made.refused < 0.001 * made.entries


def test_cases_and_tasks_stand_in_every_state(made: SafetyMade) -> None:
    states = set(Case.objects.values_list("status", flat=True))
    assert states == {"open", "closed", "awaiting-confirmation", "withdrawn"}
    assert Case.objects.filter(disputed=True).exists()
    waiting = Task.objects.filter(state="not-started")
    assert waiting.filter(due_at__lt=ANCHOR).count() > 20
    soon = ANCHOR + timedelta(hours=24)
    assert waiting.filter(due_at__range=(ANCHOR, soon)).exists()
    assert waiting.filter(holder__isnull=False).count() > 10
    waived = Task.objects.filter(state="waived", waived_code="given")
    assert waived.count() > 20
    assert not waived.filter(waived_why="").exists()


def test_talks_and_training_stand_in_every_state(made: SafetyMade) -> None:
    talks = set(Case.objects.filter(talk__isnull=False).values_list("talk__state", flat=True))
    assert {"none", "offered", "accepted", "finished"} <= talks
    assert Case.objects.filter(talk__ask_again_on__isnull=False).exists()
    trained = set(Case.objects.values_list("training__state", flat=True))
    assert {"requested", "booked", "done", "outcome-known"} <= trained


def test_most_stations_have_a_link_officer_and_some_have_none(made: SafetyMade) -> None:
    today = ANCHOR.date()
    now = LinkAppointment.objects.filter(ended_on__isnull=True)
    without = Station.objects.filter(agency="police").exclude(link_appointments__in=now)
    assert {"hythe", "lymington", "yarmouth"} == set(without.values_list("code", flat=True))
    assert now.filter(expires_on__lt=today).exists()
    assert now.filter(expires_on__range=(today, today + timedelta(days=30))).exists()


def test_somebody_is_on_duty_and_somebody_s_training_is_stale(made: SafetyMade) -> None:
    on = DutySpell.objects.filter(starts_at__lte=ANCHOR, ends_at__gt=ANCHOR)
    assert 150 <= on.values("officer").distinct().count() <= 1_500
    old = ANCHOR.date() - timedelta(days=460)
    taught = TrainingRecord.objects.filter(course="ppst")
    fresh = taught.filter(done_on__gt=old).values("officer")
    stale = taught.filter(done_on__lte=old).exclude(officer__in=fresh)
    assert 100 <= stale.values("officer").distinct().count() <= 400


def test_a_small_force_has_its_share_of_everything(demo: datetime) -> None:
    """Also what makes pytest-django set up its database when this module is run alone."""
    people = Officer.objects.filter(station__agency="police").count()
    expected = PLANTED.assaults * (1 - PLANTED.hidden) * people / PEOPLE
    assert 0.6 * expected < year.assaults().count() < 1.5 * expected
    assert LinkAppointment.objects.exists()
