"""What a tornado says of one measure: which assumption moves it, by how much, in how many runs."""

from __future__ import annotations

from typing import Final

from outrider.trial.judging.estimates import Estimate, counted, minus
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.table import Cell, Table
from outrider.trial.judging.tornado import MEASURES, Bar, Tornado, ordered

COLUMNS = (
    "Assumption", "Now", "Low", "High", "Change at low", "Change at high", "Replications",
)  # fmt: skip
SHOWN: Final = 4
"""Keys that are named of those left out."""


def as_finding(found: Tornado, measure: str = "gain_hours") -> Finding:
    """What moves the measure most, by the furthest first."""
    unit = MEASURES.get(measure, measure)
    bars = ordered(found.bars, measure)
    most = bars[0] if bars else None
    return Finding(
        id=f"tornado-{measure}",
        question=f"Which assumptions move the result most ({unit})?",
        title=f"{most.name} moves it most" if most else "No assumption could be varied",
        sentence=_sentence(most, found, measure, unit),
        table=Table(COLUMNS, tuple(_row(bar, measure) for bar in bars), frozenset({0})),
        estimate=found.base[measure].mean,
        unit=unit,
        caveats=(
            "Assumptions that move together are varied one at a time here.",
            "Where the scenario gives no range it is a quarter less and a quarter more: nobody "
            "knows whether that is wide enough.",
        ),
        method=" ".join(_method(found, measure, unit)),
    )


def _sentence(most: Bar | None, found: Tornado, measure: str, unit: str) -> str:
    if most is None:
        return "The scenario marks no number as an assumption."
    low, high = most.moved(measure)
    every = (*found.bars, *found.minor)
    moving = sum(bar.swing(measure) > 0 for bar in every)
    return (
        f"Of {counted(len(every), 'assumption')} {moving} move it at all. From {most.low:g} to "
        f"{most.high:g} instead of {most.base:g}, “{most.name}” changes it by {minus(low, 2)} to "
        f"{minus(high, 2)} {unit}."
    )


def _method(found: Tornado, measure: str, unit: str) -> list[str]:
    told = [
        f"{counted(found.replications, 'replication')} behind each end of each bar, the same luck "
        "in all."
    ]
    if found.minor:
        least = found.minor[0].replications
        most = max(bar.swing(measure) for bar in found.minor)
        told.append(
            f"{counted(len(found.minor), 'other was', 'others were')} looked at in "
            f"{counted(least, 'replication')} alone and moved it by {minus(most, 2)} {unit} at "
            "most from end to end: one of them may matter more than it did there."
        )
    if found.left_out:
        more = len(found.left_out) - SHOWN
        left = ", ".join(found.left_out[:SHOWN]) + (f" and {more} more" if more > 0 else "")
        told.append(f"Left out, because they are no single number or nought: {left}.")
    return told


def _row(bar: Bar, measure: str) -> tuple[Cell, ...]:
    ends = [_change(each[measure].mean) for each in (bar.at_low, bar.at_high)]
    values = [f"{value:g}" for value in (bar.base, bar.low, bar.high)]
    return (bar.name, *values, *ends, bar.replications)


def _change(moved: Estimate) -> str:
    if moved.value is None:
        return "–"
    if moved.interval is None:
        return f"{minus(moved.value, 2)} (no range)"
    low, high = (minus(end, 2) for end in moved.interval)
    return f"{minus(moved.value, 2)} ({low} to {high})"
