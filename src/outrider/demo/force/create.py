"""Making the whole force, in the order in which its rows need each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from outrider.demo.config import ForcePlan, force_plan
from outrider.demo.force import accounts, kit, people, schemes, units
from outrider.demo.ground import Ground


@dataclass(frozen=True)
class Recipe:
    """What the bytes depend on."""

    seed: int
    anchor: datetime  # UTC; shifts and expiry days are counted from here
    ground: Ground
    plan: ForcePlan


@dataclass(frozen=True)
class Made:
    """How many rows of each kind were made, for the log and the tests."""

    stations: int
    officers: int
    units: int
    ambulances: int
    users: int


@transaction.atomic
def create(seed: int, anchor: datetime, ground: Ground, plan: ForcePlan | None = None) -> Made:
    """Write the force into an empty register.

    Raises:
        ValueError: the anchor has no time zone.
    """
    if anchor.tzinfo is None:
        raise ValueError("The anchor needs a time zone: give it in UTC.")
    recipe = Recipe(seed, anchor.astimezone(UTC), ground, plan or force_plan())
    schemes.create(recipe)
    stations = people.create_stations(recipe)
    users = accounts.create(recipe, stations)
    made_units = units.create_units(recipe, stations)
    officers = people.create_officers(recipe, stations, users)
    units.create_shifts(recipe, made_units, officers)
    kit.create(recipe, made_units)
    ambulances = units.create_ambulances(recipe, stations)
    return Made(
        stations=len(stations),
        officers=sum(len(crew) for crew in officers.values()),
        units=len(made_units),
        ambulances=ambulances,
        users=len(users),
    )
