"""Campaigns and changes of policy: what stands on every figure of time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from outrider.domain.access import Viewer
from outrider.evidence.models import MARK_KINDS, PolicyMark
from outrider.evidence.signals.marks import BadMark, add_mark, remove_mark, standing
from outrider.web.auth import page
from outrider.web.evidence.parts import parts_of
from outrider.web.evidence.signals import OPEN


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """Those that stand, and a form for one more."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    wrong = ""
    if request.method == "POST":
        try:
            add_mark(
                on=_day(request.POST.get("on", "")),
                kind=request.POST.get("kind", ""),
                name=request.POST.get("name", ""),
                by=viewer,
                now=timezone.now(),
            )
            return redirect("evidence:signals-marks")
        except BadMark as why:
            wrong = str(why)
    context = {
        "marks": standing(),
        "kinds": MARK_KINDS,
        "wrong": wrong,
        "said": request.POST,
        "parts": parts_of(viewer),
    }
    return render(
        request, "evidence/signals/marks.html.jinja", context, status=422 if wrong else 200
    )


@require_POST
@page(OPEN)
def remove(request: HttpRequest, mark: UUID) -> HttpResponse:
    row = PolicyMark.objects.filter(pk=mark, removed_at__isnull=True).first()
    if row is None:
        raise Http404
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    remove_mark(mark=row, by=viewer, now=timezone.now())
    return redirect("evidence:signals-marks")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadMark("Choose the day on which it began.") from None
