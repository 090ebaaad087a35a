"""The commands: one a question, and the known answers."""

from __future__ import annotations

import typer

from outrider.signals.asks import asks
from outrider.signals.commands.asking import command_of
from outrider.signals.commands.check import check
from outrider.signals.commands.forces import forces
from outrider.signals.commands.plan import wedge_plan
from outrider.signals.commands.protect import protect
from outrider.signals.registry import there

signals_app = typer.Typer(
    no_args_is_help=True, help="Statistics of assaults on officers, on any CSV or spreadsheet."
)
for ask in asks():
    signals_app.command(ask.key)(command_of(ask))
if there("funnel"):
    signals_app.command("forces")(forces)
if there("effect"):
    signals_app.command("wedge-plan")(wedge_plan)
if there("disclosure"):
    signals_app.command("protect")(protect)
signals_app.command("check")(check)
