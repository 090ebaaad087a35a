"""The app's pages and lists. Its data comes from /api/v1; the shell holds nothing about anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from outrider.coresponse.queries.not_picked import not_picked_lately
from outrider.domain.access import Permission
from outrider.domain.coresponse.report_questions import report_forms
from outrider.domain.people.kit import ITEMS
from outrider.web.auth import page, viewer
from outrider.web.phone.shell import shell as shell_now

SHELL = "phone/app.html.jinja"
REUSED = frozenset({"aed", "oximeter"})  # goes back into the bag: never off the stock


@require_GET
@ensure_csrf_cookie
@page(Permission.OPEN_PHONE)
def phone(request: HttpRequest) -> HttpResponse:
    """The app, for whoever crews a unit."""
    return render(request, SHELL)


@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The same page for the phone's store. Open to all: it has no data, only the app."""
    return render(request, SHELL)


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes with any file of the app, so phones take it anew."""
    version, files = shell_now()
    context = {"version": version, "files": files}
    answer = render(request, "phone/sw.js.jinja", context, content_type="text/javascript")
    # /phone itself is above /phone/sw.js: the browser asks for leave
    answer["Service-Worker-Allowed"] = "/phone"
    answer["Cache-Control"] = "no-cache"
    return answer


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone shows when the app is put on its home screen."""
    icons = [
        {"src": static("img/phone/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("img/phone/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("img/phone/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("img/phone/icon-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    return JsonResponse(
        {
            "id": "/phone",
            "name": "Outrider",
            "short_name": "Outrider",
            "description": "Medical offers, guidance and handover for co-responders",
            "lang": "en-GB",
            "start_url": "/phone",
            "scope": "/phone",
            "display": "standalone",
            "orientation": "portrait",
            "background_color": "#0B1118",
            "theme_color": "#0B1118",
            "icons": icons,
        },
        content_type="application/manifest+json",
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
