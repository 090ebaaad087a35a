"""Did it help, could a trial show it, and how soon does it happen again: as results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import say
from outrider.signals.charts import Curves, Dots
from outrider.signals.effect.before_after import before_after
from outrider.signals.effect.event_study import NEVER, event_study
from outrider.signals.effect.next_event import by_frailty, kaplan_meier, share_at
from outrider.signals.effect.plan import wedge_power
from outrider.signals.effect.wedge import wedge
from outrider.signals.inputs import Floats, Ints, counts, exposures, labels, same_length
from outrider.signals.intervals import Interval
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table

BEFORE_AFTER: Final = Method(
    "before-after",
    "Before and after, beside what falls anyway",
    "Hauer 1997, Observational Before-After Studies in Road Safety",
)
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
WEDGE_PLAN: Final = Method(
    "wedge-plan", "What a start station by station could show", WEDGE.reference
)
NEXT: Final = Method(
    "next-assault",
    "Time to the next assault",
    "Kaplan, Meier 1958, doi:10.1080/01621459.1958.10501452",
)


def before_after_result(
    *,
    before: ArrayLike,
    after: ArrayLike,
    helped: ArrayLike,
    vintage: str,
    exposure_before: ArrayLike | None = None,
    exposure_after: ArrayLike | None = None,
    exposure_unit: str = "units",
    level: float = 0.95,
    title: str = "Did it help?",
    n_unit: str = "assaults",
) -> Result:
    """Columns: `before`, `after` (events of a unit a row), `helped` (1, 0), exposures (above 0)."""
    old, new, flag = counts(before, "before"), counts(after, "after"), counts(helped, "helped")
    ones = np.ones(old.size)
    work_old = ones if exposure_before is None else exposures(exposure_before, "exposure_before")
    work_new = ones if exposure_after is None else exposures(exposure_after, "exposure_after")
    same_length(
        before=old, after=new, helped=flag, exposure_before=work_old, exposure_after=work_new
    )
    which = flag > 0
    found = before_after(old, new, work_old, work_new, which, level)
    matched = (
        "none of those not helped had as many before"
        if found.matched is None
        else f"against others with as many before it is {say.figure(found.matched)} times"
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("after over before, as counted", found.naive, None, None),
        ("after over before, without help", found.anyway, None, None),
        ("what is left", found.ratio, found.interval.low, found.interval.high),
        ("beside others with as many before", found.matched, None, None),
    )
    return Result(
        method=BEFORE_AFTER,
        title=title,
        estimate=found.ratio,
        unit="times what was expected",
        interval=found.interval,
        level=level,
        exposure=float(work_new[which].sum()),
        exposure_unit=exposure_unit,
        n=found.observed,
        n_unit=n_unit,
        vintage=vintage,
        says=(
            f"{n_unit.capitalize()} went to {say.figure(found.naive)} times what they were; "
            f"{say.figure(found.anyway)} times would have come anyway, as those picked for many "
            f"events have fewer next time. What is left is {say.figure(found.ratio)} times "
            f"({say.between(found.interval)}); {matched}."
        ),
        does_not_say=(
            "It does not prove a cause: whoever chose the units may have known more than their "
            "counts, and help may have changed what is recorded."
        ),
        table=Table(
            (Column("what", "Comparison"), Column("ratio", "Ratio"), Column("low", "From"),
             Column("high", "To")),
            rows,
        ),
        false_alarms=one_look(level),
        notes=(
            f"Others' trend: {say.figure(found.trend)} times. {found.matched_units} helped units "
            "have a match.",
        ),
    )  # fmt: skip


def one_look(level: float) -> FalseAlarms:
    return FalseAlarms(
        "one comparison", 1, 1 - level,
        "by the interval's level; simulations in the tests hold it to that.",
    )  # fmt: skip


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
        exposure_unit="units of exposure",
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
        chart=Curves(hoped, (("chance to see it", power[:-1]),), "rate with help", "chance"),
    )


def next_assault_result(
    *,
    days: ArrayLike,
    happened: ArrayLike,
    vintage: str,
    shape: float | None = None,
    rate_days: float | None = None,
    watched_days: float = 365.0,
    horizon: float = 365.0,
    level: float = 0.95,
    title: str = "How soon does it happen again?",
) -> Result:
    """Columns: `days` (from an assault to the next, or to the end of watching), `happened` (1:
    there was a next one). `shape` and `rate_days`: the shrinkage model's ν and α, α in days, for
    the curve of people who merely differ."""
    time, flag = exposures(days, "days"), counts(happened, "happened") > 0
    same_length(days=time, happened=flag)
    if not flag.any():
        raise ValueError("Nobody was assaulted again: there is no time to tell of.")
    found = kaplan_meier(time, flag, level)
    place = int(np.searchsorted(found.time, horizon, side="right")) - 1
    again = 1 - share_at(found, horizon)
    ends = (
        Interval(0.0, 0.0) if place < 0
        else Interval(float(1 - found.high[place]), float(1 - found.low[place]))
    )  # fmt: skip
    lines: list[tuple[str, Floats]] = [("as watched", found.share)]
    beside = ""
    if shape is not None and rate_days is not None:
        frail = by_frailty(found.time, shape, rate_days, watched_days)
        lines.append(("people differ, nothing else", frail))
        alone = 1 - float(by_frailty(np.array([horizon]), shape, rate_days, watched_days)[0])
        beside = f" People who merely differ would give {say.share(alone)}."
    return Result(
        method=NEXT,
        title=title,
        estimate=again,
        unit=f"share assaulted again within {horizon:g} days",
        interval=ends,
        level=level,
        exposure=float(time.sum()),
        exposure_unit="days watched",
        n=int(flag.sum()),
        n_unit="next assaults",
        vintage=vintage,
        says=(
            f"Of {time.size:,} assaults {say.share(again)} were followed by another on the same "
            f"officer within {horizon:g} days ({say.share(ends.low)} to {say.share(ends.high)}),"
            f" those not watched that long allowed for.{beside}"
        ),
        does_not_say=(
            "A curve that bends does not show that being assaulted makes the next one likelier, "
            "nor that risk falls with time: officers with more exposed duties come back first, and "
            "that bends it by itself (frailty)."
        ),
        table=Table(
            (Column("days", "Days"), Column("at_risk", "Watched"),
             Column("events", "Assaulted again"),
             Column("share", "Share without another"), Column("low", "From"), Column("high", "To")),
            tuple(
                (float(t), int(n), int(d), float(s), float(a), None if np.isnan(b) else float(b))
                for t, n, d, s, a, b in zip(*found, strict=True)
            ),
        ),
        chart=Curves(
            x=found.time, lines=tuple(lines), x_axis="days since an assault",
            y_axis="share without another", bands=(("as watched", found.low, found.high),),
        ),
    )  # fmt: skip
