"""The commands: one a question, and the known answers."""

from __future__ import annotations

from importlib.util import find_spec

import typer

from outrider.signals.asks import asks
from outrider.signals.commands.asking import command_of
from outrider.signals.commands.check import check
from outrider.signals.commands.forces import forces

signals_app = typer.Typer(
    no_args_is_help=True, help="Statistics of assaults on officers, on any CSV or spreadsheet."
)
for ask in asks():
    signals_app.command(ask.key)(command_of(ask))
if find_spec("outrider.signals.funnel"):
    signals_app.command("forces")(forces)
signals_app.command("check")(check)
