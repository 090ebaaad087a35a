"""Files become arrays, and every row that cannot be read is told with its number and a way on."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from outrider.signals.reading.columns import (
    POSITIVE,
    Bounds,
    counts,
    days,
    flags,
    numbers,
    words,
)
from outrider.signals.reading.files import read_bytes, read_path, rows_of
from outrider.signals.reading.problems import Unreadable
from outrider.signals.reading.published.force_forms import force_forms
from outrider.signals.reading.published.forces import forces_of_2017_18
from outrider.signals.reading.published.injuries import officer_injuries
from outrider.signals.reading.published.officers import officers_by_force
from outrider.signals.reading.published.recorded_crime import assaults_on_constables

GOOD = 'Team,Assaults,Hours,From,Injured\nA,3,"1,200.5",2026-11-02,yes\nB,0,800,09/11/2026,No\n'


def sheet(text: str):
    return read_bytes(text.encode())


def test_columns_are_found_whatever_their_case_and_spaces():
    found = sheet(GOOD)
    assert words(found, "team") == ("A", "B")
    assert counts(found, " ASSAULTS ").tolist() == [3, 0]
    assert numbers(found, "hours").tolist() == [1200.5, 800.0]
    assert days(found, "From") == (date(2026, 11, 2), date(2026, 11, 9))
    assert flags(found, "injured").tolist() == [True, False]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_of_spreadsheets_are_known(codec, separator):
    text = separator.join(("Station", "Count")) + "\n" + separator.join(("Café", "4"))
    found = read_bytes(text.encode(codec))
    assert words(found, "station") == ("Café",)
    assert counts(found, "count").tolist() == [4]


def test_compressed_files_and_workbooks_are_read_as_they_are():
    assert words(read_bytes(gzip.compress(GOOD.encode())), "Team") == ("A", "B")
    book = Workbook()
    book.active.append(["Team", "Count"])
    book.active.append(["A", 4])
    made = io.BytesIO()
    book.save(made)
    assert counts(read_bytes(made.getvalue()), "Count").tolist() == [4]


BAD_FILES = {
    "": "file is empty",
    "\n \n": "file is empty",
    "a,b\n": "headings and no rows",
    "a,\n1,2\n": "1 cells|no heading|2 cells",
    ",b\n1,2\n": "no heading",
    "a,A \n1,2\n": "Two columns",
    "a,b\n1\n": "Row 2: This row has 1 cells and the headings 2",
    "a,b\n1,2\n3,4,5\n": "Row 3: This row has 3 cells",
    'a,b\n1,"2\n': "Row 2: A quotation mark stands alone",
}


@pytest.mark.parametrize("text", BAD_FILES)
def test_a_file_that_is_no_table_says_what_is_wrong(text):
    with pytest.raises(Unreadable, match=BAD_FILES[text]):
        sheet(text)


BAD_CELLS = [
    (counts, "12 or so", "Row 3, column “n”: “12 or so” is not a number. Write a number"),
    (counts, "", "Row 3, column “n”: This cell is blank"),
    (counts, "2.5", "not a whole number"),
    (counts, "-1", "below 0"),
    (numbers, "nan", "no number to reckon with"),
    (numbers, "1e999", "no number to reckon with"),
    (lambda s, c: numbers(s, c, POSITIVE), "0", "0 is not above 0"),
    (lambda s, c: numbers(s, c, Bounds(most=100)), "101", "above 100"),
    (words, " ", "This cell is blank"),
    (days, "31/02/2026", "not a day that can be read. Write it as 2026-11-21"),
    (flags, "maybe", "neither yes nor no"),
]


@pytest.mark.parametrize(("read", "cell", "told"), BAD_CELLS)
def test_a_cell_that_cannot_be_used_is_told_with_its_row(read, cell, told):
    good = {days: "2026-01-01", flags: "yes"}.get(read, "7")
    with pytest.raises(Unreadable, match=told):
        read(sheet(f'n,other\n{good},x\n"{cell}",x\n'), "n")


def test_a_missing_column_says_which_there_are_and_which_it_may_be():
    with pytest.raises(Unreadable, match=r"Did you mean “Assaults”.*There are: “Team”, “Assaults”"):
        counts(sheet(GOOD), "asaults")


def test_of_many_bad_rows_the_first_are_told_and_the_rest_counted():
    rows = "\n".join("x" for _ in range(30))
    with pytest.raises(Unreadable) as raised:
        counts(sheet(f"n\n{rows}\n"), "n")
    assert len(raised.value.problems) == 30
    assert "And 22 more rows like these." in str(raised.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x1f\x8bnothing", "damaged"),
        (b"PK\x03\x04nothing", "damaged"),
        (b"\x00\x01\x02\x03", "not a text file"),
    ],
)
def test_what_is_no_table_at_all_is_refused(data, told):
    with pytest.raises(Unreadable, match=told):
        read_bytes(data)


def test_a_small_file_that_unpacks_to_gigabytes_is_not_opened():
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts,
        parts.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(201):
            part.write(b"\x00" * 1024 * 1024)
    with pytest.raises(Unreadable, match="unpacks to more than"):
        read_bytes(made.getvalue())


def test_a_path_that_is_not_there_or_is_a_folder(tmp_path):
    with pytest.raises(Unreadable, match="Check the path"):
        read_path(tmp_path / "none.csv")
    with pytest.raises(Unreadable, match="is a folder"):
        read_path(tmp_path)


# --- published layouts ----------------------------------------------------------------------------

CRIME = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Code,Number of Offences\n"
    "2017/18,1,Hampshire,Assault with injury on a constable,8S, 100 \n"
    "2017/18,2,Hampshire,Assault with injury on a constable,8S,-2\n"
    '2017/18,1,Hampshire,Assault without injury on a constable,104,"1,000"\n'
    "2017/18,1,Metropolitan Police,Assault with injury on a constable,8S,-00 \n"
    "2017/18,1,Metropolitan Police,Assault without injury on a constable,104, 735 \n"
    "2017/18,1,Hampshire,Violent disorder,62A,9\n"
)
OFFICERS = (
    "Force/Region,September 2017\nWest Midlands,300\nWarwickshire,100\nWest Midlands,200\n"
    "South East,50\nHampshire,50\nTotal 43 forces,350\nBritish Transport Police,30\n"
)


def test_quarters_add_up_and_a_quarter_may_take_some_back():
    hampshire, metropolitan = assaults_on_constables(sheet(CRIME))
    assert (hampshire.with_injury, hampshire.without_injury, hampshire.all) == (98, 1000, 1098)
    assert hampshire.empty_quarters == 0
    assert metropolitan.empty_quarters == 1


def test_west_midlands_the_region_is_not_west_midlands_the_force():
    found = {
        one.force: one.officers for one in officers_by_force(sheet(OFFICERS), "September 2017")
    }
    assert found == {
        "Warwickshire": 100,
        "West Midlands": 200,
        "Hampshire": 50,
        "British Transport Police": 30,
    }


def test_a_region_that_is_not_the_sum_of_its_forces_is_told():
    with pytest.raises(Unreadable, match=r"forces of West Midlands add up to 200.0.*says 300.0"):
        officers_by_force(sheet(OFFICERS.replace("Warwickshire,100\n", "")), "September 2017")


def test_a_file_without_the_two_offences_says_from_when_they_are():
    with pytest.raises(Unreadable, match="2017/18 or later"):
        assaults_on_constables(sheet(CRIME.replace("8S", "8N").replace("104", "105A")))


FORMS = (
    "IncidentDate,Borough,AssaultedBySubject,StaffInjured,StaffInjuryIntentional,SingleCrewed\n"
    "01/04/2019,Camden,Yes,Yes,Yes,No\n01/04/2019,Camden,No,Yes,No,Yes\n"
    "02/04/2019,Barnet,,Yes,Not reported,\n"
)


def test_a_force_form_is_an_officer_and_what_was_not_said_stays_unknown():
    found = force_forms(sheet(FORMS))
    assert found.n == 3
    assert found.assaulted.tolist() == [1, 0, -1]
    assert found.single_crewed.tolist() == [0, 1, -1]
    assert found.injuries == (1, 1, 1)
    assert found.duty == ("", "", "")


def test_a_form_without_the_question_or_with_another_answer_is_told():
    with pytest.raises(Unreadable, match="AssaultedBySubject"):
        force_forms(sheet("IncidentDate\n01/04/2019\n"))
    with pytest.raises(Unreadable, match="Row 2, column “AssaultedBySubject”: “Perhaps”"):
        force_forms(sheet(FORMS.replace("Camden,Yes", "Camden,Perhaps")))


def test_a_sheet_that_is_not_table_10_is_told():
    with pytest.raises(Unreadable, match="not table 10"):
        officer_injuries([(1, ["Something", "else"])])


@pytest.mark.feature("F40")
def test_the_real_home_office_tables_give_hampshire_s_rate(reference_dir: Path):
    forces = forces_of_2017_18(reference_dir)
    assert forces is not None
    hampshire = forces.names.index("Hampshire")
    assert (forces.assaults[hampshire], forces.with_injury[hampshire]) == (407 + 752, 407)
    assert forces.officers[hampshire] == pytest.approx(2861.13)
    assert forces.rate[hampshire] == pytest.approx(40.5, abs=0.05)
    assert 25 <= np.median(forces.rate) <= 26.5
    assert len(forces.names) == 44
    assert forces.unmatched == ()
    assert "Metropolitan" in forces.incomplete
    assert forces.officers[forces.names.index("West Midlands")] == pytest.approx(6534.5)


@pytest.mark.feature("F40")
def test_every_force_is_counted_once_also_where_a_region_has_its_name(reference_dir: Path):
    """8,157 with injury and 18,138 without, as the file itself adds up over 44 forces.

    Sums of 8,508 and 18,687 that are told elsewhere are higher by 351 and 549: West Midlands twice,
    the force and, by its name, the region that the table of officers has too.
    """
    forces = forces_of_2017_18(reference_dir)
    assert forces is not None
    with_injury, in_all = int(forces.with_injury.sum()), int(forces.assaults.sum())
    assert (with_injury, in_all - with_injury) == (8_157, 18_138)
    west_midlands = forces.names.index("West Midlands")
    twice = int(forces.with_injury[west_midlands])
    assert (with_injury + twice, 18_138 + int(forces.assaults[west_midlands]) - twice) == (
        8_508,
        18_687,
    )


@pytest.mark.feature("F40")
def test_the_real_table_10_gives_the_published_mix(reference_dir: Path):
    name = "police-use-of-force-apr2019-mar2020-hosb3720-tables.ods"
    data = (reference_dir / "data" / "police" / name).read_bytes()
    found = officer_injuries(rows_of(data, "Table_10"))
    assert (found.intentional, found.not_intentional, found.not_reported) == (10_711, 8_976, 3_556)
    assert found.share_not_intentional == pytest.approx(0.456, abs=5e-4)
    assert found.uninjured_intentional == 638


def test_where_the_published_files_are_not_there_nothing_is_made_up(tmp_path):
    assert forces_of_2017_18(tmp_path) is None
