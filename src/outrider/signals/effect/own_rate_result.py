"""After help, beside each one's own steadied rate, as a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import say
from outrider.signals.effect.level import one_look
from outrider.signals.effect.own_rate import OwnRate, own_rate
from outrider.signals.inputs import Floats, counts, labels, same_length
from outrider.signals.result import Column, Method, Result, Table

OWN_RATE: Final = Method(
    "own-rate",
    "After help, beside one's own steadied rate",
    "Lawless 1987, doi:10.1080/01621459.1987.10478503; Hauer 1997, Observational Before-After "
    "Studies in Road Safety",
)


def own_rate_result(
    *,
    unit: Sequence[str],
    before: ArrayLike,
    exposure_before: ArrayLike,
    after: ArrayLike,
    exposure_after: ArrayLike,
    vintage: str,
    group: Sequence[str] | None = None,
    exposure_unit: str = "hours",
    level: float = 0.95,
    title: str = "After help, beside one's own steadied rate",
    n_unit: str = "assaults",
) -> Result:
    """Columns: a row for everybody who could have been helped, with an event or without. `before`
    and its exposure are all there is of those without help, `after` and its exposure are then 0.
    `group`: whose usual rate is alike (a station)."""
    names = labels(unit, "unit")
    old, new = counts(before, "before"), counts(after, "after")
    work_old = worked(exposure_before, "exposure_before")
    work_new = worked(exposure_after, "exposure_after")
    groups = ("everybody",) * len(names) if group is None else labels(group, "group")
    same_length(
        unit=names,
        before=old,
        after=new,
        exposure_before=work_old,
        exposure_after=work_new,
        group=groups,
    )
    without(old, work_old, "before")
    without(new, work_new, "after")
    number = {name: place for place, name in enumerate(dict.fromkeys(groups))}
    found = own_rate(
        old, work_old, new, work_new, np.array([number[name] for name in groups]), level
    )
    return Result(
        method=OWN_RATE,
        title=title,
        estimate=found.ratio,
        unit="times the rate without help",
        interval=found.interval,
        level=level,
        exposure=float(work_new.sum()),
        exposure_unit=f"{exposure_unit} after help",
        n=found.observed,
        n_unit=f"{n_unit} after help",
        vintage=vintage,
        says=(
            f"After help there were {found.observed:,} {n_unit}, where {say.figure(found.expected)}"
            f" were expected from each one's own steadied rate: {say.figure(found.ratio)} times "
            f"({say.between(found.interval)})."
        ),
        does_not_say=(
            "It does not prove a cause. It is fair as long as who was helped hangs on what "
            "happened to them and on their group, and on nothing else that makes "
            f"{n_unit} more or fewer; and help may change what is recorded."
        ),
        table=Table(
            (Column("helped", "Helped"), Column("observed", "Observed after help"),
             Column("expected", "Expected without help"), Column("ratio", "Ratio"),
             Column("low", "From"), Column("high", "To"), Column("shape", "Shape of the gamma")),
            ((found.helped, found.observed, found.expected, found.ratio, *found.interval,
              found.shape),),
        ),
        false_alarms=one_look(level),
        notes=_notes(found, len(names), len(number)),
    )  # fmt: skip


def worked(values: ArrayLike, name: str) -> Floats:
    """Exposure that may be 0: nobody has all their time on both sides of help."""
    array = np.asarray(values, dtype=np.float64)
    bad = ~np.isfinite(array) | (array < 0)
    if bad.any():
        row = int(np.argmax(bad)) + 1
        raise ValueError(f"{name}: row {row} holds {array[row - 1]}. Exposure is 0 or more.")
    return array


def without(events: ArrayLike, work: Floats, when: str) -> None:
    """Raises ValueError: an event where nobody was at work."""
    bad = (np.asarray(events) > 0) & (work == 0)
    if bad.any():
        row = int(np.argmax(bad)) + 1
        raise ValueError(
            f"Row {row} has events {when} help and no exposure then: mend one of them."
        )


def _notes(found: OwnRate, units: int, groups: int) -> tuple[str, ...]:
    return (
        f"Everybody counts, {units:,} in {say.how_many(groups, 'group', 'groups')}, with an event "
        "or without: a rate steadied among those alone who had one would be too high.",
        f"Own rates spread as a gamma distribution of shape {say.figure(found.shape)}.",
    )
