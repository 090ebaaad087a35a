"""`outrider trial`: questions about the scheme before it starts."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from outrider.roads.ensure import roads_folder
from outrider.roads.errors import RoadsError
from outrider.roads.network import load_network
from outrider.roads.values import Driving
from outrider.trial import exporting
from outrider.trial.basing.command import base_command
from outrider.trial.calibration import commands as calibration_commands
from outrider.trial.checks.command import check
from outrider.trial.placement import Goal, PlacementError
from outrider.trial.placement.asking import Answer, Question, answered
from outrider.trial.placement.map import placed_map
from outrider.trial.report.commands import report_command
from outrider.trial.running.command import run_command
from outrider.trial.running.demo import demo
from outrider.trial.scenario import commands as scenario_commands

trial_app = typer.Typer(
    no_args_is_help=True,
    help="Questions about the scheme before it starts and while it runs.",
)


@trial_app.callback()
def _trial() -> None:
    """Keeps the commands together."""


scenario_commands.register(trial_app)
exporting.register(trial_app)
trial_app.command("run")(run_command)
trial_app.command("report")(report_command)
calibration_commands.register(trial_app)
trial_app.command("base")(base_command)
trial_app.command("demo")(demo)
trial_app.command("check")(check)

_HEADS: Final = {
    Goal.COVER: "share",
    Goal.EXPECTED: "share",
    Goal.MEDIAN: "minutes_from_base",
    Goal.GAIN: "minutes_gained",
}


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Shows what went wrong as a sentence, not as a traceback."""
    try:
        yield
    except (RoadsError, PlacementError) as wrong:
        typer.echo(f"Error: {wrong}", err=True)
        raise typer.Exit(1) from None


def _driving(word: str) -> Driving:
    try:
        return Driving[word.upper()]
    except KeyError:
        raise PlacementError(f"Driving is normal or response, not “{word}”.") from None


def _console() -> Console:
    width = os.environ.get("COLUMNS")
    return Console(width=int(width) if width else None)


@trial_app.command()
def place(
    demand: Annotated[
        Path, typer.Argument(help="CSV of demand: weight, lat, lon (and name, ambulance_minutes).")
    ],
    sites: Annotated[Path, typer.Argument(help="CSV of places for a base: lat, lon (and name).")],
    goal: Annotated[
        Goal,
        typer.Option(
            help="cover: most demand in time; expected: the same when units are busy; "
            "median: least mean time; gain: most time gained on the ambulance."
        ),
    ] = Goal.COVER,
    units: Annotated[int, typer.Option("--sites", help="How many to base.")] = 3,
    minutes: Annotated[float, typer.Option(help="In time means by road within this.")] = 8.0,
    busy: Annotated[float, typer.Option(help="Share of time a unit is busy (expected).")] = 0.3,
    driving: Annotated[str, typer.Option(help="normal or response")] = "response",
    ambulances: Annotated[
        Path | None,
        typer.Option(help="CSV of ambulance stations, instead of ambulance_minutes (gain)."),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--from", help="Folder of the network (OUTRIDER_ROADS_DIR).")
    ] = None,
    stop: Annotated[float, typer.Option(help="Seconds after which to answer unproven.")] = 60.0,
    to: Annotated[
        Path | None, typer.Option("--csv", help="Write a line for each demand point to this file.")
    ] = None,
    drawn: Annotated[
        Path | None, typer.Option("--map", help="Draw the bases and how places are served (SVG).")
    ] = None,
) -> None:
    """Where to base co-responders or kit: the best choice among the sites, with its proof."""
    with _plain_errors():
        network = load_network(folder or roads_folder())
        question = Question(goal, units, minutes, busy, _driving(driving), ambulances, stop)
        answer = answered(demand, sites, network, question)
        if to:
            _write(answer, to)
        if drawn:
            _draw(placed_map(answer, network, minutes), drawn)
    _show(answer, network.label, [path for path in (to, drawn) if path])


def _draw(svg: str, to: Path) -> None:
    try:
        to.write_text(svg, encoding="utf-8")
    except OSError as wrong:
        raise PlacementError(f"{to} cannot be written: {wrong.strerror}.") from None


def _show(answer: Answer, label: str, written: list[Path]) -> None:
    console, placed = _console(), answer.placed
    table = Table("Site", "Units", "Demand it is nearest to", title="Where to base them")
    weight, nearest = answer.demand.numbers["weight"], np.array(answer.nearest)
    for site, units in zip(placed.sites, placed.units, strict=True):
        share = float(weight[nearest == site].sum() / weight.sum())
        table.add_row(escape(answer.sites.names[site]), str(units), f"{share:.1%}")
    console.print(table)
    for head, sentences in (
        ("This says", placed.says),
        ("This does not say", placed.does_not_say),
    ):
        console.print(f"[bold]{head}[/bold]")
        for sentence in sentences:
            console.print(f"  {sentence}", highlight=False, markup=False)
    console.print(
        f"{len(answer.demand.names):,} demand points, {len(answer.sites.names):,} sites, "
        f"{placed.solve_seconds:.1f} s. {label}",
        highlight=False,
        markup=False,
    )
    for path in written:
        console.print(f"Written to {path}", highlight=False, markup=False)


def _write(answer: Answer, to: Path) -> None:
    """A line a demand point, in the order of the file: from where it is reached, and how soon."""
    demand, placed = answer.demand, answer.placed
    try:
        with to.open("w", newline="", encoding="utf-8") as lines:
            out = csv.writer(lines)
            out.writerow(
                (
                    "name",
                    "lat",
                    "lon",
                    "weight",
                    "nearest_site",
                    "minutes",
                    "covered",
                    _HEADS[placed.goal],
                )
            )
            for i, name in enumerate(demand.names):
                out.writerow(
                    (
                        name,
                        demand.lat[i],
                        demand.lon[i],
                        demand.numbers["weight"][i],
                        answer.sites.names[answer.nearest[i]],
                        f"{placed.nearest_seconds[i] / 60:.2f}",
                        "yes" if placed.covered[i] else "no",
                        _cell(placed.goal, float(placed.per_point[i])),
                    )
                )
    except OSError as wrong:
        raise PlacementError(f"{to} cannot be written: {wrong.strerror}.") from None


def _cell(goal: Goal, value: float) -> str:
    """Shares as they are, times in minutes."""
    return f"{value:.4f}" if goal in (Goal.COVER, Goal.EXPECTED) else f"{value / 60:.2f}"
