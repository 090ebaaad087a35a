"""Farrington's looks as a result: alarms, bounds, campaigns, and how often luck alone alarms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import say
from outrider.signals.change import campaigns, nothing
from outrider.signals.change.farrington import (
    CLASSIC,
    IMPROVED,
    Bools,
    Farrington,
    Settings,
    farrington,
)
from outrider.signals.charts import Mark, Series, When
from outrider.signals.inputs import Floats, Ints, counts, exposures, same_length
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table

FARRINGTON: Final = Method(
    "farrington",
    "Outbreak detection by Farrington's method",
    "Farrington et al. 1996, doi:10.2307/2983331; Noufaily et al. 2013, doi:10.1002/sim.5595",
)

RUNS: Final = 400
"""Made-up series of each result: a fit a look makes more of them slow."""

DOES_NOT_SAY: Final = (
    "An alarm is a week to look into, not an explanation: more recording, more officers on duty or "
    "a big event raise counts as well, and it says nothing about any person."
)


def farrington_result(
    *,
    observed: ArrayLike,
    vintage: str,
    at: Sequence[When] | None = None,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "looks",
    settings: Settings = IMPROVED,
    first: int | None = None,
    marks: Sequence[Mark] = (),
    title: str = "Weeks above what past years explain",
    n_unit: str = "assaults",
    runs: int = RUNS,
    seed: int = 1,
) -> Result:
    """Columns: `observed` (a week a row, in order of time), `at` (dates), `exposure` (above 0).

    `first` is the first week looked at (from 0); before it lies the past. `marks` are campaigns and
    changes of policy. `runs` made-up series count the false alarms.
    """
    seen = counts(observed, "observed")
    work = np.ones(seen.size) if exposure is None else exposures(exposure, "exposure")
    when = tuple(at) if at is not None else tuple(float(i + 1) for i in range(seen.size))
    same_length(observed=seen, exposure=work, at=when)
    found = farrington(seen, settings=settings, exposure=work, first=first)
    begins = int(found.week[0])
    marked = campaigns.steps(seen, work, when, marks)
    remaining = found
    if marked:
        remaining = farrington(
            seen, settings=settings, exposure=campaigns.with_steps(work, marked), first=begins
        )
    looks = when[begins:]
    return Result(
        method=FARRINGTON,
        title=title,
        estimate=float(found.alarm.sum()),
        unit="alarms",
        interval=None,
        level=1 - settings.alpha,
        exposure=float(work[begins:].sum()),
        exposure_unit=exposure_unit,
        n=int(found.observed.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=_says(found, looks, n_unit)
        + campaigns.told(found.alarm, remaining.alarm, marked, begins),
        does_not_say=DOES_NOT_SAY,
        table=_table(found, remaining, looks),
        chart=Series(
            at=looks,
            observed=found.observed.astype(np.float64),
            y_axis=n_unit,
            expected=found.expected,
            bound=found.bound,
            bound_name="bound",
            alarm=found.alarm,
            marks=tuple(marks),
        ),
        false_alarms=false_alarms(seen, work, settings, begins, runs, seed),
        notes=_notes(found, settings) + ((campaigns.NOT_ABSORBED,) if marked else ()),
    )


def null_alarms(
    expected: Floats,
    dispersion: float,
    *,
    settings: Settings,
    first: int,
    runs: int,
    seed: int,
    exposure: Floats | None = None,
) -> Bools:
    """Alarms in made-up series in which nothing happens: a series a row, a look a column."""
    series = nothing.made_up(expected, dispersion, runs, np.random.default_rng(seed))
    return np.array(
        [farrington(one, settings=settings, first=first, exposure=exposure).alarm for one in series]
    )


def false_alarms(
    seen: Ints, work: Floats, settings: Settings, first: int, runs: int, seed: int
) -> FalseAlarms:
    """How often luck alone raises at least one alarm in these looks."""
    expected = work * (max(float(seen.sum()), 0.5) / float(work.sum()))
    dispersion = nothing.scatter_by_differences(seen, work)
    alarms = null_alarms(
        expected, dispersion, settings=settings, first=first, runs=runs, seed=seed, exposure=work
    )
    return FalseAlarms(
        "every week of one series",
        seen.size - first,
        nothing.rate_of(int(alarms.any(axis=1).sum()), runs),
        nothing.how(runs, dispersion),
    )


def _says(found: Farrington, looks: Sequence[When], unit: str) -> str:
    many = int(found.alarm.sum())
    out_of = say.how_many(found.alarm.size, "week", "weeks")
    if not many:
        return f"None of {out_of} has more {unit} than the same season of past years explains."
    farthest = int(np.nanargmax(np.where(found.alarm, found.score, -np.inf)))
    return (
        f"{say.how_many(many, 'week', 'weeks')} of {out_of} {'has' if many == 1 else 'have'} more "
        f"{unit} than past years explain; farthest above is {_named(looks[farthest])} with "
        f"{found.observed[farthest]} where {say.figure(float(found.expected[farthest]))} were "
        f"expected (bound {say.figure(float(found.bound[farthest]))})."
    )


def _named(when: When) -> str:
    return f"look {when:g}" if isinstance(when, int | float) else f"{when:%-d %B %Y}"


def _notes(found: Farrington, settings: Settings) -> tuple[str, ...]:
    quiet = int(np.isnan(found.bound).sum())
    version = "classic" if settings == CLASSIC else f"improved, bound by {settings.bound}"
    notes = [
        f"Version: {version}; {settings.years} years back, alpha {settings.alpha:g} a look.",
    ]
    if quiet:
        notes.append(
            f"{say.how_many(quiet, 'week', 'weeks')} without a bound: fewer than "
            f"{settings.fewest} in {settings.fewest_in} weeks raise no alarm, whatever the week."
        )
    return tuple(notes)


def _table(found: Farrington, remaining: Farrington, looks: Sequence[When]) -> Table:
    columns = (
        Column("at", "Week"),
        Column("observed", "Observed"),
        Column("expected", "Expected"),
        Column("bound", "Bound"),
        Column("exceedance", "Exceedance (above 1: alarm)"),
        Column("alarm", "Alarm"),
        Column("alarm_beside_marks", "Alarm beside marked changes"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            cell(when),
            int(found.observed[i]),
            float(found.expected[i]),
            known(found.bound[i]),
            known(found.score[i]),
            bool(found.alarm[i]),
            bool(remaining.alarm[i]),
        )
        for i, when in enumerate(looks)
    ]
    return Table(columns, tuple(rows))


def cell(when: When) -> Cell:
    return float(when) if isinstance(when, int | float) else when.isoformat()


def known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
