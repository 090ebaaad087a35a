"""`outrider plan`: take the plan out, check an edited one, bring in a version."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

plan_app = typer.Typer(no_args_is_help=True, help="Versions of the plan for assaulted officers.")

File = Annotated[Path, typer.Argument(help="A plan as JSON, such as `export` wrote.")]


def _start() -> None:
    import django

    django.setup()


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        _stop(f"{file} cannot be read: {error.strerror or error}. Check the path.")
    except UnicodeDecodeError:
        _stop(f"{file} is not text in UTF-8. Save it as UTF-8.")
    except json.JSONDecodeError as error:
        _stop(f"{file}, line {error.lineno}: {error.msg}. The plan is not JSON yet.")


def _stop(*told: str) -> NoReturn:
    for line in told:
        typer.echo(line, err=True)
    raise typer.Exit(1)


@plan_app.command("list")
def list_command() -> None:
    """Say which versions there are, since when, and how many cases keep each."""
    _start()
    from django.db.models import Count

    from outrider.safety.models import PlanTemplate

    rows = PlanTemplate.objects.annotate(kept_by=Count("cases")).order_by("live_from", "version")
    if not rows:
        typer.echo("No version yet: the first case starts with the one that comes with Outrider.")
    for row in rows:
        since = f"in use from {row.live_from:%Y-%m-%d %H:%M} UTC" if row.live_from else "a draft"
        typer.echo(f"{row.version}  {row.name}  {since}  kept by {row.kept_by} cases")


@plan_app.command("export")
def export_command(
    version: Annotated[str, typer.Option(help="Empty: the one in use.")] = "",
    output: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Write a version of the plan as JSON, to edit and to bring in again."""
    _start()
    from django.utils import timezone

    from outrider.safety.models import PlanTemplate
    from outrider.safety.services.templates import template_in_force

    row = (
        PlanTemplate.objects.filter(version=version).first()
        if version
        else template_in_force(timezone.now())
    )
    if row is None:
        _stop(f"There is no version {version}. `outrider plan list` names those that there are.")
    text = json.dumps(row.body, indent=2, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        typer.echo(f"Version {row.version} is in {output}. Give a changed plan a new version.")


@plan_app.command("check")
def check_command(file: File) -> None:
    """Say everything that is wrong with an edited plan. Nothing is kept."""
    _start()
    from outrider.safety.services.templates import check_template

    problems = check_template(_read(file))
    if problems:
        _stop(*problems, f"{len(problems)} to put right. Nothing was kept.")
    typer.echo("This plan can be used.")


@plan_app.command("import")
def import_command(
    file: File,
    live_from: Annotated[
        str,
        typer.Option(
            help="When new cases start with it: `now`, or a time such as 2027-01-01T00:00."
        ),
    ] = "",
) -> None:
    """Keep a version of the plan. Without --live-from it is a draft. Cases keep theirs."""
    _start()
    from django.utils import timezone

    from outrider.domain.errors import Invalid, Refused
    from outrider.people.actors import Actor
    from outrider.safety.services.templates import import_template

    now = timezone.now()
    begins = now if live_from == "now" else _moment(live_from)
    try:
        row = import_template(
            body=_read(file), live_from=begins, by=Actor("operator", "administrator"), now=now
        )
    except Invalid as failure:
        told = [error.message for error in failure.errors]
        _stop(*told, f"{len(told)} to put right. Nothing was kept.")
    except Refused as refusal:
        _stop(f"{refusal.why} {refusal.way_on}")
    else:
        since = (
            f"New cases start with it from {row.live_from:%Y-%m-%d %H:%M} UTC."
            if (row.live_from)
            else "It is a draft: import it again with --live-from to use it."
        )
        typer.echo(f"Version {row.version} is kept. {since}")


def _moment(told: str) -> datetime | None:
    from django.utils import timezone

    if not told:
        return None
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        _stop(f"{told!r} is not a time. Write it as 2027-01-01T00:00, or `now`.")
    return found if found.tzinfo else timezone.make_aware(found)
