"""Two groups compared by the share of a yes within strata: Mantel and Haenszel's odds ratio."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.charts import Dots
from outrider.signals.disparity.results import two_groups
from outrider.signals.disparity.strata import Odds, odds_ratio_within
from outrider.signals.inputs import Ints, counts, labels, members, same_length
from outrider.signals.result import Cell, Column, Method, Result, Table

ODDS: Final = Method(
    "disparity-odds",
    "Odds ratio of two groups within strata (Mantel-Haenszel)",
    "Mantel, Haenszel 1959, doi:10.1093/jnci/22.4.719",
)

_HOW: Final = "about: the test is a large-sample one, made cautious by its continuity correction."


def odds_result(
    *,
    group: Sequence[str],
    stratum: Sequence[str],
    yes: ArrayLike,
    no: ArrayLike,
    looked_at: str,
    vintage: str,
    rate: float = family.RATE,
    level: float = 0.95,
    title: str = "",
    n_unit: str = "cases",
) -> Result:
    """Columns: `group` (one of two), `stratum`, `yes` and `no` (counts of cases)."""
    groups, other = two_groups(group, looked_at)
    layers = labels(stratum, "stratum")
    agreed, refused = counts(yes, "yes"), counts(no, "no")
    same_length(group=groups, stratum=layers, yes=agreed, no=refused)
    mine = np.array([one == looked_at for one in groups])
    cells = {
        name: (_sum(agreed, rows[mine[rows]]), _sum(refused, rows[mine[rows]]),
               _sum(agreed, rows[~mine[rows]]), _sum(refused, rows[~mine[rows]]))
        for name, rows in members(layers).items()
    }  # fmt: skip
    one, two, three, four = (np.array(column) for column in zip(*cells.values(), strict=True))
    found = odds_ratio_within(one, two, three, four, level)
    crude = _crude(np.array(list(cells.values())).sum(axis=0))
    n = int(agreed.sum() + refused.sum())
    return Result(
        method=ODDS,
        title=title or f"{looked_at} beside {other}",
        estimate=found.ratio,
        unit=f"times the odds of {other}",
        interval=found.interval,
        level=level,
        exposure=float(n),
        exposure_unit=n_unit,
        n=n,
        n_unit=n_unit,
        vintage=vintage,
        says=(
            f"Within the same strata the odds of a yes are {say.figure(found.ratio)} times as high "
            f"for {looked_at} as for {other} ({say.between(found.interval)}), "
            f"{'more than luck explains' if found.p <= rate else 'which luck may explain'}."
        ),
        does_not_say="It does not say why, and an odds ratio is not a ratio of shares.",
        table=_table(cells, found, crude),
        chart=Dots(
            ("all together", "within strata"),
            np.array([crude, found.ratio]),
            np.array([np.nan, found.interval.low]),
            np.array([np.nan, found.interval.high]),
            f"times the odds of {other}",
            np.array([False, found.p <= rate]),
            reference=1.0,
            log=True,
        ),
        false_alarms=family.independent("one look", [rate], _HOW),
        notes=_notes(found, crude),
    )


def _sum(values: Ints, rows: Ints) -> int:
    return int(values[rows].sum())


def _crude(cells: Ints) -> float:
    yes, no, other_yes, other_no = (float(cell) for cell in cells)
    return yes * other_no / (no * other_yes)


def _notes(found: Odds, crude: float) -> tuple[str, ...]:
    notes = [f"χ² with continuity correction {found.chi2:.2f}, p = {found.p:.3f}."]
    if found.homogeneity:
        form, value, df, p = found.homogeneity
        notes.append(
            f"Is it the same in every stratum? {form}: χ²({df}) = {value:.2f}, p = {p:.3f}."
        )
    if (crude - 1) * (found.ratio - 1) < 0:
        notes.append(
            f"All together the odds ratio is {say.figure(crude)}, which points the other way "
            "(Simpson's paradox): go by the strata."
        )
    return tuple(notes)


def _table(cells: dict[str, tuple[int, int, int, int]], found: Odds, crude: float) -> Table:
    columns = (
        Column("stratum", "Stratum"),
        Column("yes", "Yes"),
        Column("no", "No"),
        Column("other_yes", "Yes, the others"),
        Column("other_no", "No, the others"),
        Column("odds_ratio", "Odds ratio"),
        Column("low", "From"),
        Column("high", "To"),
    )
    sums = np.array(list(cells.values())).sum(axis=0).tolist()
    rows: list[tuple[Cell, ...]] = [
        ("all together", *sums, crude, None, None),
        ("within strata (Mantel-Haenszel)", *sums, found.ratio, *found.interval),
    ]
    for name, four in cells.items():
        odd = _crude(np.array(four)) if four[1] * four[2] else None
        rows.append((name, *four, odd, None, None))
    return Table(columns, tuple(rows))
