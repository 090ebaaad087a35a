"""From a signed-in session to the viewer, for pages and the API alike.

A session that lacks a second factor which it needs has no viewer: see `second_factor.standing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import constant_time_compare

from outrider.domain.access import Viewer
from outrider.people.models import User
from outrider.people.queries import viewer_for
from outrider.people.second_factor.standing import Standing, standing

ROLE_KEY: Final = "role"
"""Session key of the role that the person acts in."""


def viewer_in(user: Any, session: Mapping[str, Any], now: datetime) -> Viewer | None:
    """The viewer of a request whose user and session Django has loaded."""
    if not isinstance(user, User):
        return None
    return _viewer(user, session, now)


def viewer_of_session(session_key: str | None, now: datetime) -> Viewer | None:
    """The viewer of a session read afresh; None once it was signed out, ended or overtaken.

    A stream asks this again and again, so it must see a sign-out or a new password made elsewhere.
    """
    if not session_key:
        return None
    session = SessionStore(session_key).load()
    if SESSION_KEY not in session or BACKEND_SESSION_KEY not in session:
        return None
    user = User.objects.filter(pk=session[SESSION_KEY], is_active=True).first()
    if user is None or not _unchanged(user, session.get(HASH_SESSION_KEY, "")):
        return None
    return _viewer(user, session, now)


def _viewer(user: User, session: Mapping[str, Any], now: datetime) -> Viewer | None:
    found = viewer_for(user, session.get(ROLE_KEY), now)
    if found is None or standing(user, session, now) is not Standing.STRONG:
        return None
    return found


def standing_in(user: Any, session: Mapping[str, Any], now: datetime) -> Standing:
    """What is missing from a session whose user and session Django has loaded."""
    return standing(user, session, now) if isinstance(user, User) else Standing.STRONG


def _unchanged(user: User, signed_hash: str) -> bool:
    """Is the password still the one that the session was opened with?"""
    current = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(signed_hash, one) for one in current)
