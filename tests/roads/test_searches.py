"""Searches are exact: equal to scipy's Dijkstra on any graph and on the island."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.roads.graphs import networks, scipy_seconds

from outrider.roads import Driving, Network, NotConnected
from outrider.roads.hierarchy import make_hierarchy
from outrider.roads.tables import _by_searches, _by_sweeps

FAIR = settings(max_examples=60, deadline=None)


def brute_nearest(network, target, units, driving, k, cutoff):
    """Every unit searched for itself."""
    rows = {d: scipy_seconds(network, d, units) for d in Driving}
    found = sorted(
        (rows[Driving(d)][i, target], i)
        for i, d in enumerate(driving)
        if rows[Driving(d)][i, target] <= cutoff
    )
    return [(i, seconds) for seconds, i in found[:k]]


@pytest.mark.feature("C4", "C5")
@FAIR
@given(networks(), st.data())
def test_the_nearest_units_are_those_of_a_search_from_every_unit(network, data):
    node = st.integers(0, network.node_count - 1)
    units = data.draw(st.lists(st.tuples(node, st.integers(0, 1)), min_size=1, max_size=30))
    target, k = data.draw(node), data.draw(st.integers(1, 8))
    cutoff = data.draw(st.sampled_from([0.0, 0.03, 0.1, 3600.0]))
    nodes, driving = (np.array(c, np.int32) for c in zip(*units, strict=True))

    found = network.nearest(target, nodes, k, driving, cutoff)

    expected = brute_nearest(network, target, nodes, driving, k, cutoff)
    assert [(r.index, r.seconds) for r in found] == expected


@FAIR
@given(networks())
def test_tables_by_sweep_and_by_search_equal_scipy(network):
    nodes = np.arange(network.node_count, dtype=np.int32)
    for driving in Driving:
        expected = scipy_seconds(network, driving, nodes)
        made = make_hierarchy(network.graph, driving)
        assert made is not None
        swept, searched = (np.empty((len(nodes), len(nodes)), np.int32) for _ in range(2))
        _by_sweeps(made, nodes, nodes, swept)
        _by_searches(network, nodes, nodes, driving, searched)
        reached = np.isfinite(expected)
        assert np.array_equal(swept[reached] / 1000, expected[reached])
        assert np.array_equal(searched[reached] / 1000, expected[reached])
        assert np.isinf(network.table(nodes, nodes, driving)[~reached]).all()


@FAIR
@given(networks(), st.data())
def test_a_route_takes_as_long_as_its_steps_and_no_longer_than_scipy_says(network, data):
    node = st.integers(0, network.node_count - 1)
    start, end = data.draw(node), data.draw(node)
    driving = data.draw(st.sampled_from(Driving))
    expected = scipy_seconds(network, driving, np.array([start], np.int32))[0, end]
    if not np.isfinite(expected):
        with pytest.raises(NotConnected, match="no way by road"):
            network.route(start, end, driving)
        return
    route = network.route(start, end, driving)
    assert route.seconds == expected == network.seconds(start, end, driving)
    assert sum(step.seconds for step in route.steps) == pytest.approx(route.seconds)


@FAIR
@given(networks(), st.data())
def test_searches_of_one_thread_do_not_disturb_each_other(network, data):
    node = st.integers(0, network.node_count - 1)
    units = np.array(data.draw(st.lists(node, min_size=1, max_size=9)), np.int32)
    targets = data.draw(st.lists(node, min_size=2, max_size=5))
    alone = [network.nearest(t, units, 3, None, 9.0) for t in targets]
    for t in targets:
        network.isochrone(t, 0.05)
        network.table(units, units)
    assert [network.nearest(t, units, 3, None, 9.0) for t in targets] == alone


def test_the_island_agrees_with_scipy(island: Network):
    stream = np.random.default_rng(5)
    nodes = stream.integers(0, island.node_count, 60, dtype=np.int32)
    for driving in Driving:
        expected = scipy_seconds(island, driving, nodes)[:, nodes]
        assert np.allclose(island.table(nodes, nodes, driving), expected, rtol=1e-6)
        assert island.seconds(int(nodes[0]), int(nodes[1]), driving) == expected[0, 1]


def test_nearest_on_the_island_equals_a_search_from_every_unit(island: Network):
    stream = np.random.default_rng(6)
    for _ in range(5):
        units = stream.integers(0, island.node_count, 40, dtype=np.int32)
        driving = stream.integers(0, 2, 40).astype(np.int32)
        target = int(stream.integers(island.node_count))
        found = island.nearest(target, units, 5, driving, 1200)
        expected = brute_nearest(island, target, units, driving, 5, 1200)
        assert [(r.index, r.seconds) for r in found] == expected


def test_units_off_the_network_are_passed_over(island: Network):
    units = np.array([-1, 7, -1, 7], np.int32)
    assert [r.index for r in island.nearest(7, units, 5)] == [1, 3]


def test_ties_go_to_the_unit_named_first(island: Network):
    units = np.full(8, 100, np.int32)
    assert [r.index for r in island.nearest(100, units, 3)] == [0, 1, 2]


def test_nobody_is_found_beyond_the_cutoff(island: Network):
    far = int(np.argmax(island.lon))
    near = int(np.argmin(island.lon))
    assert island.nearest(near, np.array([far], np.int32), 5, cutoff_seconds=60) == []


def test_a_node_of_another_network_is_refused(island: Network):
    with pytest.raises(NotConnected, match="rebuilt"):
        island.nearest(island.node_count, np.array([0], np.int32), 1)


def test_threads_share_a_network(island: Network):
    from concurrent.futures import ThreadPoolExecutor

    stream = np.random.default_rng(7)
    units = stream.integers(0, island.node_count, 200, dtype=np.int32)
    targets = stream.integers(0, island.node_count, 200).tolist()
    alone = [island.nearest(t, units, 5) for t in targets]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda t: island.nearest(t, units, 5), targets)) == alone
