"""Where to base units: proven by counting every choice, by what must hold, and by planted answers."""

from itertools import combinations, combinations_with_replacement

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from outrider.trial.placement import (
    PlacementError,
    Proof,
    place_for_least_time,
    place_to_cover,
    place_to_cover_when_busy,
    place_to_gain,
)

pytestmark = pytest.mark.feature("C42")
LIMIT = 480.0
few = settings(max_examples=40, deadline=None)


@st.composite
def worlds(draw):
    """Weights, travel times and how many units; ties and equal sites are common."""
    points, sites = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    weights = draw(arrays(np.float64, points, elements=st.integers(0, 5).map(float)))
    assume(weights.sum() > 0)
    minutes = st.integers(0, 20) | st.floats(0, 20, allow_subnormal=False)
    seconds = draw(arrays(np.float64, (points, sites), elements=minutes.map(lambda m: 60.0 * m)))
    return weights, seconds, draw(st.integers(1, sites))


def every_choice(sites, units):
    return [list(chosen) for chosen in combinations(range(sites), units)]


def plane(seed, points, sites):
    """Villages and lone houses on 60 km of flat land at 46 km/h."""
    rng = np.random.default_rng(seed)
    villages = rng.uniform(0, 60, (25, 2))
    near = villages[rng.integers(0, 25, points // 2)] + rng.normal(0, 2.5, (points // 2, 2))
    homes = np.concatenate([near, rng.uniform(0, 60, (points - points // 2, 2))])
    bases = rng.uniform(0, 60, (sites, 2))
    seconds = np.linalg.norm(homes[:, None] - bases, axis=2) * 78
    return rng.gamma(1, 10, points), seconds


# --- every choice counted -------------------------------------------------------------------------


@given(worlds())
@few
def test_no_other_choice_covers_more(world):
    weights, seconds, units = world
    best = max(
        weights @ (seconds[:, chosen] <= LIMIT).any(axis=1)
        for chosen in every_choice(seconds.shape[1], units)
    )
    placed = place_to_cover(weights, seconds, units, LIMIT)
    assert placed.value == pytest.approx(best / weights.sum(), abs=1e-9)
    assert placed.bound == pytest.approx(placed.value, abs=1e-6)
    assert placed.value == pytest.approx(
        weights @ (seconds[:, placed.sites] <= LIMIT).any(axis=1) / weights.sum(), abs=1e-9
    )


@given(worlds(), st.sampled_from([0.0, 0.1, 0.3, 0.7, 0.95]))
@few
def test_no_other_choice_covers_more_with_busy_units(world, busy):
    weights, seconds, units = world
    within = seconds <= LIMIT
    best = max(
        weights @ (1 - busy ** within[:, list(chosen)].sum(axis=1))
        for chosen in combinations_with_replacement(range(seconds.shape[1]), units)
    )
    placed = place_to_cover_when_busy(weights, seconds, units, LIMIT, busy)
    assert placed.value == pytest.approx(best / weights.sum(), abs=1e-6)
    assert placed.bound == pytest.approx(placed.value, abs=1e-5)
    assert sum(placed.units) == units


@given(worlds())
@few
def test_no_other_choice_has_a_shorter_mean_drive(world):
    weights, seconds, units = world
    best = min(
        weights @ seconds[:, chosen].min(axis=1) for chosen in every_choice(seconds.shape[1], units)
    )
    placed = place_for_least_time(weights, seconds, units)
    assert placed.value == pytest.approx(best / weights.sum(), rel=1e-6, abs=1e-6)
    assert placed.bound <= placed.value
    assert placed.proof is Proof.PROVEN


@given(worlds(), st.data())
@few
def test_no_other_choice_gains_more_on_the_ambulance(world, data):
    weights, seconds, units = world
    minutes = st.floats(0, 20, allow_subnormal=False).map(lambda m: 60 * m)
    ambulance = data.draw(arrays(np.float64, len(weights), elements=minutes))
    best = max(
        weights @ np.maximum(0, ambulance - seconds[:, chosen].min(axis=1))
        for chosen in every_choice(seconds.shape[1], units)
    )
    placed = place_to_gain(weights, seconds, units, ambulance)
    assert placed.value == pytest.approx(best / weights.sum(), rel=1e-6, abs=1e-3)
    assert placed.bound >= placed.value
    assert placed.proof is Proof.PROVEN


# --- what must hold -------------------------------------------------------------------------------


def test_one_more_unit_never_makes_it_worse():
    weights, seconds = plane(1, 120, 25)
    ambulance = np.random.default_rng(2).uniform(300, 1500, 120)
    for units in range(1, 12):
        one, more = units, units + 1
        assert (
            place_to_cover(weights, seconds, one, LIMIT).value
            <= place_to_cover(weights, seconds, more, LIMIT).value + 1e-9
        )
        assert (
            place_to_cover_when_busy(weights, seconds, one, LIMIT, 0.3).value
            <= place_to_cover_when_busy(weights, seconds, more, LIMIT, 0.3).value + 1e-6
        )
        assert (
            place_for_least_time(weights, seconds, one).value
            >= place_for_least_time(weights, seconds, more).value - 1e-6
        )
        assert (
            place_to_gain(weights, seconds, one, ambulance).value
            <= place_to_gain(weights, seconds, more, ambulance).value + 1e-6
        )


@given(worlds())
@few
def test_units_that_are_never_busy_cover_what_units_cover(world):
    weights, seconds, units = world
    never = place_to_cover_when_busy(weights, seconds, units, LIMIT, 0.0)
    plain = place_to_cover(weights, seconds, units, LIMIT)
    assert never.value == pytest.approx(plain.value, abs=1e-6)


def test_busier_units_cover_less():
    weights, seconds = plane(3, 150, 30)
    shares = [
        place_to_cover_when_busy(weights, seconds, 6, LIMIT, busy).value
        for busy in (0.0, 0.2, 0.4, 0.6, 0.8)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]


def test_busy_units_are_doubled_where_the_demand_is():
    seconds = np.array([[60.0, 900.0], [900.0, 60.0]])
    placed = place_to_cover_when_busy([100.0, 1.0], seconds, 2, LIMIT, 0.5)
    assert placed.sites == (0,)
    assert placed.units == (2,)
    assert placed.fleet_base.tolist() == [0, 0]
    assert placed.value == pytest.approx(100 * 0.75 / 101)


@pytest.mark.parametrize("seed", [4, 5])
def test_random_choices_stay_on_the_right_side_of_the_bound(seed):
    weights, seconds = plane(seed, 300, 60)
    rng = np.random.default_rng(seed)
    least = place_for_least_time(weights, seconds, 8)
    most = place_to_cover(weights, seconds, 8, LIMIT)
    assert least.proof is most.proof is Proof.PROVEN
    for _ in range(300):
        chosen = rng.choice(60, 8, replace=False)
        mean = weights @ seconds[:, chosen].min(axis=1) / weights.sum()
        share = weights @ (seconds[:, chosen] <= LIMIT).any(axis=1) / weights.sum()
        assert mean >= least.bound - 1e-6
        assert share <= most.bound + 1e-9


def test_sites_planted_amid_the_villages_are_found():
    rng = np.random.default_rng(6)
    villages = np.array([[5.0, 5.0], [25.0, 8.0], [12.0, 30.0], [40.0, 40.0]])
    homes = np.concatenate([each + rng.normal(0, 1, (60, 2)) for each in villages])
    bases = np.concatenate([rng.uniform(15, 22, (40, 2)), villages])
    seconds = np.linalg.norm(homes[:, None] - bases, axis=2) * 78
    placed = place_for_least_time(np.ones(240), seconds, 4)
    assert placed.sites == (40, 41, 42, 43)
    assert place_to_cover(np.ones(240), seconds, 4, LIMIT).value == 1.0


def test_a_unit_that_comes_after_the_ambulance_gains_nothing():
    placed = place_to_gain([1.0, 1.0], [[600.0], [300.0]], 1, [480.0, 720.0])
    assert placed.per_point.tolist() == [0.0, 420.0]
    assert placed.covered.tolist() == [False, True]
    assert placed.value == pytest.approx(210.0)


@pytest.mark.parametrize("late", [0.0, 3000.0])
def test_what_cannot_be_gained_or_covered_is_proven_too(late):
    seconds = np.array([[600.1, 700.7], [900.3, 800.9]]) + late
    for placed in (
        place_to_gain([0.1, 0.7], seconds, 1, [300.3, 299.9]),
        place_to_cover([0.1, 0.7], seconds, 1, LIMIT),
        place_to_cover_when_busy([0.1, 0.7], seconds, 1, LIMIT, 0.3),
    ):
        assert placed.value == 0
        assert placed.proof is Proof.PROVEN


def test_the_same_question_has_the_same_answer():
    weights, seconds = plane(7, 400, 80)
    first, again = (place_for_least_time(weights, seconds, 9) for _ in range(2))
    assert first.sites == again.sites
    assert first.bound == again.bound


# --- stopped early --------------------------------------------------------------------------------


def test_a_search_that_is_stopped_says_how_far_off_it_may_be():
    weights, seconds = plane(8, 1200, 200)
    stopped = place_for_least_time(weights, seconds, 15, stop=0.05)
    proven = place_for_least_time(weights, seconds, 15)
    assert stopped.proof is Proof.STOPPED
    assert stopped.gap > 0
    assert len(stopped.sites) == 15
    assert stopped.bound <= proven.value <= stopped.value
    assert "Not proven" in stopped.says[-1]
    assert proven.says[-1].startswith("Proven")


def test_a_search_that_is_stopped_in_the_solver_still_has_a_bound():
    weights, seconds = plane(0, 600, 120)
    stopped = place_to_cover_when_busy(weights, seconds, 25, LIMIT, 0.3, stop=0.02)
    proven = place_to_cover_when_busy(weights, seconds, 25, LIMIT, 0.3)
    assert stopped.value <= proven.value <= stopped.bound <= 1
    assert sum(stopped.units) == 25


# --- as large as a force --------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("units", [5, 10, 20])
def test_a_force_of_2000_places_and_300_sites_is_proven(units):
    weights, seconds = plane(0, 2000, 300)
    ambulance = np.random.default_rng(9).uniform(300, 1200, 2000)
    for placed in (
        place_to_cover(weights, seconds, units, LIMIT),
        place_to_cover_when_busy(weights, seconds, units, LIMIT, 0.3),
        place_for_least_time(weights, seconds, units),
        place_to_gain(weights, seconds, units, ambulance),
    ):
        assert placed.proof is Proof.PROVEN


# --- questions without an answer ------------------------------------------------------------------

TABLE = [[60.0, 120.0], [300.0, 30.0]]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: place_to_cover([1.0], TABLE, 1, LIMIT), "1 weights for 2 demand points"),
        (lambda: place_to_cover([1.0, -1.0], TABLE, 1, LIMIT), "weight of demand point 2 is -1"),
        (lambda: place_to_cover([0.0, 0.0], TABLE, 1, LIMIT), "All weights are 0"),
        (lambda: place_to_cover([1.0, 1.0], TABLE, 3, LIMIT), "3 sites cannot be chosen from 2"),
        (lambda: place_to_cover([1.0, 1.0], TABLE, 0, LIMIT), "Give 1 or more"),
        (lambda: place_to_cover([1.0, 1.0], TABLE, 1, 0), "time limit is 0"),
        (lambda: place_to_cover([1.0, 1.0], [[1.0], [np.nan]], 1, 9), "site 1 to demand point 2"),
        (lambda: place_to_cover([1.0, 1.0], [1.0, 2.0], 1, 9), "a row a demand point"),
        (lambda: place_to_cover(["many", 1], TABLE, 1, 9), "Weights must be numbers"),
        (lambda: place_to_cover_when_busy([1.0, 1.0], TABLE, 1, 9, 1.0), "busy fraction is 1"),
        (lambda: place_for_least_time([1.0, 1.0], [[1.0], [np.inf]], 1), "There is no way"),
        (lambda: place_for_least_time([1.0, 1.0], TABLE, 1, stop=0), "search may take 0"),
        (lambda: place_to_gain([1.0, 1.0], TABLE, 1, [60.0]), "1 ambulance times for 2"),
        (lambda: place_to_gain([1.0, 1.0], TABLE, 1, [60.0, np.inf]), "demand point 2 is inf"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_words(ask, words):
    with pytest.raises(PlacementError, match=words):
        ask()


def test_a_place_that_no_road_reaches_is_simply_not_covered():
    placed = place_to_cover([1.0, 3.0], [[np.inf, 60.0], [np.inf, np.inf]], 1, LIMIT)
    assert placed.sites == (1,)
    assert placed.value == 0.25
    assert placed.covered.tolist() == [True, False]


def test_every_answer_says_what_it_does_not_say():
    weights, seconds = plane(10, 40, 8)
    placed = place_to_gain(weights, seconds, 2, np.full(40, 900.0))
    assert "sooner on average" in placed.says[0]
    assert any("minutes are not survival" in each for each in placed.does_not_say)
