"""The chapter on which assumptions matter."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from outrider.trial.judging.estimates import Estimate, minus
from outrider.trial.judging.findings.assumptions import as_finding
from outrider.trial.judging.tornado import MEASURES, Bar, Tornado, ordered
from outrider.trial.report.charts import Dot, Swing, swings
from outrider.trial.report.document import (
    Block,
    Drawing,
    Heading,
    Paragraph,
    TableBlock,
)

HEADING: Final = "Which assumptions matter"
MEASURE: Final = "gain_hours"
NOT_MADE: Final = (
    "Nobody has varied the assumptions of this run yet. Until then nobody can tell from this "
    "report which of them its results hang on."
)
HOW: Final = "“outrider trial tornado SCENARIO --into DIR” varies them, and this chapter tells it."
_SHOWN: Final = 12
_LINE: Final = 38


def which_matter(found: Tornado | str, arm: str) -> Iterator[Block]:
    """The tornado as a chart and a table; or, in words, why there is none."""
    yield Heading(HEADING, new_page=not isinstance(found, str))
    if isinstance(found, str):
        yield Paragraph(found or NOT_MADE)
        yield Paragraph(HOW, quiet=True)
        return
    told = as_finding(found, MEASURE)
    unit = MEASURES[MEASURE]
    yield Paragraph(
        f"What the result hangs on: each assumption of “{arm}” on its own at a low and at a high "
        f"value, everything else as it is. {told.sentence}"
    )
    bars = ordered(found.bars, MEASURE)[:_SHOWN]
    if bars:
        yield drawn(bars, unit, told.question)
        yield TableBlock(f"{told.question} Change with 95% interval", told.table)
    yield Paragraph(told.method, quiet=True)
    yield Paragraph("It does not say: " + " ".join(told.caveats), quiet=True)


def drawn(bars: tuple[Bar, ...], unit: str, question: str) -> Drawing:
    """The chart, with each bar in words for whoever does not see it."""
    rows = [
        Swing("\n".join(wrap(bar.name, _LINE)[:3]), _dot(bar, low=True), _dot(bar, low=False))
        for bar in bars
    ]
    counts = sorted({bar.replications for bar in bars})
    runs = " or ".join(map(str, counts))
    said = "; ".join(
        f"{bar.name}: {minus(bar.moved(MEASURE)[0], 1)} at {bar.low:g}, "
        f"{minus(bar.moved(MEASURE)[1], 1)} at {bar.high:g}"
        for bar in bars
    )
    caption = (
        f"Change of the {unit} at a low and a high value of each assumption; {runs} replications "
        "behind each bar, lines are 95% intervals"
    )
    return Drawing(caption, swings(rows, f"change, {unit}"), f"{question} {said}.")


def _dot(bar: Bar, *, low: bool) -> Dot:
    moved: Estimate = (bar.at_low if low else bar.at_high)[MEASURE].mean
    value = moved.value or 0.0
    ends = moved.interval or (value, value)
    return Dot(f"{bar.low if low else bar.high:g}", value, *ends)
