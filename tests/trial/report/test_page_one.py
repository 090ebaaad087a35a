"""What page one of a report says, from findings alone."""

from collections.abc import Iterator

import numpy as np
import pytest
from tests.trial.judging.planted import attended

from outrider.trial.judging.evaluation import evaluate
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.table import Table
from outrider.trial.report.chapters import answer
from outrider.trial.report.document import Warned
from outrider.trial.report.saying import saying


def warned() -> Iterator[str]:
    made = evaluate(attended(np.full(40, 3.0), condition=np.full(40, "cardiac-arrest")))
    for block in answer(made, (), "without", "with"):
        if isinstance(block, Warned):
            yield block.text


@pytest.mark.feature("C51")
def test_what_cannot_be_answered_is_told_with_the_number_that_it_would_need() -> None:
    (said,) = warned()
    assert "Needs 1,733 arrests, both arms, which takes 22 years" in said
    assert "Needs 6,297 arrests, both arms, which takes 78 years" in said


@pytest.mark.parametrize(
    ("difference", "says"),
    [
        ((-0.47, -0.50, -0.44), "there 28 seconds sooner on average (26 to 30)."),
        ((-1.5, -2.04, -1.0), "there 1.5 minutes sooner on average (1.0 to 2.0)."),
        ((1 / 60, 0.5 / 60, 4 / 60), "there 1.0 seconds later on average (0.5 to 4.0)."),
        ((-1.2 / 60, -3 / 60, -1 / 60), "there 1 second sooner on average (1 to 3)."),
        (
            (0.004, -0.001, 0.009),
            "there 0.2 seconds later on average (from 0.1 sooner to 0.5 later: it may be no "
            "difference at all).",
        ),
        (
            (0.0, 0.0, 0.0),
            "No difference of 0.1 seconds or more: trained help, mean over all calls "
            "that the rules send to.",
        ),
    ],
)
def test_a_difference_is_told_in_words_that_do_not_round_it_away(difference, says) -> None:
    row = ("with", 3, 1.0, 1.0, 1.0, 1.0, 1.0, *difference)
    columns = tuple(f"c{place}" for place in range(len(row)))
    found = Finding(
        id="arms-help-eligible-min", question="?", title="t", sentence="s",
        table=Table(columns, (row,)), unit="min",
    )  # fmt: skip
    assert saying(found, "with").sentence.endswith(says)
