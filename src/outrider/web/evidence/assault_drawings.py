"""Which drawing belongs to which figure of the safety scheme."""

from __future__ import annotations

from typing import Any, Final

from outrider.evidence.assaults.report import AssaultReport
from outrider.trial.judging.estimates import Estimate, Share
from outrider.trial.judging.intervals import Interval
from outrider.web.evidence.charts import covered, intervals, weekly
from outrider.web.evidence.charts.draw import finished
from outrider.web.evidence.charts.ink import Ink, Theme, ink
from outrider.web.evidence.charts.intervals import Line

PLAN_NAMES: Final = 440  # pixels: a point of the plan is a sentence
DRAWN: Final = frozenset({"weeks", "mix", "plan", "link-officers"})


def has_data(made: AssaultReport, figure: str) -> bool:
    """Whether there is anything to draw; an empty figure says so in words instead."""
    match figure:
        case "weeks":
            return made.weeks.n > 0
        case "mix":
            return made.mix.all.of > 0
        case "plan":
            return made.compliance.all.share.of > 0
        case _:
            return made.coverage.stations > 0


def svg_of(made: AssaultReport, figure: str, theme: Theme) -> str:
    """The figure's drawing. KeyError for a figure that has none."""
    chart, title = _chart(made, figure, ink(theme))
    return finished(chart, ink(theme), title)


def _chart(made: AssaultReport, figure: str, colours: Ink) -> tuple[Any, str]:
    match figure:
        case "weeks":
            return weekly.draw(made.weeks, colours), made.weeks.title
        case "mix":
            lines = [_line(name, share) for name, share in made.mix.rows]
            title = "share of injuries that were not an assault, %"
            return intervals.draw(lines, colours, title, most=100), made.mix.title
        case "plan":
            lines = [_line(row.name, row.share) for row in made.compliance.rows]
            title = "promises kept in time, %"
            chart = intervals.draw(lines, colours, title, most=100, names_width=PLAN_NAMES)
            return chart, made.compliance.title
        case "link-officers":
            return covered.draw(made.coverage, colours), made.coverage.title
        case _:
            raise KeyError(figure)


def _line(name: str, share: Share) -> Line:
    """A share as a line in per cent."""
    known = share.interval
    if known is None:
        return Line(name, Estimate(None, None, 0))
    percent = Interval(100 * known.low, 100 * known.high)
    strong = name.startswith("All ")
    return Line(name, Estimate(100 * share.count / share.of, percent, share.of), strong)
