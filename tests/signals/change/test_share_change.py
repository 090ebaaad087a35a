"""When did one kind become a larger part of all, whatever the number of all?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln
from tests.support.often import often

from outrider.signals.change import share_change_point, share_change_result
from outrider.signals.change.sharepoint import dealt_by_chance, share_ratio
from outrider.signals.charts import Mark
from outrider.signals.family import kept

LOOKS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=25)


def columns(pairs):
    seen = np.array([one for one, _ in pairs])
    return seen, seen + np.array([other for _, other in pairs])


@given(LOOKS)
def test_each_look_weighs_what_its_two_parts_make_likely(pairs):
    seen, whole = columns(pairs)
    found = share_change_point(seen, whole)

    def likely(part):
        some, rest = seen[part].sum(), (whole - seen)[part].sum()
        return betaln(0.5 + some, 0.5 + rest) - betaln(0.5, 0.5)

    weight = np.array(
        [
            likely(slice(0, last + 1)) + likely(slice(last + 1, None))
            for last in range(len(pairs) - 1)
        ]
    )
    weight = np.exp(weight - weight.max())
    assert found.posterior[:-1] == pytest.approx(weight / weight.sum(), abs=1e-9)
    assert found.posterior[-1] == 0
    assert 0 <= found.chance_of_change <= 1


def test_a_tide_that_lifts_all_events_leaves_the_share_as_it_is():
    """Twice as many of everything from the middle on: the rate of the kind doubles, not its share."""
    seen = np.tile([3, 2, 4], 16)
    seen[24:] *= 2
    result = share_change_result(observed=seen, of=6 * seen, vintage="Made up.", runs=400)
    assert result.says.startswith("One steady share explains")
    assert result.interval.low < 1 < result.interval.high


@pytest.mark.feature("F46")
def test_a_share_that_grows_by_60_percent_while_all_events_fall_is_found():
    random = np.random.default_rng(3)
    whole = np.r_[random.poisson(24, 30), random.poisson(17, 21)]
    seen = random.binomial(whole, np.where(np.arange(51) < 30, 0.2, 0.32))
    result = share_change_result(
        observed=seen, of=whole, vintage="Made up.", marks=[Mark(10.0, "A form")], runs=400
    )
    assert "The share changed" in result.says
    assert result.interval.low <= 1.6 <= result.interval.high
    assert "A form: ×" in result.says  # shown beside, not taken out
    assert result.n == seen.sum()


@often(40, 500)
def test_luck_alone_shows_a_change_of_share_as_rarely_as_asked_for(runs):
    random, alarmed = np.random.default_rng(5), 0
    for seed in range(runs):
        whole = random.poisson(18, 51)
        made = share_change_result(
            observed=random.binomial(whole, 0.18), of=whole, vintage="v", seed=seed, runs=199
        )
        alarmed += "The share changed" in made.says
    assert kept(0.05, alarmed, runs)


@often(120, 500)
def test_the_interval_of_the_ratio_covers_truths_drawn_from_the_prior(runs):
    random, held = np.random.default_rng(6), 0
    whole = random.poisson(20, 40)
    for _ in range(runs):
        old, new = random.beta(0.5, 0.5, 2)
        last = random.integers(0, 39)
        seen = random.binomial(whole, np.where(np.arange(40) <= last, old, new))
        found = share_change_point(seen, whole)
        low, high = share_ratio(seen, whole, found.posterior)[1]
        held += low <= new / old <= high
    assert kept(0.95, held, runs)


def test_events_dealt_by_chance_are_as_many_as_before():
    seen, whole = np.array([1, 0, 4]), np.array([3, 0, 9])
    made = dealt_by_chance(seen, whole, 50, 1)
    assert (made.sum(axis=1) == 5).all()
    assert (made <= whole).all()


@pytest.mark.parametrize(
    ("seen", "whole", "words"),
    [
        ([4, 1, 1], [3, 2, 2], "row 1 holds 4 of 3"),
        ([0, 0, 0], [3, 2, 2], "three looks"),
        ([3, 2, 2], [3, 2, 2], "one of another"),
        ([1, 1], [3, 2], "three looks"),
    ],
)
def test_columns_without_a_share_that_could_change_are_refused(seen, whole, words):
    with pytest.raises(ValueError, match=words):
        share_change_result(observed=seen, of=whole, vintage="v")
