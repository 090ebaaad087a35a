"""`outrider signals`: any file, one question; what cannot be used is told with its row."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outrider.signals.asks import asks
from outrider.signals.commands import signals_app
from outrider.signals.registry import methods, parts

TEAMS = "team,assaults,hours,calls\n" + "".join(
    f"Team {letter},{count},{1000 + 100 * place},{400 + place}\n"
    for place, (letter, count) in enumerate(zip("ABCDEFGH", (3, 5, 2, 4, 6, 3, 2, 4), strict=True))
)
SHRINK = ("--name", "team", "--count", "assaults", "--exposure", "hours")


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def teams(tmp_path: Path) -> Path:
    path = tmp_path / "teams.csv"
    path.write_text(TEAMS, encoding="utf-8")
    return path


def told(result) -> str:
    """Everything that was said, on one line."""
    return re.sub(r"\s+", " ", result.output + (result.stderr or ""))


def names_in(table: Path) -> list[str]:
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return [row["name"] for row in rows]


def needs(part: str) -> None:
    if part not in dict(parts()):
        pytest.skip(f"the sub-package {part} is not there")


def test_rates_are_told_with_exposure_interval_count_age_and_limits(runner, teams):
    needs("rates")
    result = runner.invoke(signals_app, ["rates", str(teams), *SHRINK, "--second", "calls"])
    assert result.exit_code == 0
    for part in ("Divided by", "interval", "Counted", "29 events", "teams.csv", "It does not say"):
        assert part in told(result)


def test_the_table_and_the_drawing_are_written(runner, teams, tmp_path):
    needs("rates")
    table, drawing = tmp_path / "out.csv", tmp_path / "out.svg"
    end = ["--csv", str(table), "--svg", str(drawing), "--data-to", "Data to June 2026"]
    result = runner.invoke(signals_app, ["rates", str(teams), *SHRINK, *end])
    assert result.exit_code == 0
    assert names_in(table) == [f"Team {letter}" for letter in "ABCDEFGH"]
    assert "Data to June 2026." in drawing.read_text(encoding="utf-8")


def test_rows_stay_in_the_order_of_the_file(runner, teams, tmp_path):
    """Never an order by how bad a row is."""
    needs("funnel")
    table = tmp_path / "out.csv"
    args = ["funnel", str(teams), "--name", "team", "--count", "assaults", "--size", "hours"]
    result = runner.invoke(signals_app, [*args, "--csv", str(table)])
    assert result.exit_code == 0
    assert names_in(table) == [f"Team {letter}" for letter in "ABCDEFGH"]


def test_the_same_seed_gives_the_same_answer(runner, teams, tmp_path):
    needs("funnel")
    args = ["funnel", str(teams), "--name", "team", "--count", "assaults", "--size", "hours"]
    first = runner.invoke(signals_app, [*args, "--seed", "3"]).output
    assert runner.invoke(signals_app, [*args, "--seed", "3"]).output == first


BAD = {
    "no file": ("", SHRINK, "cannot be read"),
    "an empty file": (" ", SHRINK, "empty"),
    "headings only": ("team,assaults,hours\n", SHRINK, "headings and no rows"),
    "a missing column": (TEAMS.replace("hours", "time"), SHRINK, "There is no such column"),
    "a near name": (TEAMS.replace("hours", "hour"), SHRINK, "Did you mean “hour”"),
    "a word for a number": (TEAMS.replace("1000", "many"), SHRINK, "Row 2, column “hours”: “many”"),
    "a blank": (TEAMS.replace(",1000,", ",,"), SHRINK, "Row 2, column “hours”: This cell is blank"),
    "a negative count": (TEAMS.replace("A,3,", "A,-3,"), SHRINK, "below 0"),
    "half an assault": (TEAMS.replace("A,3,", "A,2.5,"), SHRINK, "not a whole number"),
    "no exposure": (TEAMS.replace(",1000,", ",0,"), SHRINK, "0 is not above 0"),
    "not a number": (TEAMS.replace(",1000,", ",nan,"), SHRINK, "no number to reckon with"),
    "a short row": (TEAMS + "Team I,3\n", SHRINK, "Row 10: This row has 2 cells"),
    "a comma too many": (TEAMS + "Team I, west,3,1000,4\n", SHRINK, "Row 10: This row has 5 cells"),
    "a stray quotation mark": (TEAMS + 'Team I,"3,1000,4\n', SHRINK, "Row 10: A quotation mark"),
    "a heading twice": (TEAMS.replace("calls", "Hours"), SHRINK, "Two columns have this heading"),
    "a heading that is blank": (TEAMS.replace("team,", ","), SHRINK, "no heading"),
    "a name that is blank": (TEAMS.replace("Team A,", " ,"), SHRINK, "Row 2, column “team”"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_used_is_told_with_its_row_and_what_to_do(case, runner, tmp_path):
    needs("rates")
    text, args, words = BAD[case]
    path = tmp_path / "in.csv"
    if text:
        path.write_text(text, encoding="utf-8")
    result = runner.invoke(signals_app, ["rates", str(path), *args])
    assert result.exit_code == 1
    assert words in told(result)
    assert "Traceback" not in told(result)


def test_every_bad_row_of_every_column_is_told_at_once(runner, tmp_path):
    needs("rates")
    path = tmp_path / "in.csv"
    path.write_text("team,assaults,hours\nA,x,0\nB,2,y\n", encoding="utf-8")
    said = told(runner.invoke(signals_app, ["rates", str(path), *SHRINK]))
    assert "Row 2, column “assaults”" in said
    assert "Row 2, column “hours”" in said
    assert "Row 3, column “hours”" in said


def test_what_a_method_refuses_is_a_sentence_too(runner, teams):
    """Eight rows show no spread to steady by."""
    needs("rates")
    result = runner.invoke(signals_app, ["shrink", str(teams), *SHRINK])
    assert result.exit_code == 1
    assert "This cannot be reckoned" in told(result)
    assert "wider groups" in told(result)


def test_a_file_that_cannot_be_written_is_told(runner, teams, tmp_path):
    needs("rates")
    nowhere = tmp_path / "none" / "out.csv"
    result = runner.invoke(signals_app, ["rates", str(teams), *SHRINK, "--csv", str(nowhere)])
    assert result.exit_code == 1
    assert "cannot be written" in told(result)


def test_a_series_that_is_not_in_order_of_time_is_told(runner, tmp_path):
    needs("change")
    path = tmp_path / "weeks.csv"
    rows = "".join(f"2026-01-{day:02d},3\n" for day in (5, 19, 12))
    path.write_text(f"week,assaults\n{rows}", encoding="utf-8")
    args = ["change-point", str(path), "--count", "assaults", "--day", "week"]
    result = runner.invoke(signals_app, args)
    assert result.exit_code == 1
    assert "sort by day" in told(result)


def test_a_group_that_the_file_does_not_have_is_told(runner, tmp_path):
    needs("disparity")
    path = tmp_path / "groups.csv"
    path.write_text("group,n,hours\nA,3,100\nB,4,200\n", encoding="utf-8")
    args = ["disparity", str(path), "--group", "group", "--count", "n", "--exposure", "hours"]
    assert "Say which group is looked at: A or B" in told(runner.invoke(signals_app, args))
    wrong = runner.invoke(signals_app, [*args, "--looked-at", "C"])
    assert wrong.exit_code == 1
    assert "the column holds A, B" in told(wrong)
    assert runner.invoke(signals_app, [*args, "--looked-at", "A"]).exit_code == 0


def test_every_question_has_its_command_and_every_method_its_reference(runner):
    said = told(runner.invoke(signals_app, ["--help"]))
    for ask in asks():
        assert ask.key in said
    for method in methods().values():
        assert method.reference.strip()


# --- known answers --------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_known_answer_is_met(runner, reference_dir):
    result = runner.invoke(signals_app, ["check", "--reference", str(reference_dir)])
    assert result.exit_code == 0, told(result)[-500:]
    assert "targets met" in told(result)


def test_a_miss_is_told_and_ends_with_one(runner, tmp_path, monkeypatch):
    from outrider.signals.checking import Check
    from outrider.signals.commands import check

    (tmp_path / "reference").mkdir()
    planted = [
        Check("rates", "a rate", 1.0, 1.1, 0.01),
        Check("rates", "no number", 1.0, float("nan"), 1),
    ]
    met = Check("rates", "another", 1.0, 1.0, 0.01)
    monkeypatch.setattr(check, "known_answers", lambda: [("x", lambda _: [*planted, met])])
    result = runner.invoke(signals_app, ["check", "--reference", str(tmp_path)])
    assert result.exit_code == 1
    assert "1 of 3 targets met" in told(result)
    assert told(result).count("MISSED") == 2


def test_a_folder_without_the_reference_files_is_told(runner, tmp_path):
    result = runner.invoke(signals_app, ["check", "--reference", str(tmp_path)])
    assert result.exit_code == 1
    assert "holds no folder" in told(result)


@pytest.mark.feature("F40", "F42")
def test_hampshire_beside_all_forces_with_the_sentence_on_recording(runner, reference_dir):
    needs("funnel")
    police = reference_dir / "data" / "police"
    files = [str(police / "prc-pfa-2017-18.csv.gz"), str(police / "officer_fte_2017.csv")]
    said = told(runner.invoke(signals_app, ["forces", *files, "--force", "Hampshire"]))
    assert "Hampshire recorded 40.5 assaults per 100 officers in 2017/18" in said
    assert "the median force 25.5" in said
    assert "Recording practice differs between forces" in said
    wrong = runner.invoke(signals_app, ["forces", *files, "--force", "Wessex"])
    assert wrong.exit_code == 1
    assert "No force is called “Wessex”" in told(wrong)
