"""Figures on small frames whose answers are known, and their promises on random ones."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.trial.judging.estimates import Estimate, Share, estimate, minus
from outrider.trial.judging.evaluation import evaluate
from outrider.trial.judging.figures import answers, clocks, conditions, cost, flow, groups, sides
from outrider.trial.judging.frame import Frame, Stage, framed
from outrider.trial.judging.table import Table

NAN = float("nan")


def frame(*rows: tuple[Stage, float, float]) -> Frame:
    """A frame of (stage, minutes to the co-responder, minutes to the ambulance)."""
    n = len(rows)
    stage = np.array([row[0] for row in rows], dtype=np.int64)
    return framed(
        datetime(2026, 8, 1, tzinfo=UTC),
        datetime(2026, 11, 1, tzinfo=UTC),
        n,
        category=np.full(n, "C1"),
        condition=np.full(n, "stroke"),
        stage=stage,
        reason=np.where(stage < Stage.ATTENDED, "stood-down", ""),
        scheme=np.full(n, "police-special"),
        responder=np.array([row[1] for row in rows], dtype=np.float64),
        ambulance=np.array([row[2] for row in rows], dtype=np.float64),
        minutes=np.full(n, 30.0),
        police_units=np.ones(n),
        sent=np.full(n, 2),
        sent_live=np.full(n, 2),
        pack=np.full(n, "2026.1"),
    )


SIX = frame(
    (Stage.ATTENDED, 6.0, 14.0),
    (Stage.ATTENDED, 9.0, 8.0),
    (Stage.ATTENDED, 5.0, 9.0),
    (Stage.ATTENDED, 7.0, 10.0),
    (Stage.ATTENDED, 8.0, 8.0),
    (Stage.MOBILISED, NAN, 11.0),
)


def test_a_late_arrival_counts_as_no_gain_and_not_as_a_loss() -> None:
    both = clocks(SIX)
    assert both.n == 5
    assert both.mean_gain.value == pytest.approx((8 + 0 + 4 + 3 + 0) / 5)
    assert both.median_gain.value == 3
    assert (both.first.count, both.first.of) == (3, 5)


def test_a_crew_that_was_stood_down_counts_in_the_gain_per_mobilised_call() -> None:
    assert clocks(SIX).gain_per_mobilised.value == pytest.approx(15 / 6)


def test_a_call_without_an_ambulance_time_is_left_out_and_said() -> None:
    both = clocks(frame((Stage.ATTENDED, 5.0, NAN), (Stage.ATTENDED, 5.0, 9.0)))
    assert both.n == both.unpaired == 1
    assert "1 call without both times left out" in both.meta


def test_nothing_yet_is_said_in_words() -> None:
    empty = frame()
    both, way, spent = clocks(empty), flow(empty), cost(empty)
    assert both.title == "No attended call yet"
    assert spent.title == "No police time spent yet"
    assert way.title == "Of 0 eligible calls, 0 were reached"
    assert answers(evaluate(empty))[0].verdict == "not-yet"
    assert sides(empty, both, way, spent, evaluate(empty)).supporter[0] == (
        "–",
        "no attended call yet",
    )
    assert groups(empty).title
    assert conditions(empty).title


def test_few_calls_answer_nothing() -> None:
    assert answers(evaluate(SIX))[0].verdict == "not-yet"


def test_survival_is_never_answered_at_this_size() -> None:
    assert answers(evaluate(SIX))[2].verdict == "no"


ROWS = st.lists(
    st.tuples(
        st.sampled_from(list(Stage)),
        st.floats(1, 60),
        st.floats(1, 60),
    ),
    max_size=40,
)


@pytest.mark.feature("C49")
@given(ROWS)
def test_the_flow_loses_no_call(rows: list[tuple[Stage, float, float]]) -> None:
    way = flow(frame(*rows))
    steps = way.steps
    for here, after in itertools.pairwise(steps):
        assert here.reached - here.lost_count == after.reached
    assert steps[0].reached + way.came_across == len(rows)


@given(ROWS, st.randoms())
def test_the_order_of_the_calls_changes_no_figure(
    rows: list[tuple[Stage, float, float]], random: object
) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = clocks(frame(*rows)), clocks(frame(*mixed))
    assert one.mean_gain.interval == other.mean_gain.interval
    assert one.median_gain == other.median_gain


@pytest.mark.feature("C54")
@given(ROWS)
def test_supporter_and_critic_argue_from_the_same_counts(
    rows: list[tuple[Stage, float, float]],
) -> None:
    made = frame(*rows)
    both, way, spent = clocks(made), flow(made), cost(made)
    page = sides(made, both, way, spent, evaluate(made))
    first = page.supporter[1][0]
    late = page.critic[2][0]
    assert first == f"{both.first.count} of {both.first.of}"
    assert late == f"{both.first.of - both.first.count} of {both.first.of}"
    assert len(page.supporter) == len(page.critic)


@pytest.mark.feature("C48")
def test_an_interval_is_always_drawn_or_its_absence_said() -> None:
    few = estimate(np.array([1.0, 2.0]), "mean")
    assert few.interval is None
    assert "too few for a range" in few.text("min")
    assert Estimate(None, None, 0).text() == "no calls yet"
    assert Share(27, 33).range_text == "65 to 93%"


def test_a_minus_is_a_minus_and_zero_has_none() -> None:
    assert minus(-1.25) == "−1.2"
    assert minus(-0.01) == "0.0"


def test_a_spreadsheet_never_runs_a_cell() -> None:
    table = Table(("What", "n"), (("=1+1", -2), ("", None)))
    assert table.csv() == "What,n\r\n'=1+1,-2\r\n,\r\n"
