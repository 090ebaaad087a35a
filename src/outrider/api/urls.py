"""Addresses under /api/."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from outrider.api.problems import nothing_here, wrong_method
from outrider.api.v1 import api


def nothing(request: HttpRequest) -> HttpResponse:
    """No operation has this address."""
    return nothing_here().response()


def _told(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponseNotAllowed):
        return wrong_method(request.method, response["Allow"]).response()
    return response


def _with_problems(pattern: URLPattern) -> URLPattern:
    """The same address, answering a wrong method with a problem too."""
    view = pattern.callback
    if iscoroutinefunction(view):

        @wraps(view)
        async def told_async(request: HttpRequest, *a: Any, **k: Any) -> HttpResponseBase:
            return _told(request, await cast(Awaitable[HttpResponseBase], view(request, *a, **k)))

        pattern.callback = told_async
        return pattern

    @wraps(view)
    def told(request: HttpRequest, *a: Any, **k: Any) -> HttpResponseBase:
        return _told(request, view(request, *a, **k))

    pattern.callback = told
    return pattern


_patterns, _app, _namespace = api.urls
urlpatterns = [
    path(
        "v1/",
        (
            [
                _with_problems(one)
                for one in _patterns
                if isinstance(one, URLPattern) and one.name != "api-root"
            ],
            _app,
            _namespace,
        ),
    ),
    re_path(r"", csrf_exempt(nothing)),
]
