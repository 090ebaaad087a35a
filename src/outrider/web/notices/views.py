"""The list of notices, and following one to what it is about."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from outrider.domain.access import Viewer
from outrider.notify.queries import notices_of
from outrider.notify.services import read_notice
from outrider.web.auth import page
from outrider.web.notices.words import lines


@never_cache
@require_GET
@page()
def show(request: HttpRequest) -> HttpResponse:
    """New ones first; then what was read, or is over, in the last thirty days."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = lines(list(notices_of(viewer, timezone.now())[:200]), viewer)
    new = [line for line in found if not line.notice.read_at and not line.notice.over_at]
    return render(
        request,
        "notices/show.html.jinja",
        {
            "new": new,
            "earlier": [line for line in found if line not in new],
            "linked": viewer.officer_id is not None,
        },
    )


@never_cache
@require_POST
@page()
def follow(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark it as read and go to what it is about."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    notice = read_notice(notice_id, viewer, timezone.now())
    if notice is None:
        raise Http404
    address = lines([notice], viewer)[0].address
    return HttpResponseRedirect(address or "/notices")
