"""A cell of roles: “Officer; Link officer @ ryde”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from outrider.domain.access import Role
from outrider.people.importing.problems import Unclear, quoted

Held: TypeAlias = tuple[Role, int | None]
"""A role, and the station at which it is held; None is the whole force or trust."""

AT_OWN_STATION: Final = frozenset(
    {
        Role.OFFICER,
        Role.SUPERVISOR,
        Role.DUTY_SERGEANT,
        Role.INSPECTOR,
        Role.LINK_OFFICER,
        Role.OFFICER_IN_THE_CASE,
        Role.CO_RESPONDER,
    }
)
"""Held at the person's own station when the cell names none; the others force-wide."""

EVERYWHERE: Final = ("force", "trust", "all", "everywhere")
_BETWEEN: Final = re.compile(r"[;,|/\n]+")
_BY_NAME: Final = {
    spelling: role for role in Role for spelling in (role.value, role.label.casefold())
}


def roles_in(text: str, own: int | None, station: Callable[[str], int]) -> frozenset[Held]:
    """What the cell gives. `station` finds one by its code and raises `Unclear`."""
    return frozenset(_one(part.strip(), own, station) for part in _parts(text))


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text) if part.strip()]


def _one(part: str, own: int | None, station: Callable[[str], int]) -> Held:
    name, at, place = (each.strip() for each in part.partition("@"))
    role = _BY_NAME.get(name.casefold())
    if role is None:
        raise Unclear(
            f"{quoted(name)} is no role.", f"Use: {', '.join(each.label for each in Role)}."
        )
    if not at:
        return role, own if role in AT_OWN_STATION else None
    return role, None if place.casefold() in EVERYWHERE else station(place)


def written(held: Iterable[Held], own: int | None, code: Callable[[int], str]) -> str:
    """As `roles_in` reads it back."""
    return "; ".join(
        _written(role, at, own, code)
        for role, at in sorted(held, key=lambda each: (list(Role).index(each[0]), each[1] or 0))
    )


def _written(role: Role, at: int | None, own: int | None, code: Callable[[int], str]) -> str:
    usual = own if role in AT_OWN_STATION else None
    if at == usual:
        return role.label
    return f"{role.label} @ {EVERYWHERE[0] if at is None else code(at)}"


def codes(roles: Iterable[Held]) -> list[str]:
    """For the journal."""
    return sorted(f"{role.value}@{EVERYWHERE[0] if at is None else at}" for role, at in roles)
