"""Adding and removing second factors. Each change is a journal row; a secret never is."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import Actor
from outrider.people.models import User
from outrider.people.second_factor.codes import app_data
from outrider.people.second_factor.standing import has_one

Kind = Authenticator.Type
LONGEST_NAME: Final = 60
LONGEST_REASON: Final = 300


@transaction.atomic
def add_app(user: User, secret: str, step: int, now: datetime) -> bool:
    """A new authenticator app in the place of any old one. True when codes came with it."""
    _lock(user)
    Authenticator.objects.filter(user=user, type=Kind.TOTP).delete()
    Authenticator.objects.create(user=user, type=Kind.TOTP, data=app_data(secret, step))
    made = _with_codes(user)
    append([_entry(user, "account.second-factor-added", _self(user), now, {"kind": "app"})])
    return made


@transaction.atomic
def add_passkey(user: User, name: str, credential: dict[str, Any], now: datetime) -> bool:
    """A new passkey. True when recovery codes came with it."""
    _lock(user)
    WebAuthn.add(user, name[:LONGEST_NAME], credential)
    made = _with_codes(user)
    append([_entry(user, "account.second-factor-added", _self(user), now, {"kind": "passkey"})])
    return made


@transaction.atomic
def rename_passkey(row: Authenticator, name: str) -> None:
    row.data["name"] = name[:LONGEST_NAME]
    row.save(update_fields=["data"])


@transaction.atomic
def remove_own(user: User, row: Authenticator, now: datetime) -> None:
    """One of one's own; the recovery codes go with the last."""
    _lock(user)
    kind = "app" if row.type == Kind.TOTP else "passkey"
    row.delete()
    if not has_one(user):
        Authenticator.objects.filter(user=user).delete()
    append([_entry(user, "account.second-factor-removed", _self(user), now, {"kind": kind})])


@transaction.atomic
def new_codes(user: User, now: datetime) -> None:
    """Fresh recovery codes; the old ones stop working."""
    _lock(user)
    Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    append([_entry(user, "account.recovery-codes-made", _self(user), now)])


@transaction.atomic
def codes_to_show(user: User) -> list[str] | None:
    """The recovery codes, the first time that somebody looks; None ever after."""
    row = (
        Authenticator.objects.select_for_update()
        .filter(user=user, type=Kind.RECOVERY_CODES)
        .first()
    )
    if row is None or row.wrap().did_view:
        return None
    codes = row.wrap()
    codes.mark_as_viewed()
    return [f"{code[:4]} {code[4:]}" for code in codes.get_unused_codes()]


@transaction.atomic
def remove_for(user: User, by: Actor, reason: str, sessions_too: bool, now: datetime) -> int:
    """All of somebody's second factors, for who lost theirs. How many apps and passkeys went."""
    _lock(user)
    rows = Authenticator.objects.filter(user=user)
    gone: int = rows.exclude(type=Kind.RECOVERY_CODES).count()
    rows.delete()
    ended = end_sessions(user, now) if sessions_too else 0
    payload = {"number": gone, "sessions_ended": ended}
    entry = _entry(user, "account.second-factors-removed-for", by, now, payload, reason)
    append([entry])
    return gone


def end_sessions(user: User, now: datetime) -> int:
    """End every session of the account: its streams end with them."""
    # A session does not say in a column whose it is.
    theirs = [
        row.pk
        for row in Session.objects.filter(expire_date__gt=now).iterator()
        if row.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    ended: int = Session.objects.filter(pk__in=theirs).delete()[0]
    return ended


@transaction.atomic
def note_recovery_code(user: User, now: datetime) -> None:
    """A recovery code was used: on record, because it stands for a lost phone."""
    append([_entry(user, "account.recovery-code-used", _self(user), now)])


def _lock(user: User) -> None:
    User.objects.select_for_update().get(pk=user.pk)


def _with_codes(user: User) -> bool:
    there = Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).exists()
    if not there:
        RecoveryCodes.activate(user)
    return not there


def _self(user: User) -> Actor:
    return Actor(str(user.pseudonym), "self")


def _entry(
    user: User,
    kind: str,
    by: Actor,
    now: datetime,
    payload: dict[str, Any] | None = None,
    text: str | None = None,
) -> NewEntry:
    return NewEntry(
        stream=f"user:{user.pseudonym}",
        kind=kind,
        actor=by.id,
        on_behalf_of=by.on_behalf_of,
        payload=payload or {},
        effective_at=now,
        text=text,
    )
