"""Stations by whether they have a link officer."""

from __future__ import annotations

from typing import Any

import altair as alt

from outrider.evidence.assaults.figures.coverage import Coverage
from outrider.web.evidence.charts.ink import Ink

ROW = 44
WIDTH = 380


def draw(figure: Coverage, ink: Ink) -> Any:
    """A bar a state, with its count; the stations' names stand in the table."""
    inks = (ink.c_data, ink.c_ref, ink.c_compare)
    rows = [
        {"name": name, "count": count, "ink": colour, "label": f"{count}"}
        for (name, count), colour in zip(figure.counts, inks, strict=True)
    ]
    y = alt.Y("name:N", sort=[name for name, _ in figure.counts], axis=None)
    most = max(count for _, count in figure.counts)
    x = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.1]))
    base = alt.Chart(alt.Data(values=rows))
    size = {"height": ROW * len(rows)}
    return alt.hconcat(
        base.mark_text(align="left", x=0, color=ink.text)
        .encode(y=y, text="name:N")
        .properties(width=230, **size),
        alt.layer(
            base.mark_bar(size=22).encode(x=x, y=y, color=alt.Color("ink:N", scale=None)),
            base.mark_text(align="left", dx=8, fontWeight="bold", color=ink.text).encode(
                x=x, y=y, text="label:N"
            ),
        ).properties(width=WIDTH, **size),
        spacing=12,
    )
