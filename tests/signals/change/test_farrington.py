"""Weeks above what past years explain."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from outrider.signals.change import CLASSIC, IMPROVED, farrington, farrington_result
from outrider.signals.change.farrington_result import null_alarms
from outrider.signals.change.quasipoisson import irls, pearson
from outrider.signals.change.windows import LEFT_OUT, seasons
from outrider.signals.charts import Mark
from outrider.signals.family import kept

WEEKS = 300
MONDAY = date(2020, 1, 6)
DATES = [MONDAY + timedelta(weeks=i) for i in range(WEEKS)]


@given(st.integers(0, 2**32), st.booleans())
def test_the_fit_is_that_of_a_textbook_regression(seed, trend):
    random = np.random.default_rng(seed)
    y = random.poisson(4, 90).astype(float)
    group = np.arange(90) % 3
    time = np.linspace(-3, 0, 90)
    offset = random.uniform(-0.5, 0.5, 90)
    weight = random.uniform(0.5, 1.5, 90)
    ours = irls(y, offset, time, group, 3, trend, weight)
    x = np.column_stack([group == g for g in range(3)] + ([time] if trend else [])).astype(float)
    theirs = sm.GLM(y, x, family=sm.families.Poisson(), offset=offset, var_weights=weight).fit(
        scale="X2", tol=1e-13
    )
    assert ours.level == pytest.approx(theirs.params[:3], abs=1e-6)
    assert pearson(y, ours, x.shape[1]) == pytest.approx(theirs.scale, rel=1e-3)
    if trend:
        assert ours.slope == pytest.approx(theirs.params[3], abs=1e-6)


@given(st.integers(215, 400), st.integers(2, 12), st.integers(3, 40))
def test_every_week_of_the_past_has_one_season_and_the_latest_have_none(week, periods, left_out):
    group = seasons(week, 4, 3, periods, 52, left_out)
    assert (group[week - 211 : week - left_out] >= 0).all()
    assert (group[week - left_out :] == LEFT_OUT).all()
    assert (group[: week - 211] == LEFT_OUT).all()
    assert set(group[week - 211 : week - 52]) == set(range(periods))
    assert (group[[week - 52 * year for year in (1, 2, 3, 4)]] == 0)[1:].all()


def steady(seed, mean=6.0):
    return np.random.default_rng(seed).poisson(mean, WEEKS)


@given(st.integers(0, 2**32), st.floats(0.1, 50))
def test_the_unit_of_exposure_changes_nothing(seed, unit):
    seen = steady(seed)
    one = farrington(seen, exposure=np.ones(WEEKS), first=290)
    other = farrington(seen, exposure=np.full(WEEKS, unit), first=290)
    assert one.bound == pytest.approx(other.bound, rel=1e-6, nan_ok=True)


def test_twice_the_hours_are_no_outbreak_but_twice_the_assaults_are():
    seen, hours = steady(3), np.ones(WEEKS)
    seen[-4:], hours[-4:] = 14, 14 / 6
    assert farrington(seen, first=296).alarm.any()
    assert not farrington(seen, exposure=hours, first=296).alarm.any()


def test_a_planted_outbreak_is_found():
    found = 0
    for seed in range(40):
        seen = steady(seed)
        seen[-3:] += 9
        found += farrington(seen, first=WEEKS - 3).alarm.any()
    assert found >= 36


def test_too_short_a_past_is_refused_in_words():
    with pytest.raises(ValueError, match="bring a longer past, or fewer years"):
        farrington(steady(1)[:200])


@pytest.mark.parametrize("bound", ["delta", "nbPlugin", "muan"])
def test_with_nothing_going_on_alarms_are_as_rare_as_stated(bound):
    settings = replace(IMPROVED, bound=bound)
    expected = np.full(WEEKS, 6.0)
    told = null_alarms(expected, 1.0, settings=settings, first=270, runs=300, seed=1)
    counted = null_alarms(expected, 1.0, settings=settings, first=270, runs=300, seed=2)
    stated = told.any(axis=1).mean()
    assert kept(stated, int(counted.any(axis=1).sum()), 300, level=0.999)


@pytest.mark.slow
def test_the_rate_that_a_result_states_is_the_rate_over_500_seeds():
    stated, alarmed = [], 0
    for seed in range(500):
        seen = steady(1000 + seed)
        alarmed += bool(farrington(seen, first=270).alarm.any())
        if seed % 25 == 0:
            result = farrington_result(observed=seen, first=270, vintage="Made up.", seed=seed)
            stated.append(result.false_alarms.rate)
    assert kept(float(np.mean(stated)), alarmed, 500)


def with_campaign():
    seen = steady(5)
    seen[280:] = np.random.default_rng(6).poisson(12, WEEKS - 280)
    return seen


def test_a_campaign_is_drawn_told_and_shown_beside_the_finding_never_taken_out():
    seen = with_campaign()
    campaign = Mark(DATES[280], "Report it")
    bare = farrington_result(observed=seen, at=DATES, first=270, vintage="Made up.", runs=20)
    told = farrington_result(
        observed=seen, at=DATES, first=270, marks=[campaign], vintage="Made up.", runs=20
    )
    assert told.estimate == bare.estimate > 3
    assert told.chart.marks == (campaign,)
    assert "Report it: ×" in told.says
    beside = [row[-1] for row in told.table.rows]
    alarms = [row[-2] for row in told.table.rows]
    assert sum(alarms) == told.estimate
    assert sum(beside) < sum(alarms)
    assert [row[-1] for row in bare.table.rows] == [row[-2] for row in bare.table.rows]


def test_the_classic_version_forgets_a_past_outbreak():
    seen = steady(7, mean=3.0)
    seen[90:93] = 40
    plain = farrington(seen, settings=replace(CLASSIC, trend=False, reweight=False), first=298)
    turned_down = farrington(seen, settings=replace(CLASSIC, trend=False), first=298)
    assert (turned_down.expected < plain.expected).all()
