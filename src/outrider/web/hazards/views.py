"""The hazards page: a shell that the live modules fill."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission
from outrider.domain.crossover.hazard import LONGEST, months_later
from outrider.web.auth import page


@never_cache
@require_safe
@ensure_csrf_cookie
@page(Permission.OPEN_HAZARDS)
def hazards(request: HttpRequest) -> HttpResponse:
    """Proposed, in force and over; with what a decision starts from."""
    today = timezone.localdate()
    defaults = {
        "today": today.isoformat(),
        "last_day": months_later(today, settings.HAZARD_MONTHS).isoformat(),
        "latest": (today + LONGEST).isoformat(),
        "months": settings.HAZARD_MONTHS,
    }
    return render(request, "hazards/hazards.html.jinja", {"defaults": defaults})
