"""Steadied rates: between the own and the common one, in their order, silent when nothing is up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats
from scipy.optimize import minimize

from outrider.signals import family
from outrider.signals.rates import (
    chance_above,
    maximum_likelihood,
    moments,
    shrinkage_result,
    steadied,
)
from outrider.signals.rates.gamma import Gamma, log_likelihood
from outrider.signals.rates.peers import sure_enough
from tests.support.often import often

OBSERVED = arrays(np.int64, 40, elements=st.integers(0, 20))
EXPECTED = arrays(np.float64, 40, elements=st.floats(0.05, 20))

pytestmark = pytest.mark.feature("F41")


def force(
    seed: int, people: int = 200, shape: float | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Assaults and hours of a force; without a shape everybody has one rate."""
    random = np.random.default_rng(seed)
    hours = random.gamma(6, 200, people)
    rate = np.ones(people) if shape is None else random.gamma(shape, 1 / shape, people)
    return random.poisson(hours * rate * 4e-4), hours


@settings(max_examples=60)
@given(observed=OBSERVED, expected=EXPECTED)
def test_a_steadied_rate_lies_between_its_own_and_the_common_one(
    observed: np.ndarray, expected: np.ndarray
) -> None:
    if observed.sum() == 0:
        return
    fit = maximum_likelihood(observed, expected)
    found = steadied(observed, expected, fit)
    low, high = np.minimum(found.ratio, fit.mean), np.maximum(found.ratio, fit.mean)
    assert (found.estimate >= low * (1 - 1e-9)).all()
    assert (found.estimate <= high * (1 + 1e-9)).all()
    assert (found.low <= found.high).all()
    # the mean of a gamma with a shape below 0.01 lies beyond its own upper end
    ordinary = observed + fit.shape >= 0.01
    assert (found.low <= found.estimate)[ordinary].all()
    assert (found.estimate <= found.high)[ordinary].all()


def test_the_mean_leaves_its_interval_only_when_all_fell_on_one_row() -> None:
    observed, expected = np.zeros(40, dtype=np.int64), np.full(40, 0.25)
    observed[2] = 20
    fit = maximum_likelihood(observed, expected)
    assert fit.shape < 0.01
    found = steadied(observed, expected, fit)
    assert found.low[2] < found.estimate[2] < found.high[2]
    assert found.estimate[0] < 0.05


@settings(max_examples=40)
@given(observed=OBSERVED, expected=EXPECTED)
def test_no_other_parameters_are_likelier(observed: np.ndarray, expected: np.ndarray) -> None:
    if observed.sum() == 0:
        return
    fit = maximum_likelihood(observed, expected)
    height = log_likelihood(observed, expected, fit)

    def loss(at: np.ndarray) -> float:
        shape, mean = np.exp(np.clip(at, -12, 12))
        return -log_likelihood(observed, expected, Gamma(shape, shape / mean, mean))

    for start in ((0.0, 0.0), (2.0, np.log(max(fit.mean, 1e-3)))):
        other = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-8})
        assert height >= -other.fun - 1e-4


def test_the_likelihood_is_scipys_negative_binomial() -> None:
    observed, hours = force(1, shape=0.8)
    fit = maximum_likelihood(observed, hours)
    theirs = stats.nbinom.logpmf(observed, fit.shape, fit.rate / (fit.rate + hours)).sum()
    assert log_likelihood(observed, hours, fit) == pytest.approx(theirs)


def test_a_planted_spread_is_found_again() -> None:
    observed, hours = force(2, people=3_000, shape=0.6)
    assert maximum_likelihood(observed, hours).shape == pytest.approx(0.6, rel=0.15)
    assert moments(observed, hours).shape == pytest.approx(0.6, rel=0.3)


def test_counts_without_spread_are_all_given_the_common_rate() -> None:
    observed, expected = np.full(40, 3), np.full(40, 2.0)
    fit = maximum_likelihood(observed, expected)
    assert not fit.spreads
    found = steadied(observed, expected, fit)
    assert found.estimate == pytest.approx(1.5)
    assert chance_above(observed, expected, fit, 2.0).max() == 0


def test_the_chance_is_the_posteriors_tail() -> None:
    fit = Gamma(2.0, 1.5, 2 / 1.5)
    found = chance_above(np.array([7]), np.array([2.0]), fit, 1.7)
    assert found[0] == pytest.approx(stats.gamma.sf(1.7, 9, scale=1 / 3.5))


@pytest.mark.parametrize("seed", range(3))
def test_steadied_intervals_cover_what_they_say(seed: int) -> None:
    random = np.random.default_rng(seed)
    covered = people = 0
    for _ in range(20):
        expected = random.gamma(3, 0.5, 150)
        true = random.gamma(1.2, 1 / 1.2, 150)
        observed = random.poisson(true * expected)
        found = steadied(observed, expected, maximum_likelihood(observed, expected))
        covered += int(((found.low <= true) & (true <= found.high)).sum())
        people += true.size
    # the interval takes the spread as known: a little narrow with 150 people, and no more
    assert 0.93 < covered / people < 0.965


def test_the_order_of_rows_changes_nothing_and_is_kept() -> None:
    observed, hours = force(3, shape=0.7)
    names = [f"P{number}" for number in range(200)]
    order = np.random.default_rng(4).permutation(200)
    one = shrinkage_result(name=names, observed=observed, exposure=hours, vintage="v", runs=40)
    two = shrinkage_result(
        name=[names[row] for row in order],
        observed=observed[order],
        exposure=hours[order],
        vintage="v",
        runs=40,
    )
    assert [row[0] for row in one.table.rows] == names
    assert [row[0] for row in two.table.rows] == [names[row] for row in order]
    kept = {row[0]: row for row in two.table.rows}
    for row in one.table.rows:
        assert row[2:10] == pytest.approx(kept[row[0]][2:10])


def test_a_small_peer_group_is_shown_and_not_steadied() -> None:
    observed, hours = force(5, people=60, shape=0.7)
    peers = ["response"] * 50 + ["dogs"] * 10
    found = shrinkage_result(
        name=[f"P{n}" for n in range(60)],
        observed=observed,
        exposure=hours,
        peers=peers,
        vintage="v",
        runs=40,
    )
    assert any("dogs" in note and "30 are needed" in note for note in found.notes)
    assert [row[6] for row in found.table.rows][50:] == [None] * 10
    assert all(row[6] is not None for row in found.table.rows[:50])
    assert not any(row[-1] for row in found.table.rows[50:])


def test_peers_only_of_small_groups_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="Take wider groups"):
        shrinkage_result(name=["a", "b"], observed=[1, 2], exposure=[1, 1], vintage="v")


def test_exposure_and_expected_are_not_both_taken() -> None:
    with pytest.raises(ValueError, match="either exposure"):
        shrinkage_result(name=["a"], observed=[1], vintage="v")


def test_a_planted_officer_is_noted_and_the_busiest_is_not() -> None:
    random = np.random.default_rng(6)
    hours = np.full(200, 1_500.0)
    hours[0] = 9_000  # does six people's hours, and is assaulted at everybody's rate
    observed = random.poisson(hours * 6e-4 * random.gamma(4, 1 / 4, 200))
    observed[0], observed[1] = 6, 9
    found = shrinkage_result(
        name=[f"P{n}" for n in range(200)], observed=observed, exposure=hours, vintage="v", runs=60
    )
    noted = {row[0] for row in found.table.rows if row[-1]}
    assert "P1" in noted
    assert "P0" not in noted


def null_alarms(seeds: range, threshold: float, people: int = 200) -> int:
    alarms = 0
    for seed in seeds:
        observed, hours = force(seed, people)
        expected = hours * (observed.sum() / hours.sum())
        fit = maximum_likelihood(observed, expected)
        alarms += bool((chance_above(observed, expected, fit, 1.5) >= threshold).any())
    return alarms


def calibrated(least: float, rate: float) -> family.Calibrated:
    observed, hours = force(999)
    rows = {"all": np.arange(hours.size)}
    expected = hours * (observed.sum() / hours.sum())
    return sure_enough(
        observed, expected, rows, above=1.5, least=least, rate=rate, seed=1, runs=1_000
    )


@often(100, 500)
def test_a_force_without_differences_raises_as_few_alarms_as_stated(runs: int) -> None:
    sure = calibrated(least=0.0, rate=0.05)
    assert family.kept(sure.rate, null_alarms(range(1_000, 1_000 + runs), sure.threshold), runs)


@often(100, 500)
def test_with_the_floor_a_force_without_differences_is_all_but_silent(runs: int) -> None:
    sure = calibrated(least=0.9, rate=0.05)
    assert sure.rate < 0.05
    assert family.kept(sure.rate, null_alarms(range(2_000, 2_000 + runs), sure.threshold), runs)


@pytest.mark.slow
def test_over_500_null_forces_of_three_peer_groups_each_answer_keeps_what_it_states() -> None:
    """The whole method: every force sets its own threshold from its own made-up forces."""
    alarms, stated = 0, []
    peers = ["response"] * 60 + ["neighbourhood"] * 40 + ["custody"] * 40
    for seed in range(500):
        observed, hours = force(seed + 5_000, people=140)
        found = shrinkage_result(
            name=[f"P{n}" for n in range(140)],
            observed=observed,
            exposure=hours,
            peers=peers,
            vintage="v",
            above=1.5,
            least=0.0,
            seed=seed,
            runs=100,
        )
        assert found.false_alarms is not None
        alarms += any(row[-1] for row in found.table.rows)
        stated.append(found.false_alarms.rate)
    assert family.kept(float(np.mean(stated)), alarms, 500)


@settings(max_examples=60)
@given(
    observed=arrays(np.int64, 35, elements=st.one_of(st.just(0), st.integers(0, 10_000))),
    expected=arrays(np.float64, 35, elements=st.floats(1e-3, 1e4)),
)
def test_whatever_the_counts_an_answer_is_found(observed: np.ndarray, expected: np.ndarray) -> None:
    if observed.sum() == 0:
        return
    fit = maximum_likelihood(observed, expected)
    found = steadied(observed, expected, fit)
    assert np.isfinite(found.estimate).all()
    assert fit.shape > 0
