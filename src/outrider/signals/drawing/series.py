"""Counts or rates over time, what was expected, the bound, and what went over it."""

from __future__ import annotations

from math import isfinite
from typing import Any, Final

import numpy as np

from outrider.signals.charts import Bools, Floats, Series
from outrider.signals.drawing.axes import linear, places, times
from outrider.signals.drawing.canvas import LINE, Canvas, Row, room_for
from outrider.signals.drawing.dots import finite
from outrider.signals.drawing.draw import Margins
from outrider.signals.drawing.funnel import apart
from outrider.signals.drawing.ink import Ink
from outrider.signals.drawing.marks import draw_marks, rows_of

HEIGHT: Final = 260
FEW: Final = 40  # a path of more points is a line without dots


def draw(chart: Series, ink: Ink, whole: float) -> tuple[Any, Margins]:
    """Whole counts are bars, anything else a line. Alarms stand out in ink and by a triangle."""
    at = places(chart.at)
    step = float(np.median(np.diff(at))) if len(at) > 1 else 1.0
    every = [*finite(chart.observed)]
    for line in (chart.expected, chart.bound):
        every += [] if line is None else finite(line)
    y = linear(min([0.0, *every]), 1.08 * max(every, default=1.0), 5)
    x = times(chart.at, float(at[0]) if len(at) else 0.0, float(at[-1] if len(at) else 0) + step,
              7 if whole > 500 else 3)  # fmt: skip
    margins = Margins(
        left=room_for(y.words) + 14,
        top=30 + LINE * rows_of(chart.marks),
        right=room_for(_names(chart), bold=True) + 12,
        bottom=46 if chart.x_axis else 28,
    )
    canvas = Canvas(ink=ink, whole=whole, height=HEIGHT, margins=margins, x=x, y=y)
    alarm = chart.alarm if chart.alarm is not None else np.zeros(len(at), dtype=np.bool_)
    _observed(canvas, at, step, chart.observed, alarm)
    _lines(canvas, at, step, chart)
    draw_marks(canvas, chart.marks)
    return canvas.chart(x_title=chart.x_axis, y_title=chart.y_axis), margins


def _names(chart: Series) -> list[str]:
    names = ["expected"] if chart.expected is not None else []
    return names + ([chart.bound_name] if chart.bound is not None else [])


def _observed(canvas: Canvas, at: Floats, step: float, values: Floats, alarm: Bools) -> None:
    ink = canvas.ink
    known = np.isfinite(values)
    counts = bool(np.all(values[known] == np.round(values[known]))) and canvas.y.low >= 0
    if counts:
        rows = [_bar(float(x), step, float(y)) for x, y in zip(at, values, strict=True)]
        canvas.bars([row for row, a, k in zip(rows, alarm, known, strict=True) if k and not a],
                    ink.c_ref, 0.45)  # fmt: skip
        canvas.bars([row for row, a, k in zip(rows, alarm, known, strict=True) if k and a],
                    ink.c_compare)  # fmt: skip
    else:
        middle = at + step / 2
        canvas.line(list(middle), list(values), ink.c_data, width=2.5)
        if len(at) <= FEW:
            canvas.points(_dots(middle, values, known & ~alarm), ink.c_data, size=50)
    tops = _dots(at + step / 2, values, alarm & known)
    lifted = [
        row | {"y": row["y"] + 10 * (canvas.y.high - canvas.y.low) / canvas.height} for row in tops
    ]
    canvas.points(lifted, ink.c_compare, size=70, shape="triangle-down")


def _bar(x: float, step: float, y: float) -> Row:
    return {"x": x + 0.1 * step, "to": x + 0.9 * step, "y": y}


def _dots(at: Floats, values: Floats, which: Bools) -> list[Row]:
    return [
        {"x": float(x), "y": float(y)} for x, y, yes in zip(at, values, which, strict=True) if yes
    ]


def _lines(canvas: Canvas, at: Floats, step: float, chart: Series) -> None:
    """What was expected, thin; the bound dashed; each with its name at its end."""
    ends: list[tuple[float, str, str]] = []
    middle = list(at + step / 2)
    if chart.expected is not None:
        canvas.line(middle, list(chart.expected), canvas.ink.text_2, width=1.5)
        ends += _end(canvas, chart.expected, "expected", canvas.ink.text_2)
    if chart.bound is not None:
        canvas.line(middle, list(chart.bound), canvas.ink.c_compare, width=2, dash=(6, 4))
        ends += _end(canvas, chart.bound, chart.bound_name, canvas.ink.c_compare)
    for y, (_, name, colour) in zip(apart([end[0] for end in ends]), ends, strict=True):
        canvas.words_at(name, canvas.width + 8, y, colour, bold=True)


def _end(canvas: Canvas, values: Floats, name: str, colour: str) -> list[tuple[float, str, str]]:
    known = [float(value) for value in values if isfinite(value)]
    return [(canvas.py(min(known[-1], canvas.y.high)), name, colour)] if known else []
