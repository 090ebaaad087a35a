"""The officer-safety evidence: page, drawings, files."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission, Viewer
from outrider.evidence.assaults.report import AssaultReport, assault_report
from outrider.evidence.report import BOOTSTRAP_SEED
from outrider.journal.models import Head
from outrider.web.auth import page
from outrider.web.evidence.answers import csv_answer, svg_answer
from outrider.web.evidence.assault_drawings import DRAWN, has_data, svg_of
from outrider.web.evidence.charts.ink import THEMES, Theme
from outrider.web.evidence.parts import parts_of
from outrider.web.evidence.period import NotAnInstant, spelled, until_of
from outrider.web.evidence.views import demo_seed


@never_cache
@require_safe
@page(Permission.OPEN_ASSAULT_FIGURES)
def show(request: HttpRequest) -> HttpResponse:
    """Every figure of the 52 whole weeks before the minute asked for."""
    try:
        until = until_of(request)
    except NotAnInstant as wrong:
        return render(request, "evidence/wrong.html.jinja", {"wrong": str(wrong)}, status=400)
    made = assault_report(until)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(
        request,
        "evidence/assaults.html.jinja",
        {
            "made": made,
            "until": spelled(until),
            "drawn": {figure: has_data(made, figure) for figure in sorted(DRAWN)},
            "may_export": viewer.may(Permission.EXPORT_FIGURES),
            "parts": parts_of(viewer),
            "seed": demo_seed(),
            "bootstrap_seed": BOOTSTRAP_SEED,
            "head": Head.objects.first(),
        },
    )


@require_safe
@page(Permission.OPEN_ASSAULT_FIGURES)
def table(request: HttpRequest, figure: str) -> HttpResponse:
    """The figure's table as a file, for whoever may also export."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    made = _made(request)
    if isinstance(made, HttpResponse):
        return made
    if figure not in made.tables or not viewer.may(Permission.EXPORT_FIGURES):
        raise Http404
    return csv_answer(figure, made.tables[figure], made.frame.end, made.digest)


@require_safe
@page(Permission.OPEN_ASSAULT_FIGURES)
def drawing(request: HttpRequest, figure: str) -> HttpResponse:
    """The figure's chart in the theme asked for."""
    theme = request.GET.get("theme", "light")
    if figure not in DRAWN or theme not in THEMES:
        raise Http404
    made = _made(request)
    if isinstance(made, HttpResponse):
        return made
    if not has_data(made, figure):
        raise Http404
    return svg_answer(svg_of(made, figure, cast(Theme, theme)))


def _made(request: HttpRequest) -> AssaultReport | HttpResponse:
    try:
        return assault_report(until_of(request))
    except NotAnInstant as wrong:
        return HttpResponse(str(wrong), status=400, content_type="text/plain; charset=utf-8")
