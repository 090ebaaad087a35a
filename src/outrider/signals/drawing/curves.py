"""Lines over a common axis, each with its name at its end and, where there is one, its band."""

from __future__ import annotations

from math import isfinite
from typing import Any, Final

from outrider.signals.charts import Curves
from outrider.signals.drawing.axes import linear, times
from outrider.signals.drawing.canvas import LINE, Canvas, room_for, shortened
from outrider.signals.drawing.dots import finite
from outrider.signals.drawing.draw import Margins
from outrider.signals.drawing.funnel import apart
from outrider.signals.drawing.ink import Ink
from outrider.signals.drawing.marks import draw_marks, rows_of

HEIGHT: Final = 260
DASHES: Final = ((), (6, 4), (2, 3), (10, 4), (10, 3, 2, 3))
"""In greyscale a line is known by its dash and the name at its end."""


def draw(chart: Curves, ink: Ink, whole: float) -> tuple[Any, Margins]:
    """The first line in the data ink, the second in the comparison's, all others grey."""
    every = [value for _, values in chart.lines for value in finite(values)]
    every += [value for _, low, high in chart.bands for value in (*finite(low), *finite(high))]
    y = linear(min([0.0, *every]), 1.05 * max(every, default=1.0), 5)
    xs = finite(chart.x)
    x = times(tuple(xs), min(xs, default=0.0), max(xs, default=1.0), 6 if whole > 500 else 3)
    names = [name for name, _ in chart.lines]
    margins = Margins(
        left=room_for(y.words) + 14,
        top=30 + LINE * rows_of(chart.marks),
        right=min(room_for(names, bold=True) + 14, whole * 0.4),
        bottom=46,
    )
    canvas = Canvas(ink=ink, whole=whole, height=HEIGHT, margins=margins, x=x, y=y)
    inks = (ink.c_data, ink.c_compare, *(ink.c_ref for _ in names))
    softs = (ink.c_data_soft, ink.c_compare_soft, *(ink.c_grid for _ in names))
    for index, (_, low, high) in enumerate(chart.bands):
        canvas.band(list(chart.x), list(low), list(high), softs[index])
    ends: list[tuple[float, str, str]] = []
    for index, (name, values) in enumerate(chart.lines):
        dash = DASHES[index % len(DASHES)]
        canvas.line(list(chart.x), list(values), inks[index], width=2.5, dash=dash)
        known = [float(value) for value in values if isfinite(value)]
        if known:
            ends.append((canvas.py(known[-1]), name, inks[index]))
    for y_end, (_, name, colour) in zip(apart([end[0] for end in ends]), ends, strict=True):
        canvas.words_at(
            shortened(name, margins.right - 8, bold=True),
            canvas.width + 8,
            y_end,
            colour,
            bold=True,
        )
    draw_marks(canvas, chart.marks)
    return canvas.chart(x_title=chart.x_axis, y_title=chart.y_axis), margins
