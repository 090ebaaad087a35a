"""Campaigns and changes of policy: dashed lines with their names, never silently absorbed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from outrider.signals.charts import Mark
from outrider.signals.drawing.axes import place
from outrider.signals.drawing.canvas import LINE, Canvas, room_for, shortened

GAP: Final = 8


def rows_of(marks: Sequence[Mark]) -> int:
    """Lines of text that the names take above the plot: one each, so that none hides another."""
    return len(marks)


def draw_marks(canvas: Canvas, marks: Sequence[Mark]) -> None:
    """Each at its place, its name above the plot on a line of its own."""
    for line, mark in enumerate(sorted(marks, key=lambda one: place(one.at))):
        at = place(mark.at)
        if not canvas.x.low <= at <= canvas.x.high:
            continue
        colour = canvas.ink.c_mark
        canvas.rule(colour, x=at, strokeDash=[4, 4], strokeWidth=2)
        before = canvas.px(at) + canvas.margins.left
        after = canvas.width - canvas.px(at) + canvas.margins.right
        wanted = room_for([mark.name], bold=True)
        y = -LINE * (rows_of(marks) - line) + LINE / 2 - 2
        if after - GAP >= wanted or after > before:
            name = shortened(mark.name, after - GAP, bold=True)
            canvas.words_at(name, canvas.px(at) + GAP / 2, y, colour, bold=True)
        else:
            name = shortened(mark.name, before - GAP, bold=True)
            canvas.words_at(name, canvas.px(at) - GAP / 2, y, colour, align="right", bold=True)
