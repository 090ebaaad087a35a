"""Injuries that were no assault: their share, by station or by years of service (F50)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.funnel.by_unit import checked, notes, says
from outrider.signals.funnel.chart import funnel_chart
from outrider.signals.funnel.limits import Kind
from outrider.signals.funnel.look import Looked, Spread, look
from outrider.signals.inputs import Ints, counts, labels, same_length
from outrider.signals.intervals import Interval, binomial_exact
from outrider.signals.result import Cell, Column, Method, Result, Table

MIX: Final = Method(
    "mix",
    "Injuries that were no assault: their share, with a funnel",
    "Clopper, Pearson 1934, doi:10.1093/biomet/26.4.404; Spiegelhalter 2005, doi:10.1002/sim.1970",
)


class Share(NamedTuple):
    """Share not intentional among those answered, and where it would lie had all answered.

    `least` counts every unanswered injury as intentional, `most` as not.
    """

    share: float
    interval: Interval
    least: float
    most: float


def share_not_intentional(
    intentional: int, not_intentional: int, not_reported: int, level: float = 0.95
) -> Share:
    """Clopper and Pearson's interval for luck; the bounds for what was not answered."""
    answered = intentional + not_intentional
    if answered == 0:
        raise ValueError("Nobody answered whether it was intentional: there is no share.")
    everybody = answered + not_reported
    return Share(
        share=not_intentional / answered,
        interval=binomial_exact(not_intentional, answered, level),
        least=not_intentional / everybody,
        most=(not_intentional + not_reported) / everybody,
    )


def mix_result(
    *,
    name: Sequence[str],
    intentional: ArrayLike,
    not_intentional: ArrayLike,
    not_reported: ArrayLike,
    vintage: str,
    by: str = "station",
    spread: Spread = Spread.ADDITIVE,
    rate: float = family.RATE,
    level: float = 0.95,
    seed: int = 1,
    title: str = "Injuries that were no assault",
) -> Result:
    """Columns: `name` (station, or years of service) and three counts of injured officers."""
    names, hit = labels(name, "name"), counts(intentional, "intentional")
    fell, silent = (
        counts(not_intentional, "not_intentional"),
        counts(not_reported, "not_reported"),
    )
    same_length(name=names, intentional=hit, not_intentional=fell, not_reported=silent)
    all_in_all = share_not_intentional(int(hit.sum()), int(fell.sum()), int(silent.sum()), level)
    answered = np.flatnonzero(hit + fell)
    shown = tuple(names[row] for row in answered)
    _, seen, size = checked(shown, fell[answered], (hit + fell)[answered], Kind.SHARE)
    found = look(seen, size, Kind.SHARE, spread, rate=rate, seed=seed)
    axes = ("injuries answered", "share not intentional")
    return Result(
        method=MIX,
        title=f"{title}, by {by}",
        estimate=all_in_all.share,
        unit="share of injuries answered",
        interval=all_in_all.interval,
        level=level,
        exposure=float(size.sum()),
        exposure_unit="injuries answered",
        n=int(hit.sum() + fell.sum() + silent.sum()),
        n_unit="injuries",
        vintage=vintage,
        says=(
            f"{say.share(all_in_all.share)} of the injuries with an answer were no assault; had "
            f"all been answered, between {say.share(all_in_all.least)} and "
            f"{say.share(all_in_all.most)}. {says(found, spread)}"
        ),
        does_not_say=(
            "It does not say how many assaults there were: many injure nobody, and this counts "
            "injuries. A share that moves may be the form being filled in otherwise."
        ),
        table=_table(names, by, hit, fell, silent, level, _noted(found, answered, len(names))),
        chart=funnel_chart(shown, seen, size, Kind.SHARE, spread, found, axes),
        false_alarms=found.false_alarms,
        notes=(
            _unanswered(int(silent.sum()), int((hit + fell + silent).sum())),
            *notes(found, spread),
        ),
    )


def _noted(found: Looked, rows: Ints, size: int) -> list[bool]:
    noted = np.zeros(size, dtype=np.bool_)
    noted[rows] = found.noted
    return [bool(value) for value in noted]


def _unanswered(silent: int, injuries: int) -> str:
    return f"{silent:,} of {injuries:,} injuries ({say.share(silent / injuries)}): not reported."


def _table(
    names: tuple[str, ...],
    by: str,
    hit: Ints,
    fell: Ints,
    silent: Ints,
    level: float,
    noted: list[bool],
) -> Table:
    columns = (
        Column("name", by.capitalize()),
        Column("intentional", "Intentional"),
        Column("not_intentional", "Not intentional"),
        Column("not_reported", "Not reported"),
        Column("share", "Share not intentional"),
        Column("low", "From"),
        Column("high", "To"),
        Column("least", "Had all answered, at least"),
        Column("most", "Had all answered, at most"),
        Column("noted", "Noted"),
    )
    rows: list[tuple[Cell, ...]] = []
    for row, name in enumerate(names):
        three = int(hit[row]), int(fell[row]), int(silent[row])
        rows.append((name, *three, *_shares(*three, level), noted[row]))
    return Table(columns, tuple(rows))


def _shares(hit: int, fell: int, silent: int, level: float) -> tuple[float | None, ...]:
    if hit + fell == 0:
        return (None,) * 5
    found = share_not_intentional(hit, fell, silent, level)
    return (found.share, *found.interval, found.least, found.most)
