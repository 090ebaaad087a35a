"""`outrider trial export` and `outrider trial tornado`: one run in others' shapes, and which
assumptions matter.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table as Shown

from outrider.roads.errors import RoadsError
from outrider.trial.judging.exports import SHAPES, Export
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.findings.assumptions import as_finding
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.tornado import MEASURES, Tornado
from outrider.trial.judging.tornado_file import NAME, written
from outrider.trial.judging.varying import value_at
from outrider.trial.running.errors import RunError
from outrider.trial.running.plan import software_version
from outrider.trial.scenario import Scenario, ScenarioError
from outrider.trial.scenario.commands import scenario_named

SCENARIO: Final = typer.Argument(help="The scenario's file, or the name of one that ships.")
SIMULATED: Final = "Every call in this file is simulated: nobody was ill."


def register(app: typer.Typer) -> None:
    """Adds both commands."""
    app.command("export")(export_command)
    app.command("tornado")(tornado_command)


def export_command(
    scenario: Annotated[str, SCENARIO],
    out: Annotated[Path, typer.Option(help="File to write (CSV).")],
    shape: Annotated[
        str, typer.Option(help="ads (a row a response), ambsys, utstein or public.")
    ] = "ads",
    arm: Annotated[str, typer.Option(help="Arm; the second if not said.")] = "",
    replication: Annotated[int, typer.Option(min=0, help="Number of the replication.")] = 0,
) -> None:
    """Write one simulated run in a shape that others read, with its warnings beside it."""
    if shape not in SHAPES:
        _stop(f"There is no shape “{shape}”. There are: {', '.join(SHAPES)}.")
    if out.exists():
        _stop(f"{out} is there already. Name another file with --out.")
    made = SHAPES[shape](_frame(scenario, arm, replication))
    warnings = _written(made, out)
    typer.echo(f"{len(made.table.rows):,} rows written to {out}")
    for words in warnings:
        typer.echo(f"  {words}")


def _frame(named: str, arm: str, replication: int) -> Frame:
    from outrider.trial.running.ready import opened  # the compiled model: not for other commands

    try:
        model = opened(named)
    except RunError as wrong:
        _stop(str(wrong))
    chosen = _arm(arm, model.arms)
    drawn = model.draw(replication)
    plan = model.arm(chosen, drawn)
    return model.frame(drawn, plan, model.run(replication, drawn, plan))


def _arm(named: str, arms: Sequence[str]) -> str:
    if named and named not in arms:
        _stop(f"There is no arm “{named}”. There are: {', '.join(arms)}.")
    return named or arms[min(1, len(arms) - 1)]


def _written(made: Export, out: Path) -> tuple[str, ...]:
    """The table, and what has to be said of it in a text beside it."""
    warnings = (SIMULATED, *made.warnings)
    try:
        out.write_text(made.table.csv(), encoding="utf-8", newline="")
        beside = out.with_name(f"{out.name}.read-me-first.txt")
        beside.write_text("\n".join(warnings) + "\n", encoding="utf-8")
    except OSError as wrong:
        _stop(f"{out} cannot be written: {wrong.strerror}. Name another file with --out.")
    return warnings


def tornado_command(
    scenario: Annotated[str, SCENARIO] = "demo",
    arm: Annotated[str, typer.Option(help="Arm; the second if not said.")] = "",
    replications: Annotated[
        int | None,
        typer.Option(
            min=2,
            help="Runs for each value; if not said, 1 for each, then 8 for the 12 that move most.",
        ),
    ] = None,
    measure: Annotated[str, typer.Option(help=f"{', '.join(MEASURES)}.")] = "gain_hours",
    only: Annotated[
        str, typer.Option(help="Assumptions that begin so, for example schemes.1; all if not said.")
    ] = "",
    top: Annotated[int, typer.Option(min=1, help="How many to show.")] = 15,
    into: Annotated[
        Path | None,
        typer.Option(help="Folder of a run: its report shows what was found (tornado.json)."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Threads; as many as processors if not said.")
    ] = None,
) -> None:
    """Vary each assumption of a scenario on its own, and show which ones matter."""
    if measure not in MEASURES:
        _stop(f"There is no measure “{measure}”. There are: {', '.join(MEASURES)}.")
    try:
        read = scenario_named(scenario)
        chosen = _arm(arm, read.arms)
        found = _varied(read, chosen, replications, only, workers or os.cpu_count() or 1)
    except (ScenarioError, RoadsError, RunError) as wrong:
        _stop(str(wrong))
    _show(as_finding(found, measure), top)
    if into:
        _keep(found, read, chosen, into)


def _varied(read: Scenario, arm: str, replications: int | None, only: str, workers: int) -> Tornado:
    from outrider.trial.building import build
    from outrider.trial.running import assumptions

    built = build(read)
    mine = [one for one in read.assumptions if one.key.startswith(only)]
    numbers = sum(bool(value_at(read.parts, one.key)) for one in mine)
    sift = replications is None and not only
    with Progress(transient=True) as bar:
        total = numbers + (min(numbers, assumptions.MOST) if sift else 0)
        task = bar.add_task("Assumptions", total=total)
        if sift:
            return assumptions.assumptions_of(
                built, arm, workers=workers, told=lambda done: bar.update(task, completed=done)
            )
        count = replications or assumptions.THEN
        return assumptions.varied(
            built, arm, count, only, lambda _: bar.update(task, advance=1), workers
        )


def _keep(found: Tornado, read: Scenario, arm: str, into: Path) -> None:
    """Beside the results of a run, whose report takes it up if it is of the same scenario."""
    text = written(found, scenario=read.hash, version=software_version(), arm=arm)
    try:
        into.mkdir(parents=True, exist_ok=True)
        (into / NAME).write_text(text, encoding="utf-8")
    except OSError as wrong:
        _stop(
            f"{into / NAME} cannot be written: {wrong.strerror}. Name another folder with --into."
        )
    typer.echo(f"Written to {into / NAME}")


def _show(found: Finding, top: int) -> None:
    console = Console()
    console.print(found.sentence, highlight=False, markup=False)
    table = Shown(*[column.strip() for column in found.table.columns])
    for row in found.table.shown()[:top]:
        table.add_row(*row)
    console.print(table)
    for words in (*found.caveats, found.method):
        console.print(words, highlight=False, markup=False)


def _stop(words: str) -> NoReturn:
    typer.echo(f"Error: {words}", err=True)
    raise typer.Exit(1)
