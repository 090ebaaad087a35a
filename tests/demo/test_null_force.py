"""The null force is as large, and none of the planted truths is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outrider.demo.alone import check_alone
from outrider.demo.safety import SafetyMade
from outrider.demo.safety.truths import PLANTED
from outrider.demo.seeding import seed_demo
from outrider.journal.verify import Verified, verify
from outrider.people.models import Officer
from outrider.roads import Network
from tests.demo import safety_year as year
from tests.demo.conftest import ANCHOR, PEOPLE, SEED

pytestmark = pytest.mark.slow  # nearly three thousand people are made


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: Any, ground_folder: Path
) -> Iterator[SafetyMade]:
    yield from year.whole_force(django_db_blocker, null=True)


def test_it_is_as_large(made: SafetyMade) -> None:
    assert 900 <= year.assaults().count() <= 1_080
    assert 2_600 <= Officer.objects.filter(station__agency="police").count() <= 2_850


def test_none_of_the_truths_is_in_it(made: SafetyMade) -> None:
    assert year.officers_with(5) <= 4
    low = year.rate_of_team(PLANTED.low_station, PLANTED.low_team)
    others = [year.rate_of_team(PLANTED.low_station, team) for team in year.OTHER_TEAMS]
    assert 0.5 <= low / (sum(others) / 4) <= 1.8
    step = year.racial_a_day(year.STEP, ANCHOR) / year.racial_a_day(year.START, year.STEP)
    assert 0.75 <= step <= 1.3
    groups = year.racial_share("minority-ethnic") / year.racial_share("white")
    assert 0.5 <= groups <= 1.7
    assert year.hidden_share() == 0
    assert 0.65 <= year.rate_after_talk(ANCHOR) <= 1.5


def test_its_journal_verifies(made: SafetyMade) -> None:
    assert isinstance(verify(), Verified)


@pytest.fixture
def small_null(db: None, network: Network) -> SafetyMade:
    return seed_demo(SEED, ANCHOR, network, 1, people=PEOPLE, null=True)[2]


def test_the_null_force_says_that_it_is_one(small_null: SafetyMade) -> None:
    mark = check_alone()
    assert mark is not None
    assert mark.null
    assert small_null.null
    assert isinstance(verify(), Verified)
