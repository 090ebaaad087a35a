"""A result's drawing in the theme and width that the address asks for."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse

from outrider.signals.drawing.ink import THEMES, Theme
from outrider.signals.figure import WIDTHS, NothingToDraw, figure
from outrider.signals.result import Result
from outrider.web.evidence.answers import svg_answer


def drawn_answer(request: HttpRequest, result: Result) -> HttpResponse:
    """Raises `Http404` for a theme or width that there is not, or nothing to draw."""
    theme, width = request.GET.get("theme", "light"), request.GET.get("width", "wide")
    if theme not in THEMES or width not in WIDTHS:
        raise Http404
    try:
        return svg_answer(figure(result, cast(Theme, theme), width=WIDTHS[width]))
    except NothingToDraw:
        raise Http404 from None
