"""An estimate with its interval a row: name above, numbers at the end, dot and line below."""

from __future__ import annotations

from math import isfinite
from typing import Any, Final

import numpy as np

from outrider.signals.charts import Dots, Floats
from outrider.signals.drawing.axes import Ticks, linear, number, powers
from outrider.signals.drawing.canvas import LINE, WIDE, Canvas, Row, room_for, shortened
from outrider.signals.drawing.draw import Margins
from outrider.signals.drawing.ink import Ink

ROW: Final = 46  # a line of text a row, and its dot
NARROW_ROW: Final = 66  # two lines and the dot
MOST: Final = 60
"""More rows than this lose their names: the table has them."""
SMALL_ROW: Final = 7


def draw(chart: Dots, ink: Ink, whole: float) -> tuple[Any, Margins]:
    """Rows in the order that they came in."""
    compact = len(chart.names) > MOST
    step: float = ROW if whole >= WIDE * 0.7 else NARROW_ROW
    step = SMALL_ROW if compact else step
    count = max(1, len(chart.names))
    x = _axis(chart, 6 if whole > 500 else 4)
    first, last = (room_for(words) / 2 + 4 for words in (x.words[:1], x.words[-1:]))
    margins = Margins(left=max(8, first), top=8, right=max(16, last), bottom=46)
    canvas = Canvas(
        ink=ink,
        whole=whole,
        height=step * count,
        margins=margins,
        x=x,
        y=Ticks((), (), 0, count),
        x_log=chart.log,
    )
    if chart.reference is not None and canvas.x.low <= chart.reference <= canvas.x.high:
        canvas.rule(ink.c_ref, x=chart.reference, strokeWidth=1.5)
    _rows(canvas, chart, count, compact=compact)
    return canvas.chart(x_title=_title(chart)), margins


def _title(chart: Dots) -> str:
    return f"{chart.axis} (log scale)" if chart.log else chart.axis


def _axis(chart: Dots, room: int) -> Ticks:
    wanted = [*chart.low, *chart.high, *chart.value]
    if chart.reference is not None:
        wanted.append(chart.reference)
    finite = [float(value) for value in wanted if isfinite(value)]
    if chart.log:
        above = [value for value in finite if value > 0]
        return powers(min(above, default=0.5), max(above, default=2.0), room)
    lowest, highest = min(finite, default=0.0), max(finite, default=1.0)
    return linear(min(0.0, lowest), highest, room)


def _rows(canvas: Canvas, chart: Dots, count: int, *, compact: bool) -> None:
    ink = canvas.ink
    sunk = 0.5 if compact else 0.8 if canvas.narrow else 0.72  # of the row: below its words
    plain: list[Row] = []
    stands: list[Row] = []
    for index, name in enumerate(chart.names):
        low, value, high = chart.low[index], chart.value[index], chart.high[index]
        row = {"y": count - index - sunk, "x": float(value)}
        ends = _clipped(canvas, float(low), float(high))
        if isfinite(value) and ends is not None:
            (stands if chart.noted[index] else plain).append(row | ends)
        if not compact:
            words = numbers(float(value), float(low), float(high))
            colour = ink.c_compare if chart.noted[index] else ink.text
            top = canvas.py(count - index) + LINE / 2 + 2
            room = canvas.width - (0 if canvas.narrow else room_for([words]) + 12)
            canvas.words_at(shortened(name, room, bold=True), 0, top, ink.text, bold=True)
            if canvas.narrow:
                canvas.words_at(words, 0, top + LINE, colour)
            else:
                canvas.words_at(words, canvas.width, top, colour, align="right")
    for rows, soft, strong in (
        (plain, ink.c_data_soft, ink.c_data),
        (stands, ink.c_compare_soft, ink.c_compare),
    ):
        canvas.intervals(rows, soft, width=3 if compact else 8)
        shape = "diamond" if rows is stands else "circle"
        canvas.points(rows, strong, size=36 if compact else 100, rim=not compact, shape=shape)


def _clipped(canvas: Canvas, low: float, high: float) -> dict[str, float] | None:
    """The interval within the axis; an end without limit goes to the axis's end."""
    if np.isnan(low) or np.isnan(high):
        return None
    return {"low": max(low, canvas.x.low), "high": min(high, canvas.x.high)}


def numbers(value: float, low: float, high: float) -> str:
    """ "1.97 (0.86 to 4.28)"; a dash where nothing is known."""
    if not isfinite(value):
        return "–"
    if not (isfinite(low) or isfinite(high)):
        return short(value)
    end = short(high) if isfinite(high) else "no limit"
    return f"{short(value)} ({short(low)} to {end})"


def short(value: float) -> str:
    """Three figures, as text beside a mark has them."""
    if not isfinite(value):
        return "–"
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 4
    return number(float(f"{value:.{digits}f}")) if size else "0"


def finite(values: Floats) -> list[float]:
    return [float(value) for value in values if isfinite(value)]
