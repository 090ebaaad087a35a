"""The chart of one measure of a simulated trial: each arm's difference from the base."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission
from outrider.domain.errors import NotFound
from outrider.evidence.trials import services
from outrider.evidence.trials.results import from_json
from outrider.trial.judging.estimates import Estimate
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.intervals import Interval
from outrider.trial.judging.table import Cell
from outrider.web.auth import page
from outrider.web.evidence.answers import svg_answer
from outrider.web.evidence.charts import intervals
from outrider.web.evidence.charts.draw import finished
from outrider.web.evidence.charts.ink import THEMES, Theme, ink
from outrider.web.evidence.charts.intervals import Line


@require_safe
@page(Permission.OPEN_EVIDENCE)
def drawing(request: HttpRequest, run: UUID, measure: str) -> HttpResponse:
    """In the theme asked for."""
    theme = request.GET.get("theme", "light")
    if theme not in THEMES:
        raise Http404
    try:
        told = services.found(run).results
    except NotFound:
        raise Http404 from None
    found = next((each for each in told.get("findings", []) if each["id"] == measure), None)
    if found is None:
        raise Http404
    return svg_answer(svg_of(from_json(found), told["base"], cast(Theme, theme)))


def lines_of(found: Finding) -> list[Line]:
    """A row an arm that was compared."""
    apart = [row for row in found.table.rows if row[7] is not None]
    return [Line(str(row[0]), _estimate(row[1], row[7], row[8], row[9])) for row in apart]


def svg_of(found: Finding, base: str, theme: Theme) -> str:
    """Dots with intervals, nought marked."""
    title = f"difference from “{base}”, {found.unit}"
    chart = intervals.draw(lines_of(found), ink(theme), title, names_width=130, label_width=230)
    return finished(chart, ink(theme), found.question)


def _estimate(n: Cell, value: Cell, low: Cell, high: Cell) -> Estimate:
    interval = None if low is None or high is None else Interval(float(low), float(high))
    return Estimate(float(value or 0.0), interval, int(n or 0))
