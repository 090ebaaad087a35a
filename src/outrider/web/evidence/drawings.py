"""Which drawing belongs to which figure."""

from __future__ import annotations

from typing import Any

from outrider.evidence.report import Report
from outrider.trial.judging.estimates import Estimate
from outrider.web.evidence.charts import clocks, cost, flow, intervals
from outrider.web.evidence.charts.draw import finished
from outrider.web.evidence.charts.ink import Ink, Theme, ink
from outrider.web.evidence.charts.intervals import Line

DRAWN = frozenset({"clocks", "groups", "flow", "conditions", "cost"})


def has_data(made: Report, figure: str) -> bool:
    """Whether there is anything to draw; an empty figure says so in words instead."""
    match figure:
        case "clocks" | "groups" | "conditions":
            return made.clocks.n > 0
        case "cost":
            return len(made.cost.minutes) > 0
        case _:
            return made.frame.n > 0


def svg_of(made: Report, figure: str, theme: Theme) -> str:
    """The figure's drawing. KeyError for a figure that has none."""
    chart, title = _chart(made, figure, ink(theme))
    return finished(chart, ink(theme), title)


def _chart(made: Report, figure: str, colours: Ink) -> tuple[Any, str]:
    match figure:
        case "clocks":
            return clocks.draw(made.clocks, colours), made.clocks.title
        case "groups":
            lines = [_line(group.name, group.gain) for group in made.groups.rows]
            title = "minutes gained per attended call, mean"
            return intervals.draw(lines, colours, title), made.groups.title
        case "conditions":
            lines = [_line(row.name, row.gain) for row in made.conditions.rows]
            title = "minutes gained per attended call, median"
            return intervals.draw(lines, colours, title), made.conditions.title
        case "flow":
            return flow.draw(made.flow, colours), made.flow.title
        case "cost":
            return cost.draw(made.cost, colours), made.cost.title
        case _:
            raise KeyError(figure)


def _line(name: str, gain: Estimate) -> Line:
    return Line(name, gain, strong=name.startswith("All "))
