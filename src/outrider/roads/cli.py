"""`outrider roads`: build a network, look at it, ask it for drives."""

import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn
from rich.table import Table

from outrider.roads.build import build_network
from outrider.roads.ensure import roads_folder
from outrider.roads.errors import CannotLocate, RoadsError
from outrider.roads.gazetteer import Gazetteer
from outrider.roads.locate import Located, locate
from outrider.roads.network import Network, load_network
from outrider.roads.synthetic import build_synthetic
from outrider.roads.values import Driving, Snap

roads_app = typer.Typer(
    no_args_is_help=True,
    help="Build the road network from an OpenStreetMap extract, and ask it for drives.",
)

_STATIONS = ("police station", "fire station", "ambulance station", "hospital")

FolderOption = Annotated[
    Path | None, typer.Option("--from", help="Folder of the network (OUTRIDER_ROADS_DIR).")
]
TargetOption = Annotated[
    Path | None, typer.Option("--to", help="Folder to build into (OUTRIDER_ROADS_DIR).")
]
PointArgument = Annotated[
    str, typer.Argument(help='"50.70,-1.29", an OS grid reference or a place name.')
]
DrivingOption = Annotated[str, typer.Option(help="normal or response")]


def _console() -> Console:
    width = os.environ.get("COLUMNS")
    return Console(width=int(width) if width else None)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Shows what went wrong as a sentence, not as a traceback."""
    try:
        yield
    except RoadsError as wrong:
        typer.echo(f"Error: {wrong}", err=True)
        raise typer.Exit(1) from None


@contextmanager
def _bar() -> Iterator[Callable[[str, float], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=_console()) as progress:

        def tell(stage: str, fraction: float) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=1.0)
            progress.update(tasks[stage], completed=fraction)

        yield tell


def _driving(word: str) -> Driving:
    try:
        return Driving[word.upper()]
    except KeyError:
        raise RoadsError(f"Driving is normal or response, not “{word}”.") from None


class _Opened:
    """A network with its gazetteer, to turn words into nodes."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder or roads_folder()
        self.network: Network = load_network(self.folder)
        self.gazetteer = Gazetteer.load(self.folder)

    def place(self, text: str) -> tuple[Located, Snap]:
        found = locate(text, self.network, self.gazetteer)
        return found, self.network.snap(found.lat, found.lon, max_distance_m=5000)


@roads_app.command(context_settings={"ignore_unknown_options": True})
def build(
    extract: Annotated[Path, typer.Argument(help="OpenStreetMap extract, .osm.pbf")],
    to: TargetOption = None,
) -> None:
    """Build the network that a police vehicle can drive from an extract."""
    with _plain_errors():
        with _bar() as tell:
            network = build_network(extract, to or roads_folder(), progress=tell)
        _print_info(network)


@roads_app.command()
def synthetic(
    to: TargetOption = None,
    seed: Annotated[int, typer.Option(help="Same seed, same roads.")] = 1,
) -> None:
    """Invent roads over the real towns of the Isle of Wight."""
    with _plain_errors():
        _print_info(build_synthetic(to or roads_folder(), seed=seed))


@roads_app.command()
def info(folder: FolderOption = None) -> None:
    """Say what the network was made from, and what was decided."""
    with _plain_errors():
        _print_info(load_network(folder or roads_folder()))


def _print_info(network: Network) -> None:
    table = Table(title=network.label, show_header=False)
    source, counts = network.meta["source"], network.meta["counts"]
    table.add_row("Roads", "invented" if network.synthetic else f"from {source['name']}")
    if source["sha256"]:
        table.add_row("SHA-256 of the extract", str(source["sha256"]))
    table.add_row("Area (south, west, north, east)", ", ".join(f"{x:.4f}" for x in network.bbox))
    for name, count in counts.items():
        table.add_row(name.replace("_", " ").capitalize(), f"{count:,}")
    for name, text in network.meta["decided"].items():
        table.add_row(name.replace("_", " ").capitalize(), str(text))
    for name, text in network.meta["speeds"]["source"].items():
        table.add_row(f"Source of {name}", str(text))
    _console().print(table)


@roads_app.command(context_settings={"ignore_unknown_options": True})
def route(
    start: Annotated[str, typer.Argument(metavar="FROM", help="Where the drive begins.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Where it ends.")],
    driving: DrivingOption = "normal",
    folder: FolderOption = None,
) -> None:
    """The quickest drive between two places, road by road."""
    with _plain_errors():
        opened = _Opened(folder)
        (a, first), (b, last) = opened.place(start), opened.place(end)
        drive = opened.network.route(first.node, last.node, _driving(driving))
    console = _console()
    table = Table("Road", "Distance", "Time")
    for step in drive.steps:
        table.add_row(step.road, f"{step.metres:,.0f} m", _clock(step.seconds))
    console.print(f"{a.label} to {b.label}, {driving} driving", highlight=False)
    console.print(table)
    console.print(
        f"{drive.seconds / 60:.1f} min, {drive.metres / 1000:.1f} km ({opened.network.label})",
        highlight=False,
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


@roads_app.command(context_settings={"ignore_unknown_options": True})
def nearest(
    point: PointArgument,
    units: Annotated[
        Path | None,
        typer.Option(help="CSV with name, place (or lat and lon) and driving; else the stations."),
    ] = None,
    count: Annotated[int, typer.Option(min=1, help="How many to list.")] = 5,
    driving: DrivingOption = "response",
    folder: FolderOption = None,
) -> None:
    """Who gets there first: units of a file, or the stations of the map."""
    with _plain_errors():
        opened = _Opened(folder)
        target, snap = opened.place(point)
        known = _units(opened, units, _driving(driving))
        nodes = np.array([node for _, node, _ in known], np.int32)
        authority = np.array([d for _, _, d in known], np.int32)
        found = opened.network.nearest(snap.node, nodes, count, authority, 3600)
    table = Table("Unit", "Time", "Driving", title=f"Nearest to {target.label}")
    for reach in found:
        name, _, how = known[reach.index]
        table.add_row(name, _clock(reach.seconds), how.name.lower())
    _console().print(table)


def _units(opened: _Opened, file: Path | None, driving: Driving) -> list[tuple[str, int, Driving]]:
    if file is None:
        stations = [e for e in opened.gazetteer.entries if e.kind in _STATIONS]
        return [
            (e.name, opened.network.snap(e.lat, e.lon, max_distance_m=5000).node, driving)
            for e in stations
        ]
    if not file.is_file():
        raise RoadsError(f"There is no file {file}. Check the path.")
    with file.open(newline="", encoding="utf-8-sig") as lines:
        return [_unit(opened, n, row, driving) for n, row in enumerate(csv.DictReader(lines), 2)]


def _unit(
    opened: _Opened, line: int, row: dict[str, str], driving: Driving
) -> tuple[str, int, Driving]:
    place = row.get("place") or f"{row.get('lat', '')},{row.get('lon', '')}"
    try:
        _, snap = opened.place(place)
    except CannotLocate as unknown:
        raise RoadsError(f"Line {line} of the units file: {unknown}") from unknown
    word = row.get("driving")
    return row.get("name") or place, snap.node, _driving(word) if word else driving
