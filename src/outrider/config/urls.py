"""Addresses. The web and API rooms bring their own; each is mounted when it is there."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from outrider.config.health import healthz

ROOMS = (("api/", "outrider.api.urls"), ("", "outrider.web.urls"))


def _rooms() -> list[URLResolver]:
    return [path(prefix, include(module)) for prefix, module in ROOMS if find_spec(module)]


urlpatterns: list[URLPattern | URLResolver] = [path("healthz", healthz, name="healthz"), *_rooms()]

handler400 = "outrider.web.errors.bad_request"
handler403 = "outrider.web.errors.forbidden"
handler404 = "outrider.web.errors.not_found"
handler500 = "outrider.web.errors.our_fault"
