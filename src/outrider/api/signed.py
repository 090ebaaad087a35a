"""Who is asking: a person with a session, or a feeding system with a token."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security.apikey import APIKeyCookie
from ninja.security.http import HttpBearer
from ninja.utils import check_csrf

from outrider.api.feeds import Feed
from outrider.api.handlers import forbidden
from outrider.api.parsing import check_content_type
from outrider.api.problems import ProblemRaised, page_out_of_date
from outrider.api.tokens import token_in_force, viewer_of
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role, Viewer
from outrider.people.sessions import viewer_in


@dataclass(frozen=True, slots=True)
class Signed:
    """The one who asks. `feed` is set for a system, which may do less than its role."""

    viewer: Viewer
    feed: Feed | None = None
    session_key: str | None = None

    def may(self, permission: Permission) -> bool:
        return self.viewer.may(permission) and (self.feed is None or self.feed.may(permission))

    @property
    def sender(self) -> str:
        """Whose ids a call's `sender_id` is unique among."""
        return self.viewer.name[:40] if self.feed else "console"


class SessionCookie(APIKeyCookie):
    """A signed-in browser. Whatever changes something needs the CSRF header too."""

    param_name: str = settings.SESSION_COOKIE_NAME

    def __init__(self, may: tuple[Permission, ...] = ()) -> None:
        self._may = may
        super().__init__()

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Signed | None:
        viewer = viewer_in(request.user, request.session, timezone.now())
        if viewer is None:
            return None
        if request.method == "POST":
            # Django looks for the CSRF token in a form first, and reads the form for it.
            check_content_type(request)
        if check_csrf(request):
            raise ProblemRaised(page_out_of_date())
        return allowed(Signed(viewer, session_key=request.session.session_key), self._may)


class BearerToken(HttpBearer):
    """A feeding system."""

    def __init__(self, may: tuple[Permission, ...] = ()) -> None:
        self._may = may
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Signed | None:
        row = token_in_force(token.strip(), timezone.now())
        return allowed(Signed(viewer_of(row), Feed(row.feed)), self._may) if row else None


def authentication(may: tuple[Permission, ...]) -> list[BearerToken | SessionCookie]:
    """Who may use an operation. It is asked before the message is read.

    The token comes first: a system that sends one means it, whatever cookies its client keeps.
    """
    return [BearerToken(may), SessionCookie(may)]


def signed(request: HttpRequest) -> Signed:
    """The one who asks, as authentication found them."""
    found: Signed = request.auth  # type: ignore[attr-defined]
    return found


def allowed(who: Signed, any_of: tuple[Permission, ...]) -> Signed:
    """The one who asks, if they have one of these permissions; else a 403 that says who has."""
    if not any_of or any(who.may(permission) for permission in any_of):
        return who
    why = f"This is not part of {Feed(who.feed).label if who.feed else who.viewer.role.label}."
    raise ProblemRaised(forbidden(why, who_can(any_of)))


def who_can(any_of: tuple[Permission, ...]) -> str:
    """Which roles can, and how to ask."""
    roles = [role.label for role in Role if ROLE_PERMISSIONS[role] & set(any_of)]
    if not roles:
        return "No role has it."
    return (
        f"It is for: {', '.join(roles)}. Ask your control room, or an administrator for the role."
    )
