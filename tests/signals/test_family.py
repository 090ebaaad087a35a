"""A family of looks keeps the rate of false alarms that it states."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from outrider.signals import family

PS = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(looks=st.integers(1, 5_000), rate=st.floats(0.001, 0.5))
def test_sidaks_level_gives_the_rate_back(looks: int, rate: float) -> None:
    level = family.level_of_a_look(looks, rate)
    assert family.any_alarm(np.full(looks, level)) == pytest.approx(rate)


def test_a_look_that_always_alarms_makes_a_family_that_always_does() -> None:
    assert family.any_alarm([0.01, 1.0]) == 1.0


@given(p=PS)
def test_holm_is_never_below_p_and_never_above_bonferroni(p: list[float]) -> None:
    adjusted = family.holm(p)
    assert (adjusted >= np.array(p) - 1e-12).all()
    assert (adjusted <= np.minimum(1, np.array(p) * len(p)) + 1e-12).all()


@given(p=PS)
def test_benjamini_hochberg_is_scipys(p: list[float]) -> None:
    assert family.benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p))


def test_holm_and_sidak_are_statsmodels() -> None:
    p = np.random.default_rng(3).uniform(size=25) ** 3
    assert family.holm(p) == pytest.approx(multipletests(p, method="holm")[1])
    assert family.sidak(p) == pytest.approx(multipletests(p, method="sidak")[1])


@given(p=PS, seed=st.integers(0, 99))
def test_an_adjusted_p_stays_with_its_look_whatever_the_order(p: list[float], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(p))
    for adjust in (family.sidak, family.holm, family.benjamini_hochberg):
        assert adjust(np.array(p)[order]) == pytest.approx(adjust(p)[order])


def test_holm_keeps_its_rate_over_500_null_families() -> None:
    random = np.random.default_rng(1)
    alarms = sum((family.holm(random.uniform(size=40)) <= 0.05).any() for _ in range(500))
    assert family.kept(0.05, alarms, 500)


def test_a_calibrated_threshold_keeps_its_rate_on_new_data() -> None:
    def extreme(random: np.random.Generator) -> float:
        return float(random.standard_normal(30).max())

    found = family.calibrate(family.extremes_of_null(extreme, seed=1, runs=2_000))
    assert found.rate <= 0.05
    fresh = family.extremes_of_null(extreme, seed=2, runs=500)
    assert family.kept(found.rate, int((fresh >= found.threshold).sum()), 500)


def test_a_threshold_is_not_below_the_least_and_then_states_what_it_attains() -> None:
    extremes = np.linspace(0, 1, 400)
    found = family.calibrate(extremes, 0.05, least=0.99)
    assert found.threshold == 0.99
    assert found.rate == pytest.approx(((extremes >= 0.99).sum() + 1) / 401)


@given(values=st.lists(st.integers(0, 5), min_size=40, max_size=200), rate=st.floats(0.03, 0.5))
def test_at_most_the_rate_reaches_the_threshold_with_ties(values: list[int], rate: float) -> None:
    extremes = np.array(values, dtype=float)
    found = family.calibrate(extremes, rate)
    assert (extremes >= found.threshold).mean() <= rate
    assert found.rate <= rate + 1e-12


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: family.level_of_a_look(0), "at least one look"),
        (lambda: family.level_of_a_look(3, 1.0), "between 0 and 1"),
        (lambda: family.holm([0.1, 1.2]), "between 0 and 1"),
        (lambda: family.any_alarm([-0.1]), "between 0 and 1"),
        (lambda: family.calibrate(np.zeros(10), 0.05), "too few"),
    ],
)
def test_nonsense_is_refused_in_words(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]


def test_a_family_without_looks_says_so() -> None:
    assert family.independent("none", [], "x").looks == 0
    assert family.adjusted_by_holm("none", 0).rate == 0


def test_what_is_stated_is_compared_with_what_was_counted() -> None:
    assert family.kept(0.05, 25, 500)
    assert not family.kept(0.05, 60, 500)
    assert not family.kept(0.05, 2, 500)
    assert family.not_exceeded(0.05, 2, 500)
    assert not family.not_exceeded(0.05, 60, 500)
