"""Making and checking the tokens of feeding systems."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Final

from django.db.models import Q

from outrider.api.feeds import Feed
from outrider.api.models import ApiToken
from outrider.domain.access import Viewer

PREFIX: Final = "outrider_"
"""Lets a scanner find a token that was put somewhere by mistake."""


def create_token(name: str, feed: Feed, now: datetime, expires_at: datetime | None = None) -> str:
    """Make a token and return it; it cannot be read again. `IntegrityError`: name taken."""
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        name=name,
        feed=feed.value,
        token_hash=_hash(token),
        created_at=now,
        expires_at=expires_at,
    )
    return token


def revoke_token(name: str, now: datetime) -> bool:
    """Withdraw the token of this name at once; False when there is none in force."""
    return bool(ApiToken.objects.filter(name=name, revoked_at=None).update(revoked_at=now))


def token_in_force(token: str, now: datetime) -> ApiToken | None:
    """The row of a token that may be used at `now`."""
    return ApiToken.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now),
        token_hash=_hash(token),
        revoked_at=None,
    ).first()


def viewer_of(row: ApiToken) -> Viewer:
    """The system as a viewer. Its number is negative, so that it never meets a person's."""
    return Viewer(
        user_id=-row.pk,
        pseudonym=str(row.pseudonym),
        name=row.name,
        role=Feed(row.feed).role,
    )


def _hash(token: str) -> str:
    # A token is 256 random bits: a plain hash cannot be guessed back, so no slow one is needed.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
