"""The desk's pages: shells that the live modules fill. What each viewer sees, the API decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission
from outrider.web.auth import page
from outrider.web.board.states import police_states


@never_cache
@require_safe
@ensure_csrf_cookie
@page(Permission.OPEN_CONSOLE)
def desk(request: HttpRequest) -> HttpResponse:
    """Calls, map and decision, live."""
    return render(request, "console/desk.html.jinja", {"states": police_states()})


@never_cache
@require_safe
@page(Permission.PRINT_HANDOVER_SHEET)
def handover(request: HttpRequest) -> HttpResponse:
    """The sheet for the next shift, to read and to print."""
    return render(request, "console/handover.html.jinja")
