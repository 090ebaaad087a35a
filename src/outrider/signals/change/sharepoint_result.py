"""When one kind of event became a larger or smaller part of all, if it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.change import campaigns, nothing
from outrider.signals.change.changepoint import ChangePoint, change_point
from outrider.signals.change.changepoint_words import (
    beside_marks,
    by_luck,
    chart_of,
    reached,
    sure,
    table,
    which_looks,
)
from outrider.signals.change.sharepoint import (
    dealt_by_chance,
    share_change_point,
    share_ratio,
    shares_at,
)
from outrider.signals.charts import Mark, When
from outrider.signals.inputs import Floats, Ints, counts, same_length
from outrider.signals.result import FalseAlarms, Method, Result

SHARE_CHANGE: Final = Method(
    "share-change",
    "When one kind became a larger or smaller part of all, by a beta-binomial change point",
    "Smith 1975, doi:10.1093/biomet/62.2.407; prior beta(0.5, 0.5) on each share; threshold by "
    "permutation",
)

DOES_NOT_SAY: Final = (
    "It holds one change at most and does not say what caused it: asking after this kind more "
    "often, or recording others less, moves the share as well."
)


def share_change_result(
    *,
    observed: ArrayLike,
    of: ArrayLike,
    vintage: str,
    at: Sequence[When] | None = None,
    alarms: float = family.RATE,
    level: float = 0.95,
    marks: Sequence[Mark] = (),
    title: str = "When did the share change?",
    n_unit: str = "events of the kind",
    of_unit: str = "events",
    runs: int = nothing.RUNS,
    seed: int = 1,
) -> Result:
    """Columns: `observed` and `of` (a look a row, in order of time): so many of so many.

    A change is told if its chance, held at one half beforehand, is one that luck alone reaches in a
    share `alarms` of series in which the same events of the kind lie anywhere among all of them.
    """
    seen, whole = counts(observed, "observed"), counts(of, "of")
    when = tuple(at) if at is not None else tuple(float(i + 1) for i in range(seen.size))
    _check(seen, whole, when)
    found = share_change_point(seen, whole)
    limit = family.calibrate(_chances(seen, whole, runs, seed), alarms).threshold
    last = int(found.posterior.argmax())
    old, new = shares_at(seen, whole, last)
    ratio, interval = share_ratio(seen, whole, found.posterior, level=level)
    # a look without any event has no exposure: next to none, so that it can be divided by
    work = np.maximum(whole.astype(np.float64), 1e-9)
    marked = campaigns.steps(seen, work, when, marks)
    return Result(
        method=SHARE_CHANGE,
        title=title,
        estimate=ratio,
        unit="times the old share",
        interval=interval,
        level=level,
        exposure=float(whole.sum()),
        exposure_unit=of_unit,
        n=int(seen.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=_says(found, when, (old, new), limit, alarms, of_unit)
        + beside_marks(change_point(seen, campaigns.with_steps(work, marked)), marked, when),
        does_not_say=DOES_NOT_SAY,
        table=table(found.posterior, when, "share", observed=seen, of=whole),
        chart=chart_of(found.posterior, when, marks, level, "share"),
        false_alarms=_false_alarms(seen, whole, limit, runs, seed + 1),
        notes=(
            f"At the likeliest look {say.share(old)} before and {say.share(new)} after. What moves "
            f"all {of_unit} alike leaves the share as it is.",
        )
        + ((campaigns.NOT_ABSORBED,) if marked else ()),
    )


def _check(seen: Ints, whole: Ints, when: Sequence[When]) -> None:
    """Raises ValueError: these columns have no share that could change."""
    same_length(observed=seen, of=whole, at=when)
    if (seen > whole).any():
        row = int(np.argmax(seen > whole)) + 1
        raise ValueError(f"observed: row {row} holds {seen[row - 1]} of {whole[row - 1]}.")
    if seen.size < 3 or not 0 < seen.sum() < whole.sum():
        raise ValueError(
            "A share that changes needs at least three looks, an event of the kind and one of "
            "another."
        )


def _chances(seen: Ints, whole: Ints, runs: int, seed: int) -> Floats:
    return share_change_point(dealt_by_chance(seen, whole, runs, seed), whole).chance_of_change


def _false_alarms(seen: Ints, whole: Ints, above: float, runs: int, seed: int) -> FalseAlarms:
    """By other series than those that set the limit."""
    alarmed = int((_chances(seen, whole, runs, seed) >= above).sum())
    words = f"counted in {runs} series in which the same events lie anywhere among all of them."
    return FalseAlarms("one series", 1, nothing.rate_of(alarmed, runs), words)


def _says(
    found: ChangePoint,
    when: Sequence[When],
    shares: tuple[float, float],
    above: float,
    alarms: float,
    of_unit: str,
) -> str:
    chance = float(found.chance_of_change)
    if chance < above:
        return (
            f"One steady share explains these counts: a change has a chance of {say.share(chance)},"
            f" and {say.share(above)} is asked for{by_luck(alarms)}."
        )
    return (
        f"The share changed with a chance of {sure(chance)}{reached(chance, alarms)}, "
        f"{which_looks(found.posterior, when)}, from {say.share(shares[0])} to "
        f"{say.share(shares[1])} of {of_unit}."
    )
