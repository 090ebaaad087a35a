"""The viewer of a page request, and the role that they act in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from outrider.domain.access import Role, Viewer
from outrider.people.queries import roles_of
from outrider.people.sessions import ROLE_KEY, viewer_in

_KEPT = "_outrider_viewer"


def viewer(request: HttpRequest) -> Viewer | None:
    """Who is asking, in the role that they act in now; None when signed out or without a role.

    Reads the database once a request.
    """
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, viewer_in(request.user, request.session, timezone.now()))
    found: Viewer | None = getattr(request, _KEPT)
    return found


def roles(request: HttpRequest) -> list[Role]:
    """Every role that the signed-in person holds now."""
    return roles_of(request.user.pk, timezone.now()) if request.user.is_authenticated else []


def act_as(request: HttpRequest, role: str) -> bool:
    """Act in another of one's roles; False when the person does not hold it now."""
    if role not in {held.value for held in roles(request)}:
        return False
    request.session[ROLE_KEY] = role
    forget(request)
    return True


def forget(request: HttpRequest) -> None:
    """The viewer kept on this request is one from before a sign-in, a role or a confirmation."""
    if hasattr(request, _KEPT):
        delattr(request, _KEPT)
