"""Ambulances by themselves: the compiled simulator and a textbook program tell the same story."""

import numpy as np
import pytest
from bench.twins.ambulances import Twin
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trial.worlds import world

from outrider.trial.ambulances import new_fleet, simulate
from outrider.trial.returning import next_node


def arrivals(made):
    calls, bases, ways, table, base = made
    arrived = np.empty(len(calls.received))
    longest = simulate(calls, new_fleet(base), bases, ways, table, arrived)
    return arrived, longest


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 120))
def test_every_ambulance_is_with_its_patient_when_the_textbook_program_says(seed, ambulances, n):
    made = world(seed, n, ambulances)
    calls, bases, ways, table, base = made
    arrived, _ = arrivals(made)
    np.testing.assert_allclose(
        arrived, Twin(calls, base, bases, ways, table).run(), rtol=0, atol=1e-7
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 1))
def test_the_next_node_on_the_way_home_is_the_one_that_a_walk_finds(seed, share):
    _, _, ways, _, _ = world(seed, 1, 1)
    for base in range(len(ways)):
        left, following = ways[base]["left"], ways[base]["next"]
        for origin in range(len(left)):
            rest = (1 - share) * left[origin]
            node = origin
            while left[node] >= rest and node != following[node]:
                node = following[node]
            assert next_node(ways, base, origin, rest) == node


def test_with_one_ambulance_calls_wait_and_the_more_urgent_goes_first():
    calls, bases, ways, table, base = world(3, 60, 1)
    calls = calls._replace(received=np.linspace(0, 60, 60), decided=np.linspace(50, 110, 60))
    arrived, longest = arrivals((calls, bases, ways, table, base))
    assert longest == 59
    later = np.argsort(arrived)[1:]
    assert (np.diff(calls.priority[later]) >= 0).all()


def test_one_more_ambulance_at_the_same_bases_changes_no_call_before_it_is_needed():
    calls, bases, ways, table, base = world(11, 3, 4)
    calls = calls._replace(received=calls.received * 50, decided=calls.decided * 50)
    few, _ = arrivals((calls, bases, ways, table, base))
    more, _ = arrivals((calls, bases, ways, table, np.r_[base, base[:1]].astype(np.int32)))
    np.testing.assert_array_equal(few, more)


@pytest.mark.parametrize("ambulances", [1, 5])
def test_nobody_is_reached_before_the_call_is_decided_on(ambulances):
    made = world(5, 200, ambulances)
    arrived, _ = arrivals(made)
    assert (arrived > made[0].decided).all()
