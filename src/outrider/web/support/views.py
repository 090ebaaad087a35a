"""The support page: a shell. What is offered comes by the API, for the viewer alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission
from outrider.web.auth import page


@never_cache
@require_safe
@ensure_csrf_cookie
@page(Permission.OPEN_SUPPORT, Permission.REACH_OFFICER)
def support(request: HttpRequest) -> HttpResponse:
    """One's own offers; for occupational health, those that officers said yes to."""
    return render(request, "support/support.html.jinja")
