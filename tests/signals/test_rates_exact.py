"""Exact rates and ratios: known cases, what must hold for any, and what they cover."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from outrider.signals.intervals import poisson_exact
from outrider.signals.rates import exact_rates, rate_ratio, rates_result
from outrider.signals.rates.exact import attained_level, p_values
from outrider.signals.rates.sums import at_least, at_most, successes, sum_of

COUNTS = st.integers(0, 60)
HOURS = st.floats(1, 1e5)


@given(a=COUNTS, b=COUNTS, t1=HOURS, t0=HOURS)
def test_the_interval_of_a_ratio_holds_the_ratio(a: int, b: int, t1: float, t0: float) -> None:
    if a + b == 0:
        return
    found = rate_ratio(a, t1, b, t0)
    assert found.interval.low <= found.ratio * (1 + 1e-9)
    assert found.ratio <= found.interval.high * (1 + 1e-9)
    assert 0 <= found.p <= 1


@given(a=st.integers(1, 60), b=st.integers(1, 60), t1=HOURS, t0=HOURS)
def test_the_groups_may_change_places(a: int, b: int, t1: float, t0: float) -> None:
    one, other = rate_ratio(a, t1, b, t0), rate_ratio(b, t0, a, t1)
    assert one.ratio == pytest.approx(1 / other.ratio)
    assert one.interval.low == pytest.approx(1 / other.interval.high)
    assert one.p == pytest.approx(other.p)


@given(n=st.integers(1, 80), share=st.floats(0.05, 0.95))
def test_p_values_are_those_of_the_exact_binomial_test(n: int, share: float) -> None:
    ours = p_values(stats.binom.pmf(np.arange(n + 1), n, share))
    seen = n // 3
    assert ours[seen] == pytest.approx(stats.binomtest(seen, n, share).pvalue, rel=1e-6)


def test_a_ratio_to_no_events_has_no_upper_end() -> None:
    found = rate_ratio(5, 100, 0, 100)
    assert found.ratio == np.inf
    assert found.interval.high == np.inf
    assert found.interval.low > 0


def test_the_exact_ratio_covers_at_least_what_it_says() -> None:
    random, true = np.random.default_rng(1), 1.8
    covered = 0
    for a, b in zip(random.poisson(8 * true, 600), random.poisson(12, 600), strict=True):
        low, high = rate_ratio(int(a), 800, int(b), 1200).interval
        covered += low <= true <= high
    assert stats.binomtest(covered, 600).proportion_ci(0.99).high >= 0.95
    assert covered / 600 > 0.94


def test_the_exact_rate_covers_at_least_what_it_says() -> None:
    random = np.random.default_rng(2)
    seen = random.poisson(3.0, 4_000)
    found = exact_rates(seen, np.ones(4_000))
    covered = ((found.low <= 3.0) & (found.high >= 3.0)).mean()
    assert 0.945 < covered <= 0.995


@given(n=st.integers(1, 400), share=st.floats(0.05, 0.95))
def test_a_level_is_never_exceeded(n: int, share: float) -> None:
    assert attained_level(n, share, 0.05) <= 0.05 + 1e-9


def test_the_attained_level_is_what_is_counted() -> None:
    random = np.random.default_rng(3)
    total, share = 32, 0.21
    seen = random.binomial(total, share, 3_000)
    p = p_values(stats.binom.pmf(np.arange(total + 1), total, share))[seen]
    stated = attained_level(total, share, 0.05)
    low, high = stats.binomtest(int((p <= 0.05).sum()), 3_000).proportion_ci(0.99)
    assert low <= stated <= high


@given(chances=st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_a_sum_of_trials_is_a_distribution_with_their_mean(chances: list[float]) -> None:
    found = successes(np.array(chances))
    assert found.sum() == pytest.approx(1)
    assert found @ np.arange(found.size) == pytest.approx(sum(chances))
    assert at_least(found, 0) == pytest.approx(1)
    assert at_least(found, 1) + at_most(found, 0) == pytest.approx(1)


def test_trials_with_one_chance_are_binomial() -> None:
    assert successes(np.full(9, 0.3)) == pytest.approx(stats.binom.pmf(np.arange(10), 9, 0.3))
    two = sum_of([stats.binom.pmf(np.arange(5), 4, 0.3), stats.binom.pmf(np.arange(6), 5, 0.3)])
    assert two == pytest.approx(stats.binom.pmf(np.arange(10), 9, 0.3))


def test_rates_stay_in_their_order_and_show_both_denominators() -> None:
    found = rates_result(
        name=["Ryde", "Aldershot", "Newport"],
        events=[30, 4, 10],
        exposure=[10_000, 10_000, 10_000],
        exposure_unit="hours",
        second=[500, 20, 200],
        second_unit="arrests",
        vintage="to 31 March, read 2 April",
        n_unit="assaults",
    )
    assert [row[0] for row in found.table.rows] == ["Ryde", "Aldershot", "Newport"]
    keys = [column.key for column in found.table.columns]
    assert keys.index("second_rate") > keys.index("rate")
    first = found.table.rows[0]
    assert first[3] == pytest.approx(3.0)
    assert first[4:6] == pytest.approx(tuple(poisson_exact(30, 10)))
    assert first[7] == pytest.approx(60.0)
    assert found.n == 44
    assert found.false_alarms is not None
    assert found.false_alarms.rate == pytest.approx(1 - 0.95**3)


def test_denominators_that_point_different_ways_are_named() -> None:
    found = rates_result(
        name=["Custody", "Patrol"],
        events=[60, 60],
        exposure=[4_000, 12_000],
        exposure_unit="hours",
        second=[3_000, 1_000],
        second_unit="arrests",
        vintage="v",
    )
    assert any("Custody" in note and "arrests" in note for note in found.notes)


def test_one_denominator_alone_says_so() -> None:
    found = rates_result(name=["a"], events=[3], exposure=[10], exposure_unit="hours", vintage="v")
    assert "one denominator" in found.notes[0]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"events": [1, -2]}, "row 2 holds -2"),
        ({"events": [1, 2.5]}, "no count"),
        ({"exposure": [1, 0]}, "leave the row out"),
        ({"name": ["a", " "]}, "row 2 is empty"),
        ({"name": ["a"]}, "differ in length"),
    ],
)
def test_columns_that_will_not_do_are_refused_in_words(
    changed: dict[str, object], words: str
) -> None:
    columns: dict[str, object] = {"name": ["a", "b"], "events": [1, 2], "exposure": [1, 2]}
    with pytest.raises(ValueError, match=words):
        rates_result(**(columns | changed), exposure_unit="hours", vintage="v")  # type: ignore[arg-type]
