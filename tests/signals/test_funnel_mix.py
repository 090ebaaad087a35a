"""Injuries that were no assault: the share, what was not reported, and the funnel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.signals.funnel import Spread, mix_result, share_not_intentional
from outrider.signals.intervals import binomial_exact

pytestmark = pytest.mark.feature("F50")


@given(hit=st.integers(0, 500), fell=st.integers(0, 500), silent=st.integers(0, 300))
def test_the_share_lies_between_what_the_unanswered_could_make_it(
    hit: int, fell: int, silent: int
) -> None:
    if hit + fell == 0:
        return
    found = share_not_intentional(hit, fell, silent)
    assert found.least <= found.share <= found.most
    assert found.interval == binomial_exact(fell, hit + fell)


def test_nobody_answering_gives_no_share() -> None:
    with pytest.raises(ValueError, match="Nobody answered"):
        share_not_intentional(0, 0, 7)


def test_a_planted_station_is_noted_and_silence_is_shown() -> None:
    random = np.random.default_rng(1)
    answered = np.full(12, 200)
    fell = random.binomial(answered, 0.47)
    fell[3] = 150
    silent = np.full(12, 30)
    names = [f"S{n}" for n in range(12)]
    found = mix_result(
        name=names,
        intentional=answered - fell,
        not_intentional=fell,
        not_reported=silent,
        vintage="v",
        spread=Spread.LUCK,
    )
    assert [row[0] for row in found.table.rows] == names
    assert [row[0] for row in found.table.rows if row[-1]] == ["S3"]
    assert found.n == 12 * 230
    assert "360 of 2,760" in found.notes[0]
    assert "had all been answered" in found.says


def test_a_group_in_which_nobody_answered_is_shown_without_a_share() -> None:
    found = mix_result(
        name=["0 to 1 years", "2 to 4 years", "5 and more"],
        intentional=[20, 0, 30],
        not_intentional=[25, 0, 20],
        not_reported=[3, 6, 2],
        by="years of service",
        vintage="v",
    )
    assert found.table.rows[1][1:5] == (0, 0, 6, None)
    assert found.title.endswith("by years of service")


def test_home_office_years_side_by_side_show_that_the_share_fell() -> None:
    """The published table, as in the reference file: a fall that luck does not explain."""
    found = mix_result(
        name=["2017/18", "2018/19", "2019/20"],
        intentional=[7_610, 10_851, 10_711],
        not_intentional=[8_583, 9_641, 8_976],
        not_reported=[1_949, 1_376, 3_556],
        by="year",
        vintage="Home Office, Table 10",
        spread=Spread.LUCK,
    )
    assert [round(float(row[4]), 4) for row in found.table.rows] == [0.53, 0.4705, 0.4559]  # type: ignore[arg-type]
    assert found.table.rows[0][-1] is True
