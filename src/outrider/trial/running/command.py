"""`outrider trial run`: the progress bar, the wish to stop, and what is said at the end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from outrider.trial.running.cluster import on_cluster
from outrider.trial.running.errors import RunError
from outrider.trial.running.folder import plan_of
from outrider.trial.running.going import Asked, Hired, Ran, run
from outrider.trial.running.model import Model
from outrider.trial.running.stopping import stoppable

STOPPED = 130
"""Exit code of a run that was stopped: what a shell gives after Ctrl-C."""


def asked_for(
    out: Path, replications: int, arms: str | None, keep: int | None, workers: int | None
) -> Asked:
    """What was asked for; what was not said is as in the folder that is gone on with.

    Raises:
        RunError: the folder's `run.json` is not that of a run.
    """
    before = plan_of(out)
    if arms:
        named = tuple(word.strip() for word in arms.split(",") if word.strip())
    else:
        named = before.arms if before else ()
    if keep is None:
        keep = before.keep if before else 1
    return Asked(replications, named, keep, workers or os.cpu_count() or 1)


def run_with_bar(
    model: Model, asked: Asked, out: Path, console: Console, hired: Hired | None = None
) -> Ran:
    """Runs with a bar that says how long it will take, until done or Ctrl-C.

    Raises:
        RunError: as `run`.
    """
    with _bar(console) as bar:
        task = bar.add_task("Replications", total=asked.replications)
        first: list[int] = []

        def told(done: int) -> None:
            if not first:  # what was there before says nothing about the speed
                first.append(done)
                bar.reset(task, total=asked.replications, completed=done)
            bar.update(task, completed=done)

        def said() -> None:
            bar.console.print(
                "Stopping when what is under way is done. Ctrl-C again stops at once."
            )

        with stoppable(said) as stop:
            return run(model, asked, out, stop=stop, told=told, hired=hired)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(elapsed_when_finished=False),
        console=console,
    )


def told_at_the_end(ran: Ran, out: Path, console: Console) -> None:
    """How far the run came, and what to do if that is not all."""
    if ran.before:
        console.print(f"{ran.before:,} replications were there already.", highlight=False)
    console.print(
        f"{ran.done:,} of {ran.wanted:,} replications are complete, in {out}",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    if not ran.complete:
        console.print("Stopped. The same command goes on where this left off.")


def building(named: str, console: Console) -> Model:
    """The scenario, made ready; says what takes long meanwhile.

    Raises:
        RunError: as `opened`.
    """
    from outrider.trial.running.ready import opened  # the compiled model: not for other commands

    with console.status("Reading the scenario") as status:
        return opened(named, lambda what, share: status.update(f"{what} {share:.0%}"))


def console_of() -> Console:
    """As wide as COLUMNS says, else as the terminal."""
    return Console(width=int(os.environ["COLUMNS"]) if "COLUMNS" in os.environ else None)


def run_command(
    scenario: Annotated[
        str, typer.Argument(help="The scenario's file, or the name of one that ships.")
    ],
    out: Annotated[Path, typer.Option(help="Folder of the results; gone on with if begun.")],
    replications: Annotated[int, typer.Option(min=1, help="How many to run.")] = 100,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Threads; as many as processors if not said.")
    ] = None,
    arms: Annotated[
        str | None, typer.Option(help="Arms to run, with commas; all if not said.")
    ] = None,
    keep_calls: Annotated[
        int | None,
        typer.Option(min=0, help="Keep each call of so many replications (1 if not said)."),
    ] = None,
    cluster: Annotated[
        str, typer.Option(help="Address of a Dask scheduler to run them, tcp://host:8786.")
    ] = "",
) -> None:
    """Run a scenario's arms, paired, and write the results as Parquet.

    Ctrl-C stops cleanly with what there is; the same command goes on from there. The same
    scenario and seed give the same bytes for any number of workers.
    """
    console = console_of()
    try:
        asked = asked_for(out, replications, arms, keep_calls, workers)
        hired = on_cluster(cluster) if cluster else None
        ran = run_with_bar(building(scenario, console), asked, out, console, hired)
    except RunError as wrong:
        typer.echo(f"Error: {wrong}", err=True)
        raise typer.Exit(1) from None
    told_at_the_end(ran, out, console)
    if not ran.complete:
        raise typer.Exit(STOPPED)
