"""Assaults by week: a bar a week, and each quarter's weekly rate with its interval."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt

from outrider.evidence.assaults.figures.weeks import Quarter, Weeks
from outrider.evidence.assaults.frame import BLOCK
from outrider.web.evidence.charts.ink import Ink

WIDTH = 620
HEIGHT = 260


def draw(figure: Weeks, ink: Ink) -> Any:
    """Grey bars are what was recorded; the band is the range of the quarter's rate."""
    rows = [
        {"from": _day(start), "to": _day(start + timedelta(days=6)), "count": int(count), "none": 0}
        for start, count in zip(figure.starts, figure.counts, strict=True)
    ]
    # above every bar and band, so that no number is written over one
    top = 1.12 * max(1.0, float(figure.counts.max()), *(q.interval.high for q in figure.quarters))
    quarters = [_quarter(quarter) | {"top": top} for quarter in figure.quarters]
    # days as numbers of the calendar, not of a clock: no time zone can move a bar
    axis = alt.Axis(title=None, format="%b %Y", tickCount="month", labelAngle=0, grid=False)
    x = alt.X("from:T", scale=alt.Scale(type="utc"), axis=axis)
    y = alt.Y("none:Q", axis=alt.Axis(title="assaults recorded in the week", tickMinStep=1))
    bars, bands = alt.Chart(alt.Data(values=rows)), alt.Chart(alt.Data(values=quarters))
    return alt.layer(
        bars.mark_rect(fill=ink.c_ref, opacity=0.35).encode(x=x, x2="to:T", y=y, y2="count:Q"),
        bands.mark_rect(fill=ink.c_data_soft, opacity=0.8).encode(
            x=x, x2="to:T", y=alt.Y("low:Q"), y2="high:Q"
        ),
        bands.mark_rule(color=ink.c_data, strokeWidth=3).encode(x=x, x2="to:T", y="rate:Q"),
        bands.mark_text(align="center", color=ink.c_data, fontWeight="bold").encode(
            x=alt.X("middle:T", scale=alt.Scale(type="utc")), y="top:Q", text="label:N"
        ),
    ).properties(width=WIDTH, height=HEIGHT)


def _quarter(quarter: Quarter) -> dict[str, Any]:
    low, high = quarter.interval
    return {
        "from": _day(quarter.first),
        "to": _day(quarter.first + timedelta(weeks=BLOCK, days=-1)),
        "middle": _day(quarter.first + timedelta(weeks=BLOCK) / 2),
        "rate": quarter.rate,
        "low": low,
        "high": high,
        "label": f"{quarter.rate:.1f} ({low:.1f}–{high:.1f})",
    }


def _day(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
