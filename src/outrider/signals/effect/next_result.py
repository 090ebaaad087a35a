"""How soon it happens again, as a result."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import say
from outrider.signals.charts import Curves
from outrider.signals.effect.next_event import by_frailty, kaplan_meier, share_at
from outrider.signals.inputs import Floats, counts, exposures, same_length
from outrider.signals.intervals import Interval
from outrider.signals.result import Column, Method, Result, Table

NEXT: Final = Method(
    "next-assault",
    "Time to the next assault",
    "Kaplan, Meier 1958, doi:10.1080/01621459.1958.10501452",
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
