"""Police time: how long a unit was away on each medical call."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np

from outrider.trial.judging.figures.cost import Cost
from outrider.web.evidence.charts.ink import Ink

WIDTH = 620
STEP = 5  # minutes a bar


def draw(figure: Cost, ink: Ink) -> Any:
    """Bars of five minutes; the median with its interval drawn through them."""
    longest = float(figure.minutes.max())
    edges = np.arange(0, longest + STEP, STEP)
    counts, _ = np.histogram(figure.minutes, bins=np.append(edges, edges[-1] + STEP))
    rows = [
        {"from": float(edge), "to": float(edge + STEP), "calls": int(count)}
        for edge, count in zip(edges, counts, strict=True)
    ]
    low, high = figure.median.interval or (figure.median.value, figure.median.value)
    median = [{"value": figure.median.value, "low": low, "high": high, "top": int(counts.max()),
               "label": f"median {figure.median.text('min')}"}]  # fmt: skip
    base, mark = alt.Chart(alt.Data(values=rows)), alt.Chart(alt.Data(values=median))
    axis = alt.Axis(title="unit-minutes on one call", grid=False, tickCount=8)
    return alt.layer(
        mark.mark_rect(color=ink.c_data_soft, opacity=0.5).encode(x="low:Q", x2="high:Q"),
        base.mark_bar(color=ink.c_ref, opacity=0.55, binSpacing=2).encode(
            x=alt.X("from:Q", bin="binned", axis=axis),
            x2="to:Q",
            y=alt.Y("calls:Q", axis=alt.Axis(title="calls", tickMinStep=1, tickCount=4)),
        ),
        mark.mark_rule(color=ink.c_data, strokeWidth=3).encode(x="value:Q"),
        mark.mark_text(align="left", dx=8, dy=-12, color=ink.c_data, fontWeight="bold").encode(
            x="high:Q", y="top:Q", text="label:N"
        ),
    ).properties(width=WIDTH, height=200)
