"""How many people were assaulted again and again, beside what luck and ordinary spread give."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.charts import Curves
from outrider.signals.inputs import Floats, Ints, counts, exposures, same_length
from outrider.signals.rates.gamma import Gamma, maximum_likelihood
from outrider.signals.rates.repeats import Repeats, chance_of_at_least, repeats
from outrider.signals.rates.sums import at_least, successes
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table

REPEATS: Final = Method(
    "repeats",
    "Repeat victims against the shrinkage model's expectation",
    "Greenwood, Yule 1920, doi:10.2307/2341080; Clayton, Kaldor 1987, doi:10.2307/2532003",
)


class Look(NamedTuple):
    """The chance of as many repeat victims as seen, or more: by luck, and by the fitted spread."""

    by_luck: float
    by_spread: float


def look_at(observed: Ints, expected: Floats, fit: Gamma, times: int) -> Look:
    """Exact, person by person (Poisson's binomial distribution)."""
    seen = int((observed >= times).sum())
    common = expected * float(observed.sum() / expected.sum())
    return Look(
        at_least(successes(chance_of_at_least(times, common)), seen),
        at_least(successes(chance_of_at_least(times, fit.mean * expected, fit.shape)), seen),
    )


def repeats_result(
    *,
    observed: ArrayLike,
    vintage: str,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "officers",
    times: int = 5,
    rate: float = family.RATE,
    title: str = "Repeat victims",
    n_unit: str = "assaults",
) -> Result:
    """Columns: `observed` (events of one person a row, noughts too), `exposure` (above 0).

    Without `exposure` everybody counts alike. `times` is the number of events that is looked at.
    """
    seen = counts(observed, "observed")
    work = np.ones(seen.size) if exposure is None else exposures(exposure, "exposure")
    same_length(observed=seen, exposure=work)
    fit = maximum_likelihood(seen, work)
    found = repeats(seen, work, fit, max(int(seen.max()), times))
    look = look_at(seen, work, fit, times)
    many, luck, spread = (float(column[times - 1]) for column in found[1:])
    return Result(
        method=REPEATS,
        title=title,
        estimate=many,
        unit=f"people with {times} or more",
        interval=None,
        level=0.95,
        exposure=float(work.sum()),
        exposure_unit=exposure_unit,
        n=int(seen.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=(
            f"{many:,.0f} people have {times} or more {n_unit}. Luck alone gives "
            f"{say.figure(luck)}; people whose rates differ as they do here give "
            f"{say.figure(spread)}."
        ),
        does_not_say=(
            "It does not say who, and more than luck gives is no sign of a problem officer: "
            "postings, hours and years of service make rates differ too."
        ),
        table=_table(found),
        chart=_chart(found),
        false_alarms=_false_alarms(seen, work, times, rate),
        notes=(_reading(look, rate), _spread(fit)),
    )


def _reading(look: Look, rate: float) -> str:
    more = "more than" if look.by_luck <= rate else "no more than"
    also = "more than" if look.by_spread <= rate else "no more than"
    return (
        f"{more.capitalize()} luck explains (chance {look.by_luck:.3g}), {also} the ordinary "
        f"spread explains (chance {look.by_spread:.3g})."
    )


def _spread(fit: Gamma) -> str:
    if not fit.spreads:
        return "Counts spread no more than luck spreads them."
    return f"Shape of the spread: {say.figure(fit.shape)} (1 is wide, 10 is narrow)."


def _false_alarms(seen: Ints, work: Floats, times: int, rate: float) -> FalseAlarms:
    """Exact: how often the look at luck is at or below `rate` when luck is all there is."""
    common = work * float(seen.sum() / work.sum())
    chances = successes(chance_of_at_least(times, common))
    tail = np.cumsum(chances[::-1])[::-1]
    attained = float(chances[tail <= rate].sum())
    return family.independent(
        "one look", [attained], "exact, for people who all have one rate in their exposure."
    )


def _table(found: Repeats) -> Table:
    columns = (
        Column("times", "Events, at least"),
        Column("observed", "People"),
        Column("by_luck", "People by luck alone"),
        Column("by_spread", "People by luck and the spread of rates"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        zip(*(column.tolist() for column in found), strict=True)
    )
    return Table(columns, rows)


def _chart(found: Repeats) -> Curves:
    return Curves(
        x=found.times.astype(np.float64),
        lines=(
            ("people", found.observed.astype(np.float64)),
            ("by luck alone", found.by_luck),
            ("by luck and the spread of rates", found.by_spread),
        ),
        x_axis="events, at least",
        y_axis="people",
    )
