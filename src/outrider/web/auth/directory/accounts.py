"""Whose account a directory's person has here. None is ever made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from outrider.domain.access import Directory
from outrider.people.models import User


def user_name_in(claims: Mapping[str, Any], named: Directory) -> str:
    """The user name that the claim stands for; empty when it stands for none."""
    value = claims.get(named.claim)
    if not isinstance(value, str) or not value.strip():
        return ""
    if named.claim == "email" and claims.get("email_verified") is False:
        return ""
    name = value.strip()
    if not named.domain:
        return name
    before, _, domain = name.rpartition("@")
    return before if domain.casefold() == named.domain.casefold() else ""


def account_of(claims: Mapping[str, Any], named: Directory) -> User | None:
    """The one active account of that user name. Two that differ in capitals only are nobody's."""
    name = user_name_in(claims, named)
    if not name:
        return None
    found = list(User.objects.filter(username__iexact=name, is_active=True)[:2])
    return found[0] if len(found) == 1 else None
