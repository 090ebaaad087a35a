"""The short report: what is asked, and what is looked at again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.coresponse.report import Query, Scope, check_report
from outrider.domain.coresponse.report_questions import (
    QUESTIONS,
    Kind,
    questions,
    report_forms,
)

STROKE: dict[str, Any] = {
    "face": True,
    "arms": False,
    "speech": True,
    "onset_known": True,
    "onset_at": "2026-11-21T02:40:00Z",
    "spo2": 91,
    "oxygen_given": True,
    "oxygen_flow": 4,
    "spo2_after": 95,
    "copd": False,
    "pulse": 88,
    "respirations": 18,
    "avpu": "alert",
}
ARREST: dict[str, Any] = {
    "collapse_at": "2026-11-21T03:10:00Z",
    "witnessed": "bystander",
    "bystander_cpr": True,
    "cpr_at": "2026-11-21T03:18:55Z",
    "aed_at": "2026-11-21T03:19:48Z",
    "shocks": 2,
    "first_shock_at": "2026-11-21T03:20:31Z",
    "breathing_at": "2026-11-21T03:23:00Z",
    "oxygen_given": False,
    "avpu": "pain",
}


def rules(found: list[Query]) -> list[str]:
    return [query.rule for query in found]


@pytest.mark.parametrize("condition", ["stroke", "cardiac-arrest", "choking", "trauma", "shock"])
def test_each_condition_has_its_own_questions(condition: str) -> None:
    assert questions(condition) is QUESTIONS[condition]
    assert any(question.needed for question in questions(condition))


def test_a_call_outside_the_five_conditions_is_still_reported() -> None:
    assert {question.id for question in questions("chest-pain")} >= {
        "oxygen_given",
        "avpu",
    }


@pytest.mark.parametrize(("condition", "answers"), [("stroke", STROKE), ("cardiac-arrest", ARREST)])
def test_a_report_within_scope_raises_no_query(condition: str, answers: dict[str, Any]) -> None:
    assert check_report(condition, answers, ["aed", "pads-adult"]) == []


@pytest.mark.feature("C32")
@pytest.mark.parametrize(("spo2", "raised"), [(93, False), (94, True), (98, True), (93.9, False)])
def test_oxygen_in_a_stroke_with_spo2_of_94_or_more_is_a_query(spo2: float, raised: bool) -> None:
    found = rules(check_report("stroke", STROKE | {"spo2": spo2}))
    assert ("report.oxygen-in-stroke" in found) == raised


def test_the_stroke_query_is_not_raised_when_no_oxygen_was_given_or_in_another_condition() -> None:
    without = STROKE | {"spo2": 98, "oxygen_given": False}
    assert "report.oxygen-in-stroke" not in rules(check_report("stroke", without))
    trauma = rules(check_report("trauma", {"spo2": 98, "oxygen_given": True}))
    assert "report.oxygen-in-stroke" not in trauma


def test_oxygen_without_a_reading_is_a_query() -> None:
    answers = {key: value for key, value in STROKE.items() if key != "spo2"}
    assert rules(check_report("stroke", answers)) == ["report.oxygen-without-reading"]


def test_oxygen_above_the_copd_range_is_a_query() -> None:
    found = check_report("stroke", STROKE | {"copd": True, "spo2_after": 95})
    assert rules(found) == ["report.oxygen-above-range"]


def test_times_out_of_order_name_the_later_field_and_both_questions() -> None:
    found = check_report("cardiac-arrest", ARREST | {"aed_at": "2026-11-21T03:05:00Z"})
    assert rules(found) == ["report.times-in-order"]
    assert found[0].field == "aed_at"
    assert "collapse" in found[0].text


def test_times_are_compared_as_instants_across_the_change_of_the_clock() -> None:
    before, after = "2026-10-25T01:50:00+01:00", "2026-10-25T01:05:00+00:00"
    found = check_report("choking", {"began_at": before, "cleared_at": after})
    assert "report.times-in-order" not in rules(found)


@pytest.mark.parametrize(("field", "value"), [("spo2", 12), ("spo2", 101), ("pulse", 900)])
def test_an_implausible_reading_is_a_query_that_says_the_range(field: str, value: float) -> None:
    found = check_report("shock", {field: value})
    query = next(query for query in found if query.rule == "report.implausible")
    assert query.field == field
    assert f"{value:g}" in query.text


@pytest.mark.feature("C32")
def test_a_drug_or_equipment_outside_the_scheme_is_a_query() -> None:
    found = check_report("stroke", STROKE | {"drugs": ["morphine", "oxygen"]}, ["scalpel"])
    assert rules(found) == ["report.drug-not-listed", "report.equipment-not-listed"]
    assert "morphine" in found[0].text


def test_a_scheme_that_lists_entonox_raises_no_query_for_it() -> None:
    scope = Scope(drugs=frozenset({"oxygen", "entonox"}))
    assert check_report("stroke", STROKE | {"drugs": ["entonox"]}, (), scope) == []


def test_a_question_that_hangs_on_another_is_needed_only_then() -> None:
    unknown = {key: value for key, value in STROKE.items() if key != "onset_at"}
    assert rules(check_report("stroke", unknown)) == ["report.answer-needed"]
    assert check_report("stroke", unknown | {"onset_known": False}) == []


def test_shocks_and_the_aed_must_agree() -> None:
    no_aed = ARREST | {"aed_at": None}
    assert rules(check_report("cardiac-arrest", no_aed)) == ["report.shock-without-aed"]
    none_counted = ARREST | {"shocks": 0}
    assert rules(check_report("cardiac-arrest", none_counted)) == ["report.shock-not-counted"]


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("avpu", "sleepy", "report.answer-unread"),
        ("face", "yes", "report.answer-unread"),
        ("drugs", "oxygen", "report.answer-unread"),
        ("onset_at", "02:40", "report.time-unread"),
        ("spo2", "ninety", "report.number-unread"),
        ("spo2", True, "report.number-unread"),
        ("shoe_size", 9, "report.not-asked"),
    ],
)
def test_an_answer_that_cannot_be_read_is_a_query(field: str, value: object, rule: str) -> None:
    assert rule in rules(check_report("stroke", STROKE | {field: value}))


ids = sorted({question.id for asked in QUESTIONS.values() for question in asked} | {"note", "x"})
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(
    condition=st.sampled_from([*QUESTIONS, "", "other"]),
    answers=st.dictionaries(st.sampled_from(ids), anything),
    kit=st.lists(st.text(max_size=9), max_size=3),
)
def test_whatever_a_form_sends_is_checked_and_every_query_says_what_to_do(
    condition: str, answers: dict[str, object], kit: list[str]
) -> None:
    for query in check_report(condition, answers, kit):
        assert query.rule.startswith("report.")
        assert query.text
        assert query.way_on.endswith(".")


def test_a_choice_has_options_and_a_later_time_names_an_earlier_one() -> None:
    for asked in QUESTIONS.values():
        known = {question.id: question for question in asked}
        for question in asked:
            assert (question.kind is Kind.CHOICE) == bool(question.options)
            assert not question.after or known[question.after].kind is Kind.TIME
            assert not question.only_if or known[question.only_if].kind is Kind.YES_NO


def test_the_forms_travel_as_json() -> None:
    assert set(json.loads(json.dumps(report_forms()))) == {*QUESTIONS, ""}
