"""What adds up, and which offers follow: the pure rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.crossover.support import (
    TRIM,
    TRIM_LATEST,
    TRIM_MONTH,
    Answer,
    Assault,
    Due,
    Exposure,
    Job,
    Kind,
    Limits,
    Made,
    Offer,
    counts,
    is_heavy,
    is_traumatic,
    offers_due,
)
from outrider.domain.safety.decider import Classification

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def job(name: str, at: datetime) -> Exposure:
    return Exposure(Kind.JOB, f"mission:{name}", at, heavy=True)


def assault(name: str, at: datetime, *, heavy: bool = False) -> Exposure:
    return Exposure(Kind.ASSAULT, f"case:{name}", at, heavy)


def made(offer: Offer, at: datetime, *keys: str, answer: Answer | None = None) -> Made:
    return Made(offer, at, frozenset(keys), answer)


def kinds(due: tuple[Due, ...]) -> dict[Offer, str]:
    return {each.offer: each.rule for each in due}


def a_job(**more: Any) -> Job:
    facts: dict[str, Any] = {
        "condition": "stroke",
        "age_band": "60 to 69",
        "with_patient": True,
        "left_by_order": False,
        "answers": {},
    }
    return Job(**facts | more)


@pytest.mark.parametrize(
    ("facts", "hard"),
    [
        ({}, False),
        ({"condition": "cardiac-arrest"}, True),
        ({"age_band": "0 to 7"}, True),
        ({"age_band": "8 to 15"}, True),
        ({"answers": {"avpu": "none"}}, True),
        ({"answers": {"avpu": "alert"}}, False),
        ({"answers": {"bleeding": True}}, True),
        ({"answers": {"cpr_needed": True}}, True),
        ({"left_by_order": True}, True),
        ({"condition": "cardiac-arrest", "with_patient": False}, False),
    ],
)
def test_a_job_is_hard_for_whoever_was_with_the_patient(facts: dict[str, Any], hard: bool) -> None:
    assert is_traumatic(a_job(**facts)) is hard


@pytest.mark.parametrize(
    ("what", "counted", "heavy"),
    [
        (Assault(Classification.ASSAULT, "no", "", False), True, False),
        (Assault(Classification.ABUSE, "no", "", False), True, False),
        (Assault(Classification.UNSURE, "no", "", False), True, False),
        (Assault(Classification.ASSAULT, "badly", "", False), True, True),
        (Assault(Classification.ASSAULT, "a-bit", "hospital", False), True, True),
        (Assault(Classification.NO_CONTACT, "no", "", True), True, True),
        (Assault(Classification.INJURY, "badly", "hospital", False), False, True),
    ],
)
def test_every_assault_counts_and_some_are_heavy(what: Assault, counted: bool, heavy: bool) -> None:
    assert (counts(what), is_heavy(what)) == (counted, heavy)


def test_after_a_hard_job_a_call_is_offered_at_once() -> None:
    assert kinds(offers_due([job("a", ago(minutes=5))], (), NOW)) == {
        Offer.CHECK_IN: "support.after"
    }


def test_one_ordinary_assault_brings_no_more_than_its_plan() -> None:
    assert offers_due([assault("a", ago(hours=1))], (), NOW) == ()


@pytest.mark.feature("F26")
def test_a_second_assault_in_the_window_brings_a_call() -> None:
    twice = [assault("a", ago(days=40)), assault("b", ago(hours=1))]
    assert kinds(offers_due(twice, (), NOW)) == {Offer.CHECK_IN: "support.again"}
    covered = made(Offer.CHECK_IN, ago(minutes=1), "case:b", answer=Answer.NO)
    assert offers_due(twice, (covered,), NOW) == ()


@pytest.mark.feature("C25")
@pytest.mark.parametrize(
    ("hours", "offered"),
    [(71.9, False), (72, True), (24 * 14, True), (24 * 14 + 1, False)],
)
def test_trim_is_offered_from_72_hours_for_a_fortnight(hours: float, offered: bool) -> None:
    due = offers_due([job("a", ago(hours=hours))], (), NOW)
    assert (Offer.TRIM in kinds(due)) == offered


@pytest.mark.feature("C25")
@pytest.mark.parametrize(("days", "offered"), [(27.9, False), (28, True), (42, True), (43, False)])
def test_the_second_talk_is_offered_after_a_month(days: float, offered: bool) -> None:
    due = offers_due([job("a", ago(days=days))], (), NOW)
    assert (Offer.TRIM_MONTH in kinds(due)) == offered


def test_whoever_said_no_to_the_first_talk_is_not_asked_for_the_second() -> None:
    no = made(Offer.TRIM, ago(days=26), "mission:a", answer=Answer.NO)
    assert Offer.TRIM_MONTH not in kinds(offers_due([job("a", ago(days=29))], (no,), NOW))


def test_one_talk_is_about_everything_that_nobody_has_talked_about() -> None:
    due = offers_due([job("a", ago(days=4)), job("b", ago(days=2))], (), NOW)
    talk = next(each for each in due if each.offer is Offer.TRIM)
    assert [each.key for each in talk.because] == ["mission:a", "mission:b"]


@pytest.mark.feature("C23", "F26")
def test_jobs_and_assaults_add_up_together() -> None:
    mixed = [job("a", ago(days=80)), assault("b", ago(days=50)), job("c", ago(days=45))]
    assert kinds(offers_due(mixed, (), NOW)) == {Offer.OCCUPATIONAL_HEALTH: "support.adds-up"}
    assert offers_due(mixed[:2], (), NOW) == ()


def test_what_lies_beyond_the_window_no_longer_adds_up() -> None:
    old = [assault(str(n), ago(days=91 + n)) for n in range(9)]
    assert offers_due(old, (), NOW) == ()


def test_an_appointment_is_offered_once_in_a_window() -> None:
    many = [assault(str(n), ago(days=80 - n)) for n in range(8)]
    before = made(Offer.OCCUPATIONAL_HEALTH, ago(days=30), "case:0", answer=Answer.NO)
    assert Offer.OCCUPATIONAL_HEALTH not in kinds(offers_due(many, (before,), NOW))


def test_nobody_is_asked_twice_at_once_whether_they_want_a_call() -> None:
    waiting = made(Offer.CHECK_IN, ago(hours=3), "mission:a")
    two = [job("a", ago(hours=4)), job("b", ago(hours=1))]
    assert offers_due(two, (waiting,), NOW) == ()


exposures = st.lists(
    st.builds(
        Exposure,
        kind=st.sampled_from([Kind.JOB, Kind.ASSAULT]),
        key=st.uuids().map(str),
        at=st.integers(0, 100 * 24).map(lambda hours: ago(hours=hours)),
        heavy=st.booleans(),
    ),
    max_size=8,
)
answers = st.sampled_from([None, *Answer])


@pytest.mark.feature("C25")
@given(exposures, st.data())
def test_each_offer_is_made_once_whatever_the_officer_answers(
    lived: list[Exposure], data: st.DataObject
) -> None:
    """Hour by hour through two months: nothing is offered twice for the same thing."""
    before: list[Made] = []
    seen: set[tuple[Offer, str]] = set()
    for hour in range(0, 60 * 24, 7):
        now = NOW + timedelta(hours=hour)
        for due in offers_due(lived, before, now):
            assert due.because, due
            key = (due.offer, due.first)
            assert key not in seen
            seen.add(key)
            answer = data.draw(answers)
            keys = frozenset(each.key for each in due.because)
            before.append(Made(due.offer, now, keys, answer))
    calls = [each for each in before if each.offer is Offer.OCCUPATIONAL_HEALTH]
    for one, other in pairwise(calls):
        assert other.at - one.at >= Limits().window


@given(exposures)
def test_only_what_happened_within_the_window_is_in_an_offer(lived: list[Exposure]) -> None:
    for due in offers_due(lived, (), NOW):
        for each in due.because:
            assert NOW - Limits().window < each.at <= NOW
        if due.offer in (Offer.TRIM, Offer.TRIM_MONTH):
            assert all(each.heavy for each in due.because)
    assert TRIM < TRIM_LATEST < TRIM_MONTH
