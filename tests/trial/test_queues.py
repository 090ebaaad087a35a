"""Where a queue can be solved exactly, the simulator comes out at the same figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.trial.reference.loss import share_lost
from outrider.trial.reference.queues import erlang_b, erlang_c, steady
from outrider.trial.reference.small import run_small

CALLS = 40_000


def test_erlangs_own_figures():
    """Loads at which 1 % of calls are lost, from his table of 1917 as reprinted everywhere."""
    assert erlang_b(1, 1.0) == pytest.approx(0.5)
    assert erlang_b(2, 1.0) == pytest.approx(0.2)
    assert erlang_b(10, 4.4612) == pytest.approx(0.01, abs=1e-5)
    assert erlang_c(1, 0.7) == pytest.approx(0.7)


@pytest.mark.parametrize(("servers", "load"), [(1, 0.5), (5, 4.0), (30, 25.0)])
def test_as_many_calls_are_lost_as_erlang_says(servers, load):
    exact = erlang_b(servers, load)
    runs = np.array([share_lost(servers, load, 20_000, seed) for seed in range(20)])
    error = runs.std(ddof=1) / np.sqrt(len(runs))
    assert abs(runs.mean() - exact) < 4 * error + 1e-4


@given(st.integers(1, 5), st.floats(0.05, 0.95))
def test_with_one_zone_and_equal_ambulances_the_states_give_erlangs_formulas(k, share):
    order, service = np.arange(k)[None, :], np.ones(k)
    rates = np.array([share * k])
    assert steady(rates, order, service, queue=False).waits == pytest.approx(erlang_b(k, share * k))
    assert steady(rates, order, service, queue=True).waits == pytest.approx(erlang_c(k, share * k))


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 4), st.floats(0.2, 0.85))
def test_a_small_service_sends_whom_and_queues_as_often_as_its_states_say(seed, k, zones, share):
    random = np.random.default_rng(seed)
    rates = random.dirichlet(np.ones(zones)) * share * k / 1000.0
    preference = np.array([random.permutation(k) for _ in range(zones)])
    exact = steady(rates, preference, np.full(k, 1 / 1000.0), queue=True)
    sent, waited = run_small(random, rates, preference, CALLS)
    # calls near one another are alike: batches of calls give the error
    for found, expected in ((sent, exact.sent[None]), (waited, np.array([exact.waits]))):
        error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
        assert (np.abs(found.mean(axis=0) - expected) <= 4.5 * error + 2e-3).all()


def test_a_service_with_more_calls_than_it_can_finish_is_refused():
    with pytest.raises(ValueError, match="grows without end"):
        steady(np.array([2.0]), np.array([[0]]), np.array([1.0]), queue=True)
    with pytest.raises(ValueError, match="grows without end"):
        erlang_c(2, 2.0)
