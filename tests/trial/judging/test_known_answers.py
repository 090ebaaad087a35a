"""What is planted is found at the stated rate; what is not there is not found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.trial.judging.estimates import estimate
from outrider.trial.judging.evaluation import evaluate
from outrider.trial.judging.findings.gain import difference, gained, verdict
from outrider.trial.judging.findings.power import answerable
from outrider.trial.judging.findings.survival import survival
from outrider.trial.judging.plan import packaged_plan

from .planted import attended, scheme

PLAN = packaged_plan()
TRIALS = 1_000
SHAPES = {
    "normal": lambda random, n: random.normal(3.0, 5.0, n),
    "exponential": lambda random, n: random.exponential(3.0, n),
    # late arrivals as nothing gained: 37 % zeros, mean 3.0
    "clipped": lambda random, n: np.maximum(0.0, random.normal(1.70193, 5.10578, n)),
}


def covered(shape, n: int, trials: int, seed: int) -> float:
    """How often the interval of the mean minutes gained covers the planted 3.0."""
    random = np.random.default_rng(seed)
    hits = 0
    for _ in range(trials):
        frame = attended(SHAPES[shape](random, n))
        values = difference(frame) if shape == "normal" else frame.gain[frame.paired]
        interval = estimate(values, "mean").interval
        hits += interval.low <= 3.0 <= interval.high
    return hits / trials


def test_the_clipped_gains_have_a_mean_of_three():
    random = np.random.default_rng(0)
    assert SHAPES["clipped"](random, 2_000_000).mean() == pytest.approx(3.0, abs=0.01)


@pytest.mark.feature("C48", "C58")
def test_a_planted_gain_of_three_minutes_is_covered_at_the_stated_rate():
    assert 0.93 <= covered("clipped", 34, TRIALS, 20) <= 0.97


@pytest.mark.slow
@pytest.mark.parametrize("n", [22, 34, 86])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_planted_gain_is_covered_whatever_its_shape_and_number(shape, n):
    assert 0.93 <= covered(shape, n, TRIALS, n) <= 0.97


@pytest.mark.feature("C58")
def test_a_scheme_without_effect_is_called_so_at_the_stated_rate():
    """Arrivals as often late as soon: sooner, beyond chance, in 2.5 % of trials and no more."""
    random = np.random.default_rng(3)
    said = [
        verdict(estimate(difference(attended(random.normal(0, 5, 34))), "mean"))
        for _ in range(TRIALS)
    ]
    # an error of 0.5 points
    assert said.count("yes") / TRIALS <= 0.04
    assert said.count("no") / TRIALS <= 0.04


def test_a_scheme_that_always_comes_late_gains_nothing_and_is_said_to_be_late():
    found = gained(attended(-np.random.default_rng(1).uniform(1, 9, 40)), PLAN)
    assert found.value == 0
    assert found.verdict == "no"


@pytest.mark.feature("C50", "C51")
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 400), st.integers(0, 2**32 - 1))
def test_a_six_month_survival_question_is_always_answered_cannot_tell(n, seed):
    random = np.random.default_rng(seed)
    frame = attended(
        random.normal(4, 5, n), condition=random.choice(["cardiac-arrest", "stroke"], n)
    )
    assert survival(frame, PLAN).verdict == "cannot-tell"
    rows = [row for row in answerable(frame, PLAN).table.rows if "survive" in str(row[0])]
    assert len(rows) == 2
    assert {row[5] for row in rows} == {"Cannot tell"}


@pytest.mark.feature("C51")
def test_at_the_rate_of_the_real_trial_time_can_be_answered_and_survival_takes_centuries():
    """34 attendances in six months, two of them arrests (evaluation.md 6)."""
    random = np.random.default_rng(4)
    condition = np.where(np.arange(34) < 2, "cardiac-arrest", "stroke")
    rows = answerable(attended(random.normal(3, 5, 34), condition=condition), PLAN).table.rows
    sooner, *_, hard, harder = rows
    assert sooner[5] == "Yes, in time"
    assert (hard[2], harder[2]) == (1_733, 6_297)
    assert "432 years" in str(hard[6])


def test_an_evaluation_says_what_it_was_made_from():
    frame = scheme(400, np.random.default_rng(2))
    made = evaluate(frame)
    assert made.digest == frame.digest()
    assert (made.plan, made.plan_hash) == (PLAN.version, PLAN.hash)
    assert made.findings[0].id == "power"  # before any result
    assert len({each.id for each in made.findings}) == len(made.findings) == 10
    for each in made.findings:
        assert each.sentence
        assert each.question.endswith("?")
        assert each.caveats
        assert all(len(row) == len(each.table.columns) for row in each.table.rows)
    with pytest.raises(KeyError):
        made.finding("league-table")


def test_a_period_without_a_call_is_evaluated_in_words():
    made = evaluate(attended(np.array([])))
    assert made.finding("gain").title == "No attended call yet"
    assert made.finding("substitution").verdict == "cannot-tell"
    assert made.finding("police-jobs").title == "Police jobs that waited are not recorded"
    assert "nan" not in " ".join(each.sentence for each in made.findings)


def test_the_same_frame_gives_the_same_evaluation():
    frame = scheme(600, np.random.default_rng(9))
    assert evaluate(frame) == evaluate(frame)
