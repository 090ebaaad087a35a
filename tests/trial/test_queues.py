"""Where a queue can be solved exactly, the simulator comes out at the same figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.trial.ambulances import Bases, Calls, new_fleet, simulate
from outrider.trial.reference.loss import share_lost
from outrider.trial.reference.queues import erlang_b, erlang_c, steady
from outrider.trial.returning import Ways

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
    sent, waited = run(random, rates, preference, k)
    # calls near one another are alike: batches of calls give the error
    for found, expected in ((sent, exact.sent[None]), (waited, np.array([exact.waits]))):
        error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
        assert (np.abs(found.mean(axis=0) - expected) <= 4.5 * error + 2e-3).all()


def run(random, rates, preference, k):
    """Shares by batch: (batches, zones, k) sent at once, and (batches,) waited."""
    zone = random.choice(len(rates), CALLS, p=rates / rates.sum())
    received = np.cumsum(random.exponential(1 / rates.sum(), CALLS))
    table = np.empty(preference.shape, np.float32)
    for row, order in enumerate(preference):
        table[row, order] = np.arange(1, k + 1) * 1e-3  # a thousandth of a second: no travel
    calls = Calls(
        received=received, decided=received, priority=np.ones(CALLS, np.int8),
        mode=np.zeros(CALLS, np.int8), row=zone.astype(np.int32), leg=np.zeros(CALLS),
        kept=random.exponential(1000.0, CALLS), leaves=np.zeros(CALLS, np.int32),
        leave_leg=np.zeros((CALLS, 2)),
    )  # fmt: skip
    column = np.arange(k, dtype=np.int32)
    ways = Ways(np.zeros((k, k, 2), np.int32), np.zeros((k, k)))
    arrived = np.empty(CALLS)
    simulate(calls, new_fleet(column), Bases(column, np.zeros((k, 2))), ways, table, arrived)
    drove = arrived - received
    rank = np.rint(drove * 1e3).astype(np.int64) - 1
    waited = drove > (k + 0.5) * 1e-3
    batches = np.arange(CALLS) // (CALLS // 20)
    sent = np.zeros((20, len(rates), k))
    served = preference[zone, np.clip(rank, 0, k - 1)]
    np.add.at(sent, (batches[~waited], zone[~waited], served[~waited]), 20 / CALLS)
    return sent, np.array([waited[batches == b].mean() for b in range(20)])


def test_a_service_with_more_calls_than_it_can_finish_is_refused():
    with pytest.raises(ValueError, match="grows without end"):
        steady(np.array([2.0]), np.array([[0]]), np.array([1.0]), queue=True)
    with pytest.raises(ValueError, match="grows without end"):
        erlang_c(2, 2.0)
