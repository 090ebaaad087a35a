"""`outrider signals forces`: every force beside each other, from published tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from outrider.signals.commands.told import Csv, Dark, Out, Svg, give, opened
from outrider.signals.reading.published.forces import PERIOD, joined
from outrider.signals.reading.published.officers import officers_by_force
from outrider.signals.reading.published.recorded_crime import assaults_on_constables
from outrider.signals.result import Result


def forces(
    crime: Annotated[
        Path, typer.Argument(help="Recorded crime by force and offence (Home Office, CSV).")
    ],
    officers: Annotated[Path, typer.Argument(help="Officers by force (Home Office, CSV).")],
    period: Annotated[str, typer.Option(help="Heading of the officers to count.")] = PERIOD,
    force: Annotated[str, typer.Option(help="The force that is asked about.")] = "",
    csv: Csv = None,
    svg: Svg = None,
    dark: Dark = False,
) -> None:
    """A funnel of all forces: recorded assaults on constables per 100 officers."""

    def make() -> Result:
        from outrider.signals.asks.forces import forces_result

        recorded = assaults_on_constables(opened(crime))
        return forces_result(
            joined(recorded, officers_by_force(opened(officers), period), period), force
        )

    give(make, Out(csv, svg, dark))
