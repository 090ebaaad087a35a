"""Two groups of people of whom some are assaulted far more than others."""

import numpy as np
import pytest

from outrider.signals.disparity import disparity_result
from outrider.signals.family import kept, not_exceeded
from tests.support.often import often

PEOPLE = 600


def people(random, ratio=1.0, shape=0.5):
    """A fifth of the group looked at, in ten kinds of work; rates are a gamma between people."""
    young = random.random(PEOPLE) < 0.2
    work = random.integers(0, 10, PEOPLE)
    hours = random.gamma(20, 50, PEOPLE)
    own = random.gamma(shape, 1 / shape, PEOPLE) * np.where(young, ratio, 1.0)
    return {
        "group": np.where(young, "young", "others").tolist(),
        "stratum": [f"work {one}" for one in work.tolist()],
        "events": random.poisson(0.8 * own * hours / 1_000 * (1 + work / 10)),
        "exposure": hours,
        "exposure_unit": "hours",
        "looked_at": "young",
        "vintage": "v",
    }


@pytest.mark.feature("F44")
@often(80, 500)
def test_an_interval_by_person_holds_the_ratio_where_one_of_luck_alone_does_not(runs):
    by_person = by_luck = 0
    for seed in range(runs):
        columns = people(np.random.default_rng(seed), ratio=1.5)
        low, high = disparity_result(**columns, by_person=True).interval
        by_person += low <= 1.5 <= high
        low, high = disparity_result(**columns).interval
        by_luck += low <= 1.5 <= high
    assert kept(0.95, by_person, runs)
    assert by_luck < 0.9 * runs


@often(80, 500)
def test_where_the_groups_are_alike_no_difference_is_told_more_often_than_stated(runs):
    told = 0
    for seed in range(runs):
        columns = people(np.random.default_rng(9_000 + seed))
        made = disparity_result(**columns, by_person=True)
        told += "more than luck" in made.says
        assert made.false_alarms.rate == pytest.approx(0.05)
    assert not_exceeded(0.05, told, runs)


def test_the_ratio_is_the_same_and_the_interval_never_narrower_than_by_luck():
    for seed in range(20):
        columns = people(np.random.default_rng(seed), shape=50.0)
        one, two = disparity_result(**columns, by_person=True), disparity_result(**columns)
        assert one.estimate == two.estimate
        assert one.interval.low <= two.interval.low + 1e-12
        assert one.interval.high >= two.interval.high - 1e-12
        assert one.false_alarms.rate >= two.false_alarms.rate - 0.05


def test_one_stratum_alone_is_compared_by_person_too():
    columns = people(np.random.default_rng(4)) | {"stratum": None}
    one, two = disparity_result(**columns, by_person=True), disparity_result(**columns)
    assert one.interval.low < two.interval.low < two.interval.high < one.interval.high
    assert any("A row is a person" in note for note in one.notes)
