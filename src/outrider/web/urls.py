"""Addresses of the pages: each room brings its own and is mounted when it is there."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = (
    "auth",
    "start",
    "console",
    "board",
    "phone",
    "record",
    "cases",
    "link",
    "hazards",
    "support",
    "evidence",
    "notices",
    "agreement",
    "setup",
)


def _rooms() -> list[URLPattern | URLResolver]:
    package = "outrider.web"
    there = [room for room in ROOMS if find_spec(f"{package}.{room}")]
    modules = [f"{package}.{room}.urls" for room in there]
    return [path("", include(module)) for module in modules if find_spec(module)]


urlpatterns = [*_rooms(), path("", include("outrider.web.auth.names"))]
