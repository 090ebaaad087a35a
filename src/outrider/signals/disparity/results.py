"""Is one group assaulted or abused more than another, in the same work? Two denominators shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from outrider.signals import family, say
from outrider.signals.charts import Dots
from outrider.signals.disparity.compare import (
    ByStratum,
    Comparison,
    by_stratum,
    compare,
    people_of,
)
from outrider.signals.disparity.strata import Strata, attained_level
from outrider.signals.inputs import counts, exposures, in_order, labels, same_length
from outrider.signals.intervals import Interval
from outrider.signals.rates.exact import rate_ratio
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table

Bools: TypeAlias = NDArray[np.bool_]

DISPARITY: Final = Method(
    "disparity",
    "Ratio of two groups' rates: exact, and within strata (Mantel-Haenszel)",
    "Przyborowski, Wilenski 1940, doi:10.1093/biomet/31.3-4.313; "
    "Greenland, Robins 1985, doi:10.2307/2530643",
)

_ALL: Final = "all together"
_WITHIN: Final = "within strata (Mantel-Haenszel)"
_HOW: Final = (
    "exact, given the number of events, when both groups have one rate in each stratum; "
    "of two denominators, at most: the two are added up"
)
_HOW_PEOPLE: Final = (
    "about, at most: by how much people scatter within their stratum, and never less than luck; of "
    "two denominators the two are added up."
)
_OF_PEOPLE: Final = (
    "A row is a person, and some are assaulted far more than others: interval and p allow for how "
    "much people scatter, and not for luck alone. Rows of single strata are by luck alone."
)


def disparity_result(
    *,
    group: Sequence[str],
    events: ArrayLike,
    exposure: ArrayLike,
    exposure_unit: str,
    looked_at: str,
    vintage: str,
    second: ArrayLike | None = None,
    second_unit: str = "",
    stratum: Sequence[str] | None = None,
    by_person: bool = False,
    rate: float = family.RATE,
    level: float = 0.95,
    title: str = "",
    n_unit: str = "events",
) -> Result:
    """Columns: `group` (one of two), `events` (a count), `exposure` and perhaps `second` (above 0),
    perhaps `stratum` (role × station × shift, say). `looked_at` names the group that is looked at.

    `by_person`: a row is one person. What is told then allows for people who are hit far more often
    than others; without it all of a group are taken to have one rate in a stratum.
    """
    groups, other = two_groups(group, looked_at)
    mine = np.array([one == looked_at for one in groups])
    seen, much = counts(events, "events"), exposures(exposure, "exposure")
    also = None if second is None else exposures(second, "second")
    layers = labels(stratum, "stratum") if stratum is not None else (_ALL,) * len(groups)
    same_length(group=groups, events=seen, exposure=much, second=also, stratum=layers)
    found = [
        compare(
            unit,
            by_stratum(mine, seen, work, layers),
            level,
            people_of(mine, seen, work, layers) if by_person else None,
        )
        for unit, work in ((exposure_unit, much), (second_unit, also))
        if work is not None
    ]
    each = rate / len(found)
    noted = [one.told[2] <= each for one in found]
    ratio, interval, _ = found[0].told
    sums = found[0].strata.strata
    return Result(
        method=DISPARITY,
        title=title or f"{looked_at} beside {other}",
        estimate=ratio,
        unit=f"times the rate of {other}, by {exposure_unit}",
        interval=interval,
        level=level,
        exposure=float(sums.exposure.sum() + sums.other_exposure.sum()),
        exposure_unit=exposure_unit,
        n=int(sums.events.sum() + sums.other_events.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=_says(looked_at, other, found, noted),
        does_not_say=(
            "It does not say why, and a ratio near 1 with a wide interval does not say that there "
            "is no difference. What was not recorded is in neither count."
        ),
        table=_table(found, level),
        chart=_chart(found, noted, other),
        false_alarms=_of_people(found, each) if by_person else _false_alarms(found, each),
        notes=_notes(found) + ((_OF_PEOPLE,) if by_person else ()),
    )


def two_groups(group: Sequence[str], looked_at: str) -> tuple[tuple[str, ...], str]:
    """The column, and the group that `looked_at` is compared with."""
    groups = labels(group, "group")
    others = [one for one in in_order(groups) if one != looked_at]
    if looked_at not in groups or len(others) != 1:
        told = ", ".join(in_order(groups))
        raise ValueError(f"group: {looked_at} and one other are needed; the column holds {told}.")
    return groups, others[0]


def _says(looked_at: str, other: str, found: Sequence[Comparison], noted: Sequence[bool]) -> str:
    told = []
    for one, out in zip(found, noted, strict=True):
        ratio, interval, _ = one.told
        sure = "more than luck explains" if out else "which luck may explain"
        told.append(
            f"by {one.denominator} {say.figure(ratio)} times ({say.between(interval)}), {sure}"
        )
    within = " within the same strata" if found[0].within else ""
    return f"{looked_at} beside {other}{within}: {'; '.join(told)}."


def _false_alarms(found: Sequence[Comparison], each: float) -> FalseAlarms:
    levels = [attained_level(one.strata.strata, each) for one in found]
    return FalseAlarms("denominators", len(found), min(1.0, sum(levels)), _HOW + ".")


def _of_people(found: Sequence[Comparison], each: float) -> FalseAlarms:
    return FalseAlarms("denominators", len(found), min(1.0, each * len(found)), _HOW_PEOPLE)


def _notes(found: Sequence[Comparison]) -> tuple[str, ...]:
    notes = []
    for one in found:
        if one.reversed:
            notes.append(
                f"By {one.denominator} the groups as a whole point the other way than within "
                "strata (Simpson's paradox): go by the strata."
            )
        notes.extend(
            f"By {one.denominator}, is the ratio the same in every stratum? {test.form}: "
            f"χ²({test.df}) = {test.chi2:.2f}, p = {test.p:.3f}."
            for test in one.homogeneity
        )
    if len(found) == 1:
        notes.append("By one denominator only: another may say something else.")
    elif (found[0].told[0] - 1) * (found[1].told[0] - 1) < 0:
        notes.append("The two denominators point different ways: say which is the work at risk.")
    left_out = found[0].strata.left_out
    if left_out:
        notes.append(f"Left out, because one group has no exposure there: {', '.join(left_out)}.")
    return tuple(notes)


def _table(found: Sequence[Comparison], level: float) -> Table:
    columns = (
        Column("denominator", "Denominator"),
        Column("comparison", "Comparison"),
        Column("events", "Events"),
        Column("exposure", "Exposure"),
        Column("other_events", "Events of the others"),
        Column("other_exposure", "Exposure of the others"),
        Column("ratio", "Ratio of rates"),
        Column("low", "From"),
        Column("high", "To"),
        Column("p", "p"),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        rows.extend(_rows(one, level))
    return Table(columns, tuple(rows))


def _rows(one: Comparison, level: float) -> list[tuple[Cell, ...]]:
    a, t1, b, t0 = (column.sum().item() for column in one.strata.strata)
    head: tuple[Cell, ...] = (a, t1, b, t0)
    rows = [(one.denominator, _ALL, *head, one.crude.ratio, *one.crude.interval, one.crude.p)]
    if one.within:
        pooled = one.within
        rows.append((one.denominator, _WITHIN, *head, pooled.ratio, *pooled.interval, pooled.p))
        rows.extend(_stratum_rows(one.denominator, one.strata, level))
    return rows


def _stratum_rows(denominator: str, strata: ByStratum, level: float) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for row, name in enumerate(strata.names):
        a, t1, b, t0 = _cells(strata.strata, row)
        if a + b == 0:
            rows.append((denominator, name, a, t1, b, t0, None, None, None, None))
            continue
        alone = rate_ratio(int(a), t1, int(b), t0, level)
        figures = (alone.ratio, *alone.interval, alone.p)
        rows.append((denominator, name, int(a), t1, int(b), t0, *figures))
    return rows


def _cells(strata: Strata, row: int) -> tuple[int, float, int, float]:
    a, t1, b, t0 = (column[row].item() for column in strata)
    return int(a), float(t1), int(b), float(t0)


def _chart(found: Sequence[Comparison], noted: Sequence[bool], other: str) -> Dots:
    lines: list[tuple[str, float, Interval, bool]] = []
    for one, out in zip(found, noted, strict=True):
        alone = one.within is None
        lines.append(
            (f"{_ALL}, by {one.denominator}", one.crude.ratio, one.crude.interval, alone and out)
        )
        if one.within:
            name = f"within strata, by {one.denominator}"
            lines.append((name, one.within.ratio, one.within.interval, out))
    names, ratios, intervals, marked = zip(*lines, strict=True)
    return Dots(
        names=names,
        value=np.array(ratios),
        low=np.array([one.low for one in intervals]),
        high=np.array([one.high for one in intervals]),
        axis=f"times the rate of {other}",
        noted=np.array(marked, dtype=np.bool_),
        reference=1.0,
        log=True,
    )
