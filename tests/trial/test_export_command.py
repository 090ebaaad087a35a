"""`outrider trial export` and `trial tornado`: errors in words, and one real run of each."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outrider.trial.building import build
from outrider.trial.cli import trial_app
from outrider.trial.exporting import SIMULATED
from outrider.trial.running.assumptions import varied
from outrider.trial.scenario.loading import packaged


def said(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(trial_app, list(words))
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("export", "demo", "--shape", "pdf"), "ambsys, utstein, ads, public"),
        (("export", "nowhere.toml"), "cannot be read"),
        (("tornado", "demo", "--measure", "lives"), "gain_hours, gain_min, officer_hours"),
        (("tornado", "demo", "--arm", "horses"), "There is no arm “horses”"),
        (("tornado", "nowhere.toml"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    words: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    out = ("--out", str(tmp_path / "out.csv")) if words[0] == "export" else ()
    code, output = said(*words, *out)
    assert code == 1
    assert says in output


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    code, output = said("export", "demo", "--out", str(tmp_path / "out.csv"))
    assert code == 1
    assert "is there already" in output
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
@pytest.mark.feature("C55")
def test_a_run_is_written_with_its_warnings_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "ads.csv"
    code, _ = said("export", "demo", "--out", str(out))
    assert code == 0
    with out.open(encoding="utf-8", newline="") as lines:
        codes = {row["Response type (NHS code)"] for row in csv.DictReader(lines)}
    assert codes == {"", "18", "98"}
    beside = (tmp_path / "ads.csv.read-me-first.txt").read_text(encoding="utf-8")
    assert SIMULATED in beside
    assert "no national code for a police co-responder" in beside


@pytest.mark.slow
@pytest.mark.feature("C58")
def test_a_quicker_turnout_gains_more_in_the_simulation_too() -> None:
    found = varied(build(packaged("demo")), "with", 2, only="schemes.3.turnout")
    (bar,) = found.bars
    assert bar.key == "schemes.3.turnout_seconds"
    assert bar.low < bar.base < bar.high
    low, high = (each["gain_min"].mean.value for each in (bar.at_low, bar.at_high))
    assert low is not None
    assert high is not None
    assert low > 0 > high
