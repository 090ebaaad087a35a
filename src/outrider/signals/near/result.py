"""Knox's test as a result."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.signals.charts import Dots
from outrider.signals.near.knox import Knox
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table

KNOX: Final = Method("knox", "Near repeats", "Knox 1964, doi:10.2307/2985220")
ALPHA: Final = 0.05

_COLUMNS: Final = (
    Column("distance", "Up to this far"),
    Column("time", "Up to this long after"),
    Column("pairs", "Pairs"),
    Column("expected", "Expected pairs"),
    Column("ratio", "Pairs over expected", "times"),
    Column("p", "Swaps with as many", "share"),
)


def knox_result(
    found: Knox,
    *,
    distances: tuple[str, ...],
    times: tuple[str, ...],
    vintage: str,
    title: str = "",
    n_unit: str = "events",
    alpha: float = ALPHA,
) -> Result:
    """Knox's test with its table (a row a pair of bands), chart and sentences.

    Args:
        distances, times: names of the bands, nearest and soonest first, such as "200 m", "7 days".
    """
    return Result(
        method=KNOX,
        title=title or KNOX.name,
        estimate=None,
        unit="",
        interval=None,
        level=1 - alpha,
        exposure=None,
        exposure_unit="",
        n=found.events,
        n_unit=n_unit,
        vintage=vintage,
        says=_says(found, distances, times, n_unit, alpha),
        does_not_say=(
            "It does not say that the same person did it, nor that the next one can be foretold: "
            "a lasting rise in one place makes near pairs as well."
        ),
        table=Table(_COLUMNS, tuple(_rows(found, distances, times))),
        chart=_chart(found, distances, times, alpha),
        false_alarms=FalseAlarms(
            family="all bands of this table",
            looks=int(found.p.size),
            rate=alpha,
            how=(
                f"The smallest p of all bands is compared with the smallest p of each of "
                f"{found.replications} swaps of the times; it is {found.p_family:.3g}. "
                f"p of a single band is not corrected."
            ),
        ),
    )


def _says(
    found: Knox, distances: tuple[str, ...], times: tuple[str, ...], unit: str, alpha: float
) -> str:
    if found.p_family > alpha:
        return f"{unit.capitalize()} near each other did not come closer in time than by chance."
    near, soon = np.unravel_index(int(np.argmin(found.p)), found.p.shape)
    return (
        f"Within {distances[near]} and {times[soon]} there were {found.observed[near, soon]} pairs "
        f"of {unit} where {found.expected[near, soon]:.1f} were expected: more than chance makes."
    )


def _rows(
    found: Knox, distances: tuple[str, ...], times: tuple[str, ...]
) -> list[tuple[Cell, ...]]:
    ratio = found.ratio
    return [
        (
            distance, time, int(found.observed[i, j]), float(found.expected[i, j]),
            None if np.isnan(ratio[i, j]) else float(ratio[i, j]), float(found.p[i, j]),
        )
        for i, distance in enumerate(distances)
        for j, time in enumerate(times)
    ]  # fmt: skip


def _chart(found: Knox, distances: tuple[str, ...], times: tuple[str, ...], alpha: float) -> Dots:
    """Ratios; swaps of the times give chances and no interval, so low and high are the ratio."""
    ratio = found.ratio.ravel()
    names = tuple(f"{distance}, {time}" for distance in distances for time in times)
    noted = (found.p.ravel() <= alpha) & (found.p_family <= alpha)
    return Dots(names, ratio, ratio, ratio, "pairs over expected", noted, reference=1.0)
