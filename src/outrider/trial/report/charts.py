"""Charts of the report: dots with their intervals, and bars of a flow. SVG from Vega-Lite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import altair as alt
import vl_convert

from outrider.trial.judging.estimates import minus

INK: Final = "#1d2430"
QUIET: Final = "#505a66"
DATA: Final = "#1d5fa8"
SOFT: Final = "#a9c8ea"
GRID: Final = "#d8dde3"
FONT: Final = "Libertinus Serif, Georgia, serif"
_ROW: Final = 30
_SWING: Final = 44
_WIDTH: Final = 330


class Dot(NamedTuple):
    """A row: its name, the value and the ends of its interval (the same where there is none)."""

    name: str
    value: float
    low: float
    high: float


def dots(rows: Sequence[Dot], axis: str, digits: int = 1) -> str:
    """Each row's value with its interval, zero marked; the numbers stand at the right."""
    told = [
        {
            "name": row.name, "value": row.value, "low": row.low, "high": row.high,
            "label": f"{minus(row.value, digits)} ({minus(row.low, digits)} to "
                     f"{minus(row.high, digits)})",
        }
        for row in rows
    ]  # fmt: skip
    y = alt.Y("name:N", sort=[row.name for row in rows], title=None,
              axis=alt.Axis(labelLimit=260, ticks=False, domain=False, labelPadding=8))  # fmt: skip
    x = alt.X("value:Q", title=axis, axis=alt.Axis(tickCount=6))
    base = alt.Chart(alt.Data(values=told))
    plot = alt.layer(
        alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(color=QUIET).encode(x="value:Q"),
        base.mark_rule(strokeWidth=7, strokeCap="round", color=SOFT).encode(
            x=alt.X("low:Q", title=axis), x2="high:Q", y=y
        ),
        base.mark_point(filled=True, size=70, opacity=1, color=DATA).encode(x=x, y=y),
    ).properties(width=_WIDTH, height=_ROW * len(rows))
    words = base.mark_text(align="left", color=INK).encode(
        y=alt.Y("name:N", sort=[row.name for row in rows], axis=None), text="label:N"
    )
    return _svg(alt.hconcat(plot, words.properties(width=130, height=_ROW * len(rows)), spacing=8))


def bars(rows: Sequence[tuple[str, float]], axis: str) -> str:
    """Counts from one step to the next, the number at the end of each bar."""
    told = [{"name": name, "value": value, "label": f"{value:,.0f}"} for name, value in rows]
    y = alt.Y("name:N", sort=[name for name, _ in rows], title=None,
              axis=alt.Axis(labelLimit=260, ticks=False, domain=False, labelPadding=8))  # fmt: skip
    x = alt.X("value:Q", title=axis, scale=alt.Scale(type="sqrt"), axis=alt.Axis(tickCount=5))
    base = alt.Chart(alt.Data(values=told)).encode(y=y, x=x)
    plot = alt.layer(
        base.mark_bar(color=DATA, height=16),
        base.mark_text(align="left", dx=5, color=INK).encode(text="label:N"),
    )
    return _svg(plot.properties(width=_WIDTH + 60, height=_ROW * len(rows)))


class Swing(NamedTuple):
    """A row of a tornado: its name, and the change with its interval at two values of it."""

    name: str
    low: Dot
    high: Dot


def swings(rows: Sequence[Swing], axis: str) -> str:
    """A bar from nought to the change at each end, in two shades, with its interval as a line.

    The value of the assumption stands in words beside the far end of its bar.
    """
    told = [
        {
            "name": row.name, "end": end, "value": dot.value, "low": dot.low, "high": dot.high,
            "label": dot.name, "right": dot.value >= 0,
            "edge": max(dot.value, dot.high, 0) if dot.value >= 0 else min(dot.value, dot.low, 0),
        }
        for row in rows
        for end, dot in (("at the low value", row.low), ("at the high value", row.high))
    ]  # fmt: skip
    names = [row.name for row in rows]
    y = alt.Y("name:N", sort=names, title=None,
              axis=alt.Axis(labelLimit=250, ticks=False, domain=False, labelPadding=8,
                            labelExpr="split(datum.label, '\\n')"))  # fmt: skip
    ends = alt.Scale(domain=["at the low value", "at the high value"], range=[SOFT, DATA])
    shade = alt.Color("end:N", scale=ends, legend=alt.Legend(title=None, orient="top"))
    base = alt.Chart(alt.Data(values=told)).encode(y=y)
    zero = alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(color=QUIET).encode(x="value:Q")
    x = alt.X("value:Q", title=axis, axis=alt.Axis(tickCount=6), scale=alt.Scale(padding=46))
    words = base.encode(x=alt.X("edge:Q", title=axis), text="label:N")
    plot = alt.layer(
        base.mark_bar(height=18, stroke=INK, strokeWidth=0.5).encode(
            x=x, x2=alt.datum(0), color=shade),
        base.mark_rule(color=INK, strokeWidth=1.2).encode(
            x=alt.X("low:Q", title=axis), x2="high:Q"),
        words.transform_filter("datum.right").mark_text(align="left", dx=4, color=INK),
        words.transform_filter("!datum.right").mark_text(align="right", dx=-4, color=INK),
        zero,
    )  # fmt: skip
    return _svg(plot.properties(width=_WIDTH + 20, height=_SWING * len(rows)))


def _svg(chart: Any) -> str:
    config = alt.Config(
        font=FONT,
        background="white",
        axis=alt.AxisConfig(
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor=INK,
            titleColor=QUIET, gridColor=GRID, domainColor=QUIET, tickColor=QUIET,
        ),
        text=alt.MarkConfig(fontSize=12),
        view=alt.ViewConfig(stroke=None),
    )  # fmt: skip
    spec = chart.properties(config=config, padding=4)
    return str(vl_convert.vegalite_to_svg(spec.to_dict()))
