"""Where units should stand on a scenario: the choice, and the simulation that checks it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from outrider.trial.basing.checking import Stopped, check, placed_scenario
from outrider.trial.basing.choosing import chosen, demand_of
from outrider.trial.basing.question import Question, checked, choices, places_of, units_of
from outrider.trial.building import Built, build
from outrider.trial.cli import trial_app
from outrider.trial.placement import Goal, PlacementError, Proof
from outrider.trial.scenario import packaged, parse_scenario
from outrider.trial.scenario.loading import PACKAGED

pytestmark = pytest.mark.feature("C42")
WEEKS = (PACKAGED / "demo.toml").read_text(encoding="utf-8").replace("days = 364", "days = 28")
SCENARIO = parse_scenario(WEEKS, Path("/nonexistent"))
ASKED = Question("with", "police-special", places_of(SCENARIO), 6, learn=2, check=4)


@pytest.fixture(scope="module")
def built() -> Built:
    return build(SCENARIO)


def test_units_are_those_that_co_respond_in_the_arm() -> None:
    assert len(units_of(SCENARIO, "with", "police-special")) == 6
    assert len(units_of(SCENARIO, "twelve-pairs", "police-special")) == 12
    assert units_of(SCENARIO, "without", "police-special") == ()
    assert units_of(SCENARIO, "fire-only", "police-special") == ()
    assert ("with", "police-special", 6) in choices(SCENARIO)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"arm": "horses"}, "There is no arm “horses”. There are: without, with"),
        ({"arm": "without"}, "No scheme does there."),
        ({"scheme": "police-regular"}, "No unit of “police-regular” co-responds in “with”."),
        ({"places": ("Atlantis",)}, "The scenario has no place “Atlantis”"),
        ({"places": ()}, "Choose at least one place"),
        ({"units": 0}, "give 1 to"),
        ({"units": 99}, "or choose more places"),
        ({"check": 1}, "Replications to check by must be from 2"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_what_would(
    changed: dict[str, object], said: str
) -> None:
    with pytest.raises(PlacementError, match=r".+") as wrong:
        checked(replace(ASKED, **changed), SCENARIO)  # type: ignore[arg-type]
    assert said in str(wrong.value)


def test_demand_is_the_calls_that_the_rules_send_to_and_their_wait_without_the_scheme(
    built: Built,
) -> None:
    calls, wait = demand_of(built, ASKED)
    drawn = [built.replication(number) for number in range(ASKED.learn)]
    sent = sum(
        int((built.arm("with", one).sends[one.about.counted] > 0).sum()) for one in drawn
    )  # fmt: skip
    assert 0.9 * sent <= calls.sum() <= sent  # less those that no ambulance reached
    assert (wait[calls > 0] > 0).all()


@pytest.mark.parametrize("goal", list(Goal))
def test_the_choice_is_proven_and_no_other_single_exchange_is_better(
    built: Built, goal: Goal
) -> None:
    answer = chosen(built, replace(ASKED, goal=goal, units=3))
    assert answer.placed.proof is Proof.PROVEN
    assert sum(answer.placed.units) == 3
    assert set(answer.nearest) <= set(answer.placed.sites)


def test_every_unit_keeps_its_hours_crew_and_patch_and_stands_at_a_place_of_its_own(
    built: Built,
) -> None:
    answer = chosen(built, ASKED)
    scenario, moved = placed_scenario(built, ASKED, answer)
    before = {unit.name: unit for unit in SCENARIO.parts.units}
    after = {unit.name: unit for unit in scenario.parts.units}
    assert before.keys() == after.keys()
    places = dict(moved)
    assert sorted(places.values()) == sorted(answer.sites.names[i] for i in answer.placed.sites)
    for name, unit in after.items():
        if name in places:
            assert unit.beat == {places[name]: 1.0}
            assert replace(unit, beat=before[name].beat) == before[name]
        else:
            assert unit == before[name]


def test_more_units_have_the_hours_of_those_there_are_and_fewer_are_left_out(built: Built) -> None:
    for count in (4, 8):
        asked = replace(ASKED, units=count)
        scenario, moved = placed_scenario(built, asked, chosen(built, asked))
        assert len(moved) == len({name for name, _ in moved}) == count
        assert len(units_of(scenario, "with", "police-special")) == count


def test_units_that_stay_where_they_are_change_nothing_at_all(built: Built) -> None:
    """The check pairs on calls, jobs and luck: without a move every difference is nought."""
    answer = chosen(built, ASKED)
    scenario, _ = placed_scenario(built, ASKED, answer)
    there = build(scenario, like=built)
    found = check(there, ASKED, answer)
    for each in found.apart.values():
        assert each.mean.value == 0.0, each


def test_the_check_is_on_other_replications_than_the_choice_and_says_its_interval(
    built: Built,
) -> None:
    seen: list[int] = []
    found = check(built, ASKED, chosen(built, ASKED), workers=2, told=seen.append)
    assert seen == [1, 2, 3, 4]
    assert found.replications == 4
    assert found.apart["help_eligible_min"].mean.interval is not None
    assert found.sentence.startswith("Checked in 4 replications")
    assert "always on duty and free" in found.sentence
    told = found.table().shown()
    assert len(told) == 5
    assert not any("nan" in cell.lower() for row in told for cell in row)
    apart = found.apart["attended"].mean.value
    assert apart == pytest.approx(
        (found.placed["attended"].mean.value or 0) - (found.present["attended"].mean.value or 0)
    )


def test_a_wish_to_stop_ends_it(built: Built) -> None:
    with pytest.raises(Stopped):
        check(built, ASKED, chosen(built, ASKED), stop=lambda: True)


def test_the_command_tells_places_proof_and_check_and_draws_the_map(tmp_path: Path) -> None:
    file = tmp_path / "weeks.toml"
    file.write_text(WEEKS, encoding="utf-8")
    words = ["base", str(file), "--at", "Newport,Ryde,Ventnor", "--units", "2"]
    drawn = tmp_path / "map.svg"
    told = CliRunner().invoke(
        trial_app, [*words, "--replications", "2", "--map", str(drawn)], env={"COLUMNS": "150"}
    )
    assert told.exit_code == 0, told.output
    assert "Proven: no other choice" in told.output
    assert "Checked in 2 replications" in told.output
    assert drawn.read_text(encoding="utf-8").startswith("<svg")
    told = CliRunner().invoke(trial_app, [*words, "--arm", "horses"])
    assert told.exit_code == 1
    assert "There is no arm “horses”" in told.output


def test_places_that_ship_are_all_on_the_roads() -> None:
    assert np.unique(places_of(packaged("demo"))).size == len(places_of(packaged("demo")))
