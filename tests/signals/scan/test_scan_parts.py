"""Zones, expectations, p-values and the result of a scan."""

import numpy as np
import pytest

from outrider.signals.charts import Zones as Drawn
from outrider.signals.scan import (
    METHODS,
    PERMUTATION,
    POISSON,
    Windows,
    by_gumbel,
    by_order,
    by_strata,
    haversine,
    once_in,
    planar,
    scan_permutation,
    scan_poisson,
    scan_result,
    zones,
)
from outrider.signals.scan.zones import without

LINE = planar(np.array([0.0, 1.0, 2.0, 4.0]), np.zeros(4))


def test_areas_at_one_distance_enter_a_zone_together():
    near = zones(LINE, radius=1.5)
    second = slice(near.start[1], near.start[2])
    assert near.area[second].tolist() == [1, 0, 2]
    assert near.closes[second].tolist() == [True, False, True]


def test_a_zone_stops_before_the_share_is_passed_even_if_a_farther_area_would_fit():
    near = zones(LINE, population=np.array([1.0, 5.0, 1.0, 1.0]), share=0.5)
    assert near.area[near.start[0] : near.start[1]].tolist() == [0]
    assert near.start[2] == near.start[1]  # the second area alone holds more than half


def test_road_times_may_be_one_way_and_endless():
    minutes = np.array([[0.0, 5.0, np.inf], [9.0, 0.0, 4.0]])
    near = zones(minutes, radius=6)
    assert [near.area[a:b].tolist() for a, b in zip(near.start, near.start[1:], strict=False)] == [
        [0, 1],
        [1, 2],
    ]


def test_without_some_areas_each_centre_stops_before_them():
    left = without(zones(LINE, radius=9), np.array([False, False, True, False]))
    assert [left.area[a:b].tolist() for a, b in zip(left.start, left.start[1:], strict=False)] == [
        [0, 1],
        [1],
        [],
        [3],
    ]


def test_a_degree_of_latitude_is_111_km():
    assert haversine(np.array([50.0, 51.0]), np.array([0.0, 0.0]))[0, 1] == pytest.approx(
        111.19, abs=0.01
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"distance": np.ones((2, 2)), "share": 0.0}, "between 0 and 1"),
        ({"distance": np.full((2, 2), np.nan)}, "missing or negative"),
        ({"distance": np.ones((2, 2)), "population": np.ones(3)}, "one figure an area"),
        ({"distance": np.ones((2, 2)), "radius": 0.5}, "No zone is within"),
    ],
)
def test_what_makes_no_zones_is_said(given, words):
    with pytest.raises(ValueError, match=words):
        zones(**given)


def test_covariates_enter_by_each_stratums_own_rate():
    """Two strata, rates 10/100 and 2/200: an area of 50 and 20 people expects 5.2."""
    cases = np.array([[[6], [4]], [[1], [1]]])
    people = np.array([[[50.0], [50.0]], [[20.0], [180.0]]])
    expected = by_strata(cases, people)
    assert expected[:, 0].tolist() == pytest.approx([5.2, 6.8])
    with pytest.raises(ValueError, match="no population"):
        by_strata(cases, people * np.array([1, 0]).reshape(2, 1, 1))


def test_a_tie_with_a_chance_map_counts_against_the_cluster():
    assert by_order(5.0, np.array([1.0, 5.0, 9.0])) == pytest.approx(3 / 4)
    assert by_order(10.0, np.arange(9.0)) == pytest.approx(1 / 10)


def test_the_gumbel_tail_agrees_with_the_distribution_it_was_drawn_from():
    drawn = np.random.default_rng(1).gumbel(5, 1.5, 20_000)
    true = -np.expm1(-np.exp(-(14 - 5) / 1.5))
    assert by_gumbel(14.0, drawn) == pytest.approx(true, rel=0.15)
    assert by_gumbel(14.0, drawn[:50]) is None


@pytest.mark.parametrize(
    ("cases", "expected", "words"),
    [
        (np.zeros((4, 2), int), np.ones((4, 2)), "no cases"),
        (np.ones((4, 2), int), np.eye(4, 2), "none can be expected"),
        (np.ones((4, 2)), np.ones((4, 2)), "whole numbers"),
        (np.ones((4, 2), int), np.ones((4, 3)), "both the same"),
        (np.ones((3, 2), int), np.ones((3, 2)), "no row among the cases"),
    ],
)
def test_what_cannot_be_scanned_is_refused_in_words(cases, expected, words):
    with pytest.raises(ValueError, match=words):
        scan_poisson(cases, expected, zones(LINE, radius=9), seed=1, replications=0)


def test_one_time_has_nothing_to_swap():
    with pytest.raises(ValueError, match="more than one time"):
        scan_permutation(np.ones((4, 1), int), zones(LINE, radius=9), seed=1)


def result(cases, method=POISSON, windows=None):
    near = zones(LINE, population=np.ones(4), share=0.5)
    expected = np.ones(cases.shape)
    made = (
        scan_poisson(cases, expected, near, windows=windows, replications=199, seed=1)
        if method is POISSON
        else scan_permutation(cases, near, windows=windows, replications=199, seed=1)
    )
    times = [f"day {i + 1}" for i in range(cases.shape[1])]
    return scan_result(
        made, method=method, cases=cases, x=np.arange(4.0), y=np.zeros(4), areas=list("ABCD"),
        times=times, vintage="Data to 24 November 2026.", n_unit="assaults",
    )  # fmt: skip


def planted():
    cases = np.ones((4, 6), dtype=int)
    cases[0:2, 2:4] = 9
    return cases


def test_a_result_says_where_and_when_and_how_often_luck_alone_would_alarm():
    made = result(planted())
    assert made.says == (
        "In A, B, day 3 to day 4, there were 36 assaults where 9.3 were expected: "
        "more than luck alone would put anywhere."
    )
    assert "why" in made.does_not_say
    assert made.false_alarms.rate == 0.05
    assert made.false_alarms.looks == made_cylinders()
    assert isinstance(made.chart, Drawn)
    assert made.chart.zone.tolist()[:2] == [1, 1]
    assert made.table.csv().startswith("cluster,areas,from,to,cases,expected")


def made_cylinders():
    """Zones of one area from each end and two or more within half of the people: 4 + 2 ties."""
    near = zones(LINE, population=np.ones(4), share=0.5)
    return near.number * Windows(6).number(6)


def test_a_quiet_map_says_that_it_is_quiet():
    made = result(np.ones((4, 6), dtype=int))
    assert made.says.startswith("No place and time")
    assert made.table.rows == ()


def test_only_a_scan_that_ends_now_has_a_time_between_false_alarms():
    assert result(planted()).table.rows[0][-1] is None
    now = result(planted()[:, :4], windows=Windows(3, ending_now=True))
    assert now.table.rows[0][-1] == pytest.approx(1 / now.table.rows[0][8])
    assert "once in" not in now.says


def test_clusters_stand_in_order_of_time_not_of_strength():
    made = result(planted())
    starts = [row[2] for row in made.table.rows]
    assert starts == sorted(starts)


def test_a_scan_without_a_denominator_warns_of_new_ways_of_recording():
    assert "recording" in result(planted(), PERMUTATION).does_not_say


def test_windows_are_counted_as_they_are_looked_at():
    assert Windows(28).number(365) == sum(365 - length + 1 for length in range(1, 29))
    assert Windows(7, ending_now=True).number(24) == 7


def test_methods_have_a_key_and_a_source_each():
    assert len({method.key for method in METHODS}) == 3
    assert once_in is not None
    assert all("doi:" in method.reference for method in METHODS)
