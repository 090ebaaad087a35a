"""Stations and teams against the funnel of luck for their size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from outrider.signals import family, say
from outrider.signals.funnel.chart import funnel_chart
from outrider.signals.funnel.limits import Kind, standard_error
from outrider.signals.funnel.look import Looked, Spread, extra_variance, look
from outrider.signals.inputs import Floats, Ints, counts, exposures, labels, same_length
from outrider.signals.intervals import Interval, binomial_exact, poisson_exact
from outrider.signals.result import Cell, Column, Method, Result, Table

FUNNEL: Final = Method(
    "funnel",
    "Funnel of stations or teams, with over-dispersion",
    "Spiegelhalter 2005, doi:10.1002/sim.1970 and doi:10.1136/qshc.2005.013755",
)

FEW: Final = 10
"""Below this many units φ and τ² are little more than guesses."""


def funnel_result(
    *,
    name: Sequence[str],
    events: ArrayLike,
    size: ArrayLike,
    size_unit: str,
    vintage: str,
    kind: Kind = Kind.RATE,
    spread: Spread = Spread.ADDITIVE,
    per: float = 1.0,
    rate: float = family.RATE,
    level: float = 0.95,
    seed: int = 1,
    runs: int = family.RUNS,
    title: str = "Funnel",
    n_unit: str = "assaults",
) -> Result:
    """Columns: `name` (a station or team), `events` (a count), `size` (trials or exposure).

    `per` is the unit of the value that is shown, 1,000 hours say. `kind` share needs whole trials.
    """
    names, seen, much = checked(name, events, size, kind)
    found = look(seen, much, kind, spread, rate=rate, seed=seed, runs=runs)
    unit = f"{n_unit} per {per:,.0f} {size_unit}" if per != 1 else f"{n_unit} per {size_unit}"
    interval = of_all(seen, much, kind, spread, found, level)
    return Result(
        method=FUNNEL,
        title=title,
        estimate=per * found.theta,
        unit=unit,
        interval=Interval(per * interval.low, per * interval.high),
        level=level,
        exposure=float(much.sum()),
        exposure_unit=size_unit,
        n=int(seen.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=says(found, spread),
        does_not_say=(
            "A unit outside the funnel is a question, not an answer: recording, work and place "
            "differ. A unit inside it is not shown to be like the others."
        ),
        table=table(names, seen, much, found, (unit, size_unit), per),
        chart=funnel_chart(names, seen, much, kind, spread, found, (size_unit, unit), per),
        false_alarms=found.false_alarms,
        notes=notes(found, spread),
    )


def checked(
    name: Sequence[str], events: ArrayLike, size: ArrayLike, kind: Kind
) -> tuple[tuple[str, ...], Ints, Floats]:
    """The columns, or why there is no funnel."""
    names, seen = labels(name, "name"), counts(events, "events")
    much = exposures(size, "size")
    if same_length(name=names, events=seen, size=much) < 2:
        raise ValueError("A funnel compares two units at least.")
    if kind is Kind.SHARE:
        counts(much, "size")
        if (seen > much).any():
            row = int(np.argmax(seen > much)) + 1
            raise ValueError(f"Row {row} has more events than trials: that is no share.")
        if seen.sum() == much.sum():
            raise ValueError("Every trial is an event: there is nothing to compare.")
    if seen.sum() == 0:
        raise ValueError("No unit has an event: there is nothing to compare.")
    return names, seen, much


def of_all(
    events: Ints, size: Floats, kind: Kind, spread: Spread, found: Looked, level: float
) -> Interval:
    """The interval of the common value: exact for luck alone, else wider by the spread."""
    total, much = int(events.sum()), float(size.sum())
    if spread is Spread.LUCK:
        exact = kind is Kind.SHARE
        return (
            binomial_exact(total, int(much), level) if exact else poisson_exact(total, much, level)
        )
    theta = found.theta
    extra = extra_variance(size, theta, kind, spread, found.dispersion)
    each = standard_error(size, theta, kind) ** 2 + extra
    half = float(ndtri((1 + level) / 2)) * float(np.sqrt((size**2 * each).sum())) / much
    return Interval(max(0.0, theta - half), theta + half)


def says(found: Looked, spread: Spread) -> str:
    """What was found, in a sentence."""
    noted = int(found.noted.sum())
    than = "luck" if spread is Spread.LUCK else "luck and the ordinary spread between units"
    who = "No unit lies" if noted == 0 else say.how_many(noted, "unit lies", "units lie")
    return f"{who} further from the rest than {than} would put any of {found.noted.size}."


def notes(found: Looked, spread: Spread) -> tuple[str, ...]:
    """How much units differ, and how sure that is."""
    phi, clipped, tau = found.dispersion
    told = [
        f"Units differ {say.figure(phi)} times as much as luck makes them (φ); "
        f"{say.figure(clipped)} times with the outermost tenths drawn in; τ² {tau:.4g}."
    ]
    if spread is Spread.LUCK and clipped > 1.5:
        told.append("That is more than luck: limits that allow for it would note fewer units.")
    if spread is not Spread.LUCK and found.noted.size < FEW:
        told.append(f"Only {found.noted.size} units: how much they differ is little known.")
    return tuple(told)


def table(
    names: tuple[str, ...],
    events: Ints,
    size: Floats,
    found: Looked,
    units: tuple[str, str],
    per: float,
) -> Table:
    """A row a unit, in the order that came in."""
    columns = (
        Column("name", "Unit"),
        Column("events", "Events"),
        Column("size", "Size", units[1]),
        Column("value", "Value", units[0]),
        Column("z", "z"),
        Column("adjusted", "z, over-dispersion taken into account"),
        Column("p", "p"),
        Column("noted", "Noted"),
    )
    figures = (events, size, per * events / size, found.z, found.adjusted, found.p, found.noted)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        zip(names, *(column.tolist() for column in figures), strict=True)
    )
    return Table(columns, rows)
