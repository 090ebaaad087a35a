"""Both clocks: first trained help, and the ambulance, for every group named beforehand."""

from __future__ import annotations

import numpy as np

from outrider.trial.judging.estimates import Estimate, centile, counted, estimate
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.findings.groups import eligible, groups_of
from outrider.trial.judging.frame import Bools, Frame
from outrider.trial.judging.table import Cell, Table, bounds

COLUMNS = (
    "Calls", "Group", "Number",
    "First trained help, mean min", "Low", "High", "90th centile", "Low ", "High ",
    "Ambulance, mean min", "Low  ", "High  ", "90th centile ", "Low   ", "High   ",
)  # fmt: skip


def both_clocks(frame: Frame) -> Finding:
    """Mean and 90th centile of both clocks, over all eligible calls and over attended ones."""
    timed = np.isfinite(frame.ambulance)
    sent_to = eligible(frame) & timed
    rows = _rows("Eligible", frame, sent_to) + _rows("Attended", frame, frame.paired)
    sooner = estimate((frame.ambulance - frame.help)[sent_to], "mean")
    missing = int((eligible(frame) & ~timed).sum())
    return Finding(
        id="both-clocks",
        question="How soon did trained help come, and how soon the ambulance?",
        title=_title(sooner),
        sentence=_sentence(frame, sent_to, sooner),
        table=Table(COLUMNS, tuple(rows), frozenset({0, 1})),
        estimate=sooner,
        unit="min",
        caveats=(
            "The ambulance standard was not met by it: that clock stops only for the ambulance.",
            "Groups whose intervals overlap cannot be told apart.",
        ),
        method=(
            "Means with studentised bootstrap intervals, 90th centiles with exact ones; 95%. "
            f"{counted(missing, 'eligible call')} without an ambulance time left out."
        ),
    )


def _rows(calls: str, frame: Frame, among: Bools) -> list[tuple[Cell, ...]]:
    return [_row(calls, name, frame, among & mine) for name, mine in groups_of(frame)]


def _row(calls: str, name: str, frame: Frame, mine: Bools) -> tuple[Cell, ...]:
    parts: list[Cell] = [calls, name, int(mine.sum())]
    for clock in (frame.help[mine], frame.ambulance[mine]):
        parts += [*bounds(estimate(clock, "mean")), *bounds(centile(clock, 0.9))]
    return tuple(parts)


def _title(sooner: Estimate) -> str:
    if sooner.value is None:
        return "No eligible call with an ambulance’s time yet"
    return f"Over all eligible calls, trained help came {sooner.value:.2f} min sooner on average"


def _sentence(frame: Frame, mine: Bools, sooner: Estimate) -> str:
    if sooner.value is None:
        return "There is nothing to compare yet."
    help_, ambulance = (estimate(clock[mine], "mean") for clock in (frame.help, frame.ambulance))
    return (
        f"The first trained person came after {help_.text('min')} on average, the ambulance after "
        f"{ambulance.text('min')}, over {counted(sooner.n, 'eligible call')}, attended or not."
    )
