"""Linking lists, and how many events no list has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.signals.family import kept
from outrider.signals.lists import (
    Records,
    chapman,
    chapman_result,
    estimate_if,
    gaps_result,
    link,
    models,
    three_lists_result,
)
from outrider.signals.lists.checks import checks
from outrider.signals.lists.three import PATTERNS


@pytest.mark.feature("F49")
def test_the_known_answer_is_met(reference_dir):
    assert [one for one in checks(reference_dir) if not one.met] == []


def test_10_and_15_with_5_in_both_have_the_interval_that_is_quoted_everywhere():
    """22 to 65, rounded, for Sadinle's interval of this example."""
    found = chapman(10, 15, 5)
    assert found.estimate == pytest.approx(28.3333333)
    assert [round(end) for end in found.interval] == [22, 65]


@given(st.integers(1, 300), st.integers(1, 300), st.data())
def test_there_were_never_fewer_than_are_seen(first, second, data):
    both = data.draw(st.integers(0, min(first, second)))
    found = chapman(first, second, both)
    assert found.seen - 1e-9 <= found.interval.low <= found.interval.high
    assert found.seen - 1e-9 <= found.estimate <= found.interval.high
    assert found.interval.low <= found.estimate + 1e-9


def drawn(random, whole, shares):
    """Events in each of the lists, drawn one independently of the other."""
    return [random.random(whole) < share for share in shares]


@pytest.mark.parametrize(("whole", "shares"), [(60, (0.5, 0.4)), (400, (0.3, 0.6))])
def test_the_interval_of_two_lists_covers_as_often_as_it_says(whole, shares):
    random, covered, runs = np.random.default_rng(1), 0, 3000
    for _ in range(runs):
        a, b = drawn(random, whole, shares)
        low, high = chapman(int(a.sum()), int(b.sum()), int((a & b).sum())).interval
        covered += low <= whole <= high
    assert 0.935 <= covered / runs <= 0.975


def cells(flags):
    table = np.stack(flags, axis=1).astype(int)
    return {p: int((table == np.array(p)).all(axis=1).sum()) for p in PATTERNS}


def test_each_model_covers_the_truth_where_lists_are_independent():
    random, covered, runs = np.random.default_rng(2), np.zeros(8), 300
    for _ in range(runs):
        found = models(cells(drawn(random, 300, (0.5, 0.4, 0.3))))
        covered += [one.interval.low <= 300 <= one.interval.high for one in found]
    assert all(kept(0.95, int(one), runs, level=0.999) for one in covered)


def test_a_keen_supervisor_makes_independence_too_low_and_the_right_pair_finds_it():
    random, independent, right, runs = np.random.default_rng(3), [], 0, 200
    for _ in range(runs):
        first = random.random(600) < 0.5
        second = random.random(600) < np.where(first, 0.7, 0.3)
        found = models(cells([first, second, random.random(600) < 0.4]))
        independent.append(found[0].estimate)
        right += found[1].interval.low <= 600 <= found[1].interval.high
    assert np.mean(independent) < 570
    assert kept(0.95, right, runs, level=0.999)


@given(st.lists(st.integers(1, 80), min_size=7, max_size=7))
def test_the_saturated_model_is_the_closed_form(values):
    seen = dict(zip(PATTERNS, values, strict=True))
    a = seen[1, 1, 1] * seen[1, 0, 0] * seen[0, 1, 0] * seen[0, 0, 1]
    b = seen[1, 1, 0] * seen[1, 0, 1] * seen[0, 1, 1]
    saturated = models(seen)[-1]
    if a / b < 1e6:
        assert saturated.estimate == pytest.approx(sum(values) + a / b, rel=1e-6)
        assert saturated.deviance == pytest.approx(0, abs=1e-6)


def test_two_lists_that_hang_together_hide_more_than_independence_says():
    assert estimate_if(100, 80, 40, 1.0) == pytest.approx(100 * 80 / 40)
    assert (
        estimate_if(100, 80, 40, 2.0)
        > estimate_if(100, 80, 40, 1.0)
        > estimate_if(100, 80, 40, 0.5)
    )


def records(name, *rows):
    return Records(
        name,
        tuple(row[0] for row in rows),
        tuple(row[1] for row in rows),
        np.array([row[2] for row in rows], dtype=float),
    )


def test_a_record_is_linked_to_the_nearest_of_the_same_person_and_once():
    crime = records("crime", ("c1", "x", 0), ("c2", "x", 20), ("c3", "y", 5))
    safety = records("safety", ("s1", "x", 19), ("s2", "x", 3), ("s3", "y", 60), ("s4", "z", 5))
    linked = link([crime, safety], tolerance=24)
    assert linked.row.tolist() == [[0, 1], [1, 0], [2, -1], [-1, 2], [-1, 3]]
    assert linked.missing_from("safety").tolist() == [2]
    assert linked.missing_from("crime").tolist() == [3, 4]


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 200)), max_size=6),
        min_size=2,
        max_size=3,
    )
)
def test_every_record_is_in_one_event_and_no_event_joins_two_people(lists):
    made = [
        Records(
            str(i),
            tuple(map(str, range(len(rows)))),
            tuple(k for k, _ in rows),
            np.array([t for _, t in rows], dtype=float),
        )
        for i, rows in enumerate(lists)
    ]
    linked = link(made)
    for i, rows in enumerate(lists):
        assert sorted(linked.row[:, i][linked.row[:, i] >= 0]) == list(range(len(rows)))
    for event in linked.row:
        assert len({made[i].key[row] for i, row in enumerate(event) if row >= 0}) == 1


def test_results_say_what_dependence_does_and_give_no_single_number():
    found = three_lists_result(
        in_first=[1, 1, 1, 0, 1, 0, 0], in_second=[1, 1, 0, 1, 0, 1, 0], in_third=[1, 0, 1, 1, 0, 0, 1],
        events=[30, 20, 15, 25, 40, 50, 45], names=("crime", "safety", "force"), vintage="Made up.",
    )  # fmt: skip
    assert found.estimate is None
    assert len(found.table.rows) == 8
    assert "independence is too low by 299" in found.says
    two = chapman_result(first=10, second=15, both=5, vintage="Made up.")
    assert "too low" in two.does_not_say
    assert len(two.table.rows) == 4
    linked = link([records("a", ("1", "x", 0)), records("b", ("1", "y", 0))])
    assert gaps_result(linked=linked, vintage="Made up.").says.endswith("a lacks 1; b lacks 1.")


def test_an_empty_pattern_leaves_a_model_without_an_answer():
    some = models({(1, 1, 1): 5, (1, 0, 0): 20, (0, 1, 0): 20, (0, 0, 1): 20, (1, 1, 0): 6})
    assert any(not np.isfinite(one.estimate) for one in some)
