"""Is a session strong enough? Asked of every page, every API call and every stream.

However a session came about, it stands for nobody until the second factor was shown that its
person has, or that a role of theirs needs. No way in can leave it out, because none is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.conf import settings

from outrider.people.models import User
from outrider.people.queries import roles_of

SECOND: Final = "second"
"""Key of an authentication that is a second factor, though it is not one of ours."""


class Standing(StrEnum):
    STRONG = "strong"
    TO_PROVE = "to-prove"  # has a second factor and has not shown it
    TO_ENROL = "to-enrol"  # needs one and has none


def standing(user: User, session: Mapping[str, Any], now: datetime) -> Standing:
    """What stands between this session and its person's roles."""
    if settings.DEMO or proven(user, session):
        return Standing.STRONG
    needed = needs_one(user, now)
    if has_one(user) if needed else _had_one_at_sign_in(user, session):
        return Standing.TO_PROVE
    return Standing.TO_ENROL if needed else Standing.STRONG


def authentications(user: User, session: Mapping[str, Any]) -> list[dict[str, Any]]:
    """How this person has proven who they are in this session, oldest first."""
    if session.get(WHOSE) != user_id_to_str(user):
        return []
    kept = session.get(METHODS)
    return kept if isinstance(kept, list) else []


def proven(user: User, session: Mapping[str, Any]) -> bool:
    """Has a second factor been shown in this session?"""
    return any(is_second(one) for one in authentications(user, session))


def is_second(one: Mapping[str, Any]) -> bool:
    return one.get("method") == "mfa" or bool(one.get(SECOND))


def needs_one(user: User, now: datetime) -> bool:
    """Does a role of theirs need one? All roles count: one may be acted in within a click."""
    needing = settings.SECOND_FACTOR_ROLES
    return bool(needing) and not needing.isdisjoint(roles_of(user.pk, now))


def has_one(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=_KINDS).exists())


_KINDS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _had_one_at_sign_in(user: User, session: Mapping[str, Any]) -> bool:
    """A second factor of somebody who needs none ends no session that was there before it.

    A phone in the field with drafts on it stays signed in when its person adds one at a desk.
    """
    first = next((one.get("at") for one in authentications(user, session)), None)
    rows = Authenticator.objects.filter(user=user, type__in=_KINDS)
    if first is not None:
        rows = rows.filter(created_at__lte=datetime.fromtimestamp(float(first), UTC))
    return bool(rows.exists())
