"""Near repeats: counted by hand, compared with every swap, silent without a pattern."""

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.signals.near import haversine_pairs, knox, knox_result, planar_pairs, table_pairs
from outrider.signals.near.checks import checks
from outrider.signals.scan import haversine


@pytest.mark.feature("F48")
def test_four_points_come_out_as_counted_by_hand():
    rows = list(checks(Path()))
    assert len(rows) == 3
    assert [row for row in rows if not row.met] == []


def plain(x, y, times, near, soon):
    """Every pair, one by one."""
    counts = np.zeros((len(near), len(soon)), dtype=int)
    for i in range(len(x)):
        for j in range(i):
            a = np.searchsorted(near, np.hypot(x[i] - x[j], y[i] - y[j]))
            b = np.searchsorted(soon, abs(times[i] - times[j]))
            if a < len(near) and b < len(soon):
                counts[a, b] += 1
    return counts


@given(st.integers(0, 2**32 - 1), st.integers(2, 40))
@settings(max_examples=60)
def test_pairs_are_those_of_the_plain_count(seed, n):
    random = np.random.default_rng(seed)
    x, y = random.integers(0, 6, (2, n)).astype(float)
    times = random.integers(0, 30, n).astype(float)
    near, soon = np.array([0.0, 1.0, 3.0]), np.array([2.0, 7.0])
    expected = plain(x, y, times, near, soon)
    pairs = planar_pairs(x, y, near)
    assert (knox(pairs, times, soon, replications=1, seed=0).observed == expected).all()
    distance = np.hypot(x[:, None] - x, y[:, None] - y)
    tabled = knox(table_pairs(distance, near), times, soon, replications=1, seed=0)
    assert (tabled.observed == expected).all()


def test_the_expected_count_is_the_mean_over_every_swap():
    random = np.random.default_rng(3)
    x, y, times = random.random((3, 6))
    near, soon = np.array([0.3, 0.7]), np.array([0.2, 0.5])
    mean = np.mean([plain(x, y, np.array(t), near, soon) for t in permutations(times)], axis=0)
    found = knox(planar_pairs(x, y, near), times, soon, replications=1, seed=0)
    assert found.expected == pytest.approx(mean)


def test_degrees_are_measured_in_kilometres():
    random = np.random.default_rng(5)
    lat, lon = 50.7 + random.random(80) / 10, -1.3 + random.random(80) / 10
    ends = np.array([0.5, 2.0])
    by_points, by_table = haversine_pairs(lat, lon, ends), table_pairs(haversine(lat, lon), ends)
    assert np.bincount(by_points.band).tolist() == np.bincount(by_table.band).tolist()


def events(random, n=120, followed=0):
    x, y, times = random.random(n) * 10, random.random(n) * 10, random.random(n) * 365
    x, y = (np.r_[at, at[:followed] + random.normal(0, 0.02, followed)] for at in (x, y))
    return x, y, np.r_[times, times[:followed] + random.random(followed) * 5]


def test_events_that_are_followed_nearby_are_found():
    x, y, times = events(np.random.default_rng(2), followed=25)
    found = knox(planar_pairs(x, y, np.array([0.2, 1.0])), times, np.array([7.0, 28.0]), seed=1)
    assert found.p[0, 0] == pytest.approx(1 / 1000)
    assert found.p_family <= 0.01
    made = knox_result(
        found, distances=("200 m", "1 km"), times=("7 days", "28 days"),
        vintage="Data to 24 November 2026.", n_unit="assaults",
    )  # fmt: skip
    assert made.says.startswith("Within 200 m and 7 days there were ")
    assert [row[:2] for row in made.table.rows] == [
        ("200 m", "7 days"), ("200 m", "28 days"), ("1 km", "7 days"), ("1 km", "28 days"),
    ]  # fmt: skip
    assert made.false_alarms.looks == 4


def test_the_smallest_of_several_p_is_uniform_when_there_is_no_pattern():
    random = np.random.default_rng(8)
    near, soon = np.array([0.5, 1.0, 2.0]), np.array([7.0, 14.0])
    found = []
    for seed in range(200):
        x, y, times = events(random, n=60)
        one = knox(planar_pairs(x, y, near), times, soon, replications=99, seed=seed)
        found.append(one.p_family)
        assert one.p_family >= one.p.min() - 1e-9
    share = np.mean(np.array(found) <= 0.1)
    assert abs(share - 0.1) < 4 * np.sqrt(0.09 / 200)


def test_no_pattern_is_said_in_words():
    x, y, times = events(np.random.default_rng(4))
    found = knox(planar_pairs(x, y, np.array([0.5])), times, np.array([7.0]), seed=1)
    made = knox_result(
        found, distances=("500 m",), times=("7 days",), vintage="Today.", n_unit="assaults"
    )
    assert made.says == "Assaults near each other did not come closer in time than by chance."


@pytest.mark.parametrize(
    ("times", "bands", "words"),
    [
        ([0.0, np.nan], [7.0], "time is missing"),
        ([0.0, 1.0], [7.0, 7.0], "larger than the one before"),
        ([0.0, 1.0, 2.0], [7.0], "one time for each place"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(times, bands, words):
    pairs = planar_pairs(np.zeros(2), np.zeros(2), np.array([1.0]))
    with pytest.raises(ValueError, match=words):
        knox(pairs, np.array(times), np.array(bands), seed=1)
