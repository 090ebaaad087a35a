"""`outrider trial report`: the report of a run that is there already."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from outrider.trial.building import build
from outrider.trial.report.writing import ReportError, write_report
from outrider.trial.running.errors import RunError
from outrider.trial.running.ready import ready_of
from outrider.trial.scenario import ScenarioError
from outrider.trial.scenario.commands import scenario_named

ScenarioName = Annotated[
    str, typer.Argument(help="The scenario’s file, or the name of one that ships.")
]
RunIn = Annotated[Path, typer.Argument(help="Folder of the results of “outrider trial run”.")]
Out = Annotated[Path | None, typer.Option(help="Folder for the report; that of the results.")]


def report_command(scenario: ScenarioName, folder: RunIn, out: Out = None) -> None:
    """Write the report of a run as report.html and report.pdf (PDF/UA)."""
    try:
        built = build(scenario_named(scenario))
        written = write_report(folder, out or folder, built, ready_of(built))
    except (ReportError, RunError, ScenarioError) as wrong:
        typer.echo(f"Error: {wrong}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Written: {written.html} and {written.pdf}")
