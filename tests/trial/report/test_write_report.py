"""A run of the demo scenario ends in a report that anybody can make again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outrider.cli import app
from outrider.trial.building import build
from outrider.trial.report import ReportError, write_report
from outrider.trial.running.ready import ready_of
from outrider.trial.scenario.loading import packaged


@pytest.mark.slow
@pytest.mark.feature("C54", "C57", "C58")
def test_a_run_becomes_a_report_whose_command_makes_the_same_bytes(tmp_path: Path) -> None:
    run, out = tmp_path / "run", tmp_path / "again"
    words = ["trial", "run", "demo", "--replications", "3", "--arms", "without,with"]
    assert CliRunner().invoke(app, [*words, "--out", str(run)]).exit_code == 0
    built = build(packaged("demo"))
    first = write_report(run, run, built, ready_of(built))
    done = CliRunner().invoke(app, ["trial", "report", "demo", str(run), "--out", str(out)])
    assert done.exit_code == 0, done.output
    for file in (first.html, first.pdf):
        assert (out / file.name).read_bytes() == file.read_bytes()
    told = first.html.read_text(encoding="utf-8")
    for words in ("What this trial cannot answer", "supporter’s page", "critic’s page", built.hash):
        assert words in told
    assert "nan" not in told.lower().split()


@pytest.mark.slow
@pytest.mark.feature("C57", "C58")
def test_what_one_process_ran_another_goes_on_with_and_a_third_reports(tmp_path: Path) -> None:
    run = str(tmp_path / "run")
    words = ["trial", "run", "demo", "--arms", "without,with", "--out", run, "--replications"]
    assert "2 of 2 replications" in typed(*words, "2")
    assert "2 replications were there already" in typed(*words, "3")
    assert "Written:" in typed("trial", "report", "demo", run)


def typed(*words: str) -> str:
    """In a process of its own, with an order of sets of its own."""
    program = "from outrider.cli import app; app()"
    environment = {**os.environ, "COLUMNS": "200"}
    environment.pop("PYTHONHASHSEED", None)
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_folder_without_results_and_a_scenario_that_is_not_there_are_said_in_words(
    tmp_path: Path,
) -> None:
    with pytest.raises(ReportError, match="holds no results"):
        write_report(tmp_path, tmp_path, None, None)  # type: ignore[arg-type]
    done = CliRunner().invoke(app, ["trial", "report", str(tmp_path / "x.toml"), str(tmp_path)])
    assert done.exit_code == 1
    assert "Error:" in done.output
