"""The daily management meeting's sheet: on screen and on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission
from outrider.safety.queries.meeting import meeting
from outrider.web.auth import page
from outrider.web.cases.common import who
from outrider.web.cases.looking import look

WHY = "daily-meeting"


@never_cache
@require_safe
@page(Permission.MANAGE_PLAN)
def sheet(request: HttpRequest) -> HttpResponse:
    """What is new since the last meeting. Each officer on it sees that the meeting looked."""
    by, now = who(request), timezone.now()
    found, cases = meeting(by, now)
    for case in cases:
        look(request, case, by, WHY, now)
    context = {
        "meeting": found,
        "since": timezone.localtime(found.since),
        "next_at": timezone.localtime(found.next_at),
        "printed_at": timezone.localtime(now),
    }
    return render(request, "cases/meeting.html.jinja", context)
