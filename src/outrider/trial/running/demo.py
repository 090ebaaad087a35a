"""`outrider trial demo`: the packaged scenario, run and reported, from nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated, Final

import typer

from outrider.trial.judging.tornado_file import NAME, written
from outrider.trial.running.command import console_of, run_with_bar, told_at_the_end
from outrider.trial.running.errors import RunError
from outrider.trial.running.going import Asked
from outrider.trial.running.plan import software_version

ARMS: Final = ("without", "with")
REPLICATIONS: Final = 100
STOPPED: Final = 130


def demo(
    out: Annotated[Path, typer.Option(help="Folder of the results and of the report.")] = Path(
        "trial-demo"
    ),
    replications: Annotated[int, typer.Option(min=2, help="Years to simulate.")] = REPLICATIONS,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Threads; as many as processors if not said.")
    ] = None,
) -> None:
    """Would it work here? An invented island with and without the scheme, ending in a report."""
    began = time.monotonic()
    console = console_of()
    asked = Asked(replications, ARMS, workers=workers or os.cpu_count() or 1)
    try:
        with console.status("Roads, places and rotas; the first time it compiles the model too"):
            from outrider.trial.building import build
            from outrider.trial.report import write_report
            from outrider.trial.running.assumptions import assumptions_of
            from outrider.trial.running.ready import ready_of
            from outrider.trial.scenario import packaged

            built = build(packaged("demo"))
            model = ready_of(built)
        ran = run_with_bar(model, asked, out, console)
        told_at_the_end(ran, out, console)
        if not ran.complete:
            raise typer.Exit(STOPPED)
        with console.status("Varying each assumption") as status:
            found = assumptions_of(
                built, ARMS[1], workers=asked.workers,
                told=lambda done: status.update(f"Varying each assumption: {done} done"),
            )  # fmt: skip
            kept = written(found, scenario=built.hash, version=software_version(), arm=ARMS[1])
            (out / NAME).write_text(kept, encoding="utf-8")
        with console.status("Writing the report"):
            made = write_report(out, out, built, model)
    except RunError as wrong:
        typer.echo(f"Error: {wrong}", err=True)
        raise typer.Exit(1) from None
    console.print(f"Report: {made.html}", highlight=False, markup=False, soft_wrap=True)
    console.print(f"To print: {made.pdf}", highlight=False, markup=False, soft_wrap=True)
    console.print(f"{time.monotonic() - began:.0f} s", highlight=False)
