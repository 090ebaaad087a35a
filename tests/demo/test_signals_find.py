"""The statistics find what was planted in the whole force, and stay quiet on the null force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from outrider.demo.safety.truths import PLANTED
from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.looks import look_of
from outrider.evidence.signals.rows import load
from outrider.signals.result import Result
from tests.demo import safety_year
from tests.demo.conftest import ANCHOR

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@dataclass
class Asked:
    """Answers of one force, each made once."""

    year: SafetyYear
    made: dict[str, Result]

    def __getitem__(self, key: str) -> Result:
        look = look_of(key)
        if look is None:
            pytest.skip(f"no question {key}: its method is not there")
        if key not in self.made:
            self.made[key] = look.make(self.year)
        return self.made[key]

    def noted(self, key: str) -> list[Any]:
        """The first cells of the rows that the method notes."""
        table = self[key].table
        at = [column.key for column in table.columns].index("noted")
        return [row[0] for row in table.rows if row[at]]


def asked(blocker: Any, *, null: bool) -> Asked:
    """The force is gone again when its rows have been read: two of them are never there at once."""
    (year,) = [load(ANCHOR) for _ in safety_year.whole_force(blocker, null=null)]
    return Asked(year, {})


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any, ground_folder: Path) -> Asked:
    return asked(django_db_blocker, null=False)


@pytest.fixture(scope="module")
def null(django_db_setup: None, django_db_blocker: Any, ground_folder: Path) -> Asked:
    return asked(django_db_blocker, null=True)


@pytest.mark.feature("F41")
def test_some_officers_are_found_who_are_assaulted_more_than_their_hours_explain(
    planted: Asked,
) -> None:
    found = planted.noted("officers")
    assert 3 <= len(found) <= 40
    assert set(found) <= set(planted.year.officer.tolist())


@pytest.mark.feature("F48")
def test_repeat_victims_are_more_than_luck_and_no_more_than_the_spread(planted: Asked) -> None:
    made = planted["repeat-victims"]
    assert made.estimate is not None
    assert 10 <= made.estimate <= 30
    assert "More than luck explains" in " ".join(made.notes)
    assert "no more than the ordinary spread explains" in " ".join(made.notes)


@pytest.mark.feature("F42")
def test_the_one_low_team_of_southampton_is_found_and_it_alone(planted: Asked) -> None:
    assert planted.noted("teams") == [f"Southampton Central, {PLANTED.low_team}"]


@pytest.mark.feature("F44")
def test_minority_ethnic_officers_are_racially_abused_about_three_times_as_often(
    planted: Asked,
) -> None:
    made = planted["racist-abuse"]
    assert made.interval is not None
    assert made.interval.low > 1.5
    assert "more than luck explains" in made.says
    assert made.interval.low <= PLANTED.racial_minority <= made.interval.high


def test_the_young_in_service_are_assaulted_more(planted: Asked) -> None:
    interval = planted["young-in-service"].interval
    assert interval is not None
    assert 1 < interval.low <= PLANTED.young <= interval.high
    assert "more than luck explains" in planted["young-in-service"].says


@pytest.mark.feature("F38")
def test_a_talk_is_followed_by_fewer_assaults_than_one_s_own_rate_expects(planted: Asked) -> None:
    interval = planted["after-talks"].interval
    assert interval is not None
    assert interval.low <= PLANTED.link <= interval.high < 1


def odds_of(made: Result) -> dict[str, tuple[float, float, float]]:
    """Adjusted p, and the interval, by column."""
    at = {column.key: place for place, column in enumerate(made.table.columns)}
    return {
        str(row[0]): tuple(float(row[at[key]]) for key in ("p_adjusted", "low", "high"))  # type: ignore[misc,arg-type]
        for row in made.table.rows
    }


@pytest.mark.feature("F43")
def test_among_those_who_were_there_the_young_in_service_are_assaulted_more(
    planted: Asked, null: Asked
) -> None:
    odds = odds_of(planted["same-incident"])
    p, low, high = odds["In the first two years of service"]
    assert p < 0.05
    assert 1 < low <= PLANTED.young <= high
    p, low, high = odds["Single crewed"]
    assert low < 1 < high
    assert all(p > 0.05 for p, *_ in odds_of(null["same-incident"]).values())
    assert null.noted("beside") == []


@pytest.mark.feature("F50")
def test_half_of_the_injuries_were_no_assault(planted: Asked) -> None:
    interval = planted["mix"].interval
    assert interval is not None
    assert interval.low <= PLANTED.not_assault <= interval.high


@pytest.mark.feature("F47")
def test_no_cluster_was_planted_and_none_is_found(planted: Asked) -> None:
    assert planted["clusters"].says.startswith("No place and time")


@pytest.mark.feature("F41", "F42", "F44", "F47")
def test_the_null_force_is_quiet(null: Asked) -> None:
    assert null.noted("officers") == []
    assert null.noted("teams") == []
    assert null.noted("stations") == []
    for key in ("racist-abuse", "young-in-service"):
        interval = null[key].interval
        assert interval is not None
        assert interval.low < 1 < interval.high
    assert (
        "no more than luck" in " ".join(null["repeat-victims"].notes).lower()
        or (null["repeat-victims"].estimate or 0) <= 4
    )
    assert null["clusters"].says.startswith("No place and time")


@pytest.mark.feature("F46")
def test_the_step_in_racial_abuse_is_found_and_the_null_force_is_quiet(
    planted: Asked, null: Asked
) -> None:
    """Among all assaults: the number of these falls as talks help, and hides the step in a rate."""
    assert "The share changed" in planted["when-racial"].says
    interval = planted["when-racial"].interval
    assert interval is not None
    assert interval.low <= PLANTED.racial_step <= interval.high
    assert null["when-racial"].says.startswith("One steady share explains these counts")


@pytest.mark.feature("F49")
def test_a_third_of_the_assaults_are_missing_here_and_on_the_null_force_none(
    planted: Asked, null: Asked
) -> None:
    for force, hidden in ((planted, PLANTED.hidden), (null, 0.0)):
        here = force.year.listed[:, 0]
        estimate = force["recorded-elsewhere"].estimate
        assert estimate is not None
        assert 1 - here.sum() / estimate == pytest.approx(hidden, abs=0.05)


def test_a_small_force_is_read_whole(demo: datetime) -> None:
    """Also what makes pytest-django set up its database when this module is run alone."""
    year = load(demo)
    assert year.n > 10
    assert len(year.officer) > 100
