"""One question to a year of the force: how it is asked, and whether its table may leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.signals.charts import Dots
from outrider.signals.result import Result, Table


class TooLittle(ValueError):
    """The year has not what the method needs; says what."""


@dataclass(frozen=True)
class Look:
    """`part` is the sub-package of `signals` that answers. `by_person`: a row is an officer.

    `count` is the key of the column with the counts behind a row; empty: the table stays here.
    """

    key: str
    part: str
    title: str
    question: str
    make: Callable[[SafetyYear], Result]
    by_person: bool = False
    count: str = ""
    protected: bool = False  # the answer is a table that disclosure control has made


@dataclass(frozen=True)
class Theme:
    """Questions that belong together."""

    title: str
    looks: tuple[Look, ...]


def only_noted(result: Result, column: str = "noted") -> Result:
    """A table of people without those that the method has nothing to say of.

    Rows stay in their order. How many were looked at is in the result's sentences.
    """
    at = [each.key for each in result.table.columns].index(column)
    rows = tuple(row for row in result.table.rows if row[at])
    chart = result.chart
    if isinstance(chart, Dots):
        kept = np.flatnonzero(chart.noted)
        chart = replace(
            chart,
            names=tuple(chart.names[place] for place in kept),
            value=chart.value[kept],
            low=chart.low[kept],
            high=chart.high[kept],
            noted=np.zeros(kept.size, dtype=np.bool_),
        )
    return replace(result, table=Table(result.table.columns, rows), chart=chart)
