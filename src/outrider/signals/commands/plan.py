"""`outrider signals wedge-plan`: what a start station by station could show, before it starts."""

from __future__ import annotations

from typing import Annotated

import typer

from outrider.signals.commands.told import Csv, Dark, Out, Svg, give
from outrider.signals.registry import answer_of


def wedge_plan(
    stations: Annotated[int, typer.Option(min=2, help="Stations that will start.")],
    steps: Annotated[int, typer.Option(min=2, help="Steps in which they start.")],
    rate: Annotated[float, typer.Option(help="Events in a unit of exposure, without help.")],
    exposure: Annotated[float, typer.Option(help="Exposure of a station in a period.")],
    ratio: Annotated[float, typer.Option(help="Rate with help, times without.")] = 0.8,
    spread: Annotated[float, typer.Option(help="Spread between stations (SD of log).")] = 0.5,
    dispersion: Annotated[float, typer.Option(help="Variance of counts over their mean.")] = 1.0,
    csv: Csv = None,
    svg: Svg = None,
    dark: Dark = False,
) -> None:
    """The chance that a start station by station shows a fall, before anybody starts."""
    give(
        lambda: answer_of(
            "effect",
            "wedge_plan_result",
            stations=stations,
            steps=steps,
            rate=rate,
            exposure=exposure,
            ratio=ratio,
            spread=spread,
            dispersion=dispersion,
            vintage="A plan: no data.",
        ),
        Out(csv, svg, dark),
    )
