"""The same question with a prior of two components: EBGM and its 5% and 95% quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import poisson

from outrider.signals import family, say
from outrider.signals.charts import Bools, Dots
from outrider.signals.inputs import Floats, Ints, counts, exposures, labels, same_length
from outrider.signals.rates.mixture import Mixture, Quantiles, alarm_counts, ebgm, fit_mixture
from outrider.signals.rates.peers import FEWEST
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table

EBGM: Final = Method(
    "ebgm",
    "Rates steadied by a prior of two components (gamma-Poisson shrinker, EBGM)",
    "DuMouchel 1999, doi:10.1080/00031305.1999.10474456",
)

_HALVINGS: Final = 20
_HOW: Final = "exact, for rows that all have one rate, with the prior as it was fitted here."


def ebgm_result(
    *,
    name: Sequence[str],
    observed: ArrayLike,
    expected: ArrayLike,
    vintage: str,
    above: float = 2.0,
    rate: float = family.RATE,
    title: str = "Rates steadied by a prior of two components",
    n_unit: str = "assaults",
) -> Result:
    """Columns: `name`, `observed` (a count), `expected` (above 0).

    A row is noted when 95% of what is known of its rate lies at `above` or higher.
    """
    names, seen = labels(name, "name"), counts(observed, "observed")
    due = exposures(expected, "expected")
    if same_length(name=names, observed=seen, expected=due) < FEWEST:
        raise ValueError(f"{len(names)} rows, and {FEWEST} are needed to see how rates spread.")
    prior = fit_mixture(seen, due)
    found = ebgm(seen, due, prior)
    mark, attained = sure_enough(seen, due, prior, above, rate)
    noted = seen >= alarm_counts(due, prior, mark)
    return Result(
        method=EBGM,
        title=title,
        estimate=None,
        unit="times the expected count",
        interval=None,
        level=0.9,
        exposure=float(due.sum()),
        exposure_unit="expected",
        n=int(seen.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=(
            f"Of {len(names):,} rows, {say.how_many(int(noted.sum()), 'has', 'have')} a rate that "
            f"is very likely (95%) {say.figure(mark)} times what was expected, or more."
        ),
        does_not_say=(
            "It does not say why, nor that somebody is at fault. The rows are in no order of need, "
            "and the expected counts are only as good as the exposure that they were made from."
        ),
        table=_table(names, seen, due, found, noted),
        chart=Dots(
            names, found.ebgm, found.low, found.high, "times the expected count", noted,
            reference=1.0, log=True,
        ),
        false_alarms=FalseAlarms("rows", len(names), attained, _HOW),
        notes=(_fitted(prior),),
    )  # fmt: skip


def sure_enough(
    observed: Ints, expected: Floats, prior: Mixture, above: float, rate: float
) -> tuple[float, float]:
    """How high a 5% quantile must be for a row to be noted, and how often luck reaches it in any.

    `above`, or higher if luck would reach `above` more often than `rate`. Exact, with the prior as
    it was fitted.
    """
    by_luck = expected * float(observed.sum() / expected.sum())

    def reached(mark: float) -> float:
        least = alarm_counts(expected, prior, mark)
        return family.any_alarm(np.minimum(poisson.sf(least - 1, by_luck), 1))

    if reached(above) <= rate:
        return above, reached(above)
    low, high = above, 2 * above
    while reached(high) > rate:
        low, high = high, 2 * high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if reached(middle) > rate else (low, middle)
    return high, reached(high)


def _fitted(prior: Mixture) -> str:
    told = ", ".join(say.figure(value) for value in prior)
    return f"Prior, in DuMouchel's order (shape, rate, shape, rate, share of the first): {told}."


def _table(
    names: tuple[str, ...], seen: Ints, due: Floats, found: Quantiles, noted: Bools
) -> Table:
    unit = "times the expected count"
    columns = (
        Column("name", "Row"),
        Column("observed", "Observed"),
        Column("expected", "Expected"),
        Column("ratio", "Observed over expected"),
        Column("ebgm", "EBGM", unit),
        Column("low", "5% quantile", unit),
        Column("high", "95% quantile", unit),
        Column("noted", "Noted"),
    )
    figures = [column.tolist() for column in (seen, due, seen / due, *found, noted)]
    rows: tuple[tuple[Cell, ...], ...] = tuple(zip(names, *figures, strict=True))
    return Table(columns, rows)
