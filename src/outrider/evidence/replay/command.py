"""`outrider trial replay`: a draft rule pack over recorded calls, at a desk without a browser."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table as RichTable

if TYPE_CHECKING:
    from outrider.domain.coresponse.rules import Pack
    from outrider.evidence.replay.period import Period
    from outrider.evidence.replay.report import Report


def replay(
    pack: Annotated[str, typer.Option(help="File of a rule pack, or a version that is here.")],
    since: Annotated[str, typer.Option(help="First day, such as 2026-09-01.")] = "",
    until: Annotated[str, typer.Option(help="Last day; today if not said.")] = "",
    csv: Annotated[
        Path | None,
        typer.Option(help="Write each call that changes. Clinical: who may see calls only."),
    ] = None,
) -> None:
    """What a draft rule pack would have changed: recorded calls under both packs.

    Without days: the last ninety. Writes nothing but the file that is asked for.
    """
    import django

    django.setup()
    from django.db import OperationalError, ProgrammingError

    try:
        draft, period = _draft(pack), _period(since, until)
        made = _made(draft, period)
    except (OperationalError, ProgrammingError) as wrong:
        raise _stop(
            f"The database cannot be read ({wrong}). Is it the right one (DATABASE_URL)? "
            "A new one is made by “outrider manage migrate”."
        ) from None
    _show(made, draft, period)
    if csv is not None:
        _write(made, draft, csv)


def _stop(words: str) -> typer.Exit:
    typer.echo(f"Error: {words}", err=True)
    return typer.Exit(1)


def _draft(named: str) -> Pack:
    from outrider.coresponse.errors import Invalid
    from outrider.coresponse.models import RulePack
    from outrider.coresponse.packs import pack_version
    from outrider.coresponse.services.agreement import draft_of

    file = Path(named)
    if not file.exists():
        try:
            return pack_version(named)
        except RulePack.DoesNotExist:
            versions = ", ".join(RulePack.objects.values_list("version", flat=True))
            known = f"Versions here: {versions}." if versions else "No version is here."
            raise _stop(f"“{named}” is neither a file nor a version. {known}") from None
    try:
        return draft_of(json.loads(file.read_text(encoding="utf-8-sig")))
    except OSError as wrong:
        raise _stop(f"{file} cannot be read: {wrong.strerror}.") from None
    except (ValueError, RecursionError):
        raise _stop(f"{file} is no JSON. Give the file of a rule pack.") from None
    except Invalid as wrong:
        raise _stop(wrong.errors[0].message) from None


def _period(since: str, until: str) -> Period:
    from django.utils import timezone

    from outrider.evidence.replay.period import BadPeriod, period_of

    try:
        return period_of(since, until, timezone.now())
    except BadPeriod as wrong:
        raise _stop(f"--{wrong.field}: {wrong}") from None


def _made(draft: Pack, period: Period) -> Report:
    from outrider.evidence.replay.report import report
    from outrider.evidence.replay.rows import how_many

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Calls", total=how_many(period.start, period.end))
        return report(
            draft, period.start, period.end, lambda done: bar.update(task, completed=done)
        )


def _show(made: Report, draft: Pack, period: Period) -> None:
    from outrider.evidence.replay.tables import counts

    console = Console(width=int(os.environ["COLUMNS"]) if "COLUMNS" in os.environ else None)
    days = f"{period.first} to {period.last}"
    if not made.calls:
        console.print(f"No call is on record from {days}. Give an earlier --since.")
        return
    told = counts(made)
    console.print(_table(f"Rule pack {draft.version}, {days}", told.columns, told.shown()))
    pairs = [(one.before, one.after, f"{one.calls:,}") for one in made.kinds]
    pairs += [(f"Asked first: {x.before.lower()}", x.after, f"{x.calls:,}") for x in made.asked]
    if pairs:
        heads = ("Decided then", "Under the draft", "Calls")
        console.print(_table("How decisions change", heads, pairs))
    else:
        console.print("No decision would have been another one.")
    for sentence in _limits(made):
        console.print(sentence, highlight=False)


def _limits(made: Report) -> list[str]:
    """What cannot be told from the record."""
    from outrider.evidence.replay.report import Kept

    return [
        f"Newly sent: {made.how_many(Kept.NEWLY):,}. Who was near them is not on record.",
        f"Sent by both: {made.sent_by_both:,}. For {made.cannot_tell:,} of them the record does "
        f"not say who would be asked first; for {made.no_choice:,} nobody was looked for.",
    ]


def _table(title: str, heads: Any, rows: Any) -> RichTable:
    made = RichTable(title=title, show_edge=False, pad_edge=False)
    for number, head in enumerate(heads):
        made.add_column(head, justify="left" if number == 0 else "right", overflow="fold")
    for row in rows:
        made.add_row(*(escape(str(cell)) for cell in row))
    return made


def _write(made: Report, draft: Pack, to: Path) -> None:
    from outrider.evidence.replay.tables import changed_calls

    try:
        to.write_text(changed_calls(made, draft).csv(), encoding="utf-8", newline="")
    except OSError as wrong:
        raise _stop(f"{to} cannot be written: {wrong.strerror}.") from None
    typer.echo(f"{len(made.changed):,} calls written to {to}")
