"""`outrider journal`: is it whole, and what happened last."""

import json
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

journal_app = typer.Typer(no_args_is_help=True, help="The append-only history.")


def _parsed(anchor: str) -> tuple[int, str] | None:
    if not anchor:
        return None
    seq, colon, digest = anchor.partition(":")
    if not (colon and seq.isdigit() and len(digest) == 64):
        raise typer.BadParameter("Give a row number and its hash, as `verify` prints them: 12:ab…")
    return int(seq), digest


@journal_app.command("verify")
def verify_command(
    anchor: Annotated[
        str, typer.Option(help="SEQ:HASH that an earlier verify printed and you kept elsewhere.")
    ] = "",
) -> None:
    """Recompute every hash; name the first broken row and end with 1 if there is one."""
    import django

    django.setup()
    from outrider.journal.verify import Broken, verify

    noted = _parsed(anchor)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Rows", total=None)
        found = verify(
            lambda done, total: bar.update(task, completed=done, total=total), anchor=noted
        )
    if isinstance(found, Broken):
        typer.echo(f"BROKEN at row {found.seq}: {found.why}", err=True)
        raise typer.Exit(1)
    typer.echo(f"{found.seq} rows, all as they were written. Keep this elsewhere:")
    typer.echo(f"{found.seq}:{found.hash}")


@journal_app.command("tail")
def tail_command(
    after: Annotated[
        int, typer.Option(help="Show rows after this number; -1: the last ones.")
    ] = -1,
    limit: Annotated[int, typer.Option(min=1, help="At most this many rows.")] = 20,
) -> None:
    """Show rows, oldest first: number, time recorded, stream, kind, actor, payload."""
    import django

    django.setup()
    from outrider.journal.queries import head_seq, tail

    start = after if after >= 0 else max(0, head_seq() - limit)
    for row in tail(start, limit):
        payload = json.dumps(row.payload, ensure_ascii=False)
        typer.echo(
            f"{row.seq:>8}  {row.recorded_at:%Y-%m-%dT%H:%M:%S.%fZ}  {row.stream}  {row.kind}  "
            f"{row.actor}  {payload}"
        )


@journal_app.command("prune-reads")
def prune_reads_command(
    days: Annotated[int, typer.Option(min=1, help="Keep the reads of this many days.")],
) -> None:
    """Forget old rows of the access log (who read what). The journal itself is never pruned."""
    import django

    django.setup()
    from django.utils import timezone

    from outrider.journal.access import prune

    typer.echo(f"{prune(timezone.now() - timedelta(days=days))} reads forgotten.")
