"""Both clocks: a line a call, from first trained help to the ambulance."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np

from outrider.trial.judging.figures.clocks import Clocks
from outrider.web.evidence.charts.ink import Ink

WIDTH = 620


def draw(figure: Clocks, ink: Ink) -> Any:
    """Calls sorted by the ambulance's time; hollow where the ambulance was first."""
    rows = [
        {
            "call": index,
            "help": round(float(help_at), 3),
            "ambulance": round(float(ambulance), 3),
            "late": bool(ambulance <= responder),
            "responder": round(float(responder), 3),
        }
        for index, (responder, ambulance, help_at) in enumerate(
            zip(figure.responder, figure.ambulance, figure.help, strict=True)
        )
    ]
    furthest = float(np.max(np.maximum(figure.responder, figure.ambulance)))
    scale = alt.Scale(domain=[0, max(8.0, np.ceil(furthest / 4) * 4)], nice=False)
    minutes = alt.Axis(title="minutes from 999 call connected", tickCount=8, grid=True)
    x = alt.X("help:Q", scale=scale, axis=minutes)
    y = alt.Y("call:O", axis=None, sort="ascending")
    base = alt.Chart(alt.Data(values=rows))
    calls = alt.layer(
        base.mark_rule(color=ink.c_data_soft, strokeWidth=2).encode(x=x, x2="ambulance:Q", y=y),
        base.transform_filter("!datum.late")
        .mark_point(filled=True, size=26, opacity=1, color=ink.c_data)
        .encode(x="responder:Q", y=y),
        base.transform_filter("datum.late")
        .mark_point(filled=False, size=26, opacity=1, color=ink.c_data, fill=ink.surface)
        .encode(x="responder:Q", y=y),
        base.mark_point(filled=True, size=26, opacity=1, color=ink.c_compare).encode(
            x="ambulance:Q", y=y
        ),
    ).properties(width=WIDTH, height=max(120, round(420 / len(rows)) * len(rows)))
    return alt.vconcat(_means(figure, ink, scale), calls, spacing=4).resolve_scale(x="shared")


def _means(figure: Clocks, ink: Ink, scale: alt.Scale) -> Any:
    """Two lines above: the mean of each clock with its interval."""
    rows = [
        _mean_row("First trained help", figure.mean_help, ink.c_data, ink.c_data_soft),
        _mean_row("Ambulance", figure.mean_ambulance, ink.c_compare, ink.c_compare_soft),
    ]
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y("name:N", axis=None, sort=None)
    none = alt.X("value:Q", scale=scale, axis=None)
    colour = alt.Color("ink:N", scale=None)
    return alt.layer(
        base.mark_rule(strokeWidth=7, strokeCap="round").encode(
            x=alt.X("low:Q", scale=scale, axis=None),
            x2="high:Q",
            y=y,
            color=alt.Color("soft:N", scale=None),
        ),
        base.mark_point(filled=True, size=110, opacity=1).encode(x=none, y=y, color=colour),
        base.mark_text(align="left", dx=14, fontWeight="bold").encode(
            x=alt.X("high:Q", scale=scale, axis=None), y=y, text="label:N", color=colour
        ),
    ).properties(width=WIDTH, height=56)


def _mean_row(name: str, estimate: Any, colour: str, soft: str) -> dict[str, Any]:
    low, high = estimate.interval or (estimate.value, estimate.value)
    return {
        "name": name,
        "value": estimate.value,
        "low": low,
        "high": high,
        "label": f"{name}  {estimate.value:.1f} min ({estimate.range_text})",
        "ink": colour,
        "soft": soft,
    }
