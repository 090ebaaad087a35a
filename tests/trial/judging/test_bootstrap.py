"""The bootstrap reproduces, agrees with scipy and covers what it says it covers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from outrider.trial.judging.bootstrap import bootstrap

GAINS = np.array([4.2, 0.0, 3.1, 6.8, 2.4, 0.0, 5.5, 1.2, 3.3, 7.1, 2.9, 0.4])


def test_the_same_seed_gives_the_same_interval() -> None:
    assert bootstrap(GAINS, "mean", seed=7) == bootstrap(GAINS, "mean", seed=7)
    assert bootstrap(GAINS, "mean", seed=7).interval != bootstrap(GAINS, "mean", seed=8).interval


@pytest.mark.parametrize(("name", "function"), [("mean", np.mean), ("median", np.median)])
def test_the_estimate_is_the_statistic_itself(name: str, function: object) -> None:
    assert bootstrap(GAINS, name, seed=1).estimate == pytest.approx(function(GAINS))  # type: ignore[arg-type,operator]


def test_the_interval_is_scipys_percentile_interval() -> None:
    ours = bootstrap(GAINS, "mean", seed=1, draws=40_000).interval
    known = stats.bootstrap(
        (GAINS,),
        np.mean,
        n_resamples=40_000,
        method="percentile",
        rng=np.random.default_rng(2),
    ).confidence_interval
    assert ours == pytest.approx((known.low, known.high), abs=0.05)


def test_fewer_than_five_values_get_no_interval() -> None:
    few = bootstrap(GAINS[:4], "mean", seed=1)
    assert few.interval is None
    assert few.n == 4


def test_the_interval_covers_the_true_mean_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(20)
    hits = 0
    for trial in range(300):
        interval = bootstrap(random.exponential(3.0, 60), "mean", seed=trial, draws=400).interval
        assert interval is not None
        hits += interval.low <= 3.0 <= interval.high
    # 95 % nominal; a skewed sample of 60 loses a little, 300 trials have an error of 1.5 points
    assert 0.88 <= hits / 300 <= 0.985


def test_many_values_are_resampled_in_blocks_with_the_same_meaning() -> None:
    values = np.arange(3_000, dtype=np.float64)
    result = bootstrap(values, "mean", seed=3, draws=1_500)
    assert result.interval is not None
    half = (result.interval.high - result.interval.low) / 2
    assert half == pytest.approx(1.96 * values.std() / np.sqrt(values.size), rel=0.1)


@pytest.mark.parametrize("values", [[], [1.0, float("nan")]])
def test_no_values_and_missing_values_are_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match=r"no values|missing"):
        bootstrap(np.array(values), "mean", seed=1)
