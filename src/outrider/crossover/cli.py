"""`outrider import` and `outrider export`: the register as files, without a browser."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from outrider.people.importing.context import Context
    from outrider.people.importing.kinds.kind import Kind
    from outrider.people.importing.plan import Plan
    from outrider.people.importing.reading.rows import RawSheet


class KindName(StrEnum):
    STATIONS = "stations"
    PEOPLE = "people"
    ACCOUNTS = "accounts"
    ROTA = "rota"
    LINK_OFFICERS = "link-officers"
    TRAINING = "training"
    EXPOSURE = "exposure"
    ATTENDANCE = "attendance"


MOST_SHOWN = 50
"""Refused rows that are listed; `--bad-rows` has them all."""


def import_file(
    kind: Annotated[KindName, typer.Argument(help="What the file holds.")],
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.", dir_okay=False)],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")
    ] = False,
    bad_rows: Annotated[
        Path | None,
        typer.Option("--bad-rows", help="Write refused rows to this CSV, each with its reason."),
    ] = None,
    sheet: Annotated[str, typer.Option(help="Sheet of the workbook; otherwise the first.")] = "",
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Rota: take the place of what is there for its people and days."
        ),
    ] = False,
) -> None:
    """Bring stations, people or a rota in. Good rows are written, bad ones explained.

    Ends with 0 when every row was good, 3 when some were refused, 1 when nothing could be read.
    """
    import django

    django.setup()
    from django.utils import timezone

    from outrider.crossover.register import bring_in, console_context, preview
    from outrider.people.importing.files import refused
    from outrider.people.importing.kinds.registry import KINDS
    from outrider.people.importing.problems import BadFile

    _not_in_the_demo()
    what, context = KINDS[kind.value], console_context(timezone.now(), replaces=replace)
    try:
        raw = _read(file, sheet)
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(f"Reading {what.many}", total=None)

            def tell(done: int, of: int) -> None:
                if done % 100 == 0 or done == of:
                    bar.update(task, completed=done, total=of)

            plan = _done(what, raw, context, tell, preview if dry_run else bring_in)
    except BadFile as bad:
        typer.echo(f"{file.name}: {bad.why} {bad.do}", err=True)
        raise typer.Exit(1) from None
    _say(what, plan, dry_run=dry_run)
    if bad_rows is not None and plan.refused:
        bad_rows.write_bytes(refused(plan))
        typer.echo(
            f"The refused rows are in {bad_rows}. Correct them and bring that file.", err=True
        )
    if plan.refused:
        raise typer.Exit(3)


def _done(what: Kind, raw: RawSheet, context: Context, tell: Any, act: Any) -> Plan[Any]:
    found = act(what, raw, context, tell)
    plan: Plan[Any] = getattr(found, "plan", found)
    return plan


def _read(file: Path, sheet: str) -> RawSheet:
    from outrider.people.importing.problems import BadFile
    from outrider.people.importing.reading.files import check_size, read_file

    try:
        check_size(file.stat().st_size)
        return read_file(file.read_bytes(), sheet=sheet)
    except OSError as cannot:
        raise BadFile(f"It cannot be opened ({cannot.strerror}).", "Check its name.") from None


def _say(what: Kind, plan: Plan[Any], *, dry_run: bool) -> None:
    used = ", ".join(f"{each.heading} = {each.column.label}" for each in plan.table.used)
    typer.echo(f"Read {plan.table.how}. Columns: {used}.", err=True)
    if plan.table.ignored:
        typer.echo(f"Not read: {', '.join(plan.table.ignored)}.", err=True)
    counts = ", ".join(f"{number:,} {outcome.value}" for outcome, number in plan.counts.items())
    removed = f", {len(plan.removals):,} replaced" if plan.removals else ""
    typer.echo(f"{what.title}: {counts}{removed}.")
    for row in plan.refused[:MOST_SHOWN]:
        for problem in row.problems:
            typer.echo(f"Line {row.line}, {problem}", err=True)
    if len(plan.refused) > MOST_SHOWN:
        left = len(plan.refused) - MOST_SHOWN
        typer.echo(f"… and {left:,} more: use --bad-rows to have them all.", err=True)
    if dry_run:
        typer.echo("Nothing was written (--dry-run).", err=True)


def export_file(
    kind: Annotated[KindName, typer.Argument(help="What to write.")],
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx file to write.", dir_okay=False)],
) -> None:
    """Write the register to a file. Brought in again it changes nothing."""
    import django

    django.setup()
    from django.utils import timezone

    from outrider.crossover.register import console_context
    from outrider.people.importing.files import TYPES, exported
    from outrider.people.importing.kinds.registry import KINDS

    form = file.suffix.removeprefix(".").lower()
    if form not in TYPES:
        typer.echo("Give the file a name that ends in .csv or .xlsx.", err=True)
        raise typer.Exit(2)
    context = console_context(timezone.now())
    try:
        file.write_bytes(exported(KINDS[kind.value], context, form))
    except OSError as cannot:
        typer.echo(f"{file} cannot be written ({cannot.strerror}).", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Written to {file}.", err=True)


def _not_in_the_demo() -> None:
    from django.apps import apps
    from django.conf import settings

    if settings.DEMO or apps.get_app_config("demo").seed() is not None:  # type: ignore[attr-defined]
        typer.echo(
            "This is the demo’s database: its people are invented, and real ones do not belong "
            "beside them. Point DATABASE_URL or OUTRIDER_VAR at a place of your own.",
            err=True,
        )
        raise typer.Exit(1)
