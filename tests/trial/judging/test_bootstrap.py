"""The bootstrap reproduces, and covers what it says it covers."""

from __future__ import annotations

import numpy as np
import pytest

from outrider.trial.judging.bootstrap import bootstrap
from outrider.trial.judging.intervals import of_mean, of_quantile

GAINS = np.array([4.2, 0.0, 3.1, 6.8, 2.4, 0.0, 5.5, 1.2, 3.3, 7.1, 2.9, 0.4])


def test_the_same_seed_gives_the_same_interval() -> None:
    assert bootstrap(GAINS, seed=7) == bootstrap(GAINS, seed=7)
    assert bootstrap(GAINS, seed=7) != bootstrap(GAINS, seed=8)


def test_of_a_normal_sample_it_is_students_interval() -> None:
    values = np.random.default_rng(3).normal(10, 5, 400)
    ours, known = bootstrap(values, seed=1, draws=20_000), of_mean(values)
    assert ours is not None
    assert ours.low == pytest.approx(known.low, abs=0.05)
    assert ours.high == pytest.approx(known.high, abs=0.05)


def test_many_values_get_students_interval_itself() -> None:
    values = np.arange(3_000, dtype=np.float64)
    assert bootstrap(values, seed=3) == of_mean(values)


def test_fewer_than_five_values_get_no_interval() -> None:
    assert bootstrap(GAINS[:4], seed=1) is None
    assert bootstrap(GAINS[:5], seed=1) is not None


def test_what_is_never_negative_has_no_negative_end() -> None:
    few = np.array([0.0, 0.0, 0.0, 0.0, 9.0])
    assert of_mean(few).low < 0
    assert bootstrap(few, seed=1).low == 0  # type: ignore[union-attr]


def test_equal_values_leave_no_doubt() -> None:
    assert bootstrap(np.full(20, 3.0), seed=1) == (3.0, 3.0)


@pytest.mark.parametrize("values", [[], [1.0, float("nan")]])
def test_no_values_and_missing_values_are_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match=r"no values|missing"):
        bootstrap(np.array(values), seed=1)


@pytest.mark.parametrize(("n", "share"), [(6, 0.5), (22, 0.5), (101, 0.5), (36, 0.9), (200, 0.9)])
def test_the_interval_of_a_quantile_never_covers_less_than_it_says(n: int, share: float) -> None:
    random = np.random.default_rng(n)
    true, hits = -np.log(1 - share), 0
    for _ in range(600):
        interval = of_quantile(np.sort(random.exponential(1.0, n)), share)
        assert interval is not None
        hits += interval.low <= true <= interval.high
    # exact, so at least 95 %; 600 trials have an error of 0.9 points
    assert hits / 600 >= 0.93


def test_too_few_values_have_no_interval_of_a_quantile() -> None:
    assert of_quantile(np.arange(5.0), 0.5) is None
    assert of_quantile(np.arange(35.0), 0.9) is None


def test_the_median_lies_between_the_order_statistics_of_the_sign_test() -> None:
    assert of_quantile(np.arange(1.0, 11.0), 0.5) == (2.0, 9.0)  # Conover 1999, n = 10


def test_the_exact_intervals_are_those_of_the_statistics() -> None:
    from outrider.signals import binomial_exact, poisson_exact
    from outrider.trial.judging import intervals

    for successes, trials in ((0, 20), (3, 20), (20, 20), (59, 85)):
        assert intervals.binomial_exact(successes, trials) == pytest.approx(
            binomial_exact(successes, trials)
        )
    for count, exposure in ((0, 1.0), (3, 16.0), (137, 24.2)):
        assert intervals.poisson_exact(count, exposure) == pytest.approx(
            poisson_exact(count, exposure)
        )
