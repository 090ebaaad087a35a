"""A random number belongs to a call or a unit, so that two arms meet the same luck."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from outrider.trial.draws import exponential, lognormal, mixed, normal, uniform

WORDS = st.integers(0, 2**63 - 1)


def test_the_mixing_is_splitmix64():
    """The first three numbers of a stream from 1234567, as its authors' program prints them."""
    golden = 0x9E3779B97F4A7C15
    state, found = 1234567, []
    for _ in range(3):
        found.append(int(mixed(np.uint64(state))))
        state = (state + golden) % 2**64
    assert found == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@given(WORDS, WORDS, WORDS, WORDS)
def test_a_number_is_the_same_whenever_it_is_asked_for_and_inside_nought_and_one(a, b, c, d):
    first = uniform(a, b, c, d)
    assert 0 < first < 1
    assert first == uniform(a, b, c, d)


def many(draw):
    return np.array([draw(i) for i in range(20_000)])


@pytest.mark.parametrize("by", ["whose", "which", "purpose", "seed"])
def test_numbers_are_even_along_whatever_they_are_counted(by):
    place = ["seed", "purpose", "whose", "which"].index(by)

    def draw(i):
        words = [7, 3, 11, 0]
        words[place] = i
        return uniform(*words)

    found = many(draw)
    assert stats.kstest(found, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(found[:-1], found[1:])[0, 1]) < 0.03


def test_times_have_the_mean_and_spread_that_were_asked_for():
    assert (
        stats.kstest(
            many(lambda i: exponential(1, 2, i, 0, 30.0)), stats.expon(scale=30.0).cdf
        ).pvalue
        > 1e-3
    )
    assert stats.kstest(many(lambda i: normal(1, 3, 5, i)), stats.norm.cdf).pvalue > 1e-3
    late = many(lambda i: lognormal(1, 4, i, 1, 12.0, 0.5))
    assert stats.kstest(late, stats.lognorm(0.5, scale=12.0).cdf).pvalue > 1e-3
