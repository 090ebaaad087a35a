"""The flow of calls: what is left at each step, and why the others went no further."""

from __future__ import annotations

from typing import Any

import altair as alt

from outrider.trial.judging.figures.flow import Flow
from outrider.web.evidence.charts.ink import Ink

ROW = 62
BAR = 300
LONGEST = 46  # characters of a reason on one line


def draw(figure: Flow, ink: Ink) -> Any:
    """A bar a step; beside it the calls that stopped there, with their reasons."""
    rows = [
        {
            "order": index,
            "reached": step.reached,
            "label": f"{step.reached:,}  {step.name}",
            "lost": _lines(step.lost_text),
        }
        for index, step in enumerate(figure.steps)
    ]
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y("order:O", axis=None)
    scale = alt.Scale(domain=[0, max(1, figure.steps[0].reached)])
    height = ROW * len(rows)
    bars = alt.layer(
        base.mark_bar(color=ink.c_data_soft, height=14, yOffset=14).encode(
            x=alt.X("reached:Q", scale=scale, axis=None), y=y
        ),
        base.mark_text(align="left", x=0, dy=-8, fontWeight="bold", color=ink.text).encode(
            y=y, text="label:N"
        ),
    ).properties(width=BAR, height=height)
    lost = (
        base.mark_text(align="left", x=0, dy=10, lineBreak="\n", color=ink.text_2, baseline="top")
        .encode(y=y, text="lost:N")
        .properties(width=340, height=height)
    )
    return alt.hconcat(bars, lost, spacing=24)


def _lines(text: str) -> str:
    """The reasons, broken between them where a line is full."""
    lines: list[str] = []
    for part in text.split(", ") if text else []:
        if lines and len(lines[-1]) + len(part) + 2 <= LONGEST:
            lines[-1] += f", {part}"
        else:
            lines.append(part)
    return "\n".join(lines)
