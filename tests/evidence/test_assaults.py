"""Figures of the safety scheme: each promise of a plan once, each victim once, nobody named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from outrider.domain.access import Role
from outrider.domain.safety.link_cover import Cover
from outrider.evidence.assaults.figures.weeks import weeks
from outrider.evidence.assaults.frame import WEEKS, Assaults, Kept
from outrider.evidence.assaults.promises import promises
from outrider.evidence.assaults.report import AssaultReport
from outrider.evidence.assaults.rows import load
from outrider.people.models import LinkAppointment, Officer, RoleGrant
from outrider.safety.models import Case
from tests.support.station import SafetyScene, make_safety_scene


@pytest.fixture
def ryde(db: None) -> SafetyScene:
    return make_safety_scene()


def report(ryde: SafetyScene, **after: float) -> AssaultReport:
    return AssaultReport(load(ryde.now + timedelta(**after)))


def kept(ryde: SafetyScene, case: Case, task: str, **after: float) -> list[Kept]:
    at = ryde.now + timedelta(**after)
    return [one.kept for one in promises([str(case.pk)], at) if one.task == task]


def test_each_victim_counts_once_in_the_week_in_which_it_happened(ryde: SafetyScene) -> None:
    ryde.records("rahman", "push", also=("3320",))
    ryde.later(days=3)
    ryde.records("ives", "spit")
    made = report(ryde, days=7).weeks
    monday = made.starts.index(date(2026, 11, 9))
    assert made.counts[monday] == 2
    assert made.counts[monday + 1] == made.n - 2 == 1


def test_a_week_that_is_not_over_is_not_shown(ryde: SafetyScene) -> None:
    ryde.records()
    assert report(ryde, hours=1).weeks.n == 0
    assert report(ryde, days=2).weeks.n == 1


@pytest.mark.feature("F50")
def test_an_injury_without_an_assault_is_counted_apart(ryde: SafetyScene) -> None:
    ryde.records("rahman", "only-hurt", hurt="a-bit", answers={"intent": "no"})
    ryde.records("ives", "punch", hurt="badly")
    made = report(ryde, days=7)
    assert (made.weeks.n, made.weeks.injuries) == (1, 1)
    assert (made.mix.all.count, made.mix.all.of) == (1, 2)


def test_what_a_reviewer_said_moves_the_mix_and_is_set_beside_the_first_answer(
    ryde: SafetyScene,
) -> None:
    case = ryde.records("rahman", "only-hurt", hurt="a-bit", answers={"intent": "no"})
    ryde.press(case, "okonedo", "reclassify", classification="assault", reason="He swung first")
    made = report(ryde, days=7)
    assert made.mix.all.count == 0
    assert made.mix.reviewed == 1
    assert made.frame.first_said.tolist() == ["injury-on-duty"]
    assert made.frame.reviewed.tolist() == ["assault"]


def test_a_withdrawn_record_is_only_a_number(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.records("ives", "spit")
    ryde.press(case, "rahman", "withdraw")
    made = report(ryde, days=7)
    assert (made.weeks.n, made.weeks.withdrawn) == (1, 1)
    assert "1 withdrawn record left out" in made.weeks.meta


@pytest.mark.feature("F57")
def test_a_supervisor_who_rings_within_the_day_has_kept_the_promise(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.later(hours=20)
    ryde.press(case, "ashworth", "task-done", task="contact", evidence="Rang at 8pm")
    assert kept(ryde, case, "contact", days=2) == [Kept.IN_TIME]
    assert report(ryde, days=7).compliance.contact.value == pytest.approx(20)


def test_a_promise_whose_time_is_still_to_come_is_not_counted_even_when_done(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "task-done", task="contact", evidence="Rang")
    assert kept(ryde, case, "contact", hours=1) == []
    assert kept(ryde, case, "contact", hours=25) == [Kept.IN_TIME]


def test_late_and_not_done_are_told_apart(ryde: SafetyScene) -> None:
    late, never = ryde.records(), ryde.records("ives", "spit")
    ryde.later(hours=30)
    ryde.press(late, "ashworth", "task-done", task="contact", evidence="Rang")
    assert kept(ryde, late, "contact") == [Kept.LATE]
    assert kept(ryde, never, "contact") == [Kept.OVERDUE]


def test_an_update_that_is_owed_again_counts_each_time(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    ryde.later(days=2)
    ryde.press(case, "marsh", "task-done", task="update", evidence="Told by phone")
    ryde.later(days=20)
    ryde.press(case, "marsh", "task-done", task="update", evidence="Told by phone")
    assert kept(ryde, case, "update") == [Kept.IN_TIME, Kept.LATE]
    assert kept(ryde, case, "update", days=20) == [Kept.IN_TIME, Kept.LATE, Kept.OVERDUE]


def test_a_waiver_with_a_reason_is_counted_apart_and_a_rule_that_calls_off_is_not_counted(
    ryde: SafetyScene,
) -> None:
    case = ryde.records("rahman", "other")
    ryde.press(case, "ashworth", "task-waived", task="support", reason="He has it already")
    ryde.press(case, "okonedo", "reclassify", classification="injury-on-duty", reason="No act")
    assert kept(ryde, case, "support", days=30) == [Kept.WAIVED]
    assert kept(ryde, case, "update", days=30) == []


def test_at_once_is_kept_within_a_shift(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    ryde.later(hours=6)
    ryde.press(case, "ashworth", "task-done", task="investigate", evidence="DC Marsh, 44/1")
    assert kept(ryde, case, "investigate", hours=1) == []
    assert kept(ryde, case, "investigate", hours=8) == [Kept.IN_TIME]


def test_every_promise_is_in_the_row_of_its_point(ryde: SafetyScene) -> None:
    ryde.records()
    ryde.records("ives", "bite", hurt="badly")
    made = report(ryde, days=40).compliance
    rest = made.rows[1:]
    assert made.all.overdue == sum(row.overdue for row in rest) > 10
    assert [row.name[0] for row in rest] == sorted(row.name[0] for row in rest)
    assert "4. Your supervisor got in touch" in [row.name for row in rest]


def appoint(ryde: SafetyScene, name: str, left: int) -> None:
    today = ryde.now.date()
    LinkAppointment.objects.create(
        officer=ryde.officers[name],
        station=ryde.station,
        appointed_on=today - timedelta(days=100),
        trained_on=today,
        expires_on=today + timedelta(days=left),
    )


@pytest.mark.parametrize(
    ("left", "cover"),
    [
        (400, Cover.COVERED),
        (30, Cover.LAPSING),
        (-1, Cover.NONE),
    ],
)
def test_a_station_is_covered_while_its_link_officers_training_lasts(
    ryde: SafetyScene, left: int, cover: Cover
) -> None:
    appoint(ryde, "quinn", left)
    frame = load(ryde.now)
    assert dict(zip(frame.station.tolist(), frame.station_cover.tolist(), strict=True)) == {
        "Ryde": cover.value
    }


def test_a_link_officer_who_has_left_covers_nothing(ryde: SafetyScene) -> None:
    appoint(ryde, "quinn", 400)
    leaver = Officer.objects.filter(pk=ryde.officers["quinn"].pk)
    leaver.update(left_on=ryde.now.date() - timedelta(days=1))
    assert report(ryde).coverage.without == ("Ryde",)
    assert report(ryde).coverage.title == "1 of 1 station has no link officer"


def test_a_conversation_within_two_weeks_counts_once_the_case_is_two_weeks_old(
    ryde: SafetyScene,
) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.later(days=3)
    ryde.press(case, "quinn", "save-talk", heading="well", text="Stood back")
    early, after = report(ryde, days=1).coverage, report(ryde, days=21).coverage
    assert early.talked.of == 0
    assert (after.talked.count, after.talked.of) == (1, 1)
    assert after.days.value == pytest.approx(3)


@pytest.mark.parametrize("goes_on", ["another", "not-now", "no-note"])
def test_a_conversation_counts_however_it_goes_on(ryde: SafetyScene, goes_on: str) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.later(days=3)
    if goes_on == "no-note":
        ryde.press(case, "quinn", "finish-talk", minutes=20)
    else:
        ryde.press(case, "quinn", "save-talk", heading="well", text="Stood back")
        RoleGrant.objects.filter(role=Role.LINK_OFFICER.value).update(valid_to=ryde.now)
        ryde.press(case, "rahman", "go-on", notes=False)
        if goes_on == "not-now":
            ryde.press(case, "rahman", "not-now")
    after = report(ryde, days=21).coverage
    assert (after.talked.count, after.talked.of) == (1, 1)
    assert after.days.value == pytest.approx(3)


@pytest.mark.feature("F61")
def test_no_table_or_sentence_names_an_officer(ryde: SafetyScene) -> None:
    appoint(ryde, "quinn", 400)
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    made = report(ryde, days=30)
    said = "".join(table.csv() for table in made.tables.values())
    for one in (made.weeks, made.mix, made.compliance, made.coverage):
        said += one.title + one.says + one.doesnt + one.meta
    for officer in Officer.objects.all():
        assert officer.family_name not in said
        assert officer.number not in said


def test_nothing_yet_is_said_in_words(ryde: SafetyScene) -> None:
    made = report(ryde)
    assert made.weeks.title == "No assault recorded in these 52 weeks"
    assert made.mix.title == "No injury recorded in these 52 weeks"
    assert made.compliance.title == "No promise of a plan has fallen due yet"
    assert made.compliance.says == made.mix.says == "Nothing yet."


def test_the_digest_moves_with_the_data_and_not_with_the_minute(ryde: SafetyScene) -> None:
    ryde.records()
    first = report(ryde, days=9).digest
    assert report(ryde, days=9, minutes=1).digest == first
    ryde.records("ives", "spit")
    assert report(ryde, days=9).digest != first


def frame(counts: list[int]) -> Assaults:
    """A frame with so many assaults in each week and nothing else."""
    week = np.repeat(np.arange(WEEKS), counts)
    n = len(week)
    none = np.full(n, np.nan)
    return Assaults(
        start=date(2025, 11, 24),
        end=date(2026, 11, 23),
        at=datetime(2026, 11, 23, tzinfo=UTC),
        week=week,
        kind=np.full(n, "assault"),
        hurt=np.zeros(n, dtype=bool),
        first_said=np.full(n, ""),
        reviewed=np.full(n, ""),
        contact=none,
        talk_days=none,
        old_enough=np.ones(n, dtype=bool),
        withdrawn=0,
        promise_point=np.array([], dtype=np.str_),
        promise_kept=np.array([], dtype=np.int64),
        station=np.array([], dtype=np.str_),
        station_cover=np.array([], dtype=np.str_),
    )


COUNTS = st.lists(st.integers(0, 12), min_size=WEEKS, max_size=WEEKS)


@given(COUNTS)
def test_no_assault_is_lost_between_the_weeks_and_the_quarters(counts: list[int]) -> None:
    made = weeks(frame(counts))
    assert made.counts.tolist() == counts
    assert sum(quarter.count for quarter in made.quarters) == sum(counts) == made.n


@given(COUNTS)
def test_intervals_agree_with_the_textbook(counts: list[int]) -> None:
    made = weeks(frame(counts))
    last, before = made.quarters[-1].count, sum(q.count for q in made.quarters[:-1])
    low, high = made.quarters[-1].interval
    assert low == pytest.approx(chi2.ppf(0.025, 2 * last) / 2 / 13 if last else 0.0)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * last + 2) / 2 / 13)
    if last and before:
        share = binomtest(last, last + before).proportion_ci(0.95, "exact")
        assert made.ratio is not None
        assert made.ratio.low == pytest.approx(3 * share.low / (1 - share.low))


@pytest.mark.feature("F50")
def test_a_quarter_is_called_different_only_when_its_interval_says_so() -> None:
    assert weeks(frame([10] * 39 + [20] * 13)).title.startswith("More assaults were recorded")
    assert weeks(frame([20] * 39 + [10] * 13)).title.startswith("Fewer assaults were recorded")
    assert "can’t be told apart" in weeks(frame([10] * 39 + [11] * 13)).title
