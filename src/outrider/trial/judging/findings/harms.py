"""The harm ledger: what went wrong, in the same report as what was gained."""

from __future__ import annotations

import numpy as np

from outrider.trial.judging.estimates import Estimate, counted
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.frame import Frame, Stage
from outrider.trial.judging.intervals import poisson_exact
from outrider.trial.judging.table import Cell, Table

NOT_RECORDED = ("Death or serious injury after police contact", "Complaints", "Injuries to a crew",
                "Welfare checks after a call")  # fmt: skip
ALONE = "Crew sent with no ambulance on its way"


def harms(frame: Frame) -> Finding:
    """Each kind of harm with its count, and its rate in 100 attendances with an exact interval."""
    if frame.simulated:
        return _not_simulated(frame)
    attended = int(frame.attended.sum())
    counts = ledger(frame)
    total = sum(counts.values())
    rows: list[tuple[Cell, ...]] = [_row(name, count, attended) for name, count in counts.items()]
    rows += [(f"{name}: not recorded", None, None, None, None) for name in NOT_RECORDED]
    rate = poisson_exact(total, attended / 100) if attended else None
    return Finding(
        id="harms",
        question="What went wrong?",
        title=f"{counted(total, 'harm')} logged" if total else "No harm logged",
        sentence=_sentence(counts, attended),
        table=Table(("Harm", "Number", "In 100 attendances", "Low", "High"), tuple(rows)),
        estimate=Estimate(100 * total / attended if attended else None, rate, attended),
        unit="in 100 attendances",
        caveats=(
            "That nothing else happened: what nobody logs is not here.",
            "None in a few attendances does not show that it is rare.",
        ),
        method="Counts with exact Poisson intervals, 95%.",
    )


def _not_simulated(frame: Frame) -> Finding:
    """A run sends crews by its rules: that alone can be counted in it."""
    alone = ledger(frame)[ALONE]
    attended = int(frame.attended.sum())
    kinds = [name for name in (*ledger(frame), *NOT_RECORDED) if name != ALONE]
    rows: list[tuple[Cell, ...]] = [_row(ALONE, alone, attended)]
    rows += [(f"{name}: not simulated", None, None, None, None) for name in kinds]
    return Finding(
        id="harms",
        question="What went wrong?",
        title="Harms are not simulated",
        sentence=(
            "What goes wrong with people is not part of a simulation: only the live scheme can "
            f"record it. {ALONE}: {alone:,} of {int(frame.sent.sum()):,} times."
        ),
        table=Table(("Harm", "Number", "In 100 attendances", "Low", "High"), tuple(rows)),
        verdict="cannot-tell",
        caveats=("That nothing would go wrong: nobody has looked.",),
    )


def ledger(frame: Frame) -> dict[str, int]:
    """Harms by kind, as far as the scheme records them itself."""
    unable = (frame.stage == Stage.MOBILISED) & np.char.startswith(frame.reason, "unable")
    alone = int(frame.sent.sum()) - int(frame.sent_live.sum())
    return {
        "Patient left for a police emergency": int(frame.abandoned.sum()),
        "Oxygen given outside the guidance (query raised)": int(frame.queries.sum()),
        "Crew that could not get through": int(unable.sum()),
        ALONE: alone,
    }


def _row(name: str, count: int, attended: int) -> tuple[Cell, ...]:
    if not attended:
        return (name, count, None, None, None)
    rate = poisson_exact(count, attended)
    return (name, count, 100 * count / attended, 100 * rate.low, 100 * rate.high)


def _sentence(counts: dict[str, int], attended: int) -> str:
    some = [f"{name.lower()}: {count:,}" for name, count in counts.items() if count]
    told = "; ".join(some) if some else "none of the kinds that are recorded"
    if not attended:
        return f"{told.capitalize()}. No call was attended."
    most = poisson_exact(0, attended).high
    return (
        f"{told.capitalize()}, in {counted(attended, 'attendance')}. A harm that never happened in "
        f"so many could still happen in up to {100 * most:.1f} of 100."
    )
