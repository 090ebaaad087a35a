"""What it costs the police: officers' hours, and which of their jobs waited meanwhile."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.trial.judging.estimates import Estimate, Share, counted, estimate, minus
from outrider.trial.judging.figures.cost import OFFICERS_A_UNIT, POLICE
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.frame import Bools, Floats, Frame, Jobs
from outrider.trial.judging.table import Cell, Table, bounds

GRADES: Final = {1: "Grade 1, emergency", 2: "Grade 2, priority", 3: "Grade 3", 4: "Grade 4"}
WAIT_COLUMNS: Final = (
    "Police jobs", "Number", "Waited for a unit, mean min", "Low", "High",
    "Until it was there, mean min", "Low ", "High ", "Never reached",
)  # fmt: skip
LATE: Final = 1.0  # minutes: from here on a job counts as delayed between two arms


def officer_minutes(frame: Frame) -> Floats:
    """Officers' minutes on each call; two to a unit where nobody says how many."""
    people = np.where(frame.crew > 0, frame.crew, OFFICERS_A_UNIT)
    return np.asarray(frame.minutes * people)


def officer_hours(frame: Frame) -> Finding:
    """Officers' time on medical calls, the journeys in vain included."""
    spent = frame.police_units > 0
    minutes = officer_minutes(frame)
    total = float(minutes.sum()) / 60
    each = estimate(frame.minutes[spent], "mean")
    attended = int((frame.attended & (frame.scheme == POLICE)).sum())
    vain = float(minutes[~frame.attended].sum()) / 60
    return Finding(
        id="officer-hours",
        question="How many hours of officers’ time does it take?",
        title=f"It took {total:,.0f} hours of officers’ time" if total else "No police time yet",
        sentence=(
            f"{total:,.1f} officer-hours over {counted(int(spent.sum()), 'call')} that police "
            f"went to, {vain:,.1f} of them on journeys that ended before the patient; "
            f"{counted(attended, 'attendance')}. A call takes a unit {each.text('min')}."
        ),
        table=Table(
            ("Measure", "Value", "Low", "High"),
            (
                ("Calls that a police unit went to", int(spent.sum()), None, None),
                ("Attended by police", attended, None, None),
                ("Unit-minutes a call, mean", *bounds(each)),
                ("Officer-hours, all", total, None, None),
                ("Officer-hours, not attended", vain, None, None),
                ("Officer-hours a year at this rate", _yearly(total, frame), None, None),
            ),
        ),
        estimate=Estimate(total, None, int(spent.sum())),
        unit="officer-hours",
        caveats=("Training, kit and command are not in it.", "Jobs that waited stand below."),
        method=f"From accepting to free again. {OFFICERS_A_UNIT} to a unit where it is not known.",
    )


def _yearly(total: float, frame: Frame) -> float | None:
    return total * 12 / frame.months if frame.months > 0 else None


def waiting(frame: Frame, without: Frame | None = None) -> Finding:
    """Which police jobs waited while a unit of the patch was on a medical call, and how long.

    `without`: the arm without the scheme on the same jobs; then each job is its own comparison.
    """
    if frame.jobs is None:
        return _not_recorded()
    if without is not None and without.jobs is not None:
        return _between(frame.jobs, without.jobs)
    return _within(frame.jobs)


def _not_recorded() -> Finding:
    return Finding(
        id="police-jobs",
        question="Which police jobs waited meanwhile?",
        title="Police jobs that waited are not recorded",
        sentence=(
            "Police incidents are not recorded here unless the force imports them. Until it does, "
            "this question has no answer, and officers’ hours are the smaller part of the cost."
        ),
        table=Table(WAIT_COLUMNS, ()),
        verdict="cannot-tell",
        caveats=("That nothing waited: nobody has looked.",),
    )


def _within(jobs: Jobs) -> Finding:
    open_, other = estimate(_wait(jobs)[jobs.medical_open], "mean"), _wait(jobs)
    share = Share(int(jobs.medical_open.sum()), jobs.n)
    rest = estimate(other[~jobs.medical_open], "mean")
    kinds = (("a unit of the patch on a medical call", jobs.medical_open),
             ("no unit of it on one", ~jobs.medical_open))  # fmt: skip
    rows = [
        _row(f"{name}: {words}", jobs, mine & graded)
        for name, graded in _grades(jobs)
        for words, mine in kinds
    ]
    return Finding(
        id="police-jobs",
        question="Which police jobs waited meanwhile?",
        title=f"{share.text()} police jobs came in while a unit of the patch was on a medical call",
        sentence=(
            f"They waited {open_.text('min')} for a unit; jobs at other times {rest.text('min')}."
        ),
        table=Table(WAIT_COLUMNS, tuple(rows)),
        estimate=open_,
        unit="min",
        caveats=(
            "Busy hours have more of both: a longer wait is not yet caused by the medical call.",
        ),
        method=f"{counted(jobs.n, 'police job')}. Means with studentised bootstrap intervals, 95%.",
    )


def _between(jobs: Jobs, without: Jobs) -> Finding:
    """The same jobs with and without the scheme: the difference of each."""
    later = _wait(jobs) - _wait(without)
    both = np.isfinite(later)
    delayed = both & (later >= LATE)
    mean = estimate(later[both], "mean")
    among = estimate(later[delayed], "mean")
    lost = int((np.isfinite(_wait(without)) & ~np.isfinite(_wait(jobs))).sum())
    rows: list[tuple[Cell, ...]] = []
    for name, graded in _grades(jobs):
        mine = both & graded
        worst = float(later[mine].max()) if mine.any() else None
        late = int((delayed & graded).sum())
        rows.append((name, int(mine.sum()), *bounds(estimate(later[mine], "mean")), late, worst))
    return Finding(
        id="police-jobs",
        question="Which police jobs waited meanwhile?",
        title=f"{counted(int(delayed.sum()), 'police job')} waited a minute or more longer",
        sentence=(
            f"Over all police jobs the wait changed by {_signed(mean)}; those a minute or more "
            f"later waited {among.text('min')} longer. {counted(lost, 'job')} that got a unit "
            "without the scheme got none with it."
        ),
        table=Table(
            (
                "Police jobs",
                "Number",
                "Later, mean min",
                "Low",
                "High",
                "1 min or more later",
                "Most, min",
            ),
            tuple(rows),
        ),
        estimate=mean,
        unit="min",
        verdict="yes" if mean.interval and mean.interval.low > 0 else "told",
        caveats=("Jobs of units that never respond to medical calls are not in it.",),
        method="Each job is compared with itself in the arm without the scheme.",
    )


def _signed(mean: Estimate) -> str:
    if mean.value is None:
        return "nothing that can be told"
    if mean.interval is None:
        return f"{minus(mean.value, 2)} min, too few for a range"
    low, high = (minus(end, 2) for end in mean.interval)
    return f"{minus(mean.value, 2)} min ({low} to {high})"


def _wait(jobs: Jobs) -> Floats:
    return jobs.sent


def _grades(jobs: Jobs) -> list[tuple[str, Bools]]:
    named = [("All grades", np.ones(jobs.n, np.bool_))]
    named += [(name, np.asarray(jobs.grade == grade)) for grade, name in GRADES.items()]
    return [(name, mine) for name, mine in named if mine.any()]


def _row(name: str, jobs: Jobs, mine: Bools) -> tuple[Cell, ...]:
    waited, reached = jobs.sent[mine], jobs.reached[mine]
    return (
        name, int(mine.sum()), *bounds(estimate(waited[np.isfinite(waited)], "mean")),
        *bounds(estimate(reached[np.isfinite(reached)], "mean")),
        int((~np.isfinite(reached)).sum()),
    )  # fmt: skip
