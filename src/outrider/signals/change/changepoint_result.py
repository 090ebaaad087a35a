"""When the rate changed, if it did: a chance for every look, and how often luck looks like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.change import campaigns, nothing
from outrider.signals.change.changepoint import (
    RATE,
    SHAPE,
    ChangePoint,
    change_point,
    rates_at,
    ratio_interval,
)
from outrider.signals.change.changepoint_words import (
    beside_marks,
    by_luck,
    chart_of,
    reached,
    sure,
    table,
    which_looks,
)
from outrider.signals.charts import Mark, When
from outrider.signals.inputs import Floats, Ints, counts, exposures, same_length
from outrider.signals.result import FalseAlarms, Method, Result

CHANGE_POINT: Final = Method(
    "change-point",
    "When the rate changed, by a Poisson-gamma change point",
    "Raftery, Akman 1986, doi:10.1093/biomet/73.1.85; prior Γ(0.5, 0.5) on each rate",
)

DOES_NOT_SAY: Final = (
    "It holds one change at most and does not say what caused it: a campaign, a new form or a "
    "change in who is counted moves the rate as well."
)


def change_point_result(
    *,
    observed: ArrayLike,
    vintage: str,
    at: Sequence[When] | None = None,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "looks",
    shape: float = SHAPE,
    rate: float = RATE,
    above: float | None = None,
    alarms: float = family.RATE,
    level: float = 0.95,
    marks: Sequence[Mark] = (),
    title: str = "When did it change?",
    n_unit: str = "assaults",
    runs: int = nothing.RUNS,
    seed: int = 1,
) -> Result:
    """Columns: `observed` (a look a row, in order of time), `at`, `exposure` (above 0).

    `shape` and `rate` of the gamma prior per unit of exposure. A change is said to be there if its
    chance, held at one half beforehand, is `above` or more; without it, if its chance is one that
    luck alone reaches in a share `alarms` of such series. A chance of 0.95 would be reached by
    luck in one of a thousand, and most real changes would be passed over.
    """
    seen = counts(observed, "observed")
    work = np.ones(seen.size) if exposure is None else exposures(exposure, "exposure")
    when = tuple(at) if at is not None else tuple(float(i + 1) for i in range(seen.size))
    same_length(observed=seen, exposure=work, at=when)
    if seen.size < 3 or seen.sum() == 0:
        raise ValueError("A change needs at least three looks and an event.")
    found = change_point(seen, work, shape=shape, rate=rate)
    chances = null_chances(seen, work, shape, rate, runs, seed)
    limit = family.calibrate(chances, alarms).threshold if above is None else above
    last = int(found.posterior.argmax())
    rates = rates_at(seen, work, last, shape=shape, rate=rate)
    marked = campaigns.steps(seen, work, when, marks)
    beside = campaigns.with_steps(work, marked)
    return Result(
        method=CHANGE_POINT,
        title=title,
        estimate=rates.posterior_mean[1] / rates.posterior_mean[0],
        unit="times the old rate",
        interval=ratio_interval(seen, work, found.posterior, level=level, shape=shape, rate=rate),
        level=level,
        exposure=float(work.sum()),
        exposure_unit=exposure_unit,
        n=int(seen.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=_says(found, when, rates.mean, limit, exposure_unit, alarms if above is None else None)
        + beside_marks(change_point(seen, beside, shape=shape, rate=rate), marked, when),
        does_not_say=DOES_NOT_SAY,
        table=table(found.posterior, when, "rate", observed=seen),
        chart=chart_of(found.posterior, when, marks, level, "rate"),
        false_alarms=false_alarms(seen, work, shape, rate, limit, runs, seed + 1),
        notes=(
            f"Prior Γ({shape:g}, {rate:g}) on each rate per unit of exposure; mean rates at the "
            f"likeliest look {rates.mean[0]:.4g} and {rates.mean[1]:.4g}.",
        )
        + ((campaigns.NOT_ABSORBED,) if marked else ()),
    )


def null_chances(
    seen: Ints, work: Floats, shape: float, rate: float, runs: int, seed: int
) -> Floats:
    """The chance of a change in made-up series of one steady rate that scatter as this one does."""
    expected = work * float(seen.sum()) / float(work.sum())
    dispersion = nothing.scatter_by_differences(seen, work)
    series = nothing.made_up(expected, dispersion, runs, np.random.default_rng(seed))
    return change_point(series, work, shape=shape, rate=rate).chance_of_change


def false_alarms(
    seen: Ints, work: Floats, shape: float, rate: float, above: float, runs: int, seed: int
) -> FalseAlarms:
    """How often one steady rate passes for a change; not by the series that set the limit."""
    alarmed = int((null_chances(seen, work, shape, rate, runs, seed) >= above).sum())
    words = nothing.how(runs, nothing.scatter_by_differences(seen, work))
    return FalseAlarms("one series", 1, nothing.rate_of(alarmed, runs), words)


def _says(
    found: ChangePoint,
    when: Sequence[When],
    mean: tuple[float, float],
    above: float,
    unit: str,
    alarms: float | None,
) -> str:
    chance = float(found.chance_of_change)
    if chance < above:
        return (
            f"One steady rate explains these counts: a change has a chance of {say.share(chance)}, "
            f"and {say.share(above)} is asked for{by_luck(alarms)}."
        )
    return (
        f"The rate changed with a chance of {sure(chance)}{reached(chance, alarms)}, "
        f"{which_looks(found.posterior, when)}, from {say.figure(mean[0])} to "
        f"{say.figure(mean[1])} per {unit.removesuffix('s')}."
    )
