"""A result on the terminal, as a table file and as a drawing; an error in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from rich.console import Console
from rich.table import Table as RichTable

from outrider.signals.drawing.ink import THEMES, Theme
from outrider.signals.reading.files import read_path
from outrider.signals.reading.problems import Unreadable
from outrider.signals.reading.sheet import Sheet
from outrider.signals.result import Result, Table
from outrider.signals.shown import is_words, rows_shown

PIPED = 160
"""Columns of characters where no terminal says how wide it is."""
MOST_ROWS = 200
"""Rows that the terminal shows; `--csv` has them all."""

File = Annotated[Path, typer.Argument(help="CSV (also gzipped), .ods, .xlsx or .xls.")]
SheetName = Annotated[str, typer.Option("--sheet", help="Sheet of a spreadsheet; else the first.")]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write the table to this file.")]
Svg = Annotated[Path | None, typer.Option("--svg", help="Write the drawing to this file.")]
Dark = Annotated[bool, typer.Option("--dark", help="Draw for a dark page.")]
DataTo = Annotated[str, typer.Option("--data-to", help="How old the data are, in your words.")]


@dataclass(frozen=True, slots=True)
class Out:
    """Where a result goes besides the terminal."""

    csv: Path | None = None
    svg: Path | None = None
    dark: bool = False


def stop(*told: str) -> NoReturn:
    for line in told:
        typer.echo(line, err=True)
    raise typer.Exit(1)


@contextmanager
def in_words() -> Iterator[None]:
    """What a reader or a method refuses is said as a sentence, with exit code 1."""
    try:
        yield
    except Unreadable as wrong:
        stop(str(wrong))
    except ValueError as wrong:
        stop(f"This cannot be reckoned: {wrong}")


def opened(file: Path, sheet: str = "") -> Sheet:
    return read_path(file, sheet)


def vintage(file: Path, said: str) -> str:
    """What the caller says of the data's age, or when the file was last written."""
    if said or not file.exists():
        return f"{said.rstrip('.')}." if said else "No file."
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return f"{file.name}, written {written.day} {written:%B %Y}."


def give(make: Callable[[], Result], out: Out) -> None:
    """Make the result, show it, and write what was asked for."""
    with in_words():
        result = make()
        if out.csv:
            write(out.csv, result.table.csv())
        if out.svg:
            write(out.svg, drawn(result, "dark" if out.dark else "light"))
        show(result)


def write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        stop(f"{path} cannot be written: {error.strerror or error}. Choose another path.")
    typer.echo(f"Written: {path}", err=True)


def drawn(result: Result, theme: Theme) -> str:
    from outrider.signals.figure import figure  # Altair takes a second to import

    if theme not in THEMES:
        raise ValueError(f"There is no theme “{theme}”.")
    return figure(result, theme, headed=True)


def show(result: Result) -> None:
    """Finding, what it says and does not say, and the table."""
    console = Console() if sys.stdout.isatty() else Console(width=PIPED)
    console.print(f"\n[bold]{result.title}[/bold]", highlight=False)
    for name, words in facts(result):
        console.print(f"[dim]{name:<17}[/dim]{words}", highlight=False, soft_wrap=True)
    console.print(terminal_table(result.table))
    for unit, titles in units_of(result.table).items():
        console.print(f"[dim]{', '.join(titles)}: {unit}[/dim]", highlight=False, soft_wrap=True)
    left = len(result.table.rows) - MOST_ROWS
    if left > 0:
        console.print(f"And {left:,} more rows: write them with --csv.", highlight=False)


def facts(result: Result) -> list[tuple[str, str]]:
    """Everything that stands beside a table, by name."""
    said = [("Method", f"{result.method.name} ({result.method.key})")]
    said.append(("Reference", result.method.reference))
    if result.estimate is not None:
        said.append(("Estimate", estimate_of(result)))
    said.append(("Counted", f"{result.n:,} {result.n_unit}"))
    if result.exposure is not None:
        said.append(("Divided by", f"{result.exposure:,.6g} {result.exposure_unit}"))
    said += [("Data", result.vintage), ("It says", result.says)]
    said.append(("It does not say", result.does_not_say))
    if result.false_alarms is not None:
        alarms = result.false_alarms
        said.append(
            (
                "False alarms",
                f"{alarms.rate:.1%} for {alarms.looks:,} looks ({alarms.family}): {alarms.how}",
            )
        )
    return said + [("Note", note) for note in result.notes]


def estimate_of(result: Result) -> str:
    text = f"{result.estimate:,.4g} {result.unit}"
    if result.interval is None:
        return text
    low, high = result.interval
    return f"{text} ({low:,.4g} to {high:,.4g}, {result.level:.0%} interval)"


def units_of(table: Table) -> dict[str, list[str]]:
    """Titles by their unit: below the table, so that its head stays narrow."""
    found: dict[str, list[str]] = {}
    for column in table.columns:
        if column.unit:
            found.setdefault(column.unit, []).append(column.title)
    return found


def terminal_table(table: Table) -> RichTable:
    made = RichTable(show_edge=False, header_style="bold", pad_edge=False)
    for index, column in enumerate(table.columns):
        side: Literal["left", "right"] = "left" if is_words(table, index) else "right"
        made.add_column(column.title, justify=side, overflow="fold")
    for row in rows_shown(table, MOST_ROWS):
        made.add_row(*row)
    return made
