"""`outrider trial run` as a person types it."""

import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
import typer
from rich.console import Console
from tests.trial.running.standin import StandIn
from tests.trial.running.test_running import bytes_of
from typer.testing import CliRunner

from outrider.trial.running import command, ready


@pytest.fixture
def typed(monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(ready, "opened", lambda named, progress: StandIn(name=named))
    app = typer.Typer()
    app.command("run")(command.run_command)
    return lambda *words: CliRunner().invoke(app, list(map(str, words)))


def test_it_says_how_far_it_came_and_where(typed, tmp_path):
    told = typed("it.toml", "--out", tmp_path / "r", "--replications", 3, "--workers", 2)
    assert told.exit_code == 0, told.output
    assert "3 of 3 replications are complete" in told.output
    assert str(tmp_path / "r") in told.output.replace("\n", "")


def test_the_bar_has_how_many_are_done_and_the_time_that_is_left(typed, tmp_path, monkeypatch):
    console = Console(width=120, record=True)
    monkeypatch.setattr(command, "console_of", lambda: console)
    typed("it.toml", "--out", tmp_path / "r", "--replications", 3)
    assert re.search(r"3/3 \d:\d\d:\d\d left \d:\d\d:\d\d", console.export_text())


def test_what_was_not_said_again_is_as_it_was(typed, tmp_path):
    typed("it.toml", "--out", tmp_path, "--replications", 1, "--arms", "with", "--keep-calls", 0)
    told = typed("it.toml", "--out", tmp_path, "--replications", 2)
    assert told.exit_code == 0, told.output
    assert "1 replications were there already" in told.output


def test_a_folder_of_another_run_is_refused_on_the_command_line(typed, tmp_path):
    typed("it.toml", "--out", tmp_path, "--replications", 1, "--arms", "with")
    told = typed("it.toml", "--out", tmp_path, "--replications", 1, "--arms", "without")
    assert told.exit_code == 1
    assert "Give another folder with --out" in told.output


SLOWLY = """
    import sys, time, typer
    sys.path.insert(0, {root!r})
    from outrider.trial.running import command, ready
    from tests.trial.running.standin import StandIn

    class Slow(StandIn):
        def draw(self, number):
            time.sleep(0.2)
            return super().draw(number)

    ready.opened = lambda named, progress: Slow(name=named)
    app = typer.Typer()
    app.command("run")(command.run_command)
    app()
"""


@pytest.mark.parametrize(
    "wish", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)]
)
def test_a_real_process_stops_cleanly_at_a_signal_and_is_gone_on_with(wish, typed, tmp_path):
    program = textwrap.dedent(SLOWLY.format(root=str(Path.cwd())))
    out = tmp_path / "r"
    words = ["x.toml", "--out", str(out), "--replications", "40", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words], stdout=subprocess.PIPE, text=True
    )
    kept = out / "progress" / "replications.parts"
    while not (kept.exists() and kept.stat().st_size) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(wish)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "goes on where this left off" in said
    assert (out / "summaries.parquet").exists()
    told = typed(*words)
    assert told.exit_code == 0, told.output
    assert "were there already" in told.output
    assert typed(*words[:2], tmp_path / "whole", *words[3:]).exit_code == 0
    assert bytes_of(out) == bytes_of(tmp_path / "whole")
