"""The tutorial “Would it work here?”: its commands, run as they are printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outrider.cli import app
from outrider.trial.scenario import load_scenario

pytestmark = pytest.mark.feature("C58")
TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial" / "would-it-work-here.md"


def commands() -> list[list[str]]:
    lines = re.findall(r"^    outrider (.+)$", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in lines]


def toml_lines() -> list[str]:
    return re.findall(r"```toml\n(.+)\n```", TUTORIAL.read_text(encoding="utf-8"))


def run(*words: str) -> str:
    told = CliRunner().invoke(app, list(words))
    assert told.exit_code == 0, told.output
    return told.output


def with_changes(file: Path) -> None:
    """What the reader is told to change."""
    roads, shifts = toml_lines()
    before, unit, after = file.read_text(encoding="utf-8").partition('name = "CW21"')
    assert unit
    before, roaded = re.subn(r"^network = .*$", roads, before, count=1, flags=re.MULTILINE)
    after, shifted = re.subn(r"^shifts = .*$", shifts, after, count=1, flags=re.MULTILINE)
    assert (roaded, shifted) == (1, 1)
    file.write_text(before + unit + after, encoding="utf-8")


def test_its_changes_make_a_scenario_without_a_fault(tmp_path, monkeypatch, reference_dir):
    monkeypatch.chdir(tmp_path)
    extract = reference_dir / "data" / "roads" / "isle-of-wight-150101.osm.pbf"
    monkeypatch.setenv("OUTRIDER_ROADS", str(extract))
    new, describe, run_it, report = commands()
    run(*new)
    with_changes(Path("ours.toml"))
    assert "Assumptions" in run(*describe)
    assert {"without", "with"} <= set(load_scenario("ours.toml").arms)
    assert "without,with" in run_it
    assert report[:2] == ["trial", "report"]


@pytest.mark.slow
def test_from_an_extract_and_a_rota_to_a_report(tmp_path, monkeypatch, reference_dir):
    monkeypatch.chdir(tmp_path)
    extract = reference_dir / "data" / "roads" / "isle-of-wight-150101.osm.pbf"
    monkeypatch.setenv("OUTRIDER_ROADS", str(extract))
    new, describe, run_it, report = commands()
    run(*new)
    with_changes(Path("ours.toml"))
    run(*describe)
    count = run_it.index("--replications") + 1
    run(*run_it[:count], "2", *run_it[count + 1 :])
    run(*report)
    assert Path("ours/report.pdf").read_bytes().startswith(b"%PDF")
    assert "cannot answer" in Path("ours/report.html").read_text(encoding="utf-8")
