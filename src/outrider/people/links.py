"""One-time links by which a person chooses a password: at first, or when it is forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from outrider.domain.access import Role
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import Actor
from outrider.people.models import RoleGrant, User


class _Tokens(PasswordResetTokenGenerator):
    """A token goes stale with the password that it was made beside, so it works once."""

    key_salt = "outrider.people.links"


_TOKENS: Final = _Tokens()


def path_of(user: User) -> str:
    """The address, on this server, at which the person chooses a password."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return f"/welcome/{uid}/{_TOKENS.make_token(user)}"


def person_of(uid: str, token: str) -> User | None:
    """Whose link it is; None when it was used, has expired or never was one."""
    try:
        key = int(force_str(urlsafe_base64_decode(uid)))
    except (ValueError, OverflowError, UnicodeDecodeError):
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user is not None and _TOKENS.check_token(user, token) else None


@transaction.atomic
def choose_password(user: User, password: str, now: datetime) -> None:
    """The link is spent with it, and every session of the account ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    append([_entry(user, "account.password-chosen", Actor(str(user.pseudonym), "self"), now)])


@transaction.atomic
def make_links(users: list[User], by: Actor, now: datetime) -> list[tuple[User, str]]:
    """A link for each, and a journal row that says who made it."""
    append([_entry(user, "account.link-made", by, now) for user in users])
    return [(user, path_of(user)) for user in users]


class AlreadyThere(Exception):
    """There is an administrator; another one comes from the list of people."""


@transaction.atomic
def first_administrator(username: str, name: str, by: Actor, now: datetime) -> str:
    """The path of a link for the first account of an installation.

    Raises:
        AlreadyThere: somebody can sign in as administrator.
    """
    if administrator_exists():
        raise AlreadyThere
    user, _ = User.objects.get_or_create(username=username, defaults={"display_name": name})
    if not user.password:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    RoleGrant.objects.get_or_create(user=user, role=Role.ADMINISTRATOR.value, station=None)
    append([_entry(user, "account.first-administrator", by, now)])
    return path_of(user)


def administrator_exists() -> bool:
    """Has any administrator of the whole force chosen a password?"""
    held = RoleGrant.objects.filter(
        role=Role.ADMINISTRATOR.value, station=None, user__is_active=True
    )
    return any(grant.user.has_usable_password() for grant in held.select_related("user"))


def without_password() -> list[User]:
    """Accounts with a role whose person has not chosen a password yet."""
    users = User.objects.filter(is_active=True, grants__isnull=False).distinct()
    return [user for user in users.order_by("username") if not user.has_usable_password()]


def _entry(user: User, kind: str, by: Actor, now: datetime) -> NewEntry:
    return NewEntry(
        stream=f"user:{user.pseudonym}",
        kind=kind,
        actor=by.id,
        on_behalf_of=by.on_behalf_of,
        effective_at=now,
    )
