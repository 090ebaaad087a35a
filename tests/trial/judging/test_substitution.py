"""The watch on substitution: a planted slow-down is found, and no effect is called so."""

from dataclasses import replace

import numpy as np
import pytest

from outrider.trial.judging.findings.substitution import compared, lateness_of, substitution
from outrider.trial.judging.frame import Stage
from outrider.trial.judging.matching import difference, matched, share_difference, strata_of
from outrider.trial.judging.plan import packaged_plan

from .planted import attended, scheme

PLAN = packaged_plan()


def watch(seed: int, slower: float, n: int = 3_000):
    return substitution(scheme(n, np.random.default_rng(seed), slower=slower), PLAN)


@pytest.mark.feature("C48", "C52")
def test_a_planted_slow_down_of_two_minutes_is_found():
    found = watch(1, slower=2.0)
    assert found.verdict == "yes"
    assert found.interval.low <= 2.0 <= found.interval.high
    assert "That is later, beyond chance" in found.sentence


def test_no_effect_is_called_so():
    found = watch(2, slower=0.0)
    assert found.verdict == "no"
    assert found.interval.high < PLAN.harm.slower
    assert "Later by 1 min or more is ruled out" in found.sentence


def test_a_plain_comparison_of_the_same_calls_would_be_far_out():
    """Crews are asked where the ambulance is late anyway: that is why calls are matched."""
    frame = scheme(3_000, np.random.default_rng(2))
    among, asked, _ = compared(frame)
    plain = frame.ambulance[among & asked].mean() - frame.ambulance[among & ~asked].mean()
    assert plain > 2
    assert abs(substitution(frame, PLAN).value) < 1


@pytest.mark.parametrize("slower", [0.0, 1.5])
def test_the_interval_covers_what_was_planted_at_the_stated_rate(slower):
    trials = 250
    hits = 0
    for seed in range(trials):
        interval = watch(1_000 + seed, slower, n=600).interval
        hits += interval.low <= slower <= interval.high
    # 95 % nominal; 250 trials have an error of 1.4 points
    assert 0.91 <= hits / trials <= 0.985


def test_few_calls_tell_nothing():
    found = watch(3, slower=0.0, n=60)
    assert found.verdict == "cannot-tell"
    nothing = substitution(attended(np.array([3.0])), PLAN)
    assert nothing.value is None
    assert "no co-responded call has a call like it" in nothing.sentence.lower()


def test_ambulances_that_never_came_are_counted():
    frame = scheme(3_000, np.random.default_rng(5))
    asked = np.flatnonzero(frame.stage >= Stage.ASKED)
    frame.ambulance[asked[::4]] = np.nan
    row = substitution(frame, PLAN).table.rows[1]
    assert row[4] > 15  # the low end, in points: a quarter never came
    assert np.isfinite(lateness_of(frame, PLAN))


def test_the_number_for_many_runs_is_that_of_the_finding():
    frame = scheme(2_000, np.random.default_rng(6))
    assert lateness_of(frame, PLAN) == substitution(frame, PLAN).value


def test_matches_weigh_as_much_as_the_calls_they_stand_for():
    stratum = np.array([0, 0, 0, 0, 1, 1, 2])
    asked = np.array([1, 1, 0, 0, 1, 0, 1], bool)
    found = matched(stratum, asked)
    assert found.weight.tolist() == [1, 1, 1, 1, 1, 1, 0]  # the last has no match
    assert (found.n, found.others) == (3, 3)
    assert found.weight[found.treated].sum() == found.weight[~found.treated].sum()


def test_a_difference_by_hand():
    # stratum 0: 10, 12 against 7, 9; stratum 1: 20, 22 against 21, 21
    stratum = np.repeat([0, 0, 1, 1], 2)
    asked = np.tile([True, True, False, False], 2)
    outcome = np.array([10, 12, 7, 9, 20, 22, 21, 21.0])
    value, interval = difference(matched(stratum, asked), outcome)
    assert value == pytest.approx((3 + 0) / 2)
    # asked: variance (2 + 2) / 2 = 2; others: (2 + 0) / 2 = 1; error sqrt((2 + 1) / 4); 4 free
    assert interval is None  # fewer than five values left to judge the spread by


def test_a_share_that_is_nought_on_both_sides_still_has_an_interval():
    asked = np.arange(100) < 50
    value, interval = share_difference(matched(np.zeros(100, np.int64), asked), np.zeros(100, bool))
    assert value == 0
    # Newcombe: each side's Wilson interval of 0 of 50 ends at 0.0713
    assert interval == pytest.approx((-0.0713, 0.0713), abs=1e-4)


def test_every_combination_is_a_stratum_of_its_own():
    codes = strata_of(np.array([0, 0, 1, 1, 0]), np.array([5, 6, 5, 6, 5]))
    assert codes[0] == codes[4]
    assert len(set(codes.tolist())) == 4


def test_one_simulated_arm_alone_says_in_words_that_it_cannot_tell():
    """There an estimate of the ambulance is kept only for calls that somebody was asked to."""
    both = scheme(400, np.random.default_rng(3), slower=0.0)
    asked = both.stage >= Stage.ASKED
    alone = replace(both, ambulance_estimate=np.where(asked, both.ambulance_estimate, np.nan))
    found = substitution(alone, PLAN)
    assert found.verdict == "cannot-tell"
    assert found.sentence.startswith("One arm alone cannot tell")
    assert "nan" not in " ".join(cell for row in found.table.shown() for cell in row).lower()
    assert np.isnan(lateness_of(alone, PLAN))
    nobody = replace(both, stage=np.minimum(both.stage, Stage.NOT_ASKED))
    assert substitution(nobody, PLAN).sentence.startswith("Nobody was asked to a call")
