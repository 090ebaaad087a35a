"""One way in: whatever proved the first factor hands over here, to allauth's steps."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from outrider.people.models import User
from outrider.web.auth.session import forget


def enter(
    request: HttpRequest, user: User, method: str, target: str, **details: Any
) -> HttpResponse:
    """Go on to the second factor, or in when none is due. `details` go on the session's record."""
    if request.user.is_authenticated:
        # whoever was here has gone: what they had proven must not count for the next
        logout(request)
    record_authentication(request, user, method, **details)
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=target or None))
    forget(request)
    return response


def confirmed(request: HttpRequest, user: User, method: str, **details: Any) -> None:
    """Somebody who is signed in has proven once more who they are."""
    record_authentication(request, user, method, reauthenticated=True, **details)
    forget(request)
