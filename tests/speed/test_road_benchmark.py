"""The road benchmark compares answers before it compares times; no time is asserted here."""

import numpy as np
import pytest
from bench.graphs import million
from bench.roads import bench_nearest, bench_table

from outrider.roads import Driving


@pytest.fixture(scope="module")
def lattice():
    return million(side=12)


def test_the_made_up_graph_is_one_component_cut_as_build_cuts(lattice):
    nodes = np.arange(0, lattice.node_count, 40, dtype=np.int32)
    assert np.isfinite(lattice.table(nodes, nodes)).all()
    degrees = np.diff(lattice.graph.out_start)
    assert np.median(degrees) == 2


def test_every_contender_gives_the_same_nearest_and_the_same_table(lattice):
    nearest = bench_nearest(lattice, units=50, queries=3)
    assert nearest["outrider"]["wall_p50"] > 0
    table = bench_table(lattice, size=30, rounds=1)
    assert set(table["ratios"]) == {"outrider", "scipy", "pyroutingkit"}


def test_a_wrong_answer_stops_the_benchmark(lattice, monkeypatch):
    right = lattice.table
    monkeypatch.setattr(lattice, "table", lambda *given: right(*given) + 1)
    with pytest.raises(SystemExit, match="tables differ"):
        bench_table(lattice, size=10, rounds=1)


def test_response_is_the_faster_set_of_the_made_up_graph(lattice):
    assert (
        lattice.graph.milliseconds(Driving.RESPONSE) <= lattice.graph.milliseconds(Driving.NORMAL)
    ).all()
