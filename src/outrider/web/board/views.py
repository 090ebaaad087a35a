"""The duty board's page: a shell that the live modules fill."""

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
@page(Permission.OPEN_BOARD)
def board(request: HttpRequest) -> HttpResponse:
    """Requests, medical time, who is on, calling back: live."""
    return render(request, "board/board.html.jinja", {"states": police_states()})
