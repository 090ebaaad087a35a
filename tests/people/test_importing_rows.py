"""Every bad row is explained: which column, what is wrong, what to do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.people.importing.problems import BadFile, Unclear
from outrider.people.importing.values.days import day_of
from outrider.people.importing.values.moments import moment_of, spoken
from outrider.people.importing.values.months import month_of
from outrider.people.models import (
    DutySpell,
    IncidentAttendance,
    MonthlyExposure,
    Officer,
    Station,
    User,
)
from tests.people.conftest import Import, counts

LONDON = ZoneInfo("Europe/London")
P = "Number,Rank,Given name,Family name,Station,Joined on,Team,Duty,Left on,User name,Roles\n"
S = "Code,Name,Agency,Latitude,Longitude,OS grid reference,Town\n"
R = "Number,Date,Start,End\n"
A = "User name,Name,Roles\n"
L = "Number,Station,Appointed on,Trained on,Training ends on,Ended on\n"
T = "Number,Course,Done on,Hours\n"
E = "Number,Month,Hours,Arrests,Calls,Use-of-force forms\n"
W = "Incident,Number,Arrived,Single crewed\n"

# kind, rows, column, part of the reason, part of what to do
BAD = [
    ("stations", S + ",Ryde,Police,50.7,-1.1,,", "Code", "blank", "Fill it in"),
    ("stations", S + "St Helens,x,Police,50.7,-1.1,,", "Code", "letters, figures", "“st-helens”"),
    ("stations", S + "a,x,Police,50.7,-1.1,,\nA,y,Fire,50.7,-1.1,,", "Code", "on line 2", "Keep one"),
    ("stations", S + "a,,Police,50.7,-1.1,,", "Name", "blank", "Fill it in"),
    ("stations", S + "a,x,Coastguard,50.7,-1.1,,", "Agency", "no agency", "Police, Ambulance"),
    ("stations", S + "a,x,Police,50.7,,,", "Longitude", "latitude alone", "both or neither"),
    ("stations", S + "a,x,Police,-1.1,50.7,,", "Latitude", "wrong way round", "Swap"),
    ("stations", S + "a,x,Police,12.5,99.0,,", "Latitude", "not in the United Kingdom", "negative"),
    ("stations", S + "a,x,Police,fifty,-1.1,,", "Latitude", "not a number", "50.7305"),
    ("stations", S + "a,x,Police,500,-1.1,,", "Latitude", "more degrees", "Check"),
    ("stations", S + "a,x,Police,,,,", "Latitude", "Nothing says where", "grid reference"),
    ("stations", S + "a,x,Police,,,SZ 592 92,", "OS grid reference", "has 5 figures", "4, 6, 8"),
    ("stations", S + "a,x,Police,,,,Rydee", "Town", "no town", "Did you mean “Ryde”?"),
    ("stations", S + "a,x,Police,,,,Newport", "Town", "towns called “Newport”", "grid reference"),
    ("stations", S + f"a,{'x' * 81},Police,50.7,-1.1,,", "Name", "81 characters", "80 are kept"),
    ("people", P + ",PC,A,B,ryde,,,,,,", "Number", "blank", "Fill it in"),
    ("people", P + "412,PC,Jo,Hale,ryde,,,,,,", "Number", "but “0412” is", "format the column as text"),
    ("people", P + "1.2E+05,PC,A,B,ryde,,,,,,", "Number", "spreadsheet has made", "as text"),
    ("people", P + "12 3,PC,A,B,ryde,,,,,,", "Number", "space", "without spaces"),
    ("people", P + "1234567890123,PC,A,B,ryde,,,,,,", "Number", "too long", "12 characters"),
    ("people", P + "7,PC,A,B,ryde,,,,,,\n7,PC,C,D,ryde,,,,,,", "Number", "on line 2", "Keep one"),
    ("people", P + "7,,A,B,ryde,,,,,,", "Rank", "not in the register yet", "Fill it in"),
    ("people", P + "7,PC,A,,ryde,,,,,,", "Family name", "not in the register yet", "Fill it in"),
    ("people", P + "7,PC,A,B,,,,,,,", "Station", "not in the register yet", "Fill it in"),
    ("people", P + "7,PC,A,B,rydde,,,,,,", "Station", "no station “rydde”", "Did you mean “ryde”"),
    ("people", P + "0412,-,A,B,ryde,,,,,,", "Rank", "a person needs it", "Fill it in"),
    ("people", P + "7,PC,A,B,ryde,31/02/2024,,,,,", "Joined on", "February 2024 has 29 days", "14/11/2026"),
    ("people", P + "7,PC,A,B,ryde,11/14/2024,,,,,", "Joined on", "no month 14", "14/11/2024"),
    ("people", P + "7,PC,A,B,ryde,45300,,,,,", "Joined on", "count of days", "as a date"),
    ("people", P + "7,PC,A,B,ryde,soon,,,,,", "Joined on", "not a day", "14/11/2026"),
    ("people", P + "7,PC,A,B,ryde,Mon 14/11/2024,,,,,", "Joined on", "is a Thursday", "Correct the day"),
    ("people", P + "7,PC,A,B,ryde,14/11/2034,,,,,", "Joined on", "more than a year ahead", "Check"),
    ("people", P + "7,PC,A,B,ryde,14/11/1824,,,,,", "Joined on", "in the year 1824", "Check the year"),
    ("people", P + "0412,,,,,,,,01/01/2019,,", "Left on", "before the first", "Correct one"),
    ("people", P + "7,PC,A,B,ryde,,,Cavalry,,,", "Duty", "no duty", "Response"),
    ("people", P + "7,PC,A,B,ryde,,,,,jo hale,", "User name", "cannot be a user name", "e-mail"),
    ("people", P + "7,PC,A,B,ryde,,,,,hale@force.example,", "User name", "account of 0412", "their own"),
    ("people", P + "7,PC,A,B,ryde,,,,,a@b,\n8,PC,C,D,ryde,,,,,A@B,", "User name", "on line 2", "Correct"),
    ("people", P + "0412,,,,,,,,,-,", "User name", "not taken away", "leaving date"),
    ("people", P + "7,PC,A,B,ryde,,,,,,Officer", "Roles", "no account", "Give a user name"),
    ("people", P + "7,PC,A,B,ryde,,,,,a@b,Wizard", "Roles", "“Wizard” is no role", "Officer"),
    ("people", P + "7,PC,A,B,ryde,,,,,a@b,Officer @ cowes", "Roles", "no station “cowes”", "stations first"),
    ("people", P + "7,PC,A,B,ryde,,,,01/02/2025,a@b,Officer", "Roles", "has left", "blank"),
    ("people", P + f"7,{'x' * 25},A,B,ryde,,,,,,", "Rank", "25 characters", "24 are kept"),
    ("people", P + "7,PC,A\x07,B,ryde,,,,,,", "Given name", "cannot be kept", "Type it again"),
    ("accounts", A + ",Priya,Ambulance control", "User name", "blank", "Fill it in"),
    ("accounts", A + "p@t,Priya,", "Roles", "can open nothing", "Fill it in"),
    ("accounts", A + "hale@force.example,Jo,Analyst", "User name", "account of 0412", "list of people"),
    ("rota", R + "9999,14/11/2026,21:00,07:00", "Number", "Nobody in the register", "people first"),
    ("rota", R + "412,14/11/2026,21:00,07:00", "Number", "but “0412” is", "as text"),
    ("rota", R + ",14/11/2026,21:00,07:00", "Number", "somebody’s", "Fill it in"),
    ("rota", R + "0412,,21:00,07:00", "Start", "lacks the day", "14/11/2026 21:00"),
    ("rota", R + "0412,,14/11/2026,07:00", "Start", "lacks the time", "14/11/2026 21:00"),
    ("rota", R + "0412,14/11/2026,,07:00", "Start", "blank", "Fill it in"),
    ("rota", R + "0412,14/11/2026,21:00,", "End", "blank", "Fill it in"),
    ("rota", R + "0412,14/11/2026,25:00,07:00", "Start", "no time of day", "21:00"),
    ("rota", R + "0412,32/11/2026,21:00,07:00", "Date", "30 days", "14/11/2026"),
    ("rota", R + "0412,,14/11/2026 21:00,14/11/2026 07:00", "End", "before it starts", "Correct"),
    ("rota", R + "0412,,14/11/2026 21:00,16/11/2026 07:00", "End", "34 hours", "24 hours"),
    ("rota", R + "0412,25/10/2026,01:30,08:00", "Start", "happens twice", "01:30 BST for the first"),
    ("rota", R + "0412,29/03/2026,01:30,08:00", "Start", "does not exist", "Write 02:30"),
    ("rota", R + "0412,24/10/2026,21:00,01:30", "End", "25 October 2026 happens twice", "GMT"),
    ("rota", R + "0412,14/11/2026,21:00 BST,07:00", "Start", "is in GMT, not BST", "leave it out"),
    (
        "rota",
        R + "0412,14/11/2026,09:00,17:00\n0412,14/11/2026,16:00,20:00",
        "Start",
        "overlaps a shift of 0412: 2026-11-14 09:00 to 2026-11-14 17:00",
        "take the place",
    ),
    (
        "rota",
        R + "0412,14/11/2026,09:00,17:00\n0412,14 Nov 2026,0900,5pm",
        "Start",
        "same shift is on line 2",
        "one of the two",
    ),
    ("link-officers", L + "0412,ryde,,,,", "Appointed on", "begins on a day", "Fill it in"),
    ("link-officers", L + "0412,ryde,01/03/2026,,,01/02/2026", "Ended on", "before it begins", "Correct"),
    ("link-officers", L + "0412,,1/3/26,,,\n0412,ryde,1/3/26,,,", "Number", "on line 2", "Keep one"),
    ("exposure", E + "9999,05/2026,140,,,", "Number", "Nobody in the register", "people first"),
    ("exposure", E + "0412,,140,,,", "Month", "blank", "Fill it in"),
    ("exposure", E + "0412,05/2026,,,,", "Hours", "blank", "Fill it in"),
    ("exposure", E + "0412,13/2026,140,,,", "Month", "no month 13", "May 2026"),
    ("exposure", E + "0412,last month,140,,,", "Month", "not a month", "05/2026"),
    ("exposure", E + "0412,05/2926,140,,,", "Month", "in the year 2926", "Check the year"),
    ("exposure", E + "0412,05/2030,140,,,", "Month", "still to come", "Check the month"),
    ("exposure", E + "0412,05/2026,800,,,", "Hours", "cannot be", "Check"),
    ("exposure", E + "0412,05/2026,full time,,,", "Hours", "not a number of hours", "142.5"),
    ("exposure", E + "0412,05/2026,140,2.5,,", "Arrests", "not a whole number", "whole number"),
    ("exposure", E + "0412,05/2026,140,,,many", "Use-of-force forms", "not a number", "12"),
    ("exposure", E + "0412,05/2026,1,,,\n0412,May 2026,2,,,", "Month", "on line 2", "Keep one"),
    ("attendance", W + ",0412,08/05/2026 22:14,no", "Incident", "blank", "Fill it in"),
    ("attendance", W + "L1,,08/05/2026 22:14,no", "Number", "blank", "Fill it in"),
    ("attendance", W + "L1,9999,08/05/2026 22:14,no", "Number", "Nobody", "people first"),
    ("attendance", W + "L1,0412,,no", "Arrived", "blank", "Fill it in"),
    ("attendance", W + "L1,0412,08/05/2026,no", "Arrived", "lacks the time", "21:00"),
    ("attendance", W + "L1,0412,08/05/2030 22:14,no", "Arrived", "still to come", "Check"),
    ("attendance", W + "L1,0412,08/05/2026 22:14,both", "Single crewed", "neither", "yes or no"),
    ("attendance", W + "L1,0412,8/5/2026 22:14,\nL1,0412,8/5/2026 22:20,", "Number", "line 2", "Keep"),
    ("training", T + "0412,ppst,,6", "Done on", "blank", "Fill it in"),
    ("training", T + "0412,,12/05/2026,6", "Course", "blank", "Fill it in"),
    ("training", T + "0412,ppst,12/05/2027,6", "Done on", "still to come", "Check the day"),
    ("training", T + "0412,ppst,12/05/2026,six", "Hours", "not a number", "7.5"),
    ("training", T + "0412,ppst,12/05/2026,9999", "Hours", "cannot be", "Check"),
]  # fmt: skip


@pytest.mark.feature("C47")
@pytest.mark.parametrize(
    ("kind", "text", "column", "why", "do"), BAD, ids=[f"{b[0]}-{n}" for n, b in enumerate(BAD)]
)
def test_a_bad_row_is_explained(
    kind: str, text: str, column: str, why: str, do: str, hale: Officer, preview: Import
) -> None:
    plan = preview(kind, text)
    bad = plan.refused[-1]
    assert bad.line == text.rstrip("\n").count("\n") + 1
    found = [problem for problem in bad.problems if problem.column == column]
    assert found, bad.problems
    assert why in found[0].why
    assert do in found[0].do
    assert found[0].why.endswith((".", "!"))


def test_one_row_says_all_that_is_wrong_with_it(hale: Officer, preview: Import) -> None:
    plan = preview("people", P + "7,,A,B,nowhere,31/02/2024,,Cavalry,,,")
    assert [problem.column for problem in plan.refused[0].problems] == [
        "Station",
        "Joined on",
        "Duty",
        "Rank",
    ]


@pytest.mark.feature("C47")
def test_refused_rows_come_back_with_their_reason_and_can_be_brought_again(
    hale: Officer, bring: Import
) -> None:
    plan = bring("people", P + "7,PC,Zoë,O’Neil,rydde,,,,,,\n8,SC,Ann,Lee,ryde,,,Special,,,")
    assert counts(plan) == {"new": 1, "refused": 1}
    from outrider.people.importing.files import refused

    file = refused(plan).decode("utf-8-sig")
    assert file.startswith("What is wrong,Number,Rank")
    assert "There is no station “rydde”" in file
    again = bring("people", file.replace(",rydde,", ",ryde,"))
    assert counts(again) == {"new": 1}
    assert again.table.ignored == ("What is wrong",)
    assert Officer.objects.get(number="7").given_name == "Zoë"
    assert Officer.objects.get(number="8").duty == "special"


# --- files whose columns cannot be told -----------------------------------------------------------


def test_columns_are_known_by_what_people_call_them(hale: Officer, preview: Import) -> None:
    plan = preview(
        "people",
        "Staff list November\n\nCollar No.,Grade,First Name,SURNAME,Station code,Shoe size\n"
        "7,PC,A,B,ryde,42\n",
    )
    assert counts(plan) == {"new": 1}
    assert [(each.heading, each.column.label) for each in plan.table.used] == [
        ("Collar No.", "Number"),
        ("Grade", "Rank"),
        ("First Name", "Given name"),
        ("SURNAME", "Family name"),
        ("Station code", "Station"),
    ]
    assert plan.table.ignored == ("Shoe size",)


def test_a_missing_column_is_named_with_what_was_found(db: None, preview: Import) -> None:
    with pytest.raises(BadFile, match=r"no column “Start” and no “End”.*Found: “Number”, “Von”"):
        preview("rota", "Number,Von\n1,2\n")


def test_two_columns_for_one_thing_are_refused(db: None, preview: Import) -> None:
    with pytest.raises(BadFile, match="“Number” and “Collar” both say number"):
        preview("people", "Number,Collar,Rank\n1,2,PC\n")


def test_headings_without_rows_are_refused(db: None, preview: Import) -> None:
    with pytest.raises(BadFile, match="nothing below the headings on line 1"):
        preview("rota", R)


# --- days and moments -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "14/11/2026", "14/11/26", "14.11.2026", "14-11-26", "2026-11-14", "14 November 2026",
        "14 Nov 26", "14th Nov 2026", "14-Nov-2026", "Sat 14/11/2026", "Saturday, 14 November 2026",
        "2026-11-14 00:00:00", "14 11 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_here_write_it(said: str) -> None:
    assert day_of(said) == date(2026, 11, 14)


@pytest.mark.parametrize(
    "said",
    [
        "14/11/2026 21:00", "14/11/2026 9pm", "14 Nov 2026, 21.00", "2026-11-14T21:00:00Z",
        "14/11/2026 2100", "Sat 14/11/26 9:00 PM", "2026-11-14 21:00 GMT", "14/11/2026 22:00 +01:00",
    ],
)  # fmt: skip
def test_a_moment_is_read_as_people_here_write_it(said: str) -> None:
    assert moment_of(said, LONDON) == datetime(2026, 11, 14, 21, tzinfo=ZoneInfo("UTC"))


def test_midnight_may_be_written_as_the_end_of_a_day() -> None:
    assert moment_of("14/11/2026 24:00", LONDON) == moment_of("15/11/2026 00:00", LONDON)


def test_the_hour_that_happens_twice_is_told_apart_by_its_name() -> None:
    first = moment_of("25/10/2026 01:30 BST", LONDON)
    second = moment_of("25/10/2026 01:30 GMT", LONDON)
    assert (second - first).total_seconds() == 3600


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(ZoneInfo("UTC"))))
def test_every_moment_comes_back_from_how_it_is_written(moment: datetime) -> None:
    assert moment_of(spoken(moment, LONDON), LONDON) == moment


@given(st.text(max_size=24))
def test_whatever_is_written_as_a_moment_is_read_or_explained(text: str) -> None:
    for read in (day_of, lambda said: moment_of(said, LONDON)):
        explained = None
        try:
            read(text)
        except Unclear as unclear:
            explained = unclear
        assert explained is None or (explained.why and explained.do)


# --- what is written ------------------------------------------------------------------------------


def spells(officer: Officer) -> list[tuple[str, str]]:
    return [
        (spoken(each.starts_at, LONDON), spoken(each.ends_at, LONDON))
        for each in DutySpell.objects.filter(officer=officer).order_by("starts_at")
    ]


def test_a_night_shift_ends_the_next_morning_also_when_the_clocks_change(
    hale: Officer, bring: Import
) -> None:
    plan = bring("rota", R + "0412,24/10/2026,21:00,07:00\n0412,28/03/2026,21:00,07:00\n")
    assert counts(plan) == {"new": 2}
    lengths = [
        (each.ends_at - each.starts_at).total_seconds() / 3600
        for each in DutySpell.objects.order_by("starts_at")
    ]
    assert lengths == [9, 11]


def test_a_rota_brought_twice_is_there_once(hale: Officer, bring: Import) -> None:
    text = R + "0412,14/11/2026,21:00,07:00\n"
    bring("rota", text)
    assert counts(bring("rota", text)) == {"unchanged": 1}
    assert len(spells(hale)) == 1


def test_a_rota_takes_the_place_of_what_is_there_only_when_told_so(
    hale: Officer, bring: Import
) -> None:
    bring("rota", R + "0412,14/11/2026,09:00,17:00\n0412,20/11/2026,09:00,17:00\n")
    changed = R + "0412,14/11/2026,10:00,18:00\n0412,15/11/2026,10:00,18:00\n"
    assert counts(bring("rota", changed)) == {"new": 1, "refused": 1}
    plan = bring("rota", changed, replace=True)
    assert counts(plan) == {"new": 1, "unchanged": 1}
    assert len(plan.removals) == 1
    assert spells(hale) == [
        ("2026-11-14 10:00", "2026-11-14 18:00"),
        ("2026-11-15 10:00", "2026-11-15 18:00"),
        ("2026-11-20 09:00", "2026-11-20 17:00"),
    ]


def test_nothing_is_replaced_for_somebody_with_a_refused_row(hale: Officer, bring: Import) -> None:
    bring("rota", R + "0412,14/11/2026,09:00,17:00\n")
    wrong = (
        R + "0412,14/11/2026,07:00,25:00\n0412,14/11/2026,18:00,20:00\n0412,13/11/2026,8:00,9:00"
    )
    plan = bring("rota", wrong, replace=True)
    assert plan.removals == []
    assert ("2026-11-14 09:00", "2026-11-14 17:00") in spells(hale)


def test_a_station_is_placed_by_grid_reference_or_town(db: None, bring: Import) -> None:
    plan = bring(
        "stations", S + "a,A,Police,,,SZ 592 927,\nb,B,NHS,,,,ryde\nc,C,Fire & Rescue,50.7,-1.1,,"
    )
    assert counts(plan) == {"new": 3}
    by_grid, by_town = Station.objects.get(code="a"), Station.objects.get(code="b")
    assert abs(by_grid.lat - 50.732) < 0.002
    assert abs(by_grid.lon + 1.162) < 0.002
    assert abs(by_town.lat - by_grid.lat) < 0.02
    assert by_town.agency == "ambulance"
    again = bring("stations", S + "a,A,Police,,,SZ 592 927,\nb,B,NHS,,,,ryde\n")
    assert counts(again) == {"unchanged": 2}


def test_a_blank_cell_keeps_what_the_register_has(hale: Officer, bring: Import) -> None:
    plan = bring("people", P + "0412,Sgt,,,,,,,,,\n")
    assert counts(plan) == {"changed": 1}
    hale.refresh_from_db()
    assert (hale.rank, hale.given_name, hale.team, hale.joined_on) == (
        "Sgt", "Jo", "Response A", date(2020, 3, 2),
    )  # fmt: skip


def test_a_hyphen_empties_what_may_be_empty(hale: Officer, bring: Import) -> None:
    bring("people", P + "0412,,,,,-,-,,,,\n")
    hale.refresh_from_db()
    assert (hale.team, hale.joined_on) == ("", None)


def test_regular_ends_being_special_and_nothing_else(hale: Officer, bring: Import) -> None:
    for before, after in (("special", ""), ("custody", "custody")):
        Officer.objects.filter(pk=hale.pk).update(duty=before)
        bring("people", P + "0412,,,,,,,Regular,,,\n")
        hale.refresh_from_db()
        assert hale.duty == after


def test_a_new_account_lets_nobody_in_before_a_password_is_chosen(
    hale: Officer, bring: Import
) -> None:
    bring("people", P + "7,PC,A,B,ryde,,,,,a.b@force.example,Officer; Link officer @ newport\n")
    user = User.objects.get(username="a.b@force.example")
    assert not user.has_usable_password()
    assert user.email == "a.b@force.example"
    assert sorted(user.grants.values_list("role", "station__code")) == [
        ("link-officer", "newport"),
        ("officer", "ryde"),
    ]


def test_the_preview_writes_nothing(hale: Officer, preview: Import) -> None:
    from outrider.journal.queries import head_seq

    before = head_seq(), Officer.objects.count()
    preview("people", P + "7,PC,A,B,ryde,,,,,a@b,Officer\n0412,Sgt,,,newport,,,,,,\n")
    assert (head_seq(), Officer.objects.count()) == before
    hale.refresh_from_db()
    assert hale.rank == "PC"


def test_the_shown_change_has_both_values(hale: Officer, preview: Import) -> None:
    plan = preview("people", P + "0412,,,,newport,02/03/2021,,,,,Supervisor\n")
    shown: list[Any] = [(c.label, c.before, c.after) for c in plan.rows[0].changes]
    assert shown == [
        ("Station", "ryde", "newport"),
        ("Joined on", "02/03/2020", "02/03/2021"),
        ("Roles", "Officer @ ryde", "Supervisor"),
    ]


@pytest.mark.feature("C47", "F41")
@pytest.mark.parametrize(
    "said", ["05/2026", "5/2026", "May 2026", "may-26", "2026-05", "31/05/2026"]
)
def test_a_month_is_read_as_people_write_it(said: str) -> None:
    assert month_of(said) == date(2026, 5, 1)


@pytest.mark.feature("C47", "F41")
def test_work_by_month_is_brought_corrected_and_kept_where_a_cell_is_blank(
    hale: Officer, bring: Import
) -> None:
    assert counts(bring("exposure", E + "0412,05/2026,142.5,6,58,9\n")) == {"new": 1}
    assert counts(bring("exposure", E + "0412,05/2026,142.5,,,\n")) == {"unchanged": 1}
    assert counts(bring("exposure", E + "0412,May 2026,150,7,,\n")) == {"changed": 1}
    row = MonthlyExposure.objects.get()
    assert (row.month, row.hours, row.arrests, row.calls, row.force_forms) == (
        date(2026, 5, 1), 150.0, 7, 58, 9,
    )  # fmt: skip


@pytest.mark.feature("C47", "F43")
def test_who_was_there_is_brought_and_a_later_export_corrects_it(
    hale: Officer, bring: Import
) -> None:
    assert counts(bring("attendance", W + "L1,0412,08/05/2026 22:14,\n")) == {"new": 1}
    assert IncidentAttendance.objects.get().alone is None
    assert counts(bring("attendance", W + "L1,0412,08/05/2026 22:16,single\n")) == {"changed": 1}
    row = IncidentAttendance.objects.get()
    assert row.alone is True
    assert row.arrived_at.astimezone(LONDON).minute == 16
    assert counts(bring("attendance", W + "L1,0412,08/05/2026 22:16,\n")) == {"unchanged": 1}
