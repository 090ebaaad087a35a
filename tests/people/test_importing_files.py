"""Files as they come: encodings, separators, workbooks, and what is no spreadsheet at all."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading import files, limits, rows
from outrider.people.importing.reading.files import read_file
from outrider.people.importing.reading.rows import Odd
from outrider.people.importing.writing import escaped, to_csv, to_xlsx, unescaped

TABLE = "Number,Name\n0412,Siân O’Connor\n0413,“Kit” Müller"


def texts(data: bytes, sheet: str = "") -> list[tuple[Any, ...]]:
    return [row.cells for row in read_file(data, sheet=sheet).rows]


EXPECTED = [("Number", "Name"), ("0412", "Siân O’Connor"), ("0413", "“Kit” Müller")]


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_accents_survive_whatever_a_spreadsheet_saves(codec: str) -> None:
    assert texts(TABLE.encode(codec)) == EXPECTED


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_separator_is_found(separator: str, end: str) -> None:
    text = f'A{separator}B{end}"one{separator}two"{separator}3{end}'
    assert texts(text.encode()) == [("A", "B"), (rows.tidy(f"one{separator}two"), "3")]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("A,B,C\n;,;,;\n", (";", ";", ";")),
        ("A;B\n1,5;2,5\n", ("1,5", "2,5")),
        ("Staff list, November, 2026\nA;B\nx;y\n", ("A", "B")),
    ],
)
def test_other_separators_inside_cells_do_not_mislead(text: str, second: tuple[str, ...]) -> None:
    assert texts(text.encode())[1] == second


def test_a_spreadsheet_s_own_word_about_its_separator_is_taken() -> None:
    sheet = read_file(b"sep=;\r\nA;B\r\n1,5;2\r\n")
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("A", "B")), (3, ("1,5", "2"))]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    sheet = read_file(b'A,B\n\n"two\nlines",x\n3,y\n')
    assert [(row.line, row.cells[0]) for row in sheet.rows] == [
        (1, "A"),
        (3, "two lines"),
        (5, "3"),
    ]


def test_a_quotation_mark_never_closed_swallows_nothing_in_silence() -> None:
    with pytest.raises(BadFile, match=r"Line 2: a quotation mark opens a cell"):
        read_file(b'A,B\n"1,2\n3,4\n')


def test_a_quotation_mark_in_the_middle_is_named_by_its_line() -> None:
    with pytest.raises(BadFile, match=r"Line 3: a quotation mark stands in the middle"):
        read_file(b'A,B\n1,2\n"x"y,4\n')


def workbook(*values: list[Any], title: str = "People", more: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in values:
        sheet.append(row)
    if more:
        book.create_sheet(more).append(["Other"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_s_cells_come_as_a_person_sees_them() -> None:
    data = workbook(
        ["Number", "Joined", "Start", "At", "Hours", "Yes"],
        ["0412", date(2024, 1, 8), time(21, 0), datetime(2026, 11, 14, 21, 0), 7.5, True],
        [412, datetime(2024, 1, 8), time(6, 30), datetime(2026, 11, 14, 6, 59, 59, 999990), 8, 1],
    )
    assert texts(data)[1:] == [
        ("0412", "2024-01-08", "21:00", "2026-11-14 21:00", "7.5", "yes"),
        ("412", "2024-01-08", "06:30", "2026-11-14 07:00", "8", "1"),
    ]


def test_a_formula_is_a_cell_to_correct_and_is_not_computed() -> None:
    cell = texts(workbook(["A"], ["=1+1"]))[1][0]
    assert isinstance(cell, Odd)
    assert "formula" in cell.why
    assert "paste it as values" in cell.do


def test_the_sheet_wanted_is_read_and_the_others_are_named() -> None:
    data = workbook(["Number"], ["1"], more="Stations")
    first = read_file(data)
    assert (first.sheet, first.other_sheets) == ("People", ("Stations",))
    assert read_file(data, sheet="Stations").rows[0].cells == ("Other",)
    with pytest.raises(BadFile, match="Choose one of: People, Stations"):
        read_file(data, sheet="Rota")


def test_an_empty_first_sheet_is_passed_over() -> None:
    book = Workbook()
    book.create_sheet("Real").append(["A"])
    out = io.BytesIO()
    book.save(out)
    assert read_file(out.getvalue()).sheet == "Real"


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), body)
    return out.getvalue()


REFUSED = {
    "nothing": (b"", "empty"),
    "only blanks": (b"\n\n , ,\n", "empty"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 600, "old Excel file"),
    "a PDF": (b"%PDF-1.7\n...", "This is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n...", "picture"),
    "a web page": (b"<!doctype html><p>", "web page"),
    "XML": (b"<?xml version='1.0'?><a/>", "XML"),
    "another archive": (b"\x1f\x8b\x08\0\0", "compressed"),
    "a zip of something": (zipped(readme_dot_txt=b"x"), "not an Excel workbook"),
    "OpenDocument": (zipped(mimetype=b"application/x", content_dot_xml=b"<x/>"), "OpenDocument"),
    "a damaged workbook": (workbook(["A"])[:900], "damaged"),
    "bytes": (bytes(range(256)) * 4, "not a text file"),
    "a workbook of nonsense": (zipped(xl__workbook_dot_xml=b"<nonsense/>"), "cannot be read"),
    "macros": (
        zipped(xl__workbook_dot_xml=b"<a/>", xl__vbaProject_dot_bin=b"x"),
        "macros",
    ),
    "an expanding entity": (
        zipped(xl__workbook_dot_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "no spreadsheet writes",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_spreadsheet_is_refused_in_words(what: str) -> None:
    data, words = REFUSED[what]
    with pytest.raises(BadFile) as refused:
        read_file(data)
    assert words in refused.value.why
    assert refused.value.do


def test_a_small_file_that_unpacks_to_gigabytes_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = zipped(xl__workbook_dot_xml=b"<a/>", xl__worksheets__sheet1_dot_xml=b"\0" * 40_000_000)
    assert len(bomb) < 200_000
    monkeypatch.setattr("outrider.people.importing.reading.workbook_guard.UNPACKED", 30_000_000)
    with pytest.raises(BadFile, match="unpacks to 38 MB"):
        read_file(bomb)


def test_a_file_that_is_too_large_says_how_large_and_what_else_to_do() -> None:
    with pytest.raises(BadFile, match=r"has 3\.1 MB, and at most 3 MB .*`outrider import`"):
        read_file(b"x" * (limits.LARGEST_UPLOAD + 100_000), largest=limits.LARGEST_UPLOAD)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 10)
    assert len(read_file(b"A\n" * 11).rows) == 11
    with pytest.raises(BadFile, match="more than 10 rows"):
        read_file(b"A\n" * 12)


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(BadFile, match="more than 60 columns"):
        read_file(b",".join([b"x"] * 61))
    with pytest.raises(BadFile, match="more than 60 columns"):
        read_file(workbook(["x"] * 80))


def test_a_workbook_that_claims_a_million_rows_is_read_to_its_last_one() -> None:
    book = Workbook()
    book.active["A1"] = "A"
    book.active["A20000"] = "last"
    out = io.BytesIO()
    book.save(out)
    found = read_file(out.getvalue())
    assert [row.line for row in found.rows] == [1, 20_000]


def test_a_cell_too_long_or_with_a_control_character_is_explained() -> None:
    long, bell = read_file(b"A,B\n" + b"x" * 1_001 + b",a\x07b\n").rows[1].cells
    assert isinstance(long, Odd)
    assert "1,001 characters" in long.why
    assert isinstance(bell, Odd)
    assert "cannot be kept" in bell.why


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zs", "Zl", "Zp"]), max_size=12)


@given(CELLS)
def test_no_value_becomes_a_formula_and_each_comes_back(value: str) -> None:
    kept = escaped(value)
    assert unescaped(kept) == value
    assert kept == "-" or kept[:1] not in ("=", "@", "\t", "\r")
    if kept[:1] in ("+", "-") and kept != "-":
        float(kept)


@pytest.mark.parametrize(
    "danger", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=1", "\t=1"]
)
def test_spreadsheets_compute_nothing_of_ours(danger: str) -> None:
    assert b"'" + danger.encode() in to_csv([[danger]])
    assert texts(to_xlsx([["Head"], ["=1+1"]], "Sheet"))[1] == ("=1+1",)


@pytest.mark.feature("C47")
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_a_table_comes_back_from_both_kinds_of_file(table: list[tuple[str, ...]]) -> None:
    head = ("A", "B", "C")
    wanted = [rows.tidy(cell) for row in table for cell in row]
    for data in (to_csv([head, *table]), to_xlsx([head, *table], "Sheet")):
        back = {row.line: row.cells for row in files.read_file(data).rows}
        found = [
            (*back.get(line, ()), "", "", "")[at]
            for line in range(2, len(table) + 2)
            for at in range(3)
        ]
        assert found == wanted
