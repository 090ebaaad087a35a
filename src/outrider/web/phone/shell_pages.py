"""What every app on a phone answers: its shell, its worker, its place on the home screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_GET

View = Callable[[HttpRequest], HttpResponse]


def shell_view(template: str) -> View:
    """The page for the phone's store. Open to all: it has no data, only the app."""

    def shell(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return require_GET(shell)


def worker_view(template: str, scope: str, made: Callable[[], tuple[str, list[str]]]) -> View:
    """The service worker. Its text changes with any file of the app, so phones take it anew."""

    def worker(request: HttpRequest) -> HttpResponse:
        version, files = made()
        context = {"version": version, "files": files}
        answer = render(request, template, context, content_type="text/javascript")
        # the scope is above the worker's own address: the browser asks for leave
        answer["Service-Worker-Allowed"] = scope
        answer["Cache-Control"] = "no-cache"
        return answer

    return require_GET(worker)


def manifest_view(scope: str, name: str, short: str, says: str, **more: Any) -> View:
    """What a phone shows when the app is on its home screen."""

    def manifest(request: HttpRequest) -> HttpResponse:
        about = {
            "id": scope,
            "name": name,
            "short_name": short,
            "description": says,
            "lang": "en-GB",
            "start_url": scope,
            "scope": scope,
            "display": "standalone",
            "background_color": "#0B1118",
            "theme_color": "#0B1118",
            "icons": _icons(),
        }
        return JsonResponse(about | more, content_type="application/manifest+json")

    return require_GET(manifest)


def _icons() -> list[dict[str, str]]:
    big = {
        "src": static("img/phone/icon-512.png"),
        "sizes": "512x512",
        "type": "image/png",
    }
    return [
        {"src": static("img/phone/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("img/phone/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        big,
        big | {"purpose": "maskable"},
    ]
