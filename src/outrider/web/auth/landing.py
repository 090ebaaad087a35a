"""Where a sign-in leads: to the page asked for, or to what is missing first."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from outrider.people.second_factor.standing import Standing
from outrider.people.sessions import standing_in
from outrider.web.auth.home import home_of
from outrider.web.auth.session import forget, viewer


def landing(request: HttpRequest, target: str) -> str:
    """The address for somebody who has just signed in, confirmed, or changed their factors."""
    if missing := missing_page(request, target):
        return missing
    forget(request)
    found = viewer(request)
    return safe_next(request, target) or (home_of(found) if found else "/account")


def missing_page(request: HttpRequest, target: str) -> str:
    """The page that a session must pass before any other; empty when nothing is missing."""
    pages = {Standing.TO_PROVE: "auth:confirm", Standing.TO_ENROL: "auth:security"}
    name = pages.get(standing_in(request.user, request.session, timezone.now()))
    return with_next(name, safe_next(request, target)) if name else ""


def with_next(name: str, target: str) -> str:
    return reverse(name) + (f"?{urlencode({'next': target})}" if target else "")


def safe_next(request: HttpRequest, target: str) -> str:
    """The page asked for, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else ""
