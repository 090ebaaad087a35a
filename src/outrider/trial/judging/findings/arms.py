"""Arms of a simulated trial beside each other: the luck is the same, what differs is the arm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from outrider.trial.judging.estimates import Estimate, counted, minus
from outrider.trial.judging.finding import Finding, Verdict
from outrider.trial.judging.summary import Across, across, between
from outrider.trial.judging.table import Cell, Table, bounds

Runs = Sequence[Mapping[str, float]]


class Measure(NamedTuple):
    """A figure of a run that arms are compared by."""

    key: str
    question: str
    words: str  # "<arm>: <words> by 3.1 min"
    unit: str
    less_is_better: bool


MEASURES: Final = (
    Measure("help_eligible_min", "Does trained help come sooner, over all eligible calls?",
            "first trained help, mean over eligible calls", "min", True),
    Measure("help_eligible_p90_min", "Does it come sooner where it comes late?",
            "first trained help, 90th centile over eligible calls", "min", True),
    Measure("ambulance_all_min", "Do ambulances come later, over all calls?",
            "ambulance, mean over all calls", "min", True),
    Measure("ambulance_c1_min", "Do ambulances come later to category 1?",
            "ambulance, mean over category 1", "min", True),
    Measure("attended", "How many calls are attended?", "attended calls", "calls", False),
    Measure("officer_hours", "How many officer-hours does it take?", "officer-hours", "hours",
            True),
    Measure("jobs_wait_min", "Do police jobs wait longer?",
            "wait of police jobs for a unit, mean", "min", True),
    Measure("jobs_grade1_wait_min", "Do police emergencies wait longer?",
            "wait of grade 1 police jobs for a unit, mean", "min", True),
    Measure("jobs_never_reached", "Do police jobs stay without a unit?",
            "police jobs that no unit reached", "jobs", True),
)  # fmt: skip
COLUMNS: Final = (
    "Arm", "Replications", "Mean", "Low", "High", "95% of replications from", "to",
    "Difference", "Low ", "High ", "95% of differences from", "to ",
)  # fmt: skip


def arms_compared(arms: Mapping[str, Runs], base: str) -> tuple[Finding, ...]:
    """A finding for each measure: every arm, and its difference from `base`, run by run.

    Args:
        arms: summaries by arm, in the order of the replications, the same replications in each.

    Raises:
        KeyError: no arm of that name.
        ValueError: arms with different numbers of replications.
    """
    against = arms[base]
    whole = {name: across(runs) for name, runs in arms.items()}
    apart = {name: between(runs, against) for name, runs in arms.items() if name != base}
    return tuple(
        _finding(measure, base, whole, apart) for measure in MEASURES if measure.key in whole[base]
    )


def _finding(
    measure: Measure, base: str, whole: dict[str, dict[str, Across]],
    apart: dict[str, dict[str, Across]],
) -> Finding:  # fmt: skip
    key = measure.key
    rows = [_row(name, found[key], apart[name][key] if name != base else None)
            for name, found in whole.items()]  # fmt: skip
    first = next(iter(apart), None)
    difference = apart[first][key].mean if first else whole[base][key].mean
    return Finding(
        id=f"arms-{key.replace('_', '-')}",
        question=measure.question,
        title=_title(measure, first, difference),
        sentence=" ".join(
            _sentence(measure, name, base, found[key].mean) for name, found in apart.items()
        ) or "There is one arm alone: nothing to compare.",
        table=Table(COLUMNS, tuple(rows)),
        estimate=difference,
        unit=measure.unit,
        verdict=_verdict(difference),
        caveats=(
            "The interval says how sure the simulated mean is. It shrinks with more replications, "
            "and it says nothing about assumptions that are wrong.",
            "One real period varies as 95% of replications do.",
        ),
        method=(
            f"{counted(whole[base][key].mean.n, 'replication')}, paired: the same calls, jobs and "
            "luck in all arms. Student’s intervals of means, 95%."
        ),
    )  # fmt: skip


def _title(measure: Measure, arm: str | None, difference: Estimate) -> str:
    if arm is None or difference.value is None:
        return f"{measure.words[0].upper()}{measure.words[1:]}"
    way = "more" if difference.value >= 0 else "less"
    size = f"{abs(difference.value):,.2f} {measure.unit}"
    return f"{arm}: {size} {way}, {measure.words}"


def _sentence(measure: Measure, arm: str, base: str, difference: Estimate) -> str:
    if difference.value is None:
        return f"{arm}: nothing to compare."
    if difference.interval is None:
        return f"{arm} against {base}: {minus(difference.value, 2)} {measure.unit}, no range."
    low, high = (minus(end, 2) for end in difference.interval)
    end = {
        "cannot-tell": "beyond chance neither more nor less.",
        "yes": "more, beyond chance.",
        "no": "less, beyond chance.",
    }[_verdict(difference)]
    told = f"{minus(difference.value, 2)} {measure.unit} ({low} to {high})"
    return f"{arm} against {base}, {measure.words}: {told}; {end}"


def _verdict(difference: Estimate) -> Verdict:
    """More, less, or neither beyond chance."""
    if difference.interval is None:
        return "cannot-tell"
    if difference.interval.low > 0:
        return "yes"
    return "no" if difference.interval.high < 0 else "cannot-tell"


def _row(name: str, found: Across, apart: Across | None) -> tuple[Cell, ...]:
    cells: list[Cell] = [name, found.mean.n, *bounds(found.mean), *_lie(found)]
    if apart is None:
        return (*cells, None, None, None, None, None)
    return (*cells, *bounds(apart.mean), *_lie(apart))


def _lie(found: Across) -> tuple[float | None, float | None]:
    """Where 95% of replications lie; nowhere if none of them has the figure."""
    return (found.low, found.high) if found.mean.n else (None, None)
