"""Intervals agree with scipy, with published tables and with their own promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from outrider.signals import binomial_exact, poisson_exact, wilson

SHARES = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SHARES)
def test_a_share_has_the_interval_that_scipy_gives(share: tuple[int, int]) -> None:
    successes, trials = share
    theirs = stats.binomtest(successes, trials)
    for ours, method in ((wilson, "wilson"), (binomial_exact, "exact")):
        known = theirs.proportion_ci(0.95, method=method)
        assert ours(successes, trials) == pytest.approx((known.low, known.high), abs=1e-9)


@given(SHARES)
def test_the_exact_interval_holds_the_share_and_lies_inside_0_to_1(
    share: tuple[int, int],
) -> None:
    low, high = binomial_exact(*share)
    assert 0 <= low <= share[0] / share[1] <= high <= 1


def test_27_of_33_is_65_to_93_in_a_hundred() -> None:
    """The exact interval that the design's mock-up prints for 27 of 33."""
    low, high = binomial_exact(27, 33)
    assert (round(100 * low), round(100 * high)) == (65, 93)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390)]
)
def test_a_count_has_garwoods_published_interval(count: int, low: float, high: float) -> None:
    assert poisson_exact(count) == pytest.approx((low, high), abs=6e-4)


def test_the_rate_interval_scales_with_the_exposure() -> None:
    assert poisson_exact(10, exposure=4.0) == pytest.approx(
        tuple(end / 4 for end in poisson_exact(10))
    )


def test_the_exact_binomial_interval_never_covers_less_than_it_says() -> None:
    trials = 40
    ends = [binomial_exact(k, trials) for k in range(trials + 1)]
    for share in np.linspace(0.01, 0.99, 99):
        weights = stats.binom.pmf(np.arange(trials + 1), trials, share)
        covered = sum(
            w for w, (low, high) in zip(weights, ends, strict=True) if low <= share <= high
        )
        assert covered >= 0.95 - 1e-12


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: binomial_exact(0, 0), "no trials"),
        (lambda: wilson(3, 2), "not a share"),
        (lambda: poisson_exact(-1), "negative"),
        (lambda: poisson_exact(1, exposure=0), "above 0"),
        (lambda: wilson(1, 2, level=1.0), "between 0 and 1"),
    ],
)
def test_nonsense_is_refused_in_words(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]
