"""Every question of the statistics on the small demo force, and on a force without people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look
from outrider.evidence.signals.looks import look_of, themes
from outrider.evidence.signals.rows import load
from outrider.signals.result import Result
from tests.demo.conftest import demo_rows as demo_rows
from tests.demo.standing import demo as demo

LATER = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


def every_look() -> list[Look]:
    return [each for theme in themes() for each in theme.looks]


def test_every_question_has_an_address_of_its_own() -> None:
    keys = [each.key for each in every_look()]
    assert len(keys) == len(set(keys)) >= 8
    assert look_of("no-such-question") is None
    assert not {"files", "forces", "marks"} & set(keys)  # those are pages themselves


def answered(each: Look, year: SafetyYear) -> Result | str:
    """The answer, or why there is none."""
    try:
        return each.make(year)
    except ValueError as why:
        return str(why)


@pytest.mark.parametrize("each", every_look(), ids=lambda each: each.key)
def test_every_question_answers_a_small_force_or_says_what_is_missing(
    each: Look, demo: datetime
) -> None:
    year = load(demo)
    made = answered(each, year)
    if isinstance(made, str):
        assert made[0].isupper()
        assert made.rstrip().endswith(".")
        return
    assert "read on" in made.vintage
    if not each.protected:  # whose figures are cells of a table
        assert made.n <= len(year.listed) + year.injury_day.size
    if each.by_person:
        names = {row[0] for row in made.table.rows}
        assert names <= set(year.officer.tolist())
