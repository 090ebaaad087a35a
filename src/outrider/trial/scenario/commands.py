"""`outrider trial new` and `outrider trial describe`."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from outrider.trial.scenario.describe import described
from outrider.trial.scenario.errors import ScenarioError
from outrider.trial.scenario.loading import PACKAGED, load_scenario, packaged
from outrider.trial.scenario.whole import Scenario


def register(app: typer.Typer) -> None:
    """Adds both commands."""
    app.command("new")(new)
    app.command("describe")(describe)


def names() -> list[str]:
    """Scenarios that ship with the product."""
    return sorted(file.name[:-5] for file in PACKAGED.iterdir() if file.name.endswith(".toml"))


def scenario_named(words: str) -> Scenario:
    """A scenario by its path, or one that ships by its name.

    Raises:
        ScenarioError: with every fault of the file.
    """
    return packaged(words) if words in names() else load_scenario(Path(words))


def new(
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("scenario.toml"),
    like: Annotated[
        str, typer.Option(help="Start from this one: demo, or that of a real scheme.")
    ] = "demo",
    force: Annotated[bool, typer.Option(help="Write over a file that is there.")] = False,
) -> None:
    """Write a scenario with comments, to be changed."""
    if like not in names():
        _stop(f"There is no scenario “{like}”. There are: {', '.join(names())}.")
    if out.exists() and not force:
        _stop(f"{out} is there already. Name another file with --out, or add --force.")
    try:
        out.write_text((PACKAGED / f"{like}.toml").read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as wrong:
        _stop(f"{out} cannot be written: {wrong.strerror}. Name another file with --out.")
    typer.echo(f"Written to {out}. Change it, then: outrider trial describe {out}")


def describe(
    scenario: Annotated[
        str, typer.Argument(help="The scenario's file, or the name of one that ships.")
    ] = "demo",
) -> None:
    """Say in plain words what a scenario holds, how much, and where its numbers are from."""
    from outrider.trial.demand.beside import check_files  # demand is made from scenarios

    try:
        read = scenario_named(scenario)
        check_files(read)
    except ScenarioError as wrong:
        _stop(str(wrong))
    for chapter in described(read):
        typer.secho(chapter.heading, bold=True)
        for sentence in chapter.sentences:
            typer.echo(f"  {sentence}")


def _stop(words: str) -> NoReturn:
    typer.echo(f"Error: {words}", err=True)
    raise typer.Exit(1)
