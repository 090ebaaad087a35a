"""`outrider trial base`: where a scheme's units should stand, and whether the simulation agrees."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table as Shown

from outrider.roads.errors import RoadsError
from outrider.trial.basing.question import CHECK, Question, choices, places_of, units_of
from outrider.trial.placement import Goal, PlacementError
from outrider.trial.running.errors import RunError
from outrider.trial.scenario import Scenario, ScenarioError
from outrider.trial.scenario.commands import scenario_named


def base_command(
    scenario: Annotated[
        str, typer.Argument(help="The scenario's file, or the name of one that ships.")
    ] = "demo",
    arm: Annotated[str, typer.Option(help="Arm; the first in which somebody co-responds.")] = "",
    scheme: Annotated[str, typer.Option(help="Whose units; the arm's first.")] = "",
    units: Annotated[int, typer.Option(min=0, help="How many; 0: as many as there are.")] = 0,
    at: Annotated[
        str, typer.Option(help="Places to choose from, with commas; all of the scenario's.")
    ] = "",
    goal: Annotated[Goal, typer.Option(help="gain, cover, expected or median.")] = Goal.GAIN,
    minutes: Annotated[float, typer.Option(help="In time means within this.")] = 8.0,
    busy: Annotated[float, typer.Option(help="Share of time a unit is busy (expected).")] = 0.3,
    replications: Annotated[int, typer.Option(help="How many to check by.")] = CHECK,
    drawn: Annotated[
        Path | None, typer.Option("--map", help="Draw the bases and how places are served (SVG).")
    ] = None,
) -> None:
    """Where to base a scheme's units on a scenario: proven, and checked by simulation."""
    from outrider.trial.basing.checking import check
    from outrider.trial.basing.choosing import chosen
    from outrider.trial.building import build
    from outrider.trial.placement.map import placed_map

    console = Console(width=int(os.environ["COLUMNS"]) if "COLUMNS" in os.environ else None)
    try:
        read = scenario_named(scenario)
        asked = _asked(read, arm, scheme, units, at, goal, minutes, busy, replications)
        with console.status("Roads, places and rotas") as status:
            built = build(read)
            status.update("Choosing places")
            answer = chosen(built, asked)
            found = check(
                built, asked, answer, workers=os.cpu_count() or 1,
                told=lambda done: status.update(f"Checking: {done} of {asked.check}"),
            )  # fmt: skip
        if drawn:
            drawn.write_text(placed_map(answer, built.network, minutes), encoding="utf-8")
    except (PlacementError, ScenarioError, RoadsError, RunError) as wrong:
        _stop(str(wrong))
    except OSError as wrong:
        _stop(f"{drawn} cannot be written: {wrong.strerror}.")
    table = Shown("Unit", "Stands at")
    for unit, place in found.moved:
        table.add_row(unit, place)
    console.print(table)
    for words in (*answer.placed.says, found.sentence):
        console.print(words, highlight=False, markup=False)
    shown = found.table()
    paired = Shown(*shown.columns, title=f"{found.replications} replications, paired")
    for row in shown.shown():
        paired.add_row(*row)
    console.print(paired)


def _asked(
    read: Scenario, arm: str, scheme: str, units: int, at: str, goal: Goal, minutes: float,
    busy: float, replications: int,
) -> Question:  # fmt: skip
    there = choices(read)
    arm = arm or (there[0][0] if there else "")
    scheme = scheme or next((code for name, code, _ in there if name == arm), "")
    places = tuple(word.strip() for word in at.split(",") if word.strip()) or places_of(read)
    count = units or (len(units_of(read, arm, scheme)) if arm in read.arms else 0)
    return Question(arm, scheme, places, count, goal, minutes, busy, check=replications)


def _stop(words: str) -> NoReturn:
    typer.echo(f"Error: {words}", err=True)
    raise typer.Exit(1)
