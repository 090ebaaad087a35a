"""Whose password alone is not enough: who approves, releases, gives roles or reads a case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from outrider.domain.access.fields import ROLE_FIELDS, Field
from outrider.domain.access.permissions import ROLE_PERMISSIONS, Permission
from outrider.domain.access.roles import Role

_WEIGHTY: Final = frozenset(
    {
        Permission.APPROVE_PACK_POLICE,
        Permission.APPROVE_PACK_AMBULANCE,
        Permission.APPROVE_SCHEME_FIRE,
        Permission.RELEASE_POLICE,
        Permission.RELEASE_FIRE,
        # whoever gives roles could give themselves all of the others
        Permission.MANAGE_ACCOUNTS,
    }
)


def reads_cases_of_others(role: Role) -> bool:
    """Does the role name the victim of a case that is not one's own?"""
    return role is not Role.OFFICER and Field.CASE_VICTIM in ROLE_FIELDS[role]


NEED_BY_DEFAULT: Final = frozenset(
    role for role in Role if ROLE_PERMISSIONS[role] & _WEIGHTY or reads_cases_of_others(role)
)


def roles_that_need(words: Iterable[str]) -> frozenset[Role]:
    """The roles of a setting: `default`, `all`, `none`, or roles by their code; they add up.

    Raises:
        ValueError: a word is none of these; its text names the word.
    """
    found: frozenset[Role] = frozenset()
    for word in words:
        found |= _named(word)
    return found


def _named(word: str) -> frozenset[Role]:
    sets = {"default": NEED_BY_DEFAULT, "all": frozenset(Role), "none": frozenset[Role]()}
    return sets[word] if word in sets else frozenset({Role(word)})
