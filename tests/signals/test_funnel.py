"""Funnels: limits, over-dispersion, and how often they cry wolf."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from outrider.signals import family
from outrider.signals.charts import FunnelChart
from outrider.signals.funnel import (
    Kind,
    Spread,
    exact_limits,
    exact_p,
    funnel_result,
    look,
    z_scores,
)
from outrider.signals.funnel.dispersion import between_units, mean_square, winsorised
from outrider.signals.funnel.limits import attained_levels
from outrider.signals.funnel.look import extra_variance, simulate
from tests.support.often import often

pytestmark = pytest.mark.feature("F42")

SIZES = np.array([40, 75, 90, 110, 143, 180, 210, 260, 330, 405, 482, 600], dtype=float)
HOURS = SIZES * 300
NAMES = [f"Station {letter}" for letter in "LKJIHGFEDCBA"]


@given(theta=st.floats(0.02, 0.6), tail=st.sampled_from([0.001, 0.025]))
def test_exact_limits_are_whole_counts_that_keep_their_tails(theta: float, tail: float) -> None:
    low, high = exact_limits(SIZES, theta, Kind.SHARE, tail)
    for size, one, other in zip(SIZES, low * SIZES, high * SIZES, strict=True):
        assert one == pytest.approx(round(one))
        one, other = round(one), round(other)
        assert (
            stats.binom.cdf(one - 1, size, theta)
            < tail
            <= stats.binom.cdf(one, size, theta) + 1e-12
        )
        assert stats.binom.sf(other, size, theta) <= tail + 1e-12


@given(count=st.integers(0, 60), theta=st.floats(0.02, 0.9))
def test_exact_p_is_scipys(count: int, theta: float) -> None:
    ours = exact_p(np.array([count]), np.array([60.0]), theta, Kind.SHARE)[0]
    assert ours == pytest.approx(stats.binomtest(count, 60, theta).pvalue, rel=1e-6, abs=1e-12)


def test_exact_p_of_a_count_far_out_is_small_and_not_nought() -> None:
    assert 0 < exact_p(np.array([90]), np.array([10.0]), 1.0, Kind.RATE)[0] < 1e-40


def test_the_poisson_p_sums_what_is_no_likelier() -> None:
    counts = np.arange(200)
    chances = stats.poisson.pmf(counts, 12.5)
    wanted = chances[chances <= chances[20] * (1 + 1e-7)].sum()
    assert exact_p(np.array([20]), np.array([12.5]), 1.0, Kind.RATE)[0] == pytest.approx(wanted)


def test_winsorising_clips_at_quantiles_and_leaves_the_middle() -> None:
    z = np.array([-9.0, -1, -0.5, 0, 0.2, 0.4, 0.6, 1, 1.5, 2, 12])
    clipped = winsorised(z)
    assert clipped.min() == np.quantile(z, 0.1)
    assert clipped.max() == np.quantile(z, 0.9)
    assert (clipped[2:-2] == z[2:-2]).all()
    assert mean_square(clipped) < mean_square(z)


def test_units_that_differ_by_luck_have_no_spread_between_them() -> None:
    assert between_units(0.8, np.full(10, 0.1)) == 0
    # with equal errors τ² = s² (I φ - (I - 1)) / (I - 1)
    assert between_units(3.0, np.full(11, 0.1)) == pytest.approx(0.01 * (33 - 10) / 10)


@given(events=st.lists(st.integers(1, 40), min_size=12, max_size=12), seed=st.integers(0, 20))
@settings(max_examples=30)
def test_the_order_of_units_changes_nothing(events: list[int], seed: int) -> None:
    seen, order = np.array(events), np.random.default_rng(seed).permutation(12)
    one = look(seen, SIZES, Kind.RATE, Spread.LUCK)
    two = look(seen[order], SIZES[order], Kind.RATE, Spread.LUCK)
    assert two.p == pytest.approx(one.p[order])
    assert two.dispersion == pytest.approx(one.dispersion)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("spread", [Spread.ADDITIVE, Spread.MULTIPLICATIVE])
def test_made_up_units_vary_as_much_as_they_should(kind: Kind, spread: Spread) -> None:
    theta, random = 0.3, np.random.default_rng(1)
    many = np.full(6_000, 80.0)
    seen = look(np.r_[10, 40, 30, 24], np.full(4, 80.0), kind, spread, runs=20)
    found = seen.dispersion._replace(phi_winsorised=3.0, tau_squared=0.004)
    extra = extra_variance(many, theta, kind, spread, found)
    value = simulate(random, many, theta, kind, extra) / many
    luck = (theta * (1 - theta) if kind is Kind.SHARE else theta) / 80
    wanted = luck * 3 if spread is Spread.MULTIPLICATIVE else luck + 0.004
    if kind is Kind.SHARE and spread is Spread.ADDITIVE:
        wanted = luck + 0.004 * (1 - 1 / 80)  # the beta's own variance lessens the binomial's
    assert value.mean() == pytest.approx(theta, rel=0.02)
    assert value.var() == pytest.approx(wanted, rel=0.08)


def test_a_funnel_keeps_its_order_and_notes_the_planted_unit() -> None:
    random = np.random.default_rng(2)
    events = random.poisson(HOURS * 8e-4)
    events[5] = round(HOURS[5] * 8e-4 * 2.4)
    found = funnel_result(
        name=NAMES, events=events, size=HOURS, size_unit="hours", vintage="v", per=1_000
    )
    assert [row[0] for row in found.table.rows] == NAMES
    assert [row[0] for row in found.table.rows if row[-1]] == [NAMES[5]]
    assert found.estimate == pytest.approx(1_000 * events.sum() / HOURS.sum())
    assert found.interval is not None
    assert found.interval.low < found.estimate < found.interval.high
    chart = found.chart
    assert isinstance(chart, FunnelChart)
    assert all(low.shape == high.shape == chart.grid.shape for _, low, high in chart.limits)


def test_limits_that_allow_for_spread_are_wider() -> None:
    events = np.random.default_rng(3).poisson(HOURS * 8e-4 * np.repeat([0.6, 1.5, 1.0], 4))
    funnels = [
        funnel_result(
            name=NAMES, events=events, size=HOURS, size_unit="h", vintage="v", spread=spread
        )
        for spread in Spread
    ]
    wide = [one.chart.limits[1][2][-1] for one in funnels]  # type: ignore[union-attr]
    assert wide[0] < wide[1]
    assert wide[0] < wide[2]
    assert any("more than luck" in note for note in funnels[0].notes)


@often(40, 150)
@pytest.mark.parametrize("spread", Spread)
@pytest.mark.parametrize("kind", Kind)
def test_units_that_differ_by_no_more_than_allowed_alarm_no_oftener_than_stated(
    kind: Kind, spread: Spread, runs: int
) -> None:
    """True spread planted for the two that allow for it: τ a fifth of the rate, φ 2."""
    theta = 0.3 if kind is Kind.SHARE else 8e-4
    size = SIZES if kind is Kind.SHARE else HOURS
    planted = look(np.round(size * theta).astype(int), size, kind, Spread.LUCK).dispersion._replace(
        phi_winsorised=2.0, tau_squared=(theta / 5) ** 2
    )
    extra = extra_variance(size, theta, kind, spread, planted)
    random, alarms, stated = np.random.default_rng(4), 0, []
    for seed in range(runs):
        found = look(
            simulate(random, size, theta, kind, extra), size, kind, spread, seed=seed, runs=120
        )
        alarms += bool(found.noted.any())
        stated.append(found.false_alarms.rate)
    assert family.not_exceeded(float(np.mean(stated)), alarms, runs)
    if spread is Spread.LUCK:
        assert family.kept(float(np.mean(stated)), alarms, runs)


@pytest.mark.slow
@pytest.mark.parametrize("spread", Spread)
def test_over_500_forces_the_funnel_alarms_no_oftener_than_stated(spread: Spread) -> None:
    random, alarms, stated = np.random.default_rng(5), 0, []
    start = look(np.round(HOURS * 8e-4).astype(int), HOURS, Kind.RATE, Spread.LUCK).dispersion
    planted = start._replace(phi_winsorised=2.0, tau_squared=(8e-4 / 5) ** 2)
    extra = extra_variance(HOURS, 8e-4, Kind.RATE, spread, planted)
    for seed in range(500):
        found = look(
            simulate(random, HOURS, 8e-4, Kind.RATE, extra), HOURS, Kind.RATE, spread, seed=seed
        )
        alarms += bool(found.noted.any())
        stated.append(found.false_alarms.rate)
    assert family.not_exceeded(float(np.mean(stated)), alarms, 500)
    if spread is Spread.LUCK:
        assert family.kept(float(np.mean(stated)), alarms, 500)


def test_attained_levels_stay_below_the_level() -> None:
    for kind in Kind:
        assert (attained_levels(SIZES, 0.2, kind, 0.01) <= 0.01).all()


def test_z_is_the_distance_in_standard_errors() -> None:
    assert z_scores(np.array([30]), np.array([100.0]), 0.2, Kind.SHARE)[0] == pytest.approx(2.5)
    assert z_scores(np.array([30]), np.array([20.0]), 1.0, Kind.RATE)[0] == pytest.approx(
        10 / 20**0.5
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"events": [0, 0]}, "No unit has an event"),
        ({"events": [5, 90], "kind": Kind.SHARE}, "more events than trials"),
        ({"events": [40, 50], "kind": Kind.SHARE}, "Every trial"),
        ({"name": ["a"], "events": [1], "size": [10]}, "two units"),
    ],
)
def test_what_is_no_funnel_is_refused_in_words(changed: dict[str, object], words: str) -> None:
    columns: dict[str, object] = {"name": ["a", "b"], "events": [4, 5], "size": [40, 50]}
    with pytest.raises(ValueError, match=words):
        funnel_result(**(columns | changed), size_unit="hours", vintage="v")  # type: ignore[arg-type]


def test_a_result_says_how_few_units_tell() -> None:
    found = funnel_result(
        name=["a", "b", "c"], events=[4, 9, 5], size=[40, 50, 60], size_unit="hours", vintage="v"
    )
    assert any("Only 3 units" in note for note in found.notes)
    assert replace(found, vintage="w").vintage == "w"
