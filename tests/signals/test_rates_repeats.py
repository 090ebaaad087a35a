"""Repeat victims: what luck gives, what spread gives, and the shape that gives what was claimed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.signals import family
from outrider.signals.rates import (
    expected_people,
    maximum_likelihood,
    repeats_result,
    shape_that_gives,
)
from outrider.signals.rates.repeats_result import look_at
from tests.support.often import often

pytestmark = pytest.mark.feature("F48")


@given(people=st.integers(500, 4_000), mean=st.floats(0.2, 0.8), shape=st.floats(0.5, 5))
def test_the_shape_that_gives_a_number_gives_it(people: int, mean: float, shape: float) -> None:
    events = int(people * mean)
    found = round(expected_people(people, events, 5, shape))
    if found <= expected_people(people, events, 5) + 0.5:
        return
    again = shape_that_gives(people, events, 5, found)
    assert expected_people(people, events, 5, again) == pytest.approx(found)


def test_a_wider_spread_gives_more_repeat_victims() -> None:
    wide, narrow = (expected_people(2_741, 1_304, 5, shape) for shape in (0.6, 5.0))
    assert wide > narrow > expected_people(2_741, 1_304, 5)


@pytest.mark.parametrize(("found", "words"), [(0, "Luck alone"), (1_000, "No spread")])
def test_numbers_that_no_spread_explains_are_refused(found: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        shape_that_gives(2_000, 1_304, 5, found)


def test_ordinary_spread_explains_what_luck_does_not() -> None:
    random = np.random.default_rng(1)
    observed = random.poisson(random.gamma(0.6, 0.48 / 0.6, 2_741))
    found = repeats_result(observed=observed, vintage="v")
    assert "More than luck explains" in found.notes[0]
    assert "no more than the ordinary spread" in found.notes[0]
    assert found.estimate == (observed >= 5).sum()


def test_the_rows_add_up_to_the_events() -> None:
    random = np.random.default_rng(2)
    observed = random.poisson(random.gamma(0.8, 1, 500))
    found = repeats_result(observed=observed, vintage="v")
    # the sum over t of people with t events or more is the number of events
    assert sum(int(row[1]) for row in found.table.rows) == observed.sum()  # type: ignore[arg-type]


@often(60, 300)
def test_luck_alone_is_called_more_than_luck_no_oftener_than_stated(runs: int) -> None:
    random, alarms, stated = np.random.default_rng(3), 0, []
    for _ in range(runs):
        observed = random.poisson(0.9, 150)
        work = np.ones(150)
        look = look_at(observed, work, maximum_likelihood(observed, work), 4)
        alarms += look.by_luck <= 0.05
        result = repeats_result(observed=observed, vintage="v", times=4)
        assert result.false_alarms is not None
        stated.append(result.false_alarms.rate)
    assert family.not_exceeded(float(np.mean(stated)), alarms, runs)
