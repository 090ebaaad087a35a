"""The app's page, its service worker and its words. None of them says anything about anybody."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from outrider.domain.access import Permission
from outrider.web.auth import page
from outrider.web.phone.shell import shell_files, versioned
from outrider.web.phone.shell_pages import manifest_view, shell_view, worker_view
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
def word_lists(request: HttpRequest) -> JsonResponse:
    """The decider and every word of the form, kept by the phone together with the app."""
    return JsonResponse(lists())


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


shell = shell_view(SHELL)
worker = worker_view("record/sw.js.jinja", "/phone/record", _shell_now)
# nothing that gives away its use
manifest = manifest_view(
    "/phone/record", "Outrider record", "Record", "A short record from a shift"
)
