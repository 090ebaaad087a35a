"""How complete recording is: the gaps themselves, and how many events no list has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import say
from outrider.signals.charts import Curves, Dots
from outrider.signals.inputs import counts, same_length
from outrider.signals.lists.link import Linked
from outrider.signals.lists.three import PATTERNS, Model, models
from outrider.signals.lists.two import chapman, estimate_if
from outrider.signals.result import Cell, Column, Method, Result, Table

GAPS: Final = Method("gaps", "Events that one list has and another has not", "Linkage by key, time")
CHAPMAN: Final = Method(
    "chapman",
    "Events in all, from two lists",
    "Chapman 1951; Sadinle 2009, doi:10.1080/03610910903168595",
)
THREE_LISTS: Final = Method(
    "three-lists",
    "Events in all, from three lists, under each way they may hang together",
    "Fienberg 1972, doi:10.1093/biomet/59.3.591",
)

DEPENDENCE: Final = (
    "It holds only if being in one list makes being in another neither likelier nor less likely. "
    "Where one supervisor fills in both, the figure is too low; where one form is used instead of "
    "the other, too high."
)
ODDS: Final = (0.5, 1.0, 2.0, 4.0)


def gaps_result(*, linked: Linked, vintage: str, title: str = "Gaps between the lists") -> Result:
    """A row a list: how many events it has, and how many that another list has it lacks.

    The records themselves, by which the gaps are mended, are `linked.missing_from(name)`: they
    belong to those who keep the lists and to no page of figures.
    """
    events = linked.row.shape[0]
    if events == 0:
        raise ValueError("The lists are empty: there is nothing to link.")
    has = linked.present.sum(axis=0)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, int(has[i]), int(events - has[i]), float(1 - has[i] / events))
        for i, name in enumerate(linked.names)
    )
    told = "; ".join(f"{name} lacks {events - int(has[i])}" for i, name in enumerate(linked.names))
    return Result(
        method=GAPS,
        title=title,
        estimate=float(linked.present.all(axis=1).mean()),
        unit="share of events that every list has",
        interval=None,
        level=0.95,
        exposure=None,
        exposure_unit="",
        n=events,
        n_unit="events in at least one list",
        vintage=vintage,
        says=f"Of {events:,} events in at least one list: {told}.",
        does_not_say=(
            "It does not count what no list has, and a record that is missing here may stand under "
            "another time or person: look at each before it is called a gap."
        ),
        table=Table(
            (
                Column("list", "List"),
                Column("has", "Events that it has"),
                Column("lacks", "Events that it lacks"),
                Column("share", "Share that it lacks"),
            ),
            rows,
        ),
    )


def chapman_result(
    *,
    first: int,
    second: int,
    both: int,
    vintage: str,
    names: Sequence[str] = ("first", "second"),
    level: float = 0.95,
    title: str = "How many in all, from two lists",
    n_unit: str = "events",
) -> Result:
    """`first` and `second`: how many each list has; `both`: how many are in both."""
    found = chapman(first, second, both, level)
    odds = np.geomspace(ODDS[0], ODDS[-1], 25)
    whole = np.array([estimate_if(first, second, both, float(one)) for one in odds])
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one, _known(estimate_if(first, second, both, one))) for one in ODDS
    )
    return Result(
        method=CHAPMAN,
        title=title,
        estimate=found.estimate,
        unit=n_unit,
        interval=found.interval,
        level=level,
        exposure=None,
        exposure_unit="",
        n=found.seen,
        n_unit=f"{n_unit} in at least one list",
        vintage=vintage,
        says=(
            f"{names[0]} has {first:,}, {names[1]} {second:,}, both {both:,}: if the lists are "
            f"independent there were about {say.figure(found.estimate)} "
            f"({say.between(found.interval)}), and {found.seen:,} stand in either."
        ),
        does_not_say=DEPENDENCE,
        table=Table(
            (
                Column("odds_ratio", "If the lists hang together by an odds ratio of"),
                Column("whole", "Events in all", n_unit),
            ),
            rows,
        ),
        chart=None
        if both == 0
        else Curves(
            x=odds,
            lines=(("events in all", whole),),
            x_axis="odds ratio between the lists (1: independent)",
            y_axis=n_unit,
        ),
        notes=(
            "The table is not a choice of results: it shows how far the answer moves with what two "
            "lists cannot tell. A third list can.",
        ),
    )


def three_lists_result(
    *,
    in_first: ArrayLike,
    in_second: ArrayLike,
    in_third: ArrayLike,
    vintage: str,
    events: ArrayLike | None = None,
    names: Sequence[str] = ("first", "second", "third"),
    level: float = 0.95,
    title: str = "How many in all, from three lists",
    n_unit: str = "events",
) -> Result:
    """Columns: `in_first`, `in_second`, `in_third` (0 or 1), an event a row; or with `events`, how
    many have that pattern. There is no single estimate: eight stand side by side."""
    cells = cells_of(in_first, in_second, in_third, events)
    found = models(cells, level)
    known = [one for one in found if np.isfinite(one.estimate)]
    if not known:
        raise ValueError("Too many patterns are empty: no model has an answer.")
    seen = sum(cells.values())
    low, high = min(o.estimate for o in known), max(o.estimate for o in known)
    return Result(
        method=THREE_LISTS,
        title=title,
        estimate=None,
        unit=n_unit,
        interval=None,
        level=level,
        exposure=None,
        exposure_unit="",
        n=seen,
        n_unit=f"{n_unit} in at least one list",
        vintage=vintage,
        says=(
            f"{seen:,} {n_unit} stand in at least one list; depending on how the lists hang "
            f"together there were {say.figure(low)} to {say.figure(high)} in all. "
            + _lean(found, names)
        ),
        does_not_say=(
            "It does not choose a model: the figures cannot show whether all three lists hang "
            "together at once, and where they do every row is off, too low if the same events are "
            "in all of them."
        ),
        table=_table(found, names),
        chart=Dots(
            names=tuple(_named(one, names) for one in known),
            value=np.array([one.estimate for one in known]),
            low=np.array([one.interval.low for one in known]),
            high=np.array([one.interval.high for one in known]),
            axis=f"{n_unit} in all",
            noted=np.zeros(len(known), dtype=np.bool_),
            reference=float(seen),
            log=high > 10 * seen,
        ),
        notes=_notes(found, names),
    )


def cells_of(
    in_first: ArrayLike, in_second: ArrayLike, in_third: ArrayLike, events: ArrayLike | None
) -> Mapping[tuple[int, ...], int]:
    """How many events have each pattern. Those in no list are what is looked for: left out."""
    flags = [
        counts(column, name)
        for column, name in (
            (in_first, "in_first"),
            (in_second, "in_second"),
            (in_third, "in_third"),
        )
    ]
    many = np.ones(flags[0].size, dtype=np.int64) if events is None else counts(events, "events")
    same_length(in_first=flags[0], in_second=flags[1], in_third=flags[2], events=many)
    table = np.stack(flags, axis=1)
    if (table > 1).any():
        raise ValueError("in_first, in_second and in_third say 1 (it is there) or 0 (it is not).")
    return {p: int(many[(table == np.array(p)).all(axis=1)].sum()) for p in PATTERNS}


def _named(one: Model, names: Sequence[str]) -> str:
    if not one.pairs:
        return "independent"
    if len(one.pairs) == 3:
        return "all three pairs (saturated)"
    return " and ".join(f"{names[i]}–{names[j]}" for i, j in one.pairs)


def _lean(found: Sequence[Model], names: Sequence[str]) -> str:
    """Which way independence errs, by the saturated model."""
    alone, saturated = found[0].estimate, found[-1].estimate
    if not (np.isfinite(alone) and np.isfinite(saturated)):
        return "Which way independence errs cannot be told: a pattern is empty."
    way = "too low" if saturated > alone else "too high"
    return (
        f"Beside the saturated model independence is {way} by {say.figure(abs(saturated - alone))}."
    )


def _notes(found: Sequence[Model], names: Sequence[str]) -> tuple[str, ...]:
    pairs = "; ".join(
        f"{names[one.pairs[0][0]]}–{names[one.pairs[0][1]]} {say.figure(one.odds_ratio[0])}"
        for one in found
        if len(one.pairs) == 1
    )
    lost = sum(not np.isfinite(one.estimate) for one in found)
    notes = [f"Odds ratio of each pair, alone (above 1: independence is too low): {pairs}."]
    if lost:
        notes.append(f"{say.how_many(lost, 'model has', 'models have')} no answer: empty patterns.")
    return tuple(notes)


def _table(found: Sequence[Model], names: Sequence[str]) -> Table:
    columns = (
        Column("dependence", "Lists that hang together"),
        Column("whole", "Events in all"),
        Column("low", "From"),
        Column("high", "To"),
        Column("deviance", "Deviance"),
        Column("degrees", "Degrees of freedom"),
        Column("aic", "AIC"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _named(one, names),
            _known(one.estimate),
            _known(one.interval.low),
            _known(one.interval.high),
            _known(one.deviance),
            one.degrees,
            _known(one.aic),
        )
        for one in found
    )
    return Table(columns, rows)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
