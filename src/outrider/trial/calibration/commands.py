"""`outrider trial calibrate`: the model's ambulances beside published response times."""

import os
from pathlib import Path
from typing import Annotated

import typer

from outrider.roads.errors import RoadsError
from outrider.trial.calibration.report import calibration_report
from outrider.trial.calibration.schemes import scheme_figures
from outrider.trial.scenario.errors import ScenarioError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("calibrate")(calibrate)


def calibrate(
    reference: Annotated[
        Path | None,
        typer.Option(help="Folder with reference/ and data/ (OUTRIDER_REFERENCE_DIR)."),
    ] = None,
    replications: Annotated[
        int, typer.Option(min=2, help="Simulated years that each published year is compared with.")
    ] = 8,
) -> None:
    """Fit the island's ambulances on 2024/25, test them on 2025/26; real schemes beside simulated.

    Ends with code 2 if category 1 of the year that was not fitted is not within 10 %.
    """
    folder = reference or Path(os.environ.get("OUTRIDER_REFERENCE_DIR", ""))
    try:
        found = calibration_report(folder, replications=replications, told=typer.echo)
    except (ScenarioError, RoadsError, FileNotFoundError, ValueError) as wrong:
        typer.echo(f"Error: {wrong}", err=True)
        typer.echo("Give the folder of reference files with --reference.", err=True)
        raise typer.Exit(1) from None
    for sentence in (*found.sentences, *(each.sentence for each in scheme_figures())):
        typer.echo(sentence)
    raise typer.Exit(0 if found.holds else 2)
