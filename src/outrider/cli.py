"""The command line: `outrider --help`."""

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer

from outrider.crossover.cli import export_file, import_file
from outrider.evidence.replay.command import replay
from outrider.trial.cli import trial_app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outrider.config.settings")

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Co-response and officer safety for a police force and the ambulance service beside it.",
)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Server processes.")] = 1,
) -> None:
    """Start the server. Applies nothing: run `outrider manage migrate` first."""
    from outrider.config.serve import serve as start

    start(host=host, port=port, workers=workers)


@app.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
def manage(context: typer.Context) -> None:
    """Run one of Django's own commands, such as `migrate` or `createsuperuser`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["outrider manage", *context.args])


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8000,
    seed: Annotated[int, typer.Option(help="Same seed, same force.")] = 7,
    speed: Annotated[float, typer.Option(help="Calls: times the real rate, 1 to 60.")] = 20.0,
    feed: Annotated[bool, typer.Option(help="Let calls come in by themselves.")] = True,
    autopilot: Annotated[bool, typer.Option(help="Play the people who are not there.")] = True,
    null_force: Annotated[
        bool | None,
        typer.Option(
            "--null-force/--planted-force",
            help="A force in which nothing was planted, to see that the figures stay quiet.",
        ),
    ] = None,
) -> None:
    """Make the invented force and serve it. Refuses to start beside real data."""
    os.environ["OUTRIDER_DEMO"] = "1"
    from outrider.demo.run import main

    main(
        host=host,
        port=port,
        seed=seed,
        speed=speed,
        feed=feed,
        autopilot=autopilot,
        null=null_force,
    )


def _mount(name: str, module: str, attribute: str) -> None:
    if find_spec(module):
        app.add_typer(getattr(import_module(module), attribute), name=name)


_mount("roads", "outrider.roads.cli", "roads_app")
trial_app.command("replay")(replay)  # reads the database, which the trial itself may not know
app.add_typer(trial_app, name="trial")
_mount("journal", "outrider.journal.cli", "journal_app")
_mount("plan", "outrider.safety.cli", "plan_app")
_mount("signals", "outrider.signals.commands", "signals_app")
_mount("api-token", "outrider.api.cli", "app")
_mount("account", "outrider.people.cli", "account_app")
app.command("import")(import_file)
app.command("export")(export_file)


if __name__ == "__main__":
    app()
