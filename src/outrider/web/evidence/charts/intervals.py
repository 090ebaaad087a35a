"""Rows of dots with their intervals: groups, and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from outrider.trial.judging.estimates import Estimate, minus
from outrider.web.evidence.charts.ink import Ink

ROW = 36
WIDTH = 380
NAMES = 214
LABELS = 150


@dataclass(frozen=True)
class Line:
    name: str
    estimate: Estimate
    strong: bool = False


def draw(
    lines: Sequence[Line],
    ink: Ink,
    axis_title: str,
    *,
    most: float | None = None,
    names_width: int = NAMES,
    label_width: int = LABELS,
) -> Any:
    """One row a line: name, how many calls, dot with interval, the numbers.

    `most`: the end of the axis where it is known, such as 100 for a percentage. `names_width`: in
    pixels, taken from the dots. `label_width`: in pixels, for the numbers at the right.
    """
    rows = [_row(line) for line in lines]
    y = alt.Y("name:N", sort=[row["name"] for row in rows], axis=None)
    width = WIDTH + NAMES - names_width
    size = {"height": ROW * len(rows)}
    words = alt.Chart(alt.Data(values=rows))
    name = words.mark_text(align="left", x=0, fontWeight="bold", color=ink.text).encode(
        y=y, text="name:N"
    )
    count = words.mark_text(align="right", x=names_width, color=ink.text_2).encode(y=y, text="n:N")
    label = words.mark_text(align="left", x=4, color=ink.c_data, fontWeight="bold").encode(
        y=y, text="label:N"
    )
    return alt.hconcat(
        alt.layer(name, count).properties(width=names_width, **size),
        _dots(rows, ink, y, axis_title, most).properties(width=width, **size),
        label.properties(width=label_width, **size),
        spacing=12,
    )


def _dots(
    rows: list[dict[str, Any]], ink: Ink, y: alt.Y, axis_title: str, most: float | None
) -> Any:
    known = [row for row in rows if row["value"] is not None]
    ends = [row["high"] for row in known] or [1.0]
    lows = [row["low"] for row in known] or [0.0]
    scale = alt.Scale(domain=[min(0.0, *lows), most or max(2.0, *ends)], nice=True)
    axis = alt.Axis(title=axis_title, tickCount=6, grid=True)
    base = alt.Chart(alt.Data(values=known))
    every = alt.Chart(alt.Data(values=rows))
    zero = alt.Chart(alt.Data(values=[{"at": 0}])).mark_rule(color=ink.c_ref, strokeWidth=1.5)
    return alt.layer(
        # a row without calls keeps its place
        every.mark_point(opacity=0).encode(y=y),
        zero.encode(x=alt.X("at:Q", scale=scale, axis=axis)),
        base.mark_rule(strokeWidth=8, strokeCap="round", color=ink.c_data_soft).encode(
            x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=y
        ),
        base.mark_point(filled=True, opacity=1, color=ink.c_data).encode(
            x=alt.X("value:Q", scale=scale, axis=axis),
            y=y,
            size=alt.Size("size:Q", scale=None),
        ),
    )


def _row(line: Line) -> dict[str, Any]:
    estimate = line.estimate
    value = estimate.value
    low, high = estimate.interval or (value, value)
    if value is None:
        label = "no calls"
    elif estimate.interval is None:
        label = f"{minus(value)} (too few)"
    else:
        label = f"{minus(value)} ({estimate.range_text})"
    return {
        "name": line.name,
        "n": f"{estimate.n}",
        "value": value,
        "low": low,
        "high": high,
        "label": label,
        "size": 150 if line.strong else 90,
    }
