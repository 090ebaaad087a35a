"""The fast scan finds what the plain one finds, whatever the map; names and threads do not matter."""

import numpy as np
import pytest
from bench.scans import by_expectation, given_total, plain_scan
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.signals.scan import (
    Windows,
    by_margins,
    planar,
    scan_expectation,
    scan_permutation,
    scan_poisson,
    zones,
)
from outrider.signals.scan.maps import multinomial


@st.composite
def maps(draw):
    """A few areas on a small grid (so that distances tie) and a few times."""
    areas, times = draw(st.integers(2, 9)), draw(st.integers(1, 12))
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    x, y = on_a_grid(random, areas)
    dense = draw(st.sampled_from([0.05, 0.5, 4.0]))
    cases = random.poisson(dense, (areas, times))
    cases[0, 0] += 1
    expected = random.gamma(2.0, size=(areas, times)) + 0.01
    share = draw(st.sampled_from([0.51, 0.7, 1.0]))
    windows = Windows(draw(st.integers(1, times)), draw(st.booleans()))
    near = zones(planar(x, y), population=np.ones(areas), share=share)
    return cases, expected, near, windows


def on_a_grid(random, areas):
    """Points that share places and distances; the first stands alone, so that there is a zone."""
    x, y = random.integers(0, 4, (2, areas)).astype(float)
    x[0] = 9.0
    return x, y


@given(maps())
@settings(max_examples=150)
def test_the_poisson_scan_equals_the_plain_one(made):
    cases, expected, near, windows = made
    scaled = expected * cases.sum() / expected.sum()
    equal(plain_scan(cases, scaled, near, windows, given_total),
          scan_poisson(cases, expected, near, windows=windows, replications=0, seed=0))  # fmt: skip


@given(maps())
@settings(max_examples=100)
def test_the_expectation_scan_equals_the_plain_one(made):
    cases, expected, near, windows = made
    equal(plain_scan(cases, expected, near, windows, by_expectation),
          scan_expectation(cases, expected, near, windows=windows, replications=0, seed=0))  # fmt: skip


@given(maps())
@settings(max_examples=100)
def test_the_permutation_scan_equals_the_plain_one(made):
    cases, _, near, windows = made
    if cases.shape[1] > 1:
        equal(plain_scan(cases, by_margins(cases), near, windows, given_total),
              scan_permutation(cases, near, windows=windows, replications=0, seed=0))  # fmt: skip


def equal(plain, scan):
    if not scan.clusters:
        assert plain is None or plain.ratio < 1e-9
    else:
        assert scan.clusters[0].ratio == pytest.approx(plain.ratio, rel=1e-9, abs=1e-9)


@given(maps())
@settings(max_examples=60)
def test_chance_maps_go_through_the_same_search_as_the_real_one(made):
    """Each maximum equals the plain scan of the same drawn map."""
    cases, expected, near, windows = made
    scaled = expected * cases.sum() / expected.sum()
    scan = scan_poisson(cases, expected, near, windows=windows, replications=5, seed=9)
    draw = multinomial(scaled, int(cases.sum()))
    for number, found in enumerate(scan.maxima):
        drawn = np.bincount(draw(np.random.default_rng([9, number])), minlength=cases.size)
        plain = plain_scan(drawn.reshape(cases.shape), scaled, near, windows)
        assert found == pytest.approx(plain.ratio if plain else 0, rel=1e-9, abs=1e-9)


@given(maps(), st.integers(0, 1000))
@settings(max_examples=60)
def test_another_order_of_the_areas_gives_the_same_ratio(made, seed):
    cases, expected, _, windows = made
    random = np.random.default_rng(seed)
    x, y = on_a_grid(random, len(cases))
    people = np.ones(len(cases))
    order = random.permutation(len(cases))

    def ratio(index):
        near = zones(planar(x[index], y[index]), population=people, share=0.6)
        found = scan_poisson(
            cases[index], expected[index], near, windows=windows, replications=0, seed=0
        ).clusters
        return found[0].ratio if found else 0.0

    assert ratio(order) == pytest.approx(ratio(np.arange(len(cases))), rel=1e-9, abs=1e-9)


def test_the_same_seed_gives_the_same_maxima_on_any_number_of_threads():
    cases, expected, near = a_null_map(np.random.default_rng(4))
    one, three = (
        scan_poisson(cases, expected, near, replications=120, seed=11, threads=threads)
        for threads in (1, 3)
    )
    assert (one.maxima == three.maxima).all()
    assert one.clusters == three.clusters
    other = scan_poisson(cases, expected, near, replications=120, seed=12)
    assert (other.maxima != one.maxima).any()


@given(maps())
@settings(max_examples=60)
def test_clusters_share_no_area_and_none_is_stronger_than_the_one_before(made):
    cases, expected, near, windows = made
    scan = scan_poisson(cases, expected, near, windows=windows, replications=0, seed=0, secondary=5)
    areas = [area for one in scan.clusters for area in one.areas]
    assert len(areas) == len(set(areas))
    ratios = [one.ratio for one in scan.clusters]
    assert ratios == sorted(ratios, reverse=True)


def a_null_map(random, areas=40, times=20, total=150):
    x, y = random.random((2, areas))
    people = random.gamma(3.0, size=areas)
    expected = np.outer(people, np.ones(times))
    expected *= total / expected.sum()
    cases = random.multinomial(total, (expected / expected.sum()).ravel()).reshape(areas, times)
    return cases, expected, zones(planar(x, y), population=people, share=0.3)


@pytest.mark.parametrize("kind", ["poisson", "permutation"])
def test_on_null_maps_p_is_uniform(kind):
    """60 maps of 39 replications: the share of p at or below .1, .25, .5 is what it should be."""
    check_uniform(kind, maps=60, replications=39)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["poisson", "permutation"])
def test_on_many_null_maps_p_is_uniform(kind):
    check_uniform(kind, maps=1000, replications=99)


def check_uniform(kind, maps, replications):
    random = np.random.default_rng(2024)
    found = []
    for seed in range(maps):
        cases, expected, near = a_null_map(random)
        given = {"windows": Windows(5), "replications": replications, "seed": seed}
        scan = (
            scan_poisson(cases, expected, near, **given)
            if kind == "poisson"
            else scan_permutation(cases, near, **given)
        )
        found.append(scan.clusters[0].p)
    for level in (0.1, 0.25, 0.5):
        spread = np.sqrt(level * (1 - level) / maps)
        assert abs(np.mean(np.array(found) <= level + 1e-9) - level) < 4 * spread


def test_a_planted_cluster_is_found_in_its_place_and_time():
    random = np.random.default_rng(7)
    cases, expected, near = a_null_map(random)
    zone = near.area[near.start[5] : near.start[5] + 4]
    cases[np.ix_(zone, [8, 9, 10])] += random.poisson(5.0, (4, 3))
    for scan in (
        scan_poisson(cases, expected, near, windows=Windows(6), seed=1),
        scan_permutation(cases, near, windows=Windows(6), seed=1),
    ):
        strongest = scan.clusters[0]
        assert strongest.p <= 0.01
        assert strongest.p_gumbel < 0.01
        assert set(strongest.areas) & set(zone.tolist())
        assert 6 <= strongest.first <= 8 <= strongest.last <= 12
