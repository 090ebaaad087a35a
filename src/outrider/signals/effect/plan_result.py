"""What a start station by station could show, as a result."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.signals import say
from outrider.signals.charts import Curves
from outrider.signals.effect.panel_results import WEDGE
from outrider.signals.effect.plan import wedge_power
from outrider.signals.result import Column, Method, Result, Table

WEDGE_PLAN: Final = Method(
    "wedge-plan", "What a start station by station could show", WEDGE.reference
)


def wedge_plan_result(
    *,
    stations: int,
    steps: int,
    rate: float,
    exposure: float,
    vintage: str,
    ratio: float = 0.8,
    spread: float = 0.5,
    dispersion: float = 1.0,
    exposure_unit: str = "units of exposure",
    level: float = 0.95,
    title: str = "What could this show?",
) -> Result:
    """`stations` start evenly over `steps`, after a first period without any. `rate` per unit of
    exposure, `exposure` of a station in a period, `ratio` hoped for, `spread` between stations."""
    if not 2 <= steps <= stations:
        raise ValueError(
            f"{stations} stations cannot start in {steps} steps: take 2 to {stations}."
        )
    start = 1 + np.arange(stations) * steps // stations
    hoped = np.linspace(0.5, 0.98, 25)
    power = np.array(
        [
            wedge_power(start, steps + 1, rate=rate, exposure=exposure, ratio=float(r),
                        spread=spread, dispersion=dispersion, level=level)
            for r in (*hoped, ratio)
        ]
    )  # fmt: skip
    events = rate * exposure * stations * (steps + 1)
    return Result(
        method=WEDGE_PLAN,
        title=title,
        estimate=float(power[-1]),
        unit="chance to see it",
        interval=None,
        level=level,
        exposure=exposure * stations * (steps + 1),
        exposure_unit=exposure_unit,
        n=round(events),
        n_unit="events expected without help",
        vintage=vintage,
        says=(
            f"{stations} stations in {steps} steps would see a fall to {ratio:g} times with a "
            f"chance of {say.share(float(power[-1]))}, from about {events:,.0f} events."
        ),
        does_not_say=(
            "It does not say that help works, and it takes stations to be alike but for their "
            "level: with trends of their own the chance is lower."
        ),
        table=Table(
            (Column("ratio", "Rate with help, times without"), Column("power", "Chance to see it")),
            tuple((float(r), float(p)) for r, p in zip(hoped, power[:-1], strict=True)),
        ),
        chart=Curves(hoped, (("chance", power[:-1]),), "rate with help", "chance"),
    )
