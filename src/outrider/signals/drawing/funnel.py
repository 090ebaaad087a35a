"""Values against their exposure, within what chance would give."""

from __future__ import annotations

from typing import Any, Final

from outrider.signals.charts import FunnelChart
from outrider.signals.drawing.axes import linear
from outrider.signals.drawing.canvas import LINE, Canvas, room_for, shortened
from outrider.signals.drawing.dots import finite, short
from outrider.signals.drawing.draw import Margins
from outrider.signals.drawing.ink import Ink

HEIGHT: Final = 320
HEADROOM: Final = 1.15  # limits at tiny exposures go to the sky: the plot ends above the values


def draw(chart: FunnelChart, ink: Ink, whole: float) -> tuple[Any, Margins]:
    """Limits as nested bands with their names at the end; what is beyond them has its name."""
    values = [*finite(chart.value), chart.centre]
    y = linear(0 if min(values) >= 0 else min(values), HEADROOM * max(values), 5)
    x = linear(
        0, max([*finite(chart.exposure), *finite(chart.grid)], default=1.0), 5 if whole > 500 else 3
    )
    ends = [name for name, _, _ in chart.limits]
    centre = f"All: {short(chart.centre)}"
    margins = Margins(
        left=room_for(y.words) + 14,
        top=30,
        right=max(room_for(ends), room_for([centre], bold=True)) + 12,
        bottom=46,
    )
    canvas = Canvas(ink=ink, whole=whole, height=HEIGHT, margins=margins, x=x, y=y)
    _limits(canvas, chart)
    canvas.rule(ink.text_2, y=chart.centre, strokeWidth=1.5)
    _points(canvas, chart)
    _ends(canvas, chart, centre)
    return canvas.chart(x_title=chart.x_axis, y_title=chart.y_axis), margins


def _limits(canvas: Canvas, chart: FunnelChart) -> None:
    low, high = canvas.y.low, canvas.y.high
    for _, lower, upper in reversed(chart.limits):
        inside = [min(float(value), high) for value in upper]
        canvas.band(
            list(chart.grid), [max(float(v), low) for v in lower], inside, canvas.ink.c_grid, 0.6
        )
    dashes = ((), (6, 4), (2, 3))
    for index, (_, lower, upper) in enumerate(chart.limits):
        for values in (lower, upper):
            dash = dashes[index % len(dashes)]
            canvas.line(list(chart.grid), list(values), canvas.ink.c_ref, width=1.2, dash=dash)


def _points(canvas: Canvas, chart: FunnelChart) -> None:
    rows = [
        {"x": float(x), "y": float(y)} for x, y in zip(chart.exposure, chart.value, strict=True)
    ]
    plain = [row for row, noted in zip(rows, chart.noted, strict=True) if not noted]
    stands = [row for row, noted in zip(rows, chart.noted, strict=True) if noted]
    canvas.points(plain, canvas.ink.c_data, size=80)
    canvas.points(stands, canvas.ink.c_compare, size=140, shape="diamond")
    named = [
        (row, name)
        for row, name, noted in zip(rows, chart.names, chart.noted, strict=True)
        if noted
    ]
    taken: list[tuple[float, float, float]] = []
    for row, name in named:
        _name(canvas, row, name, taken)


def _name(
    canvas: Canvas, row: dict[str, float], name: str, taken: list[tuple[float, float, float]]
) -> None:
    """Beside its dot, on the side with more room; moved up where another name stands."""
    px, py = canvas.px(row["x"]), canvas.py(row["y"])
    right = canvas.width - px > px
    room = (canvas.width - px if right else px) - 14
    text = shortened(name, room, bold=True)
    wide = room_for([text], bold=True)
    start = px + 12 if right else px - 12 - wide
    for shift in (0, -LINE, LINE, -2 * LINE, 2 * LINE):
        y = py + shift
        if all(abs(y - y2) >= LINE - 2 or start > e2 or start + wide < s2 for s2, e2, y2 in taken):
            break
    else:
        return  # no room: the table has the name
    taken.append((start, start + wide, y))
    canvas.words_at(text, start, y, canvas.ink.c_compare, bold=True)


def _ends(canvas: Canvas, chart: FunnelChart, centre: str) -> None:
    """Names of the lines at their right ends, kept apart."""
    wanted = [(canvas.py(chart.centre), centre, canvas.ink.text, True)]
    for name, _, upper in chart.limits:
        top = min(float(upper[-1]), canvas.y.high)
        wanted.append((canvas.py(top), name, canvas.ink.text_2, False))
    for y, (_, name, colour, bold) in zip(apart([one[0] for one in wanted]), wanted, strict=True):
        canvas.words_at(name, canvas.width + 8, y, colour, bold=bold)


def apart(places: list[float], gap: float = LINE) -> list[float]:
    """Heights moved up so far that no two are nearer than `gap`; the lowest stays."""
    order = sorted(range(len(places)), key=lambda index: -places[index])
    moved = list(places)
    above = float("inf")
    for index in order:
        moved[index] = min(moved[index], above - gap)
        above = moved[index]
    return moved
