"""Places with what happened there, and the zones that were found, each with its number."""

from __future__ import annotations

from math import cos, radians
from typing import Any, Final

import numpy as np

from outrider.signals.charts import Zones
from outrider.signals.drawing.axes import Ticks
from outrider.signals.drawing.canvas import LINE, Canvas, Row, shortened
from outrider.signals.drawing.draw import Margins
from outrider.signals.drawing.ink import Ink

BIGGEST: Final = 300.0  # area of the largest dot, in square pixels
SMALLEST: Final = 12.0
TALLEST: Final = 1.1  # of the width


def draw(chart: Zones, ink: Ink, whole: float) -> tuple[Any, Margins]:
    """A kilometre east is as long as one north. A dot's area goes with what happened there."""
    margins = Margins(left=14, top=14, right=14, bottom=LINE + 12)
    stretch = _stretch(chart)
    x, y, height = _box(chart, stretch, whole - margins.left - margins.right)
    canvas = Canvas(ink=ink, whole=whole, height=height, margins=margins, x=x, y=y)
    largest = max(1e-9, float(np.nanmax(chart.size, initial=0.0)))
    rows: list[Row] = [
        {
            "x": float(px) * stretch,
            "y": float(py),
            "size": SMALLEST + (BIGGEST - SMALLEST) * float(size) / largest,
        }
        for px, py, size in zip(chart.x, chart.y, chart.size, strict=True)
    ]
    canvas.points(
        [row for row, zone in zip(rows, chart.zone, strict=True) if zone == 0],
        ink.c_ref,
        hollow=True,
    )
    for zone in sorted(set(chart.zone.tolist()) - {0}):
        inside = [row for row, number in zip(rows, chart.zone, strict=True) if number == zone]
        colour = ink.c_data if zone == 1 else ink.c_compare
        shape = "circle" if zone == 1 else "diamond"
        canvas.points(inside, colour, shape=shape)
        middle = {way: sum(row[way] for row in inside) / len(inside) for way in ("x", "y")}
        canvas.words(
            f"{zone}", middle["x"], middle["y"], colour, align="center", bold=True, size=18
        )
    caption = shortened(chart.caption, whole - 8)
    canvas.words_at(caption, -margins.left + 2, height + 16, ink.text_2)
    return canvas.chart(x_axis=False), margins


def _stretch(chart: Zones) -> float:
    """Degrees of longitude are shorter than those of latitude; planar units are alike."""
    if not len(chart.x):
        return 1.0
    degrees = bool(np.all(np.abs(chart.x) <= 180) and np.all(np.abs(chart.y) <= 90))
    small = float(np.ptp(chart.x)) < 15 and float(np.ptp(chart.y)) < 15
    return cos(radians(float(np.mean(chart.y)))) if degrees and small else 1.0


def _box(chart: Zones, stretch: float, width: float) -> tuple[Ticks, Ticks, float]:
    """Both axes in one scale, with a little air around."""
    if not len(chart.x):
        return Ticks((), (), 0, 1), Ticks((), (), 0, 1), 120.0
    wide = max(float(np.ptp(chart.x)) * stretch, 1e-6) * 1.06
    tall = max(float(np.ptp(chart.y)), 1e-6) * 1.06
    scale = min(width / wide, TALLEST * width / tall)
    height = max(120.0, tall * scale)
    across, up = width / scale, height / scale
    x0 = (float(np.min(chart.x)) + float(np.max(chart.x))) / 2 * stretch
    y0 = (float(np.min(chart.y)) + float(np.max(chart.y))) / 2
    return (
        Ticks((), (), x0 - across / 2, x0 + across / 2),
        Ticks((), (), y0 - up / 2, y0 + up / 2),
        height,
    )
