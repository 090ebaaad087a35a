"""Bounds for looking more than once agree with the published ones and keep their level."""

import itertools
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.trial.judging.spending import bounds, obrien_fleming, pocock

# Two-sided 5 %, equally spaced looks; as printed by gsDesign (sfLDOF, sfLDPocock) and ldbounds.
PUBLISHED = {
    1: (1.960,),
    2: (2.963, 1.969),
    3: (3.710, 2.511, 1.993),
    4: (4.333, 2.963, 2.359, 2.014),
    5: (4.877, 3.357, 2.680, 2.290, 2.031),
}


@pytest.mark.feature("C51")
@pytest.mark.parametrize("looks", PUBLISHED)
def test_obrien_and_flemings_type_of_bounds_are_the_published_ones(looks):
    shares = [k / looks for k in range(1, looks + 1)]
    found = bounds(shares, 0.05, obrien_fleming, two_sided=True)
    assert found == pytest.approx(PUBLISHED[looks], abs=6e-4)


def test_pococks_type_of_bounds_are_the_published_ones():
    assert bounds([0.5, 1], 0.05, pocock, two_sided=True) == pytest.approx((2.157, 2.201), abs=6e-4)


@pytest.mark.parametrize(("spending", "two_sided"), [(obrien_fleming, True), (pocock, False)])
def test_over_all_looks_of_a_walk_without_effect_the_level_is_kept(spending, two_sided):
    shares = np.array([0.2, 0.45, 0.5, 0.9, 1.0])
    random = np.random.default_rng(5)
    steps = random.normal(0, np.sqrt(np.diff(shares, prepend=0.0)), (200_000, len(shares)))
    z = steps.cumsum(axis=1) / np.sqrt(shares)
    bound = np.array(bounds(shares.tolist(), 0.05, spending, two_sided=two_sided))
    crossed = (np.abs(z) if two_sided else z) >= bound
    # 200,000 walks have an error of 0.05 points
    assert crossed.any(axis=1).mean() == pytest.approx(0.05, abs=0.002)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=6, unique=True).map(sorted))
def test_every_number_and_time_of_looks_spends_no_more_than_the_level(shares):
    if any(b - a < 1e-3 for a, b in itertools.pairwise([0.0, *shares])):
        return
    found = bounds(shares, 0.05, obrien_fleming, two_sided=True)
    assert all(bound >= 1.95 for bound in found)


def test_at_next_to_no_information_nothing_can_be_crossed():
    assert bounds([0.01, 1.0], 0.05, obrien_fleming, two_sided=True)[0] == inf


@pytest.mark.parametrize("shares", [[], [0.0, 1.0], [0.5, 0.5], [0.5, 1.2, 1.5]])
def test_looks_that_do_not_ascend_are_refused(shares):
    with pytest.raises(ValueError, match="ascend"):
        bounds(shares, 0.05, obrien_fleming, two_sided=True)
