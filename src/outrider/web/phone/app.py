"""The app's pages and lists. Its data comes from /api/v1; the shell holds nothing about anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from outrider.coresponse.queries.not_picked import not_picked_lately
from outrider.domain.access import Permission
from outrider.domain.coresponse.report_questions import report_forms
from outrider.domain.people.kit import ITEMS
from outrider.web.auth import page, viewer
from outrider.web.phone.shell import shell as shell_now
from outrider.web.phone.shell_pages import manifest_view, shell_view, worker_view

SHELL = "phone/app.html.jinja"
REUSED = frozenset({"aed", "oximeter"})  # goes back into the bag: never off the stock


@require_GET
@ensure_csrf_cookie
@page(Permission.OPEN_PHONE)
def phone(request: HttpRequest) -> HttpResponse:
    """The app, for whoever crews a unit."""
    return render(request, SHELL)


shell = shell_view(SHELL)
worker = worker_view("phone/sw.js.jinja", "/phone", shell_now)
manifest = manifest_view(
    "/phone",
    "Outrider",
    "Outrider",
    "Medical offers, guidance and handover for co-responders",
    orientation="portrait",
)


@require_GET
@page(Permission.OPEN_PHONE)
def forms(request: HttpRequest) -> JsonResponse:
    """The short report's questions, by condition."""
    return JsonResponse({"forms": report_forms()})


@require_GET
@page(Permission.OPEN_PHONE)
def kit(request: HttpRequest) -> JsonResponse:
    """What of the kit is used up at a call: code and name, in the order of the register."""
    return JsonResponse(
        {"kit": [[code, name] for code, name in ITEMS.items() if code not in REUSED]}
    )


@require_GET
@page(Permission.OPEN_PHONE)
def not_picked(request: HttpRequest) -> JsonResponse:
    """Decisions of the last day in which this crew's unit was looked at and not asked."""
    who = viewer(request)
    decisions = not_picked_lately(who, timezone.now()) if who else []
    return JsonResponse({"decisions": decisions})
