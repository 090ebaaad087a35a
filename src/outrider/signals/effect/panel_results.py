"""Units in periods, help that starts in one: event study and stepped wedge as results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import say
from outrider.signals.charts import Dots
from outrider.signals.effect.event_study import NEVER, event_study
from outrider.signals.effect.level import one_look
from outrider.signals.effect.wedge import wedge
from outrider.signals.inputs import Floats, Ints, counts, exposures, labels, same_length
from outrider.signals.intervals import Interval
from outrider.signals.result import Column, Method, Result, Table

EVENT_STUDY: Final = Method(
    "event-study",
    "Rates around the start of help",
    "Freyaldenhoven et al. 2021, doi:10.3386/w29170; Bell, McCaffrey 2002",
)

WEDGE: Final = Method(
    "stepped-wedge",
    "A start station by station",
    "Hussey, Hughes 2007, doi:10.1016/j.cct.2006.05.007",
)


def grid(
    unit: Sequence[str], period: Sequence[str], observed: ArrayLike, exposure: ArrayLike | None,
    start: ArrayLike,
) -> tuple[tuple[str, ...], Ints, Floats, Ints]:  # fmt: skip
    """Rows to units × periods. `start` is the number of the unit's first period with help, from 1;
    0 if it never starts."""
    names, when = labels(unit, "unit"), labels(period, "period")
    seen, begin = counts(observed, "observed"), counts(start, "start")
    work = np.ones(seen.size) if exposure is None else exposures(exposure, "exposure")
    same_length(unit=names, period=when, observed=seen, start=begin, exposure=work)
    units, periods = tuple(dict.fromkeys(names)), sorted(dict.fromkeys(when), key=when.index)
    rows = np.array([units.index(name) for name in names])
    places = np.array([periods.index(one) for one in when])
    if (
        seen.size != len(units) * len(periods)
        or len(set(zip(names, when, strict=True))) != seen.size
    ):
        raise ValueError(
            f"{len(units)} units and {len(periods)} periods need {len(units) * len(periods)} rows, "
            f"one each, and there are {seen.size}: fill in noughts, or leave a unit out."
        )
    table, exposed = (
        np.zeros((len(units), len(periods)), np.int64),
        np.ones((len(units), len(periods))),
    )
    table[rows, places], exposed[rows, places] = seen, work
    starts = np.full(len(units), NEVER)
    for row, one in zip(rows, begin, strict=True):
        starts[row] = NEVER if one == 0 else one - 1
    return units, table, exposed, starts


def event_study_result(
    *,
    unit: Sequence[str],
    period: Sequence[str],
    observed: ArrayLike,
    start: ArrayLike,
    vintage: str,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "unit-periods",
    before: int = 4,
    after: int = 4,
    level: float = 0.95,
    title: str = "Rates around the start",
    n_unit: str = "assaults",
) -> Result:
    """Columns: `unit`, `period` (in order of time), `observed`, `exposure`, `start` (number of the
    unit's first period with help, from 1; 0: never)."""
    _, table, work, starts = grid(unit, period, observed, exposure, start)
    found = event_study(table, work, starts, before=before, after=after, level=level)
    ratio, low, high = found.pooled
    alike = (
        "Before the start the two ran alike"
        if found.before_p >= 0.05
        else "The two did not run alike even before the start, so that this is no fair comparison"
    )
    return Result(
        method=EVENT_STUDY,
        title=title,
        estimate=ratio,
        unit="times the rate without help",
        interval=Interval(low, high),
        level=level,
        exposure=float(work.sum()),
        exposure_unit=exposure_unit,
        n=int(table.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=(
            f"From the start on, {n_unit} ran at {say.figure(ratio)} times the rate without help "
            f"({say.between(Interval(low, high))}), beside units without it. {alike} "
            f"(p {say.figure(found.before_p)})."
        ),
        does_not_say=(
            "It does not prove a cause. Units picked because they had a bad time fall anyway: look "
            "at the periods just before the start, and at the before-and-after answer that allows "
            "for it."
        ),
        table=Table(
            (Column("since", "Periods since the start"),
             Column("ratio", "Ratio to the last before"),
             Column("low", "From"), Column("high", "To")),
            tuple(
                (int(s), float(r), float(a), float(b))
                for s, r, a, b in zip(found.since, found.ratio, found.low, found.high, strict=True)
            ),
        ),
        chart=Dots(
            names=tuple(f"{s:+d}" for s in found.since),
            value=found.ratio, low=found.low, high=found.high,
            axis="ratio to the last period before", noted=found.since >= 0, reference=1.0, log=True,
        ),
        false_alarms=one_look(level),
        notes=("The outermost periods hold everything farther out.",),
    )  # fmt: skip


def wedge_result(
    *,
    unit: Sequence[str],
    period: Sequence[str],
    observed: ArrayLike,
    start: ArrayLike,
    vintage: str,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "station-periods",
    level: float = 0.95,
    orders: int = 1999,
    seed: int = 1,
    title: str = "A start station by station",
    n_unit: str = "assaults",
) -> Result:
    """Columns as for the event study: `unit` (a station), `period`, `observed`, `start`, ..."""
    _, table, work, starts = grid(unit, period, observed, exposure, start)
    found = wedge(table, work, starts, level=level, orders=orders, seed=seed)
    return Result(
        method=WEDGE,
        title=title,
        estimate=found.ratio,
        unit="times the rate without it",
        interval=found.interval,
        level=level,
        exposure=float(work.sum()),
        exposure_unit=exposure_unit,
        n=int(table.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=(
            f"After the start {n_unit} ran at {say.figure(found.ratio)} times the rate without it "
            f"({say.between(found.interval)}); among {found.orders:,} other orders of starts an "
            f"effect this large comes up with p {say.figure(found.p)}."
        ),
        does_not_say=(
            "p is exact only if the order of stations was drawn by lot. If the worst-hit started "
            "first, some of this would have come anyway; and help may change what is recorded."
        ),
        table=Table(
            (Column("ratio", "Ratio"), Column("low", "From"), Column("high", "To"),
             Column("p", "p by order of start")),
            ((found.ratio, found.interval.low, found.interval.high, found.p),),
        ),
        false_alarms=one_look(level),
    )  # fmt: skip
