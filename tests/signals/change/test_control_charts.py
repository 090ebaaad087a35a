"""CUSUM, EWMA and Shewhart's chart: their run lengths, their false alarms, what they find."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.signals.change import (
    cusum,
    cusum_result,
    cusum_run_length,
    ewma,
    ewma_result,
    shewhart,
    shewhart_result,
)
from outrider.signals.change.scores import scores
from outrider.signals.change.shewhart import (
    EIGHT,
    FOUR_OF_FIVE,
    ONE_OUT,
    RISING,
    TWO_OF_THREE,
    WESTERN_ELECTRIC,
    broken,
)
from outrider.signals.charts import Mark
from outrider.signals.family import kept

RESULTS = [cusum_result, ewma_result, shewhart_result]


def first_alarm(alarm):
    return np.where(alarm.any(axis=1), alarm.argmax(axis=1) + 1, alarm.shape[1])


@pytest.mark.parametrize("transform", ["standard", "rossi"])
def test_the_chain_gives_the_run_length_that_is_counted(transform):
    counted = np.random.default_rng(0).poisson(3, (3000, 2500))
    first = first_alarm(cusum(counted, np.array(3.0), k=0.5, h=4, transform=transform).alarm)
    chain = cusum_run_length(3.0, k=0.5, h=4.0, transform=transform, looks=60)
    error = first.std() / np.sqrt(first.size)
    assert abs(chain.average - first.mean()) < 4 * error
    assert kept(chain.within[59], int((first <= 60).sum()), 3000, level=0.999)


@pytest.mark.parametrize(
    ("rules", "published"),
    [
        ((ONE_OUT,), 370.40),
        ((ONE_OUT, TWO_OF_THREE), 225.44),
        ((ONE_OUT, FOUR_OF_FIVE), 166.05),
        ((ONE_OUT, EIGHT), 152.73),
        (WESTERN_ELECTRIC, 91.75),
    ],
)
def test_run_rules_have_the_run_lengths_of_champ_and_woodall(rules, published):
    values = np.random.default_rng(1).standard_normal((1500, 3000))
    first = first_alarm(shewhart(values, rules))
    assert abs(first.mean() - published) < 4 * first.std() / np.sqrt(first.size)


@given(st.lists(st.integers(0, 30), min_size=3, max_size=60), st.floats(0.5, 10))
def test_a_sum_is_never_negative_and_stands_still_without_surplus(values, mean):
    path = cusum(np.array(values), np.array(mean), transform="standard").path
    assert (path >= 0).all()
    assert cusum(np.zeros(5, dtype=int), np.array(mean)).path.max() == 0


@given(st.lists(st.integers(0, 30), min_size=2, max_size=60))
def test_an_average_with_all_weight_on_the_latest_look_is_its_score(values):
    seen = np.array(values)
    path = ewma(seen, np.array(4.0), weight=1.0).path
    assert path == pytest.approx(scores(seen, np.array(4.0), "standard"))


def test_a_rising_run_is_seven_looks_each_above_the_last():
    assert broken(np.arange(7.0), RISING).tolist() == [False] * 6 + [True]
    assert not broken(np.arange(6.0), RISING).any()
    assert not broken(np.array([1.0, 2, 3, 3, 4, 5, 6]), RISING).any()


def made_up(seed, mean=5.0, looks=104):
    return np.random.default_rng(seed).poisson(mean, looks)


@pytest.mark.parametrize("method", RESULTS)
def test_a_rise_that_lasts_is_found(method):
    found = 0
    for seed in range(20):
        seen = made_up(seed)
        seen[80:] = np.random.default_rng(seed).poisson(10, 24)
        found += method(observed=seen, baseline=52, vintage="Made up.", runs=200).estimate > 0
    assert found >= 19


@pytest.mark.parametrize("method", RESULTS)
def test_with_nothing_going_on_a_chart_alarms_as_often_as_it_states(method):
    seeds, alarmed, stated = 300, 0, []
    for seed in range(seeds):
        made = method(
            observed=made_up(9000 + seed), baseline=52, vintage="Made up.", runs=200, seed=seed
        )
        alarmed += made.estimate > 0
        stated.append(made.false_alarms.rate)
    assert kept(float(np.mean(stated)), alarmed, seeds, level=0.999), (alarmed, np.mean(stated))


@pytest.mark.parametrize("method", RESULTS)
def test_a_campaign_is_told_and_shown_beside_and_the_finding_stands(method):
    seen = made_up(2)
    seen[80:] = np.random.default_rng(3).poisson(11, 24)
    bare = method(observed=seen, baseline=52, vintage="Made up.", runs=200)
    told = method(
        observed=seen, baseline=52, vintage="Made up.", runs=200, marks=[Mark(81.0, "New form")]
    )
    assert told.estimate == bare.estimate > 0
    assert "New form: ×" in told.says
    assert sum(row[-1] for row in told.table.rows) < told.estimate


def test_a_baseline_without_an_event_is_refused_in_words():
    with pytest.raises(ValueError, match="no event"):
        cusum_result(observed=[0, 0, 1], baseline=2, vintage="Made up.")
