"""The commands, by group."""

from __future__ import annotations

import typer

from outrider.signals.commands.check import check

signals_app = typer.Typer(
    no_args_is_help=True, help="Statistics of assaults on officers, on any CSV or spreadsheet."
)
signals_app.command("check")(check)
