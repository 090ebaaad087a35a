"""Two groups: one stratum is the crude ratio, Simpson is called out, two denominators are shown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from outrider.signals import family
from outrider.signals.disparity import (
    Strata,
    disparity_result,
    odds_ratio_within,
    odds_result,
    rate_ratio_within,
)
from outrider.signals.disparity.strata import (
    attained_level,
    exact_p,
    homogeneity_of_counts,
    homogeneity_of_logs,
)
from outrider.signals.rates import rate_ratio

pytestmark = pytest.mark.feature("F44")

EVENTS, HOURS = st.integers(1, 40), st.floats(10, 1e4)


def strata(a: list[int], t1: list[float], b: list[int], t0: list[float]) -> Strata:
    return Strata(np.array(a), np.array(t1, dtype=float), np.array(b), np.array(t0, dtype=float))


@given(a=EVENTS, t1=HOURS, b=EVENTS, t0=HOURS)
def test_one_stratum_is_the_crude_ratio_with_its_exact_p(
    a: int, t1: float, b: int, t0: float
) -> None:
    within, crude = rate_ratio_within(strata([a], [t1], [b], [t0])), rate_ratio(a, t1, b, t0)
    assert within.ratio == pytest.approx(crude.ratio)
    assert within.p == pytest.approx(crude.p, rel=1e-6)


@settings(max_examples=50)
@given(
    rows=st.lists(st.tuples(EVENTS, HOURS, EVENTS, HOURS), min_size=2, max_size=6),
    seed=st.integers(0, 50),
)
def test_the_ratio_within_lies_between_those_of_the_strata(
    rows: list[tuple[int, float, int, float]], seed: int
) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    one = strata(*columns)  # type: ignore[arg-type]
    each = one.events / one.exposure / (one.other_events / one.other_exposure)
    found = rate_ratio_within(one)
    assert each.min() * (1 - 1e-9) <= found.ratio <= each.max() * (1 + 1e-9)
    assert found.interval.low < found.ratio < found.interval.high
    order = np.random.default_rng(seed).permutation(len(rows))
    assert rate_ratio_within(Strata(*(column[order] for column in one))).p == pytest.approx(found.p)


def test_equal_ratios_are_homogeneous_in_both_forms() -> None:
    same = strata([10, 20, 40], [100, 100, 100], [5, 10, 20], [100, 100, 100])
    for test in (homogeneity_of_logs(same, 2.0), homogeneity_of_counts(same, 2.0)):
        assert test.chi2 == pytest.approx(0, abs=1e-12)
        assert test.p == pytest.approx(1)
    assert homogeneity_of_logs(same, 2.0).form != homogeneity_of_counts(same, 2.0).form


def test_a_stratum_without_events_of_one_group_drops_from_the_log_form_only() -> None:
    one = strata([10, 0, 40], [100, 100, 100], [5, 10, 20], [100, 100, 100])
    assert homogeneity_of_logs(one, 1.5).df == 1
    assert homogeneity_of_counts(one, 1.5).df == 2


def test_the_interval_within_strata_covers_as_often_as_it_says() -> None:
    random = np.random.default_rng(1)
    t1, t0, base = (
        np.array([200.0, 400, 90]),
        np.array([900.0, 300, 700]),
        np.array([0.05, 0.02, 0.1]),
    )
    covered = 0
    for _ in range(800):
        one = Strata(random.poisson(1.6 * base * t1), t1, random.poisson(base * t0), t0)
        low, high = rate_ratio_within(one).interval
        covered += low <= 1.6 <= high
    assert family.kept(0.95, covered, 800)


def test_without_a_difference_the_exact_test_alarms_as_often_as_stated() -> None:
    random = np.random.default_rng(2)
    t1, t0, base = np.array([200.0, 400]), np.array([900.0, 300]), np.array([0.03, 0.02])
    alarms, stated = 0, []
    for _ in range(500):
        one = Strata(random.poisson(base * t1), t1, random.poisson(base * t0), t0)
        alarms += exact_p(one) <= 0.05
        stated.append(attained_level(one, 0.05))
    assert family.kept(float(np.mean(stated)), alarms, 500)


def force(**changed: object):
    columns = {
        "group": ["BME", "other", "BME", "other"],
        "events": [30, 20, 6, 40],
        "exposure": [10_000, 10_000, 3_000, 60_000],
        "exposure_unit": "hours",
        "looked_at": "BME",
        "vintage": "v",
        "n_unit": "records of racist abuse",
    }
    return disparity_result(**(columns | changed))  # type: ignore[arg-type]


def test_without_strata_the_answer_is_the_exact_ratio() -> None:
    found = force()
    wanted = rate_ratio(36, 13_000, 60, 70_000)
    assert found.estimate == pytest.approx(wanted.ratio)
    assert found.interval == pytest.approx(wanted.interval)
    assert "one denominator" in " ".join(found.notes)


def test_two_denominators_are_side_by_side_and_called_out_when_they_disagree() -> None:
    found = force(second=[3_000, 1_000, 900, 600], second_unit="arrests")
    assert [row[0] for row in found.table.rows] == ["hours", "arrests"]
    assert any("different ways" in note for note in found.notes)
    assert found.false_alarms is not None
    assert found.false_alarms.looks == 2
    assert found.false_alarms.rate <= 0.05


def test_two_denominators_without_a_difference_alarm_no_oftener_than_stated() -> None:
    random, alarms, stated = np.random.default_rng(5), 0, []
    hours = [9_000, 40_000] * 2
    for _ in range(300):
        found = force(
            group=["BME", "other"] * 2,
            stratum=["city", "city", "country", "country"],
            events=random.poisson(np.array(hours) * 1e-3),
            exposure=hours,
            second=[hour / 12 for hour in hours],  # the same twice: luck can strike both
            second_unit="arrests",
        )
        assert found.false_alarms is not None
        alarms += "more than luck explains" in found.says
        stated.append(found.false_alarms.rate)
    assert family.not_exceeded(float(np.mean(stated)), alarms, 300)


def test_simpsons_paradox_is_called_out() -> None:
    """Within each station the rate is the same or lower; most of the group serves where it is high."""
    found = force(
        events=[45, 10, 2, 60],
        exposure=[10_000, 2_000, 2_000, 50_000],
        stratum=["city", "city", "country", "country"],
    )
    assert any("Simpson" in note for note in found.notes)
    crude, within = found.table.rows[0], found.table.rows[1]
    assert crude[6] > 1 > within[6]  # type: ignore[operator]
    assert found.estimate == within[6]


def test_both_forms_of_homogeneity_are_named() -> None:
    told = " ".join(force(stratum=["city", "city", "country", "country"]).notes)
    assert "log form" in told
    assert "Pearson form" in told


def test_a_stratum_with_one_group_only_is_left_out_and_named() -> None:
    found = force(stratum=["city", "city", "dogs", "country"])
    assert any("dogs, country" in note for note in found.notes)
    assert found.n == 50


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"looked_at": "Asian"}, "Asian and one other"),
        ({"group": ["BME"] * 4}, "one other are needed"),
        ({"stratum": ["a", "b", "c", "d"]}, "No stratum has both"),
        ({"events": [0, 0, 0, 0]}, "Neither group has an event"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    changed: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        force(**changed)


@given(four=st.tuples(EVENTS, EVENTS, EVENTS, EVENTS))
def test_one_stratum_of_odds_is_the_crude_odds_ratio(four: tuple[int, int, int, int]) -> None:
    yes, no, other_yes, other_no = four
    found = odds_ratio_within(*(np.array([cell]) for cell in four))
    assert found.ratio == pytest.approx(yes * other_no / (no * other_yes))


def test_admissions_point_the_other_way_within_departments() -> None:
    """Berkeley 1973: men are let in more often all together, and not within departments."""
    found = odds_result(
        group=["Male", "Female"] * 6,
        stratum=[name for name in "ABCDEF" for _ in range(2)],
        yes=[512, 89, 353, 17, 120, 202, 138, 131, 53, 94, 22, 24],
        no=[313, 19, 207, 8, 205, 391, 279, 244, 138, 299, 351, 317],
        looked_at="Male",
        vintage="1973",
    )
    assert any("Simpson" in note for note in found.notes)
    assert found.table.rows[0][5] == pytest.approx(1.84108, abs=1e-5)
    assert found.estimate == pytest.approx(0.904697, abs=1e-6)
    assert [row[0] for row in found.table.rows[2:]] == list("ABCDEF")


def test_the_interval_of_the_odds_within_strata_covers_as_often_as_it_says() -> None:
    random, covered = np.random.default_rng(3), 0
    for _ in range(400):
        yes = random.binomial([60, 40], [0.5, 0.3])
        odds = 0.6  # of the others, in each stratum
        share = [0.5 / (0.5 + 0.5 / odds), 0.3 / (0.3 + 0.7 / odds)]
        other = random.binomial([50, 80], share)
        found = odds_ratio_within(yes, [60, 40] - yes, other, [50, 80] - other)
        covered += found.interval.low <= 1 / odds <= found.interval.high
    assert family.kept(0.95, covered, 400)


def test_breslow_and_days_form_is_statsmodels_and_holds_at_a_ratio_of_one() -> None:
    tables = np.random.default_rng(4).integers(5, 40, (4, 5))
    found = odds_ratio_within(*tables).homogeneity
    theirs = StratifiedTable(list(tables.T.reshape(5, 2, 2).astype(float))).test_equal_odds()
    assert found is not None
    assert found.chi2 == pytest.approx(theirs.statistic)
    even = odds_ratio_within(
        np.array([22, 12]), np.array([38, 28]), np.array([22, 12]), np.array([38, 28])
    )
    assert even.ratio == pytest.approx(1)
    assert even.homogeneity is not None
    assert even.homogeneity.chi2 == pytest.approx(0)


def test_a_group_with_one_kind_of_answer_has_no_odds_ratio() -> None:
    with pytest.raises(ValueError, match="one kind of answer"):
        odds_ratio_within(np.array([5]), np.array([0]), np.array([5]), np.array([0]))
