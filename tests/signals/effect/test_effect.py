"""Did it help, could a trial show it, and how soon does it happen again."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight
from tests.support.often import often

from outrider.signals.effect import (
    NEVER,
    before_after,
    before_after_result,
    by_frailty,
    event_study,
    event_study_result,
    kaplan_meier,
    next_assault_result,
    simulated_power,
    started,
    wedge,
    wedge_plan_result,
    wedge_power,
    wedge_result,
    wedge_variance,
)
from outrider.signals.effect.checks import checks
from outrider.signals.effect.poisson import dummies, fit
from outrider.signals.effect.wedge import by_order
from outrider.signals.family import kept

START = np.repeat(np.arange(1, 8), 2)  # 14 stations in 7 steps
WINTERS = np.linspace(1, 1.3, 9)


@pytest.mark.feature("F38")
def test_the_planner_meets_its_known_answers(reference_dir):
    found = list(checks(reference_dir))
    assert len(found) == 8
    assert [one for one in found if not one.met] == []


# --- the regression -------------------------------------------------------------------------------


@given(st.integers(0, 2**32))
def test_levels_swept_out_are_levels_fitted(seed):
    random = np.random.default_rng(seed)
    unit, period = np.repeat(np.arange(6), 5), np.tile(np.arange(5), 6)
    work = random.uniform(0.5, 2, 30)
    y = random.poisson(6 * work)
    x = np.column_stack([random.random(30), dummies(period, 5)])
    whole = np.column_stack([x, dummies(unit, 6, leave_out=-1)])
    theirs = sm.GLM(y, whole, family=sm.families.Poisson(), exposure=work).fit(tol=1e-12)
    if (np.bincount(unit, y) > 0).all() and (np.bincount(period, y) > 0).all():
        assert fit(y, x, work, unit).beta == pytest.approx(theirs.params[:5], abs=1e-5)


# --- before and after -----------------------------------------------------------------------------


def picked(random, effect, trend=1.0):
    """A thousand whose rates differ; half of those with three and more are helped."""
    rate = random.gamma(2, 0.5, 1000)
    before = random.poisson(rate)
    helped = (before >= 3) & (random.random(1000) < 0.5)
    after = random.poisson(trend * rate * np.where(helped, effect, 1))
    ones = np.ones(1000)
    return before, after, ones, ones, helped


@often(40, 300)
@pytest.mark.parametrize(("effect", "trend"), [(1.0, 1.0), (0.7, 1.3)])
def test_what_falls_anyway_is_not_taken_for_help(effect, trend, runs):
    random, covered, naive, left = np.random.default_rng(1), 0, [], []
    for _ in range(runs):
        found = before_after(*picked(random, effect, trend))
        covered += found.interval.low <= effect <= found.interval.high
        naive.append(found.naive)
        left.append(found.ratio)
    assert np.mean(naive) < 0.75 * effect * trend  # as counted it looks like a fall
    assert np.mean(left) == pytest.approx(effect, rel=0.03 if runs > 100 else 0.06)
    assert kept(0.95, covered, runs)


def test_the_sentence_says_what_would_have_come_anyway():
    before, after, _, _, helped = picked(np.random.default_rng(2), 1.0)
    found = before_after_result(before=before, after=after, helped=helped, vintage="Made up.")
    assert "times would have come anyway" in found.says
    assert found.interval.low < 1 < found.interval.high
    assert found.table.rows[0][1] < 0.8


# --- stepped wedge --------------------------------------------------------------------------------


def trial(random, ratio, dispersion=1.0):
    own = random.gamma(4, 0.25, 14)[:, np.newaxis]
    mean = 20 * own * WINTERS * ratio ** started(START, 9)
    if dispersion > 1:
        mean = random.gamma(mean / (dispersion - 1), dispersion - 1)
    return random.poisson(mean)


@often(50, 200)
@pytest.mark.parametrize("dispersion", [1.0, 2.0])
def test_the_wedge_covers_its_truth(dispersion, runs):
    random, covered = np.random.default_rng(3), 0
    for _ in range(runs):
        found = wedge(trial(random, 0.8, dispersion), np.ones((14, 9)), START, orders=19)
        covered += found.interval.low <= 0.8 <= found.interval.high
    assert kept(0.95, covered, runs)


def test_without_an_effect_the_order_of_starts_raises_one_alarm_in_twenty():
    random, alarmed, runs = np.random.default_rng(4), 0, 800
    for _ in range(runs):
        alarmed += by_order(trial(random, 1.0, 2.0), np.ones((14, 9)), START, 199, random) <= 0.05
    assert kept(0.05, alarmed, runs)


@given(st.integers(2, 6), st.integers(3, 7), st.floats(0.01, 2), st.floats(0, 2), st.data())
def test_hussey_and_hughes_is_the_weighted_regression(stations, periods, within, between, data):
    start = np.array(
        data.draw(st.lists(st.integers(1, periods), min_size=stations, max_size=stations))
    )
    on = started(start, periods)
    if np.unique(start).size < 2:
        return
    block = within * np.eye(periods) + between * np.ones((periods, periods))
    inverse = np.linalg.inv(block)
    x = [np.column_stack([on[i], np.eye(periods)]) for i in range(stations)]
    information = sum(one.T @ inverse @ one for one in x)
    known = np.linalg.inv(information)[0, 0]
    assert wedge_variance(on, within, between) == pytest.approx(known, rel=1e-5)


def test_the_formula_and_made_up_trials_agree_on_power():
    settings = {"rate": 1.0, "exposure": 20.0, "ratio": 0.8, "spread": 0.5}
    formula = wedge_power(START, 9, **settings)
    assert abs(simulated_power(START, 9, **settings, runs=120) - formula) < 0.16
    assert wedge_power(START, 9, **(settings | {"ratio": 1.0})) == pytest.approx(0.025, abs=1e-6)


def rows(counts, start):
    stations, periods = counts.shape
    return {
        "unit": [f"S{i}" for i in range(stations) for _ in range(periods)],
        "period": [f"{p:02d}" for _ in range(stations) for p in range(periods)],
        "observed": counts.ravel(),
        "start": np.repeat(np.where(start >= periods, 0, start + 1), periods),
        "vintage": "Made up.",
    }


def test_a_planted_effect_is_found_from_the_rows_of_a_file():
    found = wedge_result(**rows(trial(np.random.default_rng(5), 0.6), START))
    assert found.interval.low < 0.6 < found.interval.high < 1
    assert found.table.rows[0][3] < 0.01
    assert "drawn by lot" in found.does_not_say


def test_a_missing_cell_is_refused_in_words():
    given = rows(trial(np.random.default_rng(6), 1.0), START)
    short = {k: (v[:-1] if k != "vintage" else v) for k, v in given.items()}
    with pytest.raises(ValueError, match="fill in noughts"):
        wedge_result(**short)


def test_a_plan_for_few_events_says_that_it_could_not_show_it():
    small = wedge_plan_result(stations=14, steps=7, rate=1, exposure=1, vintage="Made up.")
    large = wedge_plan_result(stations=14, steps=7, rate=1, exposure=60, vintage="Made up.")
    assert small.estimate < 0.2 < 0.8 < large.estimate


# --- event study ----------------------------------------------------------------------------------


def study(random, ratio):
    start = np.where(np.arange(30) < 15, random.integers(3, 8, 30), NEVER)
    mean = 8 * random.gamma(4, 0.25, 30)[:, np.newaxis] * ratio ** started(start, 10)
    return random.poisson(mean), np.ones((30, 10)), start


def test_the_event_study_covers_its_truth():
    random, covered, warned, runs = np.random.default_rng(7), 0, 0, 200
    for _ in range(runs):
        found = event_study(*study(random, 0.7))
        covered += found.pooled[1] <= 0.7 <= found.pooled[2]
        warned += found.before_p < 0.05
    assert kept(0.95, covered, runs)
    # a little too often: about 0.1 with 15 of 30 units, as the page says
    assert warned / runs < 0.16


def test_an_effect_is_found_and_a_trend_before_the_start_is_warned_of():
    counts, _, start = study(np.random.default_rng(8), 0.5)
    found = event_study_result(**rows(counts, start))
    assert found.interval.high < 1
    assert "ran alike" in found.says
    rising = counts * 3
    begins = np.minimum(start, 10)[:, np.newaxis]
    falls = (np.arange(10) < begins) & (np.arange(10) < begins - 2) & (begins < 10)
    warned = event_study_result(**rows(np.where(falls, rising * 3, rising), start))
    assert "no fair comparison" in warned.says


def test_without_anybody_without_help_there_is_nothing_to_compare_with():
    with pytest.raises(ValueError, match="nothing shows what happened anyway"):
        event_study(np.ones((4, 5), int), np.ones((4, 5)), np.array([1, 2, 3, 3]))


# --- the next assault -----------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=3, max_size=60))
def test_the_curve_is_the_textbooks(pairs):
    time, happened = np.array([t for t, _ in pairs], float), np.array([d for _, d in pairs])
    if happened.any():
        ours = kaplan_meier(time, happened)
        theirs = SurvfuncRight(time, happened.astype(int))
        known = np.isin(theirs.surv_times, ours.time)
        assert ours.share == pytest.approx(theirs.surv_prob[known], abs=1e-12)
        assert (ours.low <= ours.share + 1e-12).all()


def test_its_interval_covers_as_often_as_it_says():
    random, covered, runs = np.random.default_rng(9), 0, 1000
    for _ in range(runs):
        time, end = random.exponential(300, 150), random.uniform(0, 700, 150)
        found = kaplan_meier(np.minimum(time, end), time <= end)
        place = int(np.searchsorted(found.time, 200, side="right")) - 1
        covered += found.low[place] <= np.exp(-200 / 300) <= found.high[place]
    assert kept(0.95, covered, runs, level=0.999)


def test_people_who_merely_differ_bend_the_curve_as_the_model_says():
    random = np.random.default_rng(10)
    rate = random.gamma(1.5, 1 / 300, 60_000)
    hit = random.poisson(rate * 365) == 1
    later = random.exponential(1 / rate[hit])
    share = (later > 200).mean()
    assert by_frailty(np.array([200.0]), 1.5, 300.0, 365.0)[0] == pytest.approx(share, abs=0.012)


def test_the_result_warns_of_frailty():
    found = next_assault_result(
        days=[10, 50, 365, 365, 200], happened=[1, 1, 0, 0, 1], shape=1.0, rate_days=400.0,
        vintage="Made up.",
    )  # fmt: skip
    assert found.estimate == pytest.approx(0.6)
    assert "frailty" in found.does_not_say
    assert "merely differ" in found.says
