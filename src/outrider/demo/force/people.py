"""Stations, and the people who serve there with what they are trained for."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from outrider.demo.config import UnitPlan
from outrider.demo.names import FAMILY, GIVEN
from outrider.demo.seeds import made_id, stream
from outrider.domain.people.competence import Skill
from outrider.people.models import Competence, DrivingAuthority, Officer, Station, User

if TYPE_CHECKING:
    from outrider.demo.force.create import Recipe

RANK_OF_RELIEF = {
    "police-special": "SC",
    "police-regular": "PC",
    "fire-co-responder": "Firefighter",
    "community-responder": "Responder",
}


def create_stations(recipe: Recipe) -> dict[str, Station]:
    """Stations by code, each beside a road of its town."""
    towns = {town.name: town for town in recipe.ground.towns}
    made = {}
    for plan in recipe.plan.stations:
        town = towns[plan.town]
        _, lat, lon = recipe.ground.snap(town.lat, town.lon)
        made[plan.code] = Station(
            code=plan.code, name=plan.name, agency=plan.agency, lat=lat, lon=lon
        )
    Station.objects.bulk_create(made.values())
    return made


def create_officers(
    recipe: Recipe, stations: dict[str, Station], users: dict[str, User]
) -> dict[tuple[str, str], list[Officer]]:
    """Officers by call sign and watch: A is on now, B relieves it."""
    random = stream(recipe.seed, "officers")
    crews: dict[tuple[str, str], list[Officer]] = {}
    spare = random.sample(FAMILY, len(FAMILY))
    number = 4_100
    account = {part.unit: users[part.key] for part in recipe.plan.cast if part.unit}
    for plan in recipe.plan.units:
        rank = RANK_OF_RELIEF[plan.scheme]
        relief = [f"{rank} {spare.pop() if spare else random.choice(FAMILY)}" for _ in plan.crew]
        for watch, spoken in (("A", plan.crew), ("B", tuple(relief))):
            crew = []
            for seat, name in enumerate(spoken):
                number += random.randint(1, 9)
                officer = _officer(recipe, plan, name, number, stations[plan.station], random)
                if watch == "A" and seat == 0:
                    officer.user = account.get(plan.call_sign)
                crew.append(officer)
            crews[plan.call_sign, watch] = crew
    everybody = [officer for crew in crews.values() for officer in crew]
    Officer.objects.bulk_create(everybody)
    _train(recipe, crews)
    return crews


def _officer(
    recipe: Recipe,
    plan: UnitPlan,
    spoken: str,
    number: int,
    station: Station,
    random: Random,
) -> Officer:
    rank, family = spoken.split(" ", 1)
    return Officer(
        id=made_id(recipe.seed, "officer", number),
        rank=rank,
        number=str(number),
        given_name=random.choice(GIVEN),
        family_name=family,
        station=station,
        joined_on=recipe.anchor.date() - timedelta(days=random.randint(200, 4_000)),
    )


def _train(recipe: Recipe, crews: dict[tuple[str, str], list[Officer]]) -> None:
    random = stream(recipe.seed, "training")
    today = recipe.anchor.date()
    competences: list[Competence] = []
    driving: list[DrivingAuthority] = []
    for plan in recipe.plan.units:
        for watch in ("A", "B"):
            for seat, officer in enumerate(crews[plan.call_sign, watch]):
                lapsed = officer.spoken_name == plan.lapsed
                if not plan.untrained:
                    competences += _competences(officer, today, random, lapsed=lapsed)
                if not plan.normal_driver and seat == 0:
                    left = random.randint(60, 900)
                    driving.append(
                        DrivingAuthority(officer=officer, expires_on=today + timedelta(days=left))
                    )
    Competence.objects.bulk_create(competences)
    DrivingAuthority.objects.bulk_create(driving)


def _competences(
    officer: Officer, today: date, random: Random, *, lapsed: bool
) -> list[Competence]:
    """All skills, signed off within the last half year; a lapsed officer's ran out this month."""
    left = -random.randint(3, 20) if lapsed else random.randint(20, 170)
    expires = today + timedelta(days=left)
    return [
        Competence(
            officer=officer,
            skill=skill.value,
            awarded_on=expires - timedelta(days=182),
            expires_on=expires,
        )
        for skill in Skill
    ]
