"""ATMIST: read from the wire, read out to the crew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.coresponse.atmist import (
    LONGEST,
    MOST_ENTRIES,
    Atmist,
    BadAtmist,
    Entry,
    FieldProblem,
    parse_atmist,
)

CHALE_GREEN: dict[str, Any] = {
    "age": "Man, about 65",
    "time": "Collapsed about 03:10, seen by wife",
    "mechanism": "Collapsed at home. No injury seen",
    "injuries": "",
    "signs": [{"text": "Breathing now", "at": "2026-11-21T03:23:00Z", "code": "breathing"}],
    "treatment": [
        {"text": "Shock 1 given", "at": "2026-11-21T03:20:31Z"},
        {"text": "CPR by wife", "at": None},
        {"text": "CPR started", "at": "2026-11-21T03:18:55+00:00"},
    ],
}


def problems_of(raw: object) -> dict[str, str]:
    with pytest.raises(BadAtmist) as refused:
        parse_atmist(raw)
    return {problem.field: problem.message for problem in refused.value.problems}


@pytest.mark.feature("C31")
def test_a_handover_is_read_out_letter_by_letter_in_the_order_of_its_times() -> None:
    lines = parse_atmist(CHALE_GREEN).as_sentences()
    assert "".join(line.letter for line in lines) == "ATMIST"
    assert lines[0].text == "Man, about 65"
    assert lines[4].text == "Breathing now 03:23"
    assert lines[5].text == "CPR started 03:18. Shock 1 given 03:20. CPR by wife"


def test_what_was_not_recorded_is_said_and_not_skipped() -> None:
    injuries = parse_atmist(CHALE_GREEN).as_sentences()[3]
    assert injuries.missing
    assert injuries.text == "Not recorded"


def test_times_are_read_out_on_the_wall_clock_of_the_place_in_summer_too() -> None:
    entry = Entry("Tourniquet 1 on", datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    line = Atmist(treatment=(entry,)).as_sentences(ZoneInfo("Europe/London"))[5]
    assert line.text == "Tourniquet 1 on 00:30"


def test_an_empty_handover_can_be_given_and_says_that_nothing_was_recorded() -> None:
    assert all(line.missing for line in parse_atmist({}).as_sentences())


@pytest.mark.parametrize("raw", [None, "text", 3, [], [CHALE_GREEN]])
def test_something_that_is_not_a_handover_is_refused(raw: object) -> None:
    assert "atmist" in problems_of(raw)


def test_each_wrong_field_is_named_with_what_to_do() -> None:
    problems = problems_of(
        {
            "age": 65,
            "time": "x" * 121,
            "injuries": "a\x00b",
            "colour": "blue",
            "signs": "pale",
            "treatment": [{"text": " "}, {"text": "CPR", "at": "03:20"}, "CPR"],
        }
    )
    assert problems["age"] == "Send text, or leave it empty."
    assert problems["time"] == "121 characters: shorten it to 120 or fewer."
    assert "retype" in problems["injuries"]
    assert "colour" in problems
    assert "list" in problems["signs"]
    assert "Empty" in problems["treatment[0].text"]
    assert "zone" in problems["treatment[1].at"]
    assert "treatment[2]" in problems


@pytest.mark.parametrize(
    "at", ["2026-11-21T03:20:00", "yesterday", 5, "0001-01-01T00:00:00+14:00", True]
)
def test_a_time_without_zone_or_sense_is_refused(at: object) -> None:
    assert "signs[0].at" in problems_of({"signs": [{"text": "Pale", "at": at}]})


def test_too_many_entries_are_refused_before_they_are_read() -> None:
    raw = {"signs": [{"text": "Pale"}] * (MOST_ENTRIES + 1)}
    assert set(problems_of(raw)) == {"signs"}


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=40).map(
    lambda text: " ".join(text.split())
)
entries = st.lists(
    st.builds(
        Entry,
        text=words.filter(bool),
        at=st.none() | st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1)),
        code=words,
    ),
    max_size=5,
).map(tuple)
handovers = st.builds(
    Atmist,
    **dict.fromkeys(LONGEST, words),
    signs=entries,
    treatment=entries,
)


@given(handovers)
def test_a_handover_comes_back_from_the_wire_as_it_was(handover: Atmist) -> None:
    assert parse_atmist(handover.as_dict()) == handover


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from((*LONGEST, "signs", "treatment", "x")), json_values))
def test_any_json_is_either_a_handover_or_refused_field_by_field(
    raw: dict[str, Any],
) -> None:
    read, problems = read_or_refused(raw)
    assert (read is None) == bool(problems)
    assert all(problem.message.endswith(".") for problem in problems)
    assert read is None or parse_atmist(read.as_dict()) == read


def read_or_refused(raw: object) -> tuple[Atmist | None, tuple[FieldProblem, ...]]:
    try:
        return parse_atmist(raw), ()
    except BadAtmist as refused:
        return None, refused.problems
