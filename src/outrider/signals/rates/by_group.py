"""Rates by group with exact intervals, on two denominators side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.charts import Dots
from outrider.signals.inputs import Floats, counts, exposures, labels, same_length
from outrider.signals.intervals import poisson_exact
from outrider.signals.rates.exact import Rates, exact_rates
from outrider.signals.result import Cell, Column, Method, Result, Table

RATES: Final = Method(
    "rates",
    "Rates with exact intervals",
    "Garwood 1936, doi:10.1093/biomet/28.3-4.437",
)

_HOW: Final = "at most: each exact interval misses its own rate with this chance or less, by luck"


def rates_result(
    *,
    name: Sequence[str],
    events: ArrayLike,
    exposure: ArrayLike,
    exposure_unit: str,
    vintage: str,
    second: ArrayLike | None = None,
    second_unit: str = "",
    per: float = 1_000,
    level: float = 0.95,
    title: str = "Rates by group",
    n_unit: str = "events",
) -> Result:
    """Columns: `name` (a group), `events` (a count), `exposure` and perhaps `second` (above 0).

    `per` is the unit of the rate: events per 1,000 hours, say.
    """
    names = labels(name, "name")
    seen, hours = counts(events, "events"), exposures(exposure, "exposure")
    other = None if second is None else exposures(second, "second")
    same_length(name=names, events=seen, exposure=hours, second=other)
    first = _rates(seen, hours, per, level)
    also = None if other is None else _rates(seen, other, per, level)
    total = int(seen.sum())
    all_in_all = poisson_exact(total, float(hours.sum()) / per, level)
    rate = total / float(hours.sum()) * per
    unit = f"{n_unit} per {per:,.0f} {exposure_unit}"
    away = (first.low > rate) | (first.high < rate)
    return Result(
        method=RATES,
        title=title,
        estimate=rate,
        unit=unit,
        interval=all_in_all,
        level=level,
        exposure=float(hours.sum()),
        exposure_unit=exposure_unit,
        n=total,
        n_unit=n_unit,
        vintage=vintage,
        says=f"All in all {say.figure(rate)} {unit} ({say.between(all_in_all)}).",
        does_not_say=(
            "A group's rate does not say why it is as it is: work, place, hours and the readiness "
            "to record differ. Two intervals that overlap can still differ."
        ),
        table=_table(names, seen, hours, first, other, also, (unit, exposure_unit, second_unit)),
        chart=Dots(names, first.rate, first.low, first.high, unit, away, reference=rate),
        false_alarms=family.independent("intervals", np.full(len(names), 1 - level), _HOW + "."),
        notes=_disagree(names, seen, (hours, exposure_unit), other, second_unit, level),
    )


def _rates(events: ArrayLike, exposure: Floats, per: float, level: float) -> Rates:
    return exact_rates(np.asarray(events), exposure / per, level)


def _table(
    names: tuple[str, ...],
    seen: Sequence[int] | ArrayLike,
    hours: Floats,
    first: Rates,
    other: Floats | None,
    also: Rates | None,
    units: tuple[str, str, str],
) -> Table:
    unit, exposure_unit, second_unit = units
    columns = [
        Column("name", "Group"),
        Column("events", "Events"),
        Column("exposure", "Exposure", exposure_unit),
        *_rate_columns("", "", unit),
    ]
    parts: list[Sequence[float]] = [hours.tolist(), *(one.tolist() for one in first)]
    if other is not None and also is not None:
        second = unit.replace(exposure_unit, second_unit)
        columns.append(Column("second", "Second exposure", second_unit))
        columns.extend(_rate_columns("second_", " by the second", second))
        parts += [other.tolist(), *(one.tolist() for one in also)]
    rows: list[tuple[Cell, ...]] = list(
        zip(names, np.asarray(seen).tolist(), *parts, strict=True),
    )
    return Table(tuple(columns), tuple(rows))


def _rate_columns(key: str, title: str, unit: str) -> list[Column]:
    return [
        Column(f"{key}rate", f"Rate{title}", unit),
        Column(f"{key}low", f"From{title}", unit),
        Column(f"{key}high", f"To{title}", unit),
    ]


def _disagree(
    names: tuple[str, ...],
    seen: ArrayLike,
    first: tuple[Floats, str],
    other: Floats | None,
    second_unit: str,
    level: float,
) -> tuple[str, ...]:
    """Groups that are above all by one denominator and below by the other."""
    if other is None:
        return ("By one denominator only. Another may say something else: give two if you can.",)
    one, two = (_side(np.asarray(seen), by, level) for by in (first[0], other))
    told = [names[row] for row in np.flatnonzero(one * two < 0)]
    if not told:
        return ()
    return (
        f"{', '.join(told)}: above all groups together by one of {first[1]} and {second_unit}, "
        "below by the other. Say which of the two is the work that carries the risk.",
    )


def _side(seen: Floats, exposure: Floats, level: float) -> Floats:
    """1 where the whole interval is above the rate of all, -1 where it is below, else 0."""
    rates = exact_rates(seen.astype(np.int64), exposure, level)
    common = seen.sum() / exposure.sum()
    return np.asarray(
        (rates.low > common).astype(np.float64) - (rates.high < common).astype(np.float64)
    )
