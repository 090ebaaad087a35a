"""When did it change, and has it changed lately?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.often import often

from outrider.signals.change import change_point, change_point_result, online, online_result
from outrider.signals.change.brute import brute_force
from outrider.signals.change.changepoint import credible_looks, ratio_interval
from outrider.signals.charts import Mark
from outrider.signals.family import kept

SERIES = st.lists(st.tuples(st.integers(0, 20), st.floats(0.2, 5)), min_size=1, max_size=9)


@given(SERIES, st.floats(0.001, 0.6))
def test_online_detection_is_the_sum_over_all_divisions(series, hazard):
    seen, work = np.array([x for x, _ in series]), np.array([e for _, e in series])
    ours, theirs = online(seen, work, hazard=hazard), brute_force(seen, work, hazard=hazard)
    assert ours.run[-1] == pytest.approx(theirs.run, abs=1e-10)
    assert float(ours.log_evidence) == pytest.approx(theirs.log_evidence, rel=1e-9, abs=1e-9)


@given(SERIES)
def test_many_series_at_once_are_each_by_itself(series):
    seen, work = np.array([x for x, _ in series]), np.array([e for _, e in series])
    both = online(np.stack([seen, seen[::-1]]), work)
    assert both.run[0] == pytest.approx(online(seen, work).run)
    assert both.run[1] == pytest.approx(online(seen[::-1], work).run)


@given(st.lists(st.integers(0, 9), min_size=4, max_size=40))
def test_the_chances_of_a_change_point_sum_to_one(values):
    found = change_point(np.array(values), np.ones(len(values)))
    assert found.posterior.sum() == pytest.approx(1)
    assert 0 <= found.chance_of_change <= 1


def test_the_interval_of_the_ratio_and_the_looks_cover_the_truth():
    """Truths drawn from the prior's own model, so that 95% is what a credible interval promises."""
    random, ratio, looks, runs = np.random.default_rng(4), 0, 0, 500
    work = np.ones(40)
    for _ in range(runs):
        old, new = random.gamma(2.0, 2.0, 2)
        last = random.integers(0, 39)
        seen = random.poisson(np.where(np.arange(40) <= last, old, new))
        if seen.sum() == 0:
            ratio, looks = ratio + 1, looks + 1
            continue
        found = change_point(seen, work, shape=2.0, rate=0.5)
        low, high = ratio_interval(seen, work, found.posterior, shape=2.0, rate=0.5)
        ratio += low <= new / old <= high
        looks += last in credible_looks(found.posterior)
    assert kept(0.95, ratio, runs)
    assert looks >= 0.93 * runs  # whole looks: at least 95%, and more


def test_with_nothing_going_on_a_change_is_as_rare_as_stated():
    stated, alarmed = [], 0
    for seed in range(500):
        seen = np.random.default_rng(seed).poisson(4, 60)
        found = change_point(seen, np.ones(60))
        alarmed += found.chance_of_change >= 0.95
        if seed % 25 == 0:
            result = change_point_result(observed=seen, vintage="Made up.", seed=seed, above=0.95)
            stated.append(result.false_alarms.rate)
    assert kept(float(np.mean(stated)), int(alarmed), 500)


def noticed(random, mean, many, runs):
    """How many of `many` series show a change: `mean` gives the rate of each of 55 looks."""
    found = 0
    for seed in range(many):
        made = change_point_result(
            observed=random.poisson(mean), vintage="Made up.", seed=seed, runs=runs
        )
        found += "The rate changed" in made.says
    return found


@pytest.mark.feature("F46")
def test_luck_alone_shows_a_change_as_rarely_as_it_was_asked_for():
    assert kept(0.05, noticed(np.random.default_rng(4), np.full(55, 3.2), 80, 400), 80)


@pytest.mark.feature("F46")
def test_a_rise_by_60_percent_is_noticed_more_often_the_more_records_there_are():
    """Of 160 records a year about a third are enough to be sure; ten times as many always are."""
    step = np.where(np.arange(55) < 33, 1.0, 1.6)
    random = np.random.default_rng(4)
    few, many = (noticed(random, rate * step, 40, 400) for rate in (2.4, 24.0))
    assert few < 30
    assert many == 40


@often(15, 60)
def test_online_detection_is_as_quiet_as_it_states(runs):
    alarmed, stated, seeds = 0, [], runs
    for seed in range(seeds):
        seen = np.random.default_rng(500 + seed).poisson(4, 40)
        result = online_result(observed=seen, vintage="Made up.", seed=seed)
        alarmed += any(row[3] for row in result.table.rows)
        stated.append(result.false_alarms.rate)
    assert kept(float(np.mean(stated)), alarmed, seeds)


@pytest.mark.parametrize("method", [change_point_result, online_result])
def test_a_planted_change_is_found_and_a_campaign_told_beside_it(method):
    random = np.random.default_rng(8)
    seen = np.concatenate([random.poisson(4, 50), random.poisson(10, 20)])
    bare = method(observed=seen, vintage="Made up.")
    told = method(observed=seen, vintage="Made up.", marks=[Mark(51.0, "Body-worn video")])
    assert told.estimate == bare.estimate
    assert "Body-worn video: ×" in told.says
    if method is change_point_result:
        assert told.interval.low < 2.5 < told.interval.high
        assert "likeliest after" in told.says
    else:
        alarms = [i for i, row in enumerate(told.table.rows) if row[3]]
        assert alarms
        assert 50 <= alarms[0] <= 58
