"""`outrider demo`: the invented force, made when it is not there, and served with its feed."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

import django
import uvicorn
from rich.console import Console

from outrider.demo.feed.settings import FeedSettings, choose
from outrider.demo.seeds import DEFAULT_SEED

DEFAULT_SPEED: Final = 20.0
PORT: Final = 8000
OTHER_FORCE: Final = (
    "This is not the force that you asked for. Empty the demo's database, or point OUTRIDER_VAR or "
    "DATABASE_URL at an empty place, and start again."
)


def main(
    port: int = PORT,
    seed: int = DEFAULT_SEED,
    speed: float = DEFAULT_SPEED,
    feed: bool = True,
    host: str = "127.0.0.1",
    autopilot: bool = True,
    null: bool | None = None,
) -> None:
    """Make what is missing and serve it. Exits with 1 and a sentence where it may not."""
    os.environ["OUTRIDER_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outrider.config.settings")
    console = Console(stderr=True)
    try:
        chosen = FeedSettings(speed=speed, on=feed, autopilot=autopilot)
    except ValueError as wrong:
        console.print(str(wrong), highlight=False)
        sys.exit(1)
    django.setup()
    _prepare(console, seed, null)
    choose(chosen)
    _serve(console, host, port)


def _prepare(console: Console, seed: int, null: bool | None) -> None:
    """Database, roads and force; what is there already is kept."""
    from django.conf import settings
    from django.core.management import call_command

    from outrider.coresponse import ground
    from outrider.demo.alone import BesideRealData, check_before_migrating

    try:
        check_before_migrating()
        with console.status("Getting the database ready"):
            call_command("migrate", interactive=False, verbosity=0)
        _start_afresh_if_old(console)
    except BesideRealData as refused:
        console.print(f"[bold]The demo was not started.[/bold] {refused}", highlight=False)
        sys.exit(1)
    _roads(console)
    ground.forget_ground()
    _force(console, seed, null=settings.DEMO_NULL if null is None else null)


def _roads(console: Console) -> None:
    """The network that the server will open, built or invented where there is none."""
    from rich.progress import BarColumn, Progress, TextColumn

    from outrider.coresponse import ground
    from outrider.roads import RoadsError, ensure_network, warm_up

    columns = (TextColumn("{task.description}"), BarColumn())
    try:
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("Roads", total=1.0)
            network = ensure_network(
                ground.roads_folder(),
                progress=lambda stage, part: bar.update(task, description=stage, completed=part),
            )
    except RoadsError as failed:
        console.print(f"[bold]The demo was not started.[/bold] {failed}", highlight=False)
        sys.exit(1)
    with console.status("Getting the road searches ready"):
        warm_up(network)


def _start_afresh_if_old(console: Console) -> None:
    """A demo whose shifts are over is made anew. Only what the demo itself made is ever removed."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from outrider.demo.alone import check_alone
    from outrider.demo.seeding import finished, still_fresh

    mark = check_alone()
    if mark is None or (finished(mark) and still_fresh(mark, timezone.now())):
        return
    if connection.vendor != "sqlite":
        console.print(
            "The demo in this database is past its shifts or was never finished. Empty the "
            "database (drop and create it) and start again.",
            highlight=False,
        )
        sys.exit(1)
    name = str(settings.DATABASES["default"]["NAME"])
    connection.close()
    for end in ("", "-wal", "-shm"):
        Path(name + end).unlink(missing_ok=True)
    call_command("migrate", interactive=False, verbosity=0)


def _force(console: Console, seed: int, *, null: bool) -> None:
    from django.utils import timezone

    from outrider.coresponse import ground
    from outrider.demo.alone import check_alone
    from outrider.demo.seeding import seed_demo

    mark = check_alone()
    if mark is not None:
        kind = "Null force" if mark.null else "Demo force"
        console.print(f"{kind}, seed {mark.seed}, made {_when(mark.anchor)}.", highlight=False)
        if mark.null != null:
            console.print(OTHER_FORCE, highlight=False)
        return
    anchor = timezone.now().replace(second=0, microsecond=0)
    with console.status("Inventing the force, its missions and its year of assaults"):
        made, past, safety = seed_demo(seed, anchor, ground.network(), null=null)
    console.print(
        f"{'Null' if null else 'Demo'} force, seed {seed}: {made.units} units, "
        f"{past.calls} past calls, {past.missions} missions; {safety.people} officers and "
        f"specials, {safety.cases} records of assaults and injuries.",
        highlight=False,
    )


def _when(at: datetime) -> str:
    from django.utils import timezone

    return f"{timezone.localtime(at):%H:%M on %d %B}"


def _serve(console: Console, host: str, port: int) -> None:
    """One process: the feed runs in it."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.STATIC_MODE == "hashed":
        with console.status("Collecting static files"):
            call_command("collectstatic", interactive=False, verbosity=0)
    if port:
        console.print(f"Open [bold]http://{host}:{port}/[/bold] and choose who to be.")
    uvicorn.run(
        "outrider.config.asgi:application",
        host=host,
        port=port,
        log_config=None,
        timeout_graceful_shutdown=5,
    )
