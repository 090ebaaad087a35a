"""A year of the safety scheme as arrays, and what the questions make of it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Event

import numpy as np
import pytest

from outrider.domain.access import Role
from outrider.evidence.models import PolicyMark
from outrider.evidence.signals import kept, leaving
from outrider.evidence.signals.kept import CannotTell, Kept, Running
from outrider.evidence.signals.look import Look, only_noted
from outrider.evidence.signals.marks import BadMark, add_mark, marks_between, remove_mark
from outrider.evidence.signals.rows import load, pseudonym
from outrider.journal.models import Entry
from outrider.people.models import MonthlyExposure, Officer
from outrider.safety.models import Case, ListedAssault
from outrider.signals.result import Result
from tests.evidence.test_signals_of_a_force import every_look
from tests.signals.charts_seed import CHARTS, result_of
from tests.support.station import SafetyScene, make_safety_scene

LATER = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def ryde(db: None) -> SafetyScene:
    kept.forget()
    return make_safety_scene()


def exposure(scene: SafetyScene, name: str, month: date, **work: float) -> None:
    MonthlyExposure.objects.create(officer=scene.officers[name], month=month, **work)


def test_the_year_is_twelve_whole_months_and_the_days_since(ryde: SafetyScene) -> None:
    exposure(ryde, "rahman", date(2025, 11, 1), hours=1)  # before the twelve months
    exposure(ryde, "rahman", date(2025, 12, 1), hours=100, arrests=2, calls=30, force_forms=3)
    exposure(ryde, "rahman", date(2026, 11, 1), hours=50)
    exposure(ryde, "rahman", date(2026, 12, 1), hours=7)  # of a month that is not over
    ryde.records("rahman", "kick", "hate-abuse")
    year = load(LATER)
    assert (year.start, year.end) == (date(2025, 12, 1), date(2026, 12, 1))
    assert year.hours.tolist() == [150]
    assert (year.arrests[0], year.calls[0], year.forms[0]) == (2, 30, 3)
    assert year.month_hours[0, 0] == 100
    assert year.month_hours[0, 11] == 50
    assert year.assaults.tolist() == [1]


def test_a_racial_assault_counts_as_one_and_an_injury_without_assault_as_none(
    ryde: SafetyScene,
) -> None:
    exposure(ryde, "rahman", date(2026, 11, 1), hours=50)
    case = ryde.records("rahman", "kick", "hate-abuse")
    Case.objects.filter(pk=case.pk).update(hate=["race"])
    ryde.records("rahman", "only-hurt", hurt="a-bit", answers={"intent": "no"})
    year = load(LATER)
    assert year.assaults.tolist() == year.racial.tolist() == [1]
    assert year.injury_day.size == 1


def test_two_victims_of_one_attack_share_its_number(ryde: SafetyScene) -> None:
    ryde.records("rahman", "push", also=("3320",))
    ryde.later(hours=1)
    ryde.records("ives", "spit")
    year = load(LATER)
    assert len(set(year.case_incident.tolist())) == 2
    assert year.n == 3


def test_a_withdrawn_case_is_in_no_array(ryde: SafetyScene) -> None:
    case = ryde.records("rahman", "kick")
    Case.objects.filter(pk=case.pk).update(withdrawn_at=LATER)
    assert load(LATER).n == 0


def test_lists_are_joined_by_case_and_by_officer_and_moment(ryde: SafetyScene) -> None:
    case = ryde.records("rahman", "kick")
    ives = ryde.officers["ives"]
    rows = [
        ("crime", "C1", case.victim_id, case),
        ("use-of-force", "U1", case.victim_id, case),
        ("crime", "C2", ives.pk, None),
        ("health-safety", "H2", ives.pk, None),
    ]
    for source, reference, officer, of in rows:
        ListedAssault.objects.create(
            source=source, reference=reference, officer_id=officer, occurred_at=ryde.now, case=of
        )
    year = load(LATER)
    assert sorted(map(tuple, year.listed.tolist())) == [
        (False, True, True, False),
        (True, True, False, True),
    ]


@pytest.mark.feature("F61")
def test_a_person_is_a_pseudonym_and_stands_in_its_order(ryde: SafetyScene) -> None:
    for name in ("rahman", "ives", "ashworth", "quinn"):
        exposure(ryde, name, date(2026, 11, 1), hours=50)
    year = load(LATER)
    assert year.officer.tolist() == sorted(year.officer.tolist())
    assert all(one.startswith("P-") and len(one) == 11 for one in year.officer.tolist())
    words = " ".join(str(value) for value in year.officer.tolist())
    for officer in Officer.objects.all():
        assert officer.number not in words
        assert officer.family_name not in words
    assert pseudonym(ryde.officers["rahman"].pk) in year.officer.tolist()


def test_the_same_rows_have_the_same_digest_and_others_another(ryde: SafetyScene) -> None:
    first = load(LATER)
    assert load(LATER + timedelta(minutes=5)).digest == first.digest
    ryde.records()
    assert load(LATER).digest != first.digest


# --- marks ----------------------------------------------------------------------------------------


@pytest.fixture
def analyst(ryde: SafetyScene):
    return replace(ryde.viewer("rahman"), role=Role.ANALYST)


@pytest.mark.feature("F46")
def test_a_campaign_is_told_once_and_stands_on_figures_and_in_the_journal(analyst) -> None:
    add_mark(
        on=date(2026, 3, 2), kind="campaign", name=" Record  every attack ", by=analyst, now=LATER
    )
    assert [(m.at, m.name) for m in marks_between(date(2026, 1, 1), date(2026, 12, 1))] == [
        (date(2026, 3, 2), "Record every attack")
    ]
    assert marks_between(date(2026, 4, 1), date(2026, 12, 1)) == ()
    row = PolicyMark.objects.get()
    remove_mark(mark=row, by=analyst, now=LATER)
    assert marks_between(date(2026, 1, 1), date(2026, 12, 1)) == ()
    kinds = Entry.objects.filter(stream=f"mark:{row.pk}").values_list("kind", flat=True)
    assert list(kinds.order_by("seq")) == ["mark.added", "mark.removed"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": "  "}, "Give it a name"),
        ({"name": "x" * 61}, "at most 60"),
        ({"kind": "storm"}, "what kind"),
        ({"on": date(2027, 1, 1)}, "not come yet"),
        ({"on": date(1999, 1, 1)}, "after the year 2000"),
    ],
)
def test_a_mark_that_cannot_be_kept_says_what_to_change(wrong, told, analyst) -> None:
    good = {"on": date(2026, 3, 2), "kind": "form", "name": "New form"}
    with pytest.raises(BadMark, match=told):
        add_mark(**(good | wrong), by=analyst, now=LATER)
    assert not PolicyMark.objects.exists()


# --- answers made once ----------------------------------------------------------------------------


def test_an_answer_is_made_once_and_what_takes_long_says_so() -> None:
    made, go = [], Event()

    def slow() -> Result:
        go.wait(10)
        made.append(1)
        return result_of(CHARTS["dots"])

    answers = Kept()
    first = answers.answer("a", "1", slow, wait=0.01)
    assert isinstance(first, Running)
    go.set()
    assert isinstance(answers.answer("a", "1", slow, wait=10), Result)
    assert isinstance(answers.answer("a", "1", slow, wait=10), Result)
    assert made == [1]
    answers.answer("a", "2", slow, wait=10)
    assert made == [1, 1]


def test_what_a_method_refuses_is_kept_as_its_reason_and_a_fault_is_tried_again() -> None:
    def refuse() -> Result:
        raise ValueError("No unit has an event.")

    calls: list[int] = []

    def fail() -> Result:
        calls.append(1)
        raise RuntimeError("a fault")

    answers = Kept()
    assert answers.answer("a", "1", refuse, wait=10) == CannotTell("No unit has an event.")
    for _ in range(2):
        with pytest.raises(RuntimeError):
            answers.answer("b", "1", fail, wait=10)
        time.sleep(0.01)
    assert len(calls) == 2


# --- tables that leave ----------------------------------------------------------------------------


def look(**more: object) -> Look:
    return Look("x", "rates", "X", "X?", lambda year: result_of(None), **more)


def counted(counts: list[int]) -> Result:
    from outrider.signals.result import Column, Table

    columns = (Column("name", "Group"), Column("events", "Events"), Column("rate", "Rate"))
    rows = tuple((f"G{place}", count, count / 7) for place, count in enumerate(counts))
    return replace(result_of(None), table=Table(columns, rows))


@pytest.mark.feature("F45")
def test_a_small_count_is_hidden_and_a_second_one_so_that_it_cannot_be_worked_back() -> None:
    table = leaving.may_leave(look(count="events"), counted([40, 3, 25, 60]))
    assert table is not None
    hidden = [row[0] for row in table.rows if leaving.HIDDEN in row]
    assert "G1" in hidden
    assert len(hidden) >= 2
    for row in table.rows:
        assert (row[1] == leaving.HIDDEN) == (row[2] == leaving.HIDDEN)


def test_a_table_without_small_counts_leaves_as_it_is() -> None:
    made = counted([40, 30, 25, 60])
    assert leaving.may_leave(look(count="events"), made) == made.table


@pytest.mark.feature("F61")
def test_a_table_of_people_never_leaves() -> None:
    assert leaving.may_leave(look(by_person=True, count="events"), counted([40, 30])) is None
    assert leaving.may_leave(look(), counted([40, 30])) is None


def test_only_noted_rows_of_people_are_shown_in_their_order() -> None:
    from outrider.signals.result import Column, Table

    columns = (Column("name", "Row"), Column("noted", "Noted"))
    rows = (("P-B", True), ("P-A", False), ("P-C", True))
    made = replace(result_of(CHARTS["dots"]), table=Table(columns, rows))
    shown = only_noted(made)
    assert [row[0] for row in shown.table.rows] == ["P-B", "P-C"]
    assert shown.chart.names == ("All shifts",)


def test_questions_of_an_empty_force_say_what_is_missing(ryde: SafetyScene) -> None:
    year = load(LATER)
    for each in every_look():
        with pytest.raises(ValueError):
            each.make(year)
    assert np.isfinite(year.hours).all()
