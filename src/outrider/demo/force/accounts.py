"""Accounts that a visitor steps into. Nobody has a password: the demo lets them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from outrider.demo.seeds import made_id
from outrider.people.models import RoleGrant, Station, User

if TYPE_CHECKING:
    from outrider.demo.force.create import Recipe


USERNAME_PREFIX = "demo-"


def create(recipe: Recipe, stations: dict[str, Station]) -> dict[str, User]:
    """Users by their key in the cast, each with their one role where they hold it."""
    made = {part.key: _user(recipe, part.key, part.name) for part in recipe.plan.cast}
    User.objects.bulk_create(made.values())
    RoleGrant.objects.bulk_create(
        RoleGrant(user=made[part.key], role=part.role, station=stations[code] if code else None)
        for part in recipe.plan.cast
        for code in (part.stations or ("",))
    )
    return made


def _user(recipe: Recipe, key: str, name: str) -> User:
    return User(
        username=USERNAME_PREFIX + key,
        display_name=name,
        pseudonym=made_id(recipe.seed, "user", key),
        # no salt at the end: the same seed must give the same bytes
        password=UNUSABLE_PASSWORD_PREFIX + "demo",
        date_joined=recipe.anchor,
    )
