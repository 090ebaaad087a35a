"""Many demo forces, one a seed: what was planted is recovered as often as the methods say."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from outrider.demo.safety import register
from outrider.demo.safety.config import SafetyPlan
from outrider.demo.safety.people import Person
from outrider.demo.safety.register import adopt
from outrider.demo.safety.story import STORY
from outrider.demo.safety.truths import PLANTED
from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.looks import look_of
from outrider.evidence.signals.rows import load, pseudonym
from outrider.people.models import Station
from outrider.safety.models import Case
from outrider.signals.family import kept, not_exceeded
from outrider.signals.result import Result
from tests.demo import safety_year
from tests.demo.conftest import ANCHOR, SEED
from tests.demo.drawn_year import drawn, year, year_of

pytestmark = pytest.mark.slow


def answer(key: str, of: SafetyYear) -> Result:
    look = look_of(key)
    assert look is not None
    return look.make(of)


@pytest.fixture(scope="module")
def forces() -> list[SafetyYear]:
    """Other seeds than those by which anything was chosen."""
    return [year(seed, ANCHOR) for seed in range(5_000, 5_040)]


@pytest.mark.feature("F38")
def test_the_effect_of_a_talk_is_recovered_though_a_talk_follows_on_an_assault(
    forces: list[SafetyYear],
) -> None:
    """Over 110 other seeds: 103 intervals held 0.6, their middle was 0.602, 107 excluded 1."""
    made = [answer("after-talks", one) for one in forces]
    ratios = [one.estimate for one in made if one.estimate is not None]
    assert np.exp(np.mean(np.log(ratios))) == pytest.approx(PLANTED.link, rel=0.06)
    intervals = [one.interval for one in made if one.interval is not None]
    missed = sum(not low <= PLANTED.link <= high for low, high in intervals)
    assert kept(0.05, missed, len(forces))
    assert sum(high < 1 for _, high in intervals) >= 0.9 * len(forces)


@pytest.mark.feature("F46")
def test_the_step_in_racial_abuse_is_found_in_nearly_every_force(forces: list[SafetyYear]) -> None:
    """Among all assaults. Over 110 other seeds: 107 showed it, 110 intervals held 1.6."""
    made = [answer("when-racial", one) for one in forces]
    assert held(made, PLANTED.racial_step)
    assert sum("The share changed" in one.says for one in made) >= 0.85 * len(forces)


@pytest.mark.feature("F44")
def test_the_young_in_service_and_minority_ethnic_officers_are_found_in_nearly_every_force(
    forces: list[SafetyYear],
) -> None:
    """Over 110 other seeds: told in 110 and 109; 108 and 108 intervals held the truth."""
    for key, truth in (("young-in-service", PLANTED.young), ("racist-abuse", 3.0)):
        made = [answer(key, one) for one in forces]
        assert held(made, truth)
        assert sum("more than luck explains" in one.says for one in made) >= 0.9 * len(forces)
        middle = np.exp(np.mean(np.log([one.estimate for one in made if one.estimate])))
        assert middle == pytest.approx(truth, rel=0.08)


def held(made: list[Result], truth: float) -> bool:
    """Whether as many intervals hold the truth as they promise, or more: some draws are even."""
    missed = sum(not (one.interval and one.interval[0] <= truth <= one.interval[1]) for one in made)
    return not_exceeded(0.05, missed, len(made))


@pytest.mark.feature("F43")
def test_among_those_who_were_there_the_young_are_told_from_the_others(
    forces: list[SafetyYear],
) -> None:
    """What is planted per hour shows within incidents; crewing, where nothing was, does not."""
    middle, missed, told, crewing = [], 0, 0, 0
    for one in forces:
        table = answer("same-incident", one).table
        at = {column.key: place for place, column in enumerate(table.columns)}
        young, alone = table.rows
        low, high = float(young[at["low"]]), float(young[at["high"]])  # type: ignore[arg-type]
        middle.append(float(young[at["coefficient"]]))  # type: ignore[arg-type]
        missed += not low <= PLANTED.young <= high
        told += float(young[at["p_adjusted"]]) <= 0.05  # type: ignore[arg-type]
        crewing += float(alone[at["p_adjusted"]]) <= 0.05  # type: ignore[arg-type]
    assert np.exp(np.mean(middle)) == pytest.approx(PLANTED.young, rel=0.1)
    assert told >= 0.8 * len(forces)
    assert missed <= 0.2 * len(forces)
    assert not_exceeded(0.05, crewing, len(forces))


@pytest.mark.feature("F42")
def test_the_low_team_is_noted_in_nearly_every_force(forces: list[SafetyYear]) -> None:
    """104 of 110 other seeds; in 13 another team was noted too, high beside a station so low."""
    low = f"{PLANTED.low_station}, {PLANTED.low_team}"
    found = others = 0
    for one in forces:
        table = answer("teams", one).table
        at = [column.key for column in table.columns].index("noted")
        noted = {row[0] for row in table.rows if row[at]}
        found += low in noted
        others += bool(noted - {low})
    assert found >= 0.8 * len(forces)
    assert others <= 0.3 * len(forces)


# --- both paths -----------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=[(SEED, False), (SEED, True)], ids=["planted", "null"])
def both(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    ground_folder: Path,
) -> tuple[SafetyYear, SafetyYear, set[str], int]:
    """By rows and by draws; and the pseudonyms of those of whom the rows know more."""
    seed, null = request.param
    adopted: list[Person] = []

    def noting(plan: SafetyPlan, seed: int) -> list[Person]:
        found = adopt(plan, seed)
        adopted.extend(deepcopy(found))  # parts are given out later, on the objects themselves
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "adopt", noting)
        for _ in safety_year.whole_force(django_db_blocker, null=null):
            by_rows = load(ANCHOR)
            places = {row.code: (row.lat, row.lon) for row in Station.objects.all()}
            withdrawn = Case.objects.filter(withdrawn_at__isnull=False).count()
    made = drawn(seed, ANCHOR, null=null, adopted=adopted, places=places, cast=True)
    names = {one.number: pseudonym(one.id) for one in made.people}
    told = {names[one.number] for one in STORY}
    by_draws = year_of(made, ANCHOR)
    officer = np.array([names[one] for one in by_draws.officer.tolist()], dtype=np.str_)
    there = np.array([names[one] for one in by_draws.there_officer.tolist()], dtype=np.str_)
    return by_rows, replace(by_draws, officer=officer, there_officer=there), told, withdrawn


def cases(of: SafetyYear) -> Counter[tuple[Any, ...]]:
    who = [str(of.officer[one]) if one >= 0 else "" for one in of.case_officer.tolist()]
    columns = (of.case_day, of.case_racial, of.case_hurt)
    return Counter(zip(who, *(column.tolist() for column in columns), strict=True))


def there(of: SafetyYear) -> Counter[tuple[Any, ...]]:
    """Incidents by who was there, as a set each: their numbers differ between the two paths."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    columns = (of.there_officer, of.there_assaulted, of.there_young, of.there_alone)
    for incident, *row in zip(
        of.there_incident.tolist(), *(column.tolist() for column in columns), strict=True
    ):
        found.setdefault(incident, []).append(tuple(row))
    return Counter(tuple(sorted(rows)) for rows in found.values())


@pytest.mark.feature("F43")
@pytest.mark.django_db
def test_who_was_there_is_the_same_from_the_draws_and_from_the_rows(
    both: tuple[SafetyYear, SafetyYear, set[str], int],
) -> None:
    rows, draws, _, withdrawn = both
    mine, theirs = there(rows), there(draws)
    # an officer who was assaulted at two incidents of one shift is told by the last arrival
    assert (mine - theirs).total() <= 0.01 * mine.total()
    assert (theirs - mine).total() <= withdrawn + 0.01 * mine.total()


@pytest.mark.feature("F41")
@pytest.mark.django_db
def test_arrays_from_the_draws_are_those_from_the_rows(
    both: tuple[SafetyYear, SafetyYear, set[str], int],
) -> None:
    rows, draws, told, withdrawn = both
    assert sorted(rows.officer.tolist()) == sorted(draws.officer.tolist())
    order, other = np.argsort(rows.officer), np.argsort(draws.officer)
    for name in ("hours", "arrests", "calls", "forms"):
        assert np.allclose(getattr(rows, name)[order], getattr(draws, name)[other])
    assert np.array_equal(rows.young[order], draws.young[other])
    # exactly, but for records taken back: they have no victim any more and are no cases
    mine, theirs = cases(rows), cases(draws)
    assert not mine - theirs
    assert (theirs - mine).total() <= withdrawn
    assert (theirs - mine).total() > 0 or withdrawn == 0
    held, drawn_for = rows.talk_day[order], draws.talk_day[other]
    known = ~np.isin(rows.officer[order], sorted(told))
    alike = (np.isnan(held) & np.isnan(drawn_for)) | (np.abs(held - drawn_for) <= 1)
    assert alike[known].mean() > 0.995
