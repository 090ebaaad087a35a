"""Where the full model is a queue that can be solved exactly, it comes out at the same figures.

Ambulances and police jobs without travel are Larson's hypercube; co-responders who always say yes
and are held until the ambulance comes are Erlang's servers without a queue.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.domain.coresponse.choice import Limits
from outrider.trial.ambulances import Bases
from outrider.trial.engine import world as w
from outrider.trial.engine.loop import simulate
from outrider.trial.engine.record import Why, new_record
from outrider.trial.reference.queues import erlang_b, erlang_c, steady
from outrider.trial.returning import WAY

BATCHES = 20
HELD = 1000.0  # seconds
ALWAYS = 1e15


def always(n):
    return w.Duty(np.arange(n + 1, dtype=np.int32), np.zeros(n), np.full(n, ALWAYS))


def places(preference):
    """(zones, k): each zone has its own order of the k columns, a thousandth of a second apart."""
    table = np.empty(preference.shape, np.float32)
    for row, order in enumerate(preference):
        table[row, order] = np.arange(1, len(order) + 1) * 1e-3
    return w.Places(np.stack((table, table)), np.zeros(len(table), np.int32))


def ambulances(base, stations, columns):
    column = np.arange(stations, dtype=np.int32)
    ways = np.zeros((stations, columns), WAY)
    bases = Bases(column, np.zeros((stations, 2)))
    return w.Ambulances(base, always(len(base)), bases, ways, np.zeros((5, 5), np.int8), 0.0)


def schemes(police):
    one = np.ones(1)
    return w.Schemes(
        one > 0, np.array([police]), one < 0, 0 * one, 0 * one, 0 * one, 0 * one, 0 * one, one,
        0 * one, 0 * one, 0 * one, one, one, np.inf * one, one < 0,
    )  # fmt: skip


def units(row, patch, scheme=0):
    n = len(row)
    return w.Units(
        np.arange(n, dtype=np.int64), np.full(n, scheme, np.int8), np.ones(n, np.bool_),
        np.full(n, patch, np.int32), np.zeros(n, np.int8), np.full(n, 2, np.int8), always(n),
        np.arange(n + 1, dtype=np.int32), row.astype(np.int32), np.ones(n),
    )  # fmt: skip


RULES = w.Rules(
    Limits(0.0, 1.0, -1e12, -1.0, 0.0, 0.0), 1.0, 1.0, 1, np.zeros(5, np.bool_),
    np.zeros(5, np.bool_), 1e6, 0.0, 0.0, 0.0,
)  # fmt: skip


def calls(at, row, scene, pace):
    n = len(at)
    nought, one = np.zeros(n), np.ones(n)
    return w.Calls(
        at, at, np.ones(n, np.int8), np.zeros(n, np.int8), row.astype(np.int32), nought, nought,
        pace, one, scene, np.zeros(n, np.int32), nought, nought, np.full(n, np.inf),
    )  # fmt: skip


def jobs(at, row, length):
    n = len(at)
    return w.Jobs(at, np.full(n, 3, np.int8), np.zeros(n, np.int32), row.astype(np.int32), length)


NO_CALLS = calls(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0))
NO_JOBS = jobs(np.zeros(0), np.zeros(0), np.zeros(0))
NO_UNITS = units(np.zeros(0), 0)


def run(world, called, done, sends):
    n = len(called.decided)
    record = new_record(n, len(done.received))
    arm = w.Arm(sends, np.ones(len(world.units.whose), np.bool_), np.full(n, sends, np.int8))
    simulate(world, called, done, arm, 1, record)
    return record


def agrees(found, exact):
    """Batches of calls give the error, since calls near one another are alike."""
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    assert (np.abs(found.mean(axis=0) - exact) <= 4.5 * error + 2e-3).all()


def in_batches(values):
    return values.reshape(BATCHES, -1).mean(axis=1)


def drawn(random, rates, n):
    zone = random.choice(len(rates), n, p=rates / rates.sum())
    return np.cumsum(random.exponential(1 / rates.sum(), n)), zone, random.exponential(HELD, n)


def shares(drove, zone, preference):
    """By batch: whom each zone got at once, and who waited."""
    k = preference.shape[1]
    rank = np.rint(drove * 1e3).astype(np.int64) - 1
    waited = drove > (k + 0.5) * 1e-3
    batch = np.arange(len(drove)) // (len(drove) // BATCHES)
    sent = np.zeros((BATCHES, len(preference), k))
    served = preference[zone, np.clip(rank, 0, k - 1)]
    np.add.at(sent, (batch[~waited], zone[~waited], served[~waited]), BATCHES / len(drove))
    return sent, in_batches(waited.astype(float))


def small_service(seed, k, zones, share):
    random = np.random.default_rng(seed)
    rates = random.dirichlet(np.ones(zones)) * share * k / HELD
    preference = np.array([random.permutation(k) for _ in range(zones)])
    return random, rates, preference, steady(rates, preference, np.full(k, 1 / HELD), queue=True)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 4), st.floats(0.2, 0.85))
def test_a_small_service_sends_whom_and_queues_as_often_as_its_states_say(seed, k, zones, share):
    random, rates, preference, exact = small_service(seed, k, zones, share)
    at, zone, held = drawn(random, rates, 40_000)
    base = np.arange(k, dtype=np.int32)
    world = w.World(places(preference), ambulances(base, k, k), schemes(True), NO_UNITS, RULES)
    record = run(world, calls(at, zone, held, np.ones(len(at))), NO_JOBS, False)
    sent, waited = shares(record.ambulance - at, zone, preference)
    agrees(sent, exact.sent)
    agrees(waited, exact.waits)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 4), st.floats(0.2, 0.85))
def test_police_jobs_go_to_whom_and_wait_as_often_as_the_states_of_the_patch_say(
    seed, k, zones, share
):
    random, rates, preference, exact = small_service(seed, k, zones, share)
    at, zone, length = drawn(random, rates, 40_000)
    # rows of the zones, then a row a unit stands at, whose column is the unit's own
    table = places(preference)
    home = np.zeros((2, k, k), np.float32)
    where = w.Places(
        np.concatenate((table.to, home), axis=1),
        np.r_[np.zeros(zones, np.int32), np.arange(k, dtype=np.int32)],
    )
    base = np.zeros(1, np.int32)
    world = w.World(where, ambulances(base, 1, k), schemes(True), units(zones + np.arange(k), 0), RULES)  # fmt: skip
    record = run(world, NO_CALLS, jobs(at, zone, length), False)
    sent, waited = shares(record.job_reached - at, zone, preference)
    agrees(sent, exact.sent)
    agrees(waited, exact.waits)


@pytest.mark.parametrize(("k", "load"), [(1, 0.5), (4, 3.0), (8, 4.0)])
def test_co_responders_are_all_out_as_often_as_erlang_says(k, load):
    """Held from the choice until the ambulance comes, which takes an exponential time."""
    n, cars = 40_000, 40
    random = np.random.default_rng(k)
    at = np.cumsum(random.exponential(HELD / load, n))
    table = np.zeros((2, 1, 2), np.float32)
    table[:, :, 1] = HELD  # the ambulances' column, and the units' own
    where = w.Places(table, np.zeros(1, np.int32))
    vehicles = ambulances(np.zeros(cars, np.int32), 1, 2)
    far = vehicles._replace(bases=vehicles.bases._replace(column=np.ones(1, np.int32)))
    world = w.World(where, far, schemes(False), units(np.zeros(k), -1), RULES)
    called = calls(at, np.zeros(n), np.zeros(n), random.exponential(1.0, n))
    record = run(world, called, NO_JOBS, True)
    np.testing.assert_array_equal(record.allocated, at)  # there is always an ambulance
    agrees(in_batches((record.why == Why.NOBODY_FITS).astype(float)), erlang_b(k, load))


@pytest.mark.parametrize(("k", "load"), [(1, 0.7), (5, 4.0), (12, 9.0)])
def test_calls_wait_for_an_ambulance_as_often_as_erlang_says(k, load):
    n = 60_000
    random = np.random.default_rng(k)
    at = np.cumsum(random.exponential(HELD / load, n))
    preference = np.arange(k)[None, :]
    base = np.arange(k, dtype=np.int32)
    world = w.World(places(preference), ambulances(base, k, k), schemes(True), NO_UNITS, RULES)
    called = calls(at, np.zeros(n), random.exponential(HELD, n), np.ones(n))
    record = run(world, called, NO_JOBS, False)
    waited = (record.allocated > at).astype(float)
    agrees(in_batches(waited), erlang_c(k, load))
