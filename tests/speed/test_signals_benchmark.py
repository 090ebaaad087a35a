"""The benchmark of the statistics compares answers before times; no time is asserted here."""

import bench.signals as suite
import numpy as np
import pytest
from bench.signals import Map, a_table, bench_scan, some_centres
from rich.console import Console

from outrider.signals.scan import planar, zones


@pytest.fixture
def small():
    random = np.random.default_rng(2)
    x, y = random.random((2, 24))
    expected = np.full((24, 40), 0.2)
    cases = random.poisson(expected)
    cases[3, 5:7] += 4
    near = zones(planar(x, y), population=np.ones(24), share=0.3)
    return Map(cases, expected * cases.sum() / expected.sum(), near)


def test_both_scans_are_timed_and_the_answers_are_equal(small):
    found = bench_scan(small, rounds=1, replications=3, every=3)
    assert found["ratio"] > 0
    assert 0 < found["share_of_centres_that_numpy_ran"] < 1


def test_a_wrong_answer_stops_the_benchmark(small, monkeypatch):
    right = suite.plain_scan
    monkeypatch.setattr(
        suite, "plain_scan", lambda *given: right(*given)._replace(ratio=right(*given).ratio + 1)
    )
    with pytest.raises(SystemExit, match="scans differ"):
        bench_scan(small, rounds=1, replications=1, every=2)


def test_some_centres_are_centres_of_the_whole(small):
    few = some_centres(small.near, 5)
    assert few.centres == 5
    whole = small.near
    assert few.area[: few.start[1]].tolist() == whole.area[: whole.start[1]].tolist()


def test_the_table_has_the_size_of_a_forces_year():
    universe = a_table(3.0)
    assert universe.counts.shape == (14, 12, 5)
    assert 2_000 < universe.counts.sum() < 3_200


def test_a_method_that_is_not_there_is_told_loudly(monkeypatch):
    monkeypatch.setattr(suite, "find_spec", lambda name: None)
    console = Console(record=True)
    assert suite.bench_farrington(1, console) is None
    assert "NOT MEASURED" in console.export_text()
