"""Who is assaulted more than the work explains: rates steadied among peers. Never an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.charts import Bools, Dots
from outrider.signals.inputs import Floats, Ints, counts, exposures, labels, members, same_length
from outrider.signals.rates.peers import Steady, expected_within, steady, sure_enough
from outrider.signals.result import Cell, Column, Method, Result, Table

SHRINKAGE: Final = Method(
    "shrinkage",
    "Rates steadied among peers (empirical Bayes, gamma-Poisson)",
    "Clayton, Kaldor 1987, doi:10.2307/2532003",
)

SURE: Final = 0.9
"""A row is noted from this chance on, or from the higher one that luck alone rarely reaches."""

RUNS: Final = 200
"""Made-up forces; each is fitted group by group."""

_ONE_GROUP: Final = "all"


def shrinkage_result(
    *,
    name: Sequence[str],
    observed: ArrayLike,
    vintage: str,
    exposure: ArrayLike | None = None,
    expected: ArrayLike | None = None,
    peers: Sequence[str] | None = None,
    exposure_unit: str = "hours",
    above: float = 2.0,
    least: float = SURE,
    rate: float = family.RATE,
    level: float = 0.95,
    seed: int = 1,
    runs: int = RUNS,
    title: str = "Rates steadied among peers",
    n_unit: str = "assaults",
) -> Result:
    """Columns: `name`, `observed` (a count), `exposure` or `expected` (above 0), `peers` (a group).

    `exposure` becomes expected counts within each peer group. A row is noted when it is likely
    enough that its rate is above `above` times that of its peers. Rows stay in their order.
    """
    names, seen = labels(name, "name"), counts(observed, "observed")
    groups = labels(peers, "peers") if peers is not None else (_ONE_GROUP,) * len(names)
    given, work = _exposure(exposure, expected)
    same_length(name=names, observed=seen, exposure=work, peers=groups)
    rows = members(groups)
    due = work if given else expected_within(seen, work, rows)
    unit = "times the expected count" if given else "times the rate of peers"
    found = steady(seen, due, rows, above, level)
    if not found.fits:
        told = "; ".join(f"{group}: {reason}" for group, reason in found.left.items())
        raise ValueError(f"No peer group can be steadied ({told}). Take wider groups.")
    sure = sure_enough(seen, due, rows, above=above, least=least, rate=rate, seed=seed, runs=runs)
    noted = np.nan_to_num(found.chance) >= sure.threshold
    looks = int(np.isfinite(found.chance).sum())
    return Result(
        method=SHRINKAGE,
        title=title,
        estimate=None,
        unit=unit,
        interval=None,
        level=level,
        exposure=float(work.sum()),
        exposure_unit="expected" if given else exposure_unit,
        n=int(seen.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=_says(noted, looks, (above, unit), sure.threshold),
        does_not_say=(
            "It does not say that somebody did something wrong or is at fault, nor why. The rows "
            "are in no order of need, and who is not noted may need support just as much."
        ),
        table=_table((names, groups), seen, work, due, found, noted, unit),
        chart=Dots(
            names, found.estimate, found.low, found.high, unit, noted,
            reference=1.0, log=True,
        ),
        false_alarms=sure.false_alarms("rows", looks, "rows that all have the rate of their peers"),
        notes=_notes(found),
    )  # fmt: skip


def _exposure(exposure: ArrayLike | None, expected: ArrayLike | None) -> tuple[bool, Floats]:
    if (exposure is None) == (expected is None):
        raise ValueError("Give either exposure (hours, arrests, calls) or expected counts.")
    if expected is not None:
        return True, exposures(expected, "expected")
    return False, exposures(np.asarray(exposure), "exposure")


def _says(noted: Bools, looks: int, mark: tuple[float, str], threshold: float) -> str:
    who = say.how_many(int(noted.sum()), "row is", "rows are")
    return (
        f"Of {looks:,} rows, {who} likely (a chance of {say.share(threshold)} or more) to have "
        f"over {say.figure(mark[0])} {mark[1]}."
    )


def _notes(found: Steady) -> tuple[str, ...]:
    left = [f"{group}: not steadied, {why}." for group, why in found.left.items()]
    flat = [
        f"{group}: counts spread no more than luck spreads them, so every rate is the common one."
        for group, fit in found.fits.items()
        if not fit.spreads
    ]
    return (*left, *flat)


def _table(
    words: tuple[tuple[str, ...], tuple[str, ...]],
    seen: Ints,
    work: Floats,
    due: Floats,
    found: Steady,
    noted: Bools,
    unit: str,
) -> Table:
    columns = (
        Column("name", "Row"),
        Column("peers", "Peer group"),
        Column("observed", "Observed"),
        Column("exposure", "Exposure"),
        Column("expected", "Expected among peers"),
        Column("ratio", "Observed over expected"),
        Column("steadied", "Steadied", unit),
        Column("low", "From", unit),
        Column("high", "To", unit),
        Column("chance", "Chance of being above the mark"),
        Column("noted", "Noted"),
    )
    figures = (work, due, found.ratio, found.estimate, found.low, found.high, found.chance)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        zip(*words, seen.tolist(), *map(_cells, figures), noted.tolist(), strict=True)
    )
    return Table(columns, rows)


def _cells(values: Floats) -> list[Cell]:
    return [None if np.isnan(value) else float(value) for value in values]
