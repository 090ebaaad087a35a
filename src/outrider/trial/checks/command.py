"""`outrider trial check`: known answers, a row a target."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from outrider.trial.checks.registry import SCHEMES, beside, names, part
from outrider.trial.checks.values import Check


def check(
    reference: Annotated[
        Path,
        typer.Option(
            envvar="OUTRIDER_REFERENCE_DIR", help="Folder that holds `reference/` and `data/`."
        ),
    ],
    only: Annotated[
        str, typer.Option(help="Parts to run, with commas: " + ", ".join(names()) + ".")
    ] = "",
    misses: Annotated[bool, typer.Option("--misses", help="Show the misses only.")] = False,
) -> None:
    """Compare the simulator and the evaluation with known answers; exit code 1 on any miss."""
    if not (reference / "reference").is_dir():
        _stop(f"{reference} has no folder `reference` in it. Give the one above with --reference.")
    console = Console(width=int(os.environ["COLUMNS"]) if "COLUMNS" in os.environ else None)
    chosen = _chosen(only)
    found, skipped = run_parts(reference, [one for one in chosen if one != SCHEMES], console)
    wrong = [one for one in found if not one.met]
    console.print(table(wrong if misses else found))
    for name, why in skipped:
        console.print(f"Not compared: {name}. {why}", highlight=False)
    if SCHEMES in chosen:
        _show_schemes(console)
    typer.echo(f"{len(found) - len(wrong):,} of {len(found):,} targets met.")
    if wrong:
        _stop(f"{len(wrong):,} missed.")


def _chosen(only: str) -> tuple[str, ...]:
    if not only:
        return names()
    chosen = tuple(word.strip() for word in only.split(",") if word.strip())
    for word in chosen:
        if word not in names():
            _stop(f"There is no part “{word}”. There are: {', '.join(names())}.")
    return chosen


def run_parts(
    reference: Path, chosen: Iterable[str], console: Console
) -> tuple[list[Check], list[tuple[str, str]]]:
    """Every answer of these parts, and the parts that cannot be run here, with why."""
    found: list[Check] = []
    skipped: list[tuple[str, str]] = []
    with console.status("") as status:
        for name in chosen:
            one = part(name)
            status.update(f"{one.name}: {one.takes}")
            if one.missing:
                skipped.append((one.name, one.missing))
                continue
            try:
                found += one.checks(reference)
            except (OSError, KeyError) as wrong:
                _stop(f"{one.name}: a file cannot be read ({wrong}). Is --reference complete?")
    return found, skipped


def _show_schemes(console: Console) -> None:
    with console.status("Real schemes: half a minute"):
        sentences = beside()
    console.print("[bold]Real schemes beside their scenarios: neither met nor missed[/bold]")
    for sentence in sentences:
        console.print(f"  {sentence}", highlight=False, markup=False)


def table(found: Iterable[Check]) -> Table:
    """Target, known, found, within, source, and whether it is met."""
    made = Table(show_edge=False, header_style="bold", pad_edge=False)
    for title in ("Part", "Target"):
        made.add_column(title, overflow="fold")
    for title in ("Known", "Found", "Within"):
        made.add_column(title, justify="right")
    made.add_column("Source", overflow="fold")
    made.add_column("")
    for one in found:
        numbers = [f"{value:.8g}" for value in (one.known, one.found, one.within)]
        made.add_row(
            one.part, escape(one.target), *numbers, escape(one.source),
            "met" if one.met else "[bold]MISSED[/bold]",
        )  # fmt: skip
    return made


def _stop(words: str) -> NoReturn:
    typer.echo(f"Error: {words}", err=True)
    raise typer.Exit(1)
