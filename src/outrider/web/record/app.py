"""The app's page, its service worker and its words. None of them says anything about anybody."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from outrider.domain.access import Permission
from outrider.web.auth import page
from outrider.web.phone.shell import shell_files, versioned
from outrider.web.record.lists import lists

SHELL: Final = "record/app.html.jinja"
PAGES: Final = ("base.html.jinja", SHELL, "record/sw.js.jinja")
ENTRY: Final = "js/record/main.js"
BESIDE: Final = (
    "css/tokens.css",
    "css/components.css",
    "css/phone.css",
    "css/record/record.css",
    "css/record/details.css",
    "js/page.js",
    "img/favicon.svg",
    "img/phone/icon-192.png",
)


@require_GET
@ensure_csrf_cookie
@page(Permission.RECORD_ASSAULT)
def record(request: HttpRequest) -> HttpResponse:
    """The app, for anybody who can be assaulted at work."""
    return render(request, SHELL)


@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The same page for the phone's store. Open to all: it has no data, only the app."""
    return render(request, SHELL)


@require_GET
def word_lists(request: HttpRequest) -> JsonResponse:
    """The decider and every word of the form, kept by the phone together with the app."""
    return JsonResponse(lists())


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes with any file of the app and any word of the lists."""
    version, files = _shell_now()
    context = {"version": version, "files": files}
    answer = render(request, "record/sw.js.jinja", context, content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/phone/record"
    answer["Cache-Control"] = "no-cache"
    return answer


def record_files() -> tuple[str, ...]:
    """Static files of the app, as paths below the static folder."""
    return shell_files(ENTRY, BESIDE)


def _shell_now() -> tuple[str, list[str]]:
    return _cached() if settings.STATIC_MODE == "hashed" else _made()


@lru_cache(maxsize=1)
def _cached() -> tuple[str, list[str]]:
    return _made()


def _made() -> tuple[str, list[str]]:
    words = json.dumps(lists(), sort_keys=True).encode()
    return versioned(record_files(), PAGES, words)


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone shows when the app is on its home screen: nothing that gives away its use."""
    icons = [
        {"src": static("img/phone/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("img/phone/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("img/phone/icon-512.png"), "sizes": "512x512", "type": "image/png"},
    ]
    return JsonResponse(
        {
            "id": "/phone/record",
            "name": "Outrider record",
            "short_name": "Record",
            "description": "A short record from a shift",
            "lang": "en-GB",
            "start_url": "/phone/record",
            "scope": "/phone/record",
            "display": "standalone",
            "background_color": "#0B1118",
            "theme_color": "#0B1118",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )
