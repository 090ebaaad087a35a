"""A change point in words, rows and a chart: of a rate or of a share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from outrider.signals import say
from outrider.signals.change.campaigns import Step
from outrider.signals.change.changepoint import ChangePoint, credible_looks
from outrider.signals.change.farrington_result import cell
from outrider.signals.charts import Bars, Mark, When
from outrider.signals.inputs import Floats, Ints
from outrider.signals.result import Column, Table

SURE: Final = 0.95  # a chance that needs no word beside it


def by_luck(alarms: float | None) -> str:
    return (
        ""
        if alarms is None
        else f", which luck alone reaches in {say.share(alarms)} of such series"
    )


def reached(chance: float, alarms: float | None) -> str:
    """Beside a chance that says little by itself: how rarely luck gives as much."""
    if alarms is None or chance >= SURE:
        return ""
    return f" (luck alone reaches as much in fewer than {say.share(alarms)} of such series)"


def sure(chance: float) -> str:
    return "more than 99.9%" if chance > 0.999 else say.share(chance)


def named(when: When) -> str:
    return f"{when:g}" if isinstance(when, int | float) else f"{when:%-d %B %Y}"


def which_looks(posterior: Floats, when: Sequence[When]) -> str:
    """The likeliest last look of the old, and those that hold it with 95%."""
    last, looks = int(posterior.argmax()), credible_looks(posterior)
    return (
        f"most likely after {named(when[last])} ({say.share(float(posterior[last]))}; with 95% "
        f"between {named(when[looks[0]])} and {named(when[looks[-1]])})"
    )


def beside_marks(found: ChangePoint, marked: Sequence[Step], when: Sequence[When]) -> str:
    """The finding with each marked step put into what is expected; empty without any."""
    if not marked:
        return ""
    names = "; ".join(
        f"{step.mark.name}: × {say.figure(step.ratio)}, {say.between(step.interval)}"
        for step in marked
    )
    last = when[int(found.posterior.argmax())]
    return (
        f" With what came with marked changes estimated ({names}), the chance of a change is "
        f"{sure(float(found.chance_of_change))}, likeliest after {named(last)}."
    )


def chart_of(
    posterior: Floats, when: Sequence[When], marks: Sequence[Mark], level: float, what: str
) -> Bars:
    return Bars(
        at=tuple(when),
        height=posterior,
        x_axis=f"last look of the old {what}",
        y_axis="chance, given one change",
        noted=np.isin(np.arange(posterior.size), credible_looks(posterior, level)),
        marks=tuple(marks),
    )


def table(posterior: Floats, when: Sequence[When], what: str, **columns: Ints) -> Table:
    """A look a row; `columns` are counts, in this order, under their own names."""
    heads = (
        Column("at", "Look"),
        *(Column(name, name.capitalize()) for name in columns),
        Column("chance", f"Chance that this is the last look of the old {what}"),
    )
    counted = zip(*(column.tolist() for column in columns.values()), strict=True)
    rows = tuple(
        (cell(at), *some, float(chance))
        for at, some, chance in zip(when, counted, posterior, strict=True)
    )
    return Table(heads, rows)
