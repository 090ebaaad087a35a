"""Before and after beside what falls anyway, as a result."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import say
from outrider.signals.effect.before_after import before_after
from outrider.signals.effect.level import one_look
from outrider.signals.inputs import counts, exposures, same_length
from outrider.signals.result import Cell, Column, Method, Result, Table

BEFORE_AFTER: Final = Method(
    "before-after",
    "Before and after, beside what falls anyway",
    "Hauer 1997, Observational Before-After Studies in Road Safety",
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
