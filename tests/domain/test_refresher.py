"""Whom a training place is offered to and by when: reasons and dates, never a score."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.safety.link_cover import NOTICE, Appointed, Cover, cover_of, currency_words
from outrider.domain.safety.meeting import LENGTH, MOST, times_together
from outrider.domain.safety.refresher import Offer, Service, When, Why, in_order, offer
from outrider.domain.safety.sessions import AFTER_BRIEFING, best_times
from outrider.domain.safety.sessions import LENGTH as SESSION

TODAY = date(2026, 11, 25)
LONDON = ZoneInfo("Europe/London")
days = st.dates(date(2023, 1, 1), TODAY)
services = st.builds(
    Service, st.none() | days, st.none() | days, st.lists(days, max_size=4).map(tuple)
)
ORDER = list(When)


def made(joined: date | None, last: date | None, *assaulted: date) -> Offer:
    return offer(Service(joined, last, assaulted), TODAY)


def test_somebody_long_in_service_with_a_fresh_course_is_offered_in_turn() -> None:
    found = made(date(2010, 1, 4), date(2026, 10, 1))
    assert (found.when, found.by) == (When.IN_TURN, date(2027, 10, 1))
    assert found.sentence == "Safety training runs out on 1 October 2027."


def test_a_course_that_ran_out_is_offered_first() -> None:
    found = made(date(2010, 1, 4), date(2025, 11, 1))
    assert found.when is When.FIRST
    assert found.sentence == "Safety training ran out on 1 November 2026."


def test_a_course_counts_on_its_last_day() -> None:
    assert [r.why for r in made(None, date(2025, 11, 25)).reasons] == [Why.RUNS_OUT]
    assert [r.why for r in made(None, date(2025, 11, 24)).reasons] == [Why.RAN_OUT]


def test_nothing_on_record_is_said_so_and_offered_first() -> None:
    found = made(date(2012, 3, 1), None)
    assert (found.when, found.by) == (When.FIRST, TODAY)
    assert found.sentence == "No safety training on record."


def test_somebody_young_in_service_comes_round_after_six_months() -> None:
    found = made(date(2025, 6, 2), date(2026, 6, 1))
    assert (found.when, found.by) == (When.FIRST, date(2026, 12, 1))
    assert found.sentence == (
        "Safety training runs out on 1 June 2027 and in the first two years of service."
    )
    assert made(date(2024, 11, 25), date(2026, 6, 1)).by == date(2027, 6, 1)


def test_an_assault_since_the_last_course_brings_the_offer_forward() -> None:
    before = made(date(2012, 3, 1), date(2026, 9, 1))
    after = made(date(2012, 3, 1), date(2026, 9, 1), date(2026, 11, 3))
    assert (before.when, after.when) == (When.IN_TURN, When.SOON)
    assert after.by == date(2026, 12, 29)
    assert "assaulted at work since the last course" in after.sentence


def test_an_assault_before_the_last_course_or_long_ago_is_no_reason() -> None:
    assert made(None, date(2026, 9, 1), date(2026, 8, 30)) == made(None, date(2026, 9, 1))
    assert made(None, date(2026, 1, 1), date(2026, 2, 1)) == made(None, date(2026, 1, 1))


@given(services, days)
def test_one_more_assault_never_makes_an_offer_later(officer: Service, assault: date) -> None:
    more = Service(officer.joined_on, officer.last_course, (*officer.assaulted_on, assault))
    before, after = offer(officer, TODAY), offer(more, TODAY)
    assert after.by <= before.by
    assert ORDER.index(after.when) <= ORDER.index(before.when)
    assert after.runs_out == before.runs_out


@given(st.lists(services, min_size=1, max_size=8), days)
def test_one_more_assault_never_moves_anybody_back_in_the_list(
    officers: list[Service], assault: date
) -> None:
    first = officers[0]
    more = Service(first.joined_on, first.last_course, (*first.assaulted_on, assault))

    def place(of: Service) -> int:
        everybody = [of, *officers[1:]]
        groups = in_order((f"{i}", offer(one, TODAY)) for i, one in enumerate(everybody))
        return [name for when in When for name, _ in groups[when]].index("0")

    assert place(more) <= place(first)


@given(services)
def test_the_sentence_names_every_reason_that_counted_and_the_earliest_day_is_theirs(
    officer: Service,
) -> None:
    found = offer(officer, TODAY)
    for reason in found.reasons:
        assert reason.words.lower() in found.sentence.lower()
    assert found.by == min(reason.by for reason in found.reasons)
    assert len({reason.why for reason in found.reasons}) == len(found.reasons)


def test_an_offer_has_dates_and_reasons_and_no_number_about_a_person() -> None:
    assert {field.name: field.type for field in fields(Offer)} == {
        "when": "When",
        "by": "date",
        "runs_out": "date | None",
        "reasons": "tuple[Reason, ...]",
    }


def test_in_a_group_those_whose_training_ran_out_first_come_first() -> None:
    groups = in_order(
        [
            ("late", made(None, date(2025, 11, 10))),
            ("never", made(None, None)),
            ("later", made(None, date(2025, 6, 1))),
        ]
    )
    assert [name for name, _ in groups[When.FIRST]] == ["never", "later", "late"]


def test_a_station_without_a_trained_link_officer_has_none() -> None:
    assert cover_of([], TODAY).words == "Nobody is appointed."
    assert cover_of([Appointed(None)], TODAY).words == "Appointed, but not trained yet."
    ran_out = cover_of([Appointed(date(2026, 10, 1))], TODAY)
    assert (ran_out.cover, ran_out.words) == (Cover.NONE, "The training ran out on 1 October 2026.")


def test_cover_lapses_two_months_before_the_last_training_runs_out() -> None:
    assert cover_of([Appointed(TODAY)], TODAY).cover is Cover.LAPSING
    assert cover_of([Appointed(TODAY + NOTICE)], TODAY).cover is Cover.LAPSING
    both = [Appointed(TODAY), Appointed(TODAY + NOTICE + timedelta(days=1))]
    assert cover_of(both, TODAY).cover is Cover.COVERED


def test_a_link_officer_reads_how_long_their_own_training_lasts() -> None:
    assert "in date to 1 April 2027" in currency_words(date(2027, 4, 1), TODAY)
    assert "runs out on 1 December 2026" in currency_words(date(2026, 12, 1), TODAY)
    assert "ran out on 1 November 2026" in currency_words(date(2026, 11, 1), TODAY)
    assert "No link training" in currency_words(None, TODAY)


def test_a_short_session_is_when_most_are_on_duty_for_all_of_it() -> None:
    six = datetime(2026, 11, 26, 6, tzinfo=UTC)
    hours = timedelta(hours=1)
    duties = [
        ("a", six, six + 8 * hours),
        ("b", six, six + 8 * hours),
        ("c", six + 7 * hours, six + 15 * hours),
        ("d", six + 24 * hours, six + 24.7 * hours),
    ]
    found = best_times(duties, six, LONDON)
    assert [(one.at, one.on_duty) for one in found] == [(six + 7.5 * hours, 3)]
    without = best_times(duties[:2], six, LONDON)
    assert [(one.at, one.on_duty) for one in without] == [(six + 0.5 * hours, 2)]
    assert best_times(duties[3:], six, LONDON) == []


instants = st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 28)).map(
    lambda at: at.replace(tzinfo=UTC)
)
spells = st.lists(
    st.tuples(instants, st.integers(0, 14)).map(lambda s: (s[0], s[0] + timedelta(hours=s[1]))),
    max_size=6,
)


@given(spells, spells, instants)
def test_a_suggested_time_is_an_hour_in_which_both_are_on_duty(one, other, after) -> None:
    found = times_together(one, other, after, LONDON)
    assert len(found) <= MOST
    assert len({at.astimezone(LONDON).date() for at in found}) == len(found)
    for at in found:
        assert at >= after
        assert at.minute % 15 == 0
        for spells_of in (one, other):
            assert any(start <= at and at + LENGTH <= end for start, end in spells_of)


@given(spells, spells, instants)
def test_a_session_counts_those_who_are_there_for_all_of_it(one, other, after) -> None:
    duties = [("one", *spell) for spell in one] + [("other", *spell) for spell in other]
    for found in best_times(duties, after, LONDON):
        assert found.at >= after
        there = {
            who for who, start, end in duties if start <= found.at and found.at + SESSION <= end
        }
        assert 0 < found.on_duty == len(there)
        assert any(found.at - AFTER_BRIEFING == start for _, start, _ in duties)


def test_without_a_common_hour_no_time_is_suggested() -> None:
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    early, late = (noon - timedelta(hours=8), noon), (noon - timedelta(minutes=45), noon)
    assert times_together([early], [late], noon - timedelta(days=1), LONDON) == []
