"""A result becomes a drawing by one call."""

from __future__ import annotations

from typing import Any, Final, assert_never

import altair as alt

from outrider.signals.charts import Bars, Chart, Curves, Dots, FunnelChart, Series, Zones
from outrider.signals.drawing import bars, curves, dots, funnel, series, zones
from outrider.signals.drawing.canvas import NARROW, WIDE
from outrider.signals.drawing.draw import Margins, finished
from outrider.signals.drawing.ink import Ink, Theme, ink
from outrider.signals.result import Result

WIDTHS: Final = {"wide": WIDE, "narrow": NARROW}


class NothingToDraw(ValueError):
    """The result has no chart: its table says everything."""


def figure(
    result: Result, theme: Theme = "light", *, width: float = WIDE, headed: bool = False
) -> str:
    """The result's chart as SVG of exactly this width in pixels.

    `headed`: with the finding, what was counted and the age of the data in the drawing, and on a
    ground of its own, for a file that leaves its page.

    Raises:
        NothingToDraw: the result has no chart, or one without a single place.
    """
    if result.chart is None or not places(result.chart):
        raise NothingToDraw(f"{result.method.name}: there is nothing to draw. Read the table.")
    colours = ink(theme)
    drawn, margins = draw(result.chart, colours, width)
    if not headed:
        return finished(drawn, colours, result.title, margins)
    head, higher = _head(result, colours, margins, width)
    return finished(drawn.properties(title=head), colours, result.title, higher, colours.surface)


def draw(chart: Chart, colours: Ink, width: float) -> tuple[Any, Margins]:
    """The chart and the pixels around its plot."""
    match chart:
        case Dots():
            return dots.draw(chart, colours, width)
        case FunnelChart():
            return funnel.draw(chart, colours, width)
        case Series():
            return series.draw(chart, colours, width)
        case Bars():
            return bars.draw(chart, colours, width)
        case Curves():
            return curves.draw(chart, colours, width)
        case Zones():
            return zones.draw(chart, colours, width)
        case _:
            assert_never(chart)


def places(chart: Chart) -> int:
    """How many rows, dots, times or places there are to draw."""
    match chart:
        case Dots() | FunnelChart():
            return len(chart.names)
        case Series() | Bars():
            return len(chart.at)
        case Curves():
            return len(chart.x) if chart.lines else 0
        case Zones():
            return len(chart.x)
        case _:
            assert_never(chart)


def _head(result: Result, colours: Ink, margins: Margins, width: float) -> tuple[Any, Margins]:
    title = _folded(result.title, int(width / 10))
    small = _folded(
        f"{result.n:,} {result.n_unit}. {result.vintage} {result.method.name}.", int(width / 7)
    )
    head = alt.TitleParams(
        text=title,
        subtitle=small,
        anchor="start",
        frame="bounds",
        offset=10,
        fontSize=18,
        subtitleFontSize=13,
        color=colours.text,
        subtitleColor=colours.text_2,
        lineHeight=23,
        subtitleLineHeight=17,
    )
    room = 23 * len(title) + 17 * len(small) + 24
    return head, Margins(
        margins.left + 12, margins.top + room, margins.right + 12, margins.bottom + 12
    )


def _folded(text: str, most: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
