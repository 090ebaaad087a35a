"""`outrider signals check`: known answers, a row a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from outrider.signals.commands.told import stop
from outrider.signals.registry import known_answers

Reference = Annotated[
    Path,
    typer.Option(
        envvar="OUTRIDER_REFERENCE_DIR", help="Folder that holds `reference/` and `data/`."
    ),
]


class Known(Protocol):
    """A known answer: `outrider.signals.checking.Check`."""

    @property
    def method(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def expected(self) -> float: ...
    @property
    def got(self) -> float: ...
    @property
    def tolerance(self) -> float: ...


def check(
    reference: Reference,
    misses: Annotated[bool, typer.Option("--misses", help="Show the misses only.")] = False,
) -> None:
    """Compare every method with its known answers; exit code 1 on any miss."""
    if not (reference / "reference").is_dir():
        stop(f"{reference} holds no folder `reference`. Give the folder above it with --reference.")
    found = list(_answers(reference))
    if not found:
        stop("No method has known answers here.")
    wrong = [one for one in found if not met(one)]
    Console().print(_table(wrong if misses else found))
    typer.echo(f"{len(found) - len(wrong):,} of {len(found):,} targets met.")
    if wrong:
        stop(f"{len(wrong):,} missed.")


def met(one: Known) -> bool:
    """Within the tolerance; what is no number is a miss."""
    return abs(one.got - one.expected) <= one.tolerance


def _answers(reference: Path) -> Iterator[Any]:
    for name, checks in known_answers():
        try:
            yield from checks(reference)
        except (OSError, KeyError) as error:
            stop(f"{name}: a reference file cannot be read ({error}). Is --reference complete?")


def _table(found: Iterable[Known]) -> RichTable:
    made = RichTable(show_edge=False, header_style="bold", pad_edge=False)
    for title in ("Method", "Target"):
        made.add_column(title, overflow="fold")
    for title in ("Known", "Got", "Within"):
        made.add_column(title, justify="right")
    made.add_column("")
    for one in found:
        values = [f"{value:.10g}" for value in (one.expected, one.got, one.tolerance)]
        made.add_row(
            one.method, escape(one.target), *values, "met" if met(one) else "[bold]MISSED[/bold]"
        )
    return made
