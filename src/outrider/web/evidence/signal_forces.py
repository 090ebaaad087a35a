"""All forces beside each other, from published tables that an analyst has loaded."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outrider.domain.access import Viewer
from outrider.evidence.signals.published import OWN, WANTED, forces, forces_funnel
from outrider.signals.reading.problems import Unreadable
from outrider.signals.result import Result
from outrider.web.auth import page
from outrider.web.evidence.parts import parts_of
from outrider.web.evidence.signal_table import shown_table
from outrider.web.evidence.signals import OPEN, counted, estimate
from outrider.web.evidence.svg import drawn_answer


@never_cache
@require_safe
@page(OPEN)
def show(request: HttpRequest) -> HttpResponse:
    """The funnel with one force named, or what to load."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "parts": parts_of(viewer),
        "wanted": WANTED,
        "folder": settings.PUBLISHED_DIR,
        "wrong": "",
    }
    try:
        known, made = forces(), _funnel(request)
    except Unreadable as why:
        context["wrong"] = str(why)
        return render(request, "evidence/signals/forces-load.html.jinja", context, status=422)
    if known is None or made is None:
        return render(request, "evidence/signals/forces-load.html.jinja", context)
    context |= {
        "result": made,
        "table": shown_table(made.table),
        "names": sorted(known.names),
        "force": _force(request),
        "counted": counted(made),
        "estimate": estimate(made),
    }
    return render(request, "evidence/signals/forces.html.jinja", context)


@require_safe
@page(OPEN)
def drawing(request: HttpRequest) -> HttpResponse:
    try:
        made = _funnel(request)
    except Unreadable:
        made = None
    if made is None:
        raise Http404
    return drawn_answer(request, made)


@require_safe
@page(OPEN)
def table(request: HttpRequest) -> HttpResponse:
    """The published figures as a file: they are public, nothing is hidden."""
    made = _funnel(request)
    if made is None:
        raise Http404
    file = HttpResponse(made.table.csv(), content_type="text/csv; charset=utf-8")
    file["Content-Disposition"] = 'attachment; filename="outrider-forces.csv"'
    return file


def _force(request: HttpRequest) -> str:
    return request.GET.get("force", OWN if settings.DEMO else "")


def _funnel(request: HttpRequest) -> Result | None:
    """Raises `Http404` for a force that there is not."""
    try:
        return forces_funnel(_force(request))
    except Unreadable:
        raise
    except ValueError:
        raise Http404 from None
