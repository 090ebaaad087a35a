"""Known answers of the trial, as tests, and the command that prints them."""

import shutil
from math import nan

import pytest
from typer.testing import CliRunner

from outrider.trial.checks import registry
from outrider.trial.checks.registry import part
from outrider.trial.checks.values import Check
from outrider.trial.cli import trial_app


def missed(name, reference):
    found = list(part(name).checks(reference))
    assert found
    return [
        f"{one.target}: {one.found:g} for {one.known:g} ± {one.within:g}"
        for one in found
        if not one.met
    ]


@pytest.mark.feature("C50", "C51")
def test_survival_models_and_sample_sizes_are_those_of_the_tables(reference_dir):
    assert missed("formulas", reference_dir) == []


def test_queues_that_can_be_solved_come_out_as_they_are_solved(reference_dir):
    assert missed("queues", reference_dir) == []


@pytest.mark.slow
@pytest.mark.feature("C58")
@pytest.mark.parametrize("name", ["auckland", "planted", "calibration"])
def test_the_longer_known_answers_are_met(name, reference_dir):
    assert missed(name, reference_dir) == []


@pytest.mark.slow
@pytest.mark.feature("C58")
def test_the_packaged_scenario_goes_as_the_textbook_program_says_call_by_call(reference_dir):
    pytest.importorskip("simpy")
    assert missed("twin", reference_dir) == []


@pytest.mark.parametrize(
    ("found", "within", "met"),
    [(1.0, 0.0, True), (1.1, 0.1 + 1e-12, True), (1.2, 0.1, False), (nan, 9.0, False)],
)
def test_what_is_no_number_is_a_miss(found, within, met):
    assert Check("", "", 1.0, found, within, "").met is met


def typed(*words):
    return CliRunner().invoke(trial_app, ["check", *map(str, words)])


@pytest.fixture
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")


def test_the_command_shows_target_found_and_source(reference_dir, wide):
    told = typed("--reference", reference_dir, "--only", "formulas")
    assert told.exit_code == 0, told.output
    assert "27 of 27 targets met." in told.output
    assert "De Maio 2003" in told.output


def test_a_miss_is_named_and_ends_with_1(reference_dir, tmp_path, wide):
    (tmp_path / "reference").mkdir()
    for name in ("survival_checks.csv", "power_checks.csv"):
        shutil.copy(reference_dir / "reference" / name, tmp_path / "reference" / name)
    table = tmp_path / "reference" / "survival_checks.csv"
    table.write_text(table.read_text().replace("0.021394", "0.031394"))
    told = typed("--reference", tmp_path, "--only", "formulas", "--misses")
    assert told.exit_code == 1
    assert "MISSED" in told.output
    assert "0.031394" in told.output
    assert "1 missed" in told.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--reference", "/nowhere"], "no folder `reference`"),
        (["--only", "formulae"], "There is no part “formulae”. There are: formulas"),
    ],
)
def test_what_cannot_be_checked_says_what_to_do(words, said, reference_dir, wide):
    told = typed("--reference", reference_dir, *words)
    assert told.exit_code == 1
    assert said in told.output


def test_a_folder_that_lacks_a_file_says_so(tmp_path, wide):
    (tmp_path / "reference").mkdir()
    told = typed("--reference", tmp_path, "--only", "formulas")
    assert told.exit_code == 1
    assert "Is --reference complete?" in told.output


def test_without_the_textbook_program_it_says_what_is_not_compared(
    reference_dir, wide, monkeypatch
):
    monkeypatch.setattr("outrider.trial.checks.twin.there", lambda: False)
    told = typed("--reference", reference_dir, "--only", "twin,formulas")
    assert told.exit_code == 0
    assert f"Not compared: The textbook program. {registry.NO_TWIN}" in told.output


@pytest.mark.slow
@pytest.mark.feature("C58")
def test_figures_of_real_schemes_stand_beside_the_simulated_ones(reference_dir, wide):
    told = typed("--reference", reference_dir, "--only", "schemes")
    assert told.exit_code == 0, told.output
    said = " ".join(told.output.split())
    for figure in ("3 (Mail on Sunday", "24% (wendovernews", "62% (FBU", "93% (FBU"):
        assert figure in said, said
    assert said.count("95 of 100 from") == 5
