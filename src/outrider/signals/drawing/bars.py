"""A height a place: upright over time or numbers, lying down over names."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from outrider.signals.charts import Bars, When
from outrider.signals.drawing.axes import Ticks, linear, places, times
from outrider.signals.drawing.canvas import LINE, Canvas, Row, room_for, shortened
from outrider.signals.drawing.dots import finite, short
from outrider.signals.drawing.draw import Margins
from outrider.signals.drawing.ink import Ink
from outrider.signals.drawing.marks import draw_marks, rows_of

HEIGHT: Final = 240
ROW: Final = 44


def draw(chart: Bars, ink: Ink, whole: float) -> tuple[Any, Margins]:
    """Names need to be read, so they lie down."""
    if any(isinstance(one, str) for one in chart.at):
        return _lying(chart, ink, whole)
    return _upright(chart, ink, whole)


def _upright(chart: Bars, ink: Ink, whole: float) -> tuple[Any, Margins]:
    at: tuple[When, ...] = tuple(one for one in chart.at if not isinstance(one, str))
    where = places(at)
    step = float(np.median(np.diff(where))) if len(where) > 1 else 1.0
    y = linear(0, 1.05 * max(finite(chart.height), default=1.0), 5)
    low = float(where[0]) - step / 2 if len(where) else 0.0
    high = float(where[-1]) + step / 2 if len(where) else 1.0
    margins = Margins(
        left=room_for(y.words) + 14, top=30 + LINE * rows_of(chart.marks), right=24, bottom=46
    )
    canvas = Canvas(
        ink=ink,
        whole=whole,
        height=HEIGHT,
        margins=margins,
        x=times(at, low, high, 7 if whole > 500 else 3),
        y=y,
    )
    noted = chart.noted if chart.noted is not None else np.zeros(len(where), dtype=np.bool_)
    rows: list[Row] = [
        {"x": float(x) - 0.4 * step, "to": float(x) + 0.4 * step, "y": float(height)}
        for x, height in zip(where, chart.height, strict=True)
        if np.isfinite(height)
    ]
    known = noted[np.isfinite(chart.height)]
    canvas.bars([row for row, yes in zip(rows, known, strict=True) if not yes], ink.c_ref, 0.5)
    canvas.bars([row for row, yes in zip(rows, known, strict=True) if yes], ink.c_data)
    draw_marks(canvas, chart.marks)
    return canvas.chart(x_title=chart.x_axis, y_title=chart.y_axis), margins


def _lying(chart: Bars, ink: Ink, whole: float) -> tuple[Any, Margins]:
    count = max(1, len(chart.at))
    x = linear(0, max(finite(chart.height), default=1.0), 5 if whole > 500 else 3)
    margins = Margins(left=8, top=8, right=max(16, room_for(x.words[-1:]) / 2 + 4), bottom=46)
    canvas = Canvas(
        ink=ink,
        whole=whole,
        height=ROW * count,
        margins=margins,
        x=x,
        y=Ticks((), (), 0, count),
    )
    for index, (name, height) in enumerate(zip(chart.at, chart.height, strict=True)):
        noted = chart.noted is not None and bool(chart.noted[index])
        top = canvas.py(count - index) + LINE / 2 + 2
        words = short(float(height))
        canvas.words_at(
            shortened(str(name), canvas.width - 60, bold=True), 0, top, ink.text, bold=True
        )
        canvas.words_at(words, canvas.width, top, ink.c_data if noted else ink.text, align="right")
        if np.isfinite(height):
            canvas.intervals(
                [{"low": 0.0, "high": float(height), "y": count - index - 0.72}],
                ink.c_data if noted else ink.c_ref,
                10,
            )
    return canvas.chart(x_title=chart.y_axis), margins
