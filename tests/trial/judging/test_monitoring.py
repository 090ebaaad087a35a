"""Looks while the trial runs: the rules that were fixed beforehand, and how often they are wrong."""

from dataclasses import replace

import numpy as np
import pytest

from outrider.trial.judging.findings.looks import monitored
from outrider.trial.judging.monitoring import looks, needed
from outrider.trial.judging.plan import packaged_plan

from .planted import attended, scheme

PLAN = packaged_plan()
SMALL = replace(PLAN, primary=replace(PLAN.primary, spread=5.0))  # 22 attended calls are needed


def state(frame, plan=SMALL):
    made = looks(frame, plan)
    return made[-1].state if made else None


@pytest.mark.feature("C51")
def test_a_clear_gain_stops_the_trial_for_benefit_at_the_look_that_shows_it():
    made = looks(attended(np.random.default_rng(1).normal(6, 4, 60)), SMALL)
    assert made[-1].state == "benefit"
    assert made[-1].z >= made[-1].bound
    assert len(made) < 3


def test_help_that_comes_later_than_the_ambulance_stops_it_for_harm():
    assert state(attended(np.random.default_rng(1).normal(-6, 4, 60))) == "harm"


def test_ambulances_that_come_later_stop_it_for_harm():
    frame = scheme(1_500, np.random.default_rng(3), slower=4.0, days=183)
    assert state(frame, PLAN) == "harm"
    assert "Ambulances" in looks(frame, PLAN)[-1].why


def test_patients_left_more_often_than_is_borne_stop_it_for_harm():
    gains = np.random.default_rng(1).normal(2, 6, 60)
    left = np.zeros(60, np.int64)
    left[:4] = 1
    assert state(attended(gains, abandoned=left)) == "harm"
    left[1:4] = 0
    assert looks(attended(gains, abandoned=left), SMALL)[0].state != "harm"  # one is borne


def test_a_trial_that_is_far_too_small_is_stopped_because_it_cannot_answer():
    made = looks(attended(np.random.default_rng(2).normal(3, 9.9, 9)), PLAN)
    assert made[0].state == "cannot-answer"
    assert "chance to find 3 min" in made[0].why


def test_the_last_look_without_a_bound_crossed_has_no_answer():
    frame = attended(np.random.default_rng(8).normal(0.2, 5, 66), days=183)
    made = looks(frame, SMALL)
    assert made[-1].state == "cannot-answer"


def test_before_the_first_look_nothing_is_said():
    found = monitored(attended(np.full(5, 9.0), days=30), PLAN)
    assert found.table.rows == ()
    assert found.title == "The first look has not come yet"


def test_a_look_reads_only_what_had_come_in_by_then():
    gains = np.concatenate([np.random.default_rng(1).normal(6, 4, 30), np.full(30, -500.0)])
    assert looks(attended(gains), SMALL)[0].z > 0


@pytest.mark.feature("C51", "C58")
def test_over_all_looks_a_scheme_without_effect_is_stopped_as_rarely_as_was_agreed():
    random = np.random.default_rng(7)
    plan = replace(PLAN, looks=replace(PLAN.looks, least_power=0.01))
    trials = 600
    states = [state(attended(random.normal(0, 9.9, 90), days=183), plan) for _ in range(trials)]
    # 2.5 % and 5 %; Student's spread makes the walk a little wilder; errors of 0.6 and 0.9 points
    assert states.count("benefit") / trials <= 0.045
    assert states.count("harm") / trials <= 0.08
    assert states.count("cannot-answer") / trials >= 0.88


def test_the_number_needed_is_that_of_the_plan():
    assert needed(PLAN) == pytest.approx(85.47, abs=0.01)
    assert needed(SMALL) == pytest.approx(21.80, abs=0.01)


def test_a_trial_that_began_before_the_period_counts_its_looks_from_its_own_start():
    frame = attended(np.random.default_rng(1).normal(6, 4, 60), days=92)
    assert len(looks(frame, SMALL)) == 1
    early = replace(SMALL, start=frame.start.date().replace(year=2025, month=11))
    assert looks(frame, early)[0].on < looks(frame, SMALL)[0].on
