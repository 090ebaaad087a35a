"""The first page, and stepping into a role of the demo without a password."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from outrider.people.links import administrator_exists
from outrider.people.sessions import ROLE_KEY
from outrider.web.auth import viewer
from outrider.web.auth.home import home_of
from outrider.web.auth.session import forget
from outrider.web.start.cast import Part, demo_door, groups, service_of
from outrider.web.start.island import island
from outrider.web.start.tour import PARTS, TOUR

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The demo's cast and tour; without the demo, the sign-in page or one's own first page."""
    at_the_screen = viewer(request)
    if not settings.DEMO:
        if at_the_screen is None and request.user.is_authenticated:
            # no role just now, or a second factor to show: the account page tells which
            return redirect("auth:account")
        signed_out = settings.LOGIN_URL if administrator_exists() else "set-up:index"
        return redirect(home_of(at_the_screen) if at_the_screen else signed_out)
    cast = demo_door().cast()
    parts = {part.key: part for part in cast}
    return render(
        request,
        "start/start.html.jinja",
        {
            "groups": groups(cast),
            "service_of": service_of,
            "steps": len(TOUR),
            "tour": [
                (title, TOUR.index(steps[0]) + 1, [(step, parts[step.part]) for step in steps])
                for title, steps in PARTS
            ],
            "island": island(),
            "home": home_of(at_the_screen) if at_the_screen else None,
        },
    )


@never_cache
@require_POST
def step_in(request: HttpRequest) -> HttpResponse:
    """Sign the visitor in as one of the cast. Nowhere but in the demo."""
    part = _part(request.POST.get("part", ""))
    if not settings.DEMO or part is None:
        raise Http404
    user = demo_door().user_of(part.key)
    if user is None:
        return render(request, "start/not_ready.html.jinja", status=409)
    login(request, user, backend=BACKEND)
    request.session[ROLE_KEY] = part.role
    return HttpResponseRedirect(_target(request))


def _part(key: str) -> Part | None:
    return next((part for part in demo_door().cast() if part.key == key), None)


def _target(request: HttpRequest) -> str:
    asked = request.POST.get("to", "")
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    # the viewer kept on this request is the one from before the sign-in
    forget(request)
    fresh = viewer(request)
    return home_of(fresh) if fresh else "/"
