"""The safety half of the force, in the order in which its rows need each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from outrider.demo.safety import register
from outrider.demo.safety.attacks import Attack, draw_attacks
from outrider.demo.safety.casting import Casting
from outrider.demo.safety.config import SafetyPlan, safety_plan
from outrider.demo.safety.ending import stand_in, withdraw_some
from outrider.demo.safety.exposure import draw_exposure
from outrider.demo.safety.facts import facts_of, recorded_at
from outrider.demo.safety.hazards import draw_hazards
from outrider.demo.safety.links import appoint
from outrider.demo.safety.lists import write_lists
from outrider.demo.safety.newport_cases import newport_scenes
from outrider.demo.safety.people import draw_people, hubs_of
from outrider.demo.safety.play import Played, play
from outrider.demo.safety.present import Colleagues, draw_present, write_present
from outrider.demo.safety.rota import Rota
from outrider.demo.safety.scene import Scene
from outrider.demo.safety.script import write
from outrider.demo.safety.stepped_into import name_the_cast
from outrider.demo.safety.story import STORY
from outrider.demo.safety.story_cases import story_scenes, write_looks
from outrider.demo.safety.truths import PEOPLE, truths
from outrider.demo.safety.write import write_cases, write_template
from outrider.demo.seeds import made_id, stream
from outrider.people.models import Station

PLAN_LIVE: Final = timedelta(days=800)


@dataclass(frozen=True)
class SafetyMade:
    """How many rows of each kind were made, for the log and the tests."""

    people: int
    cases: int
    entries: int
    refused: int  # steps that a rule did not let happen
    null: bool


def create_safety(
    seed: int, anchor: datetime, *, people: int = PEOPLE, null: bool = False
) -> SafetyMade:
    """Write the people and their year beside the co-response half that is there already."""
    anchor = anchor.astimezone(UTC)
    plan, truth = safety_plan(), truths(null=null)
    with transaction.atomic():
        stations = register.stations_of(plan)
        places = {code: (row.lat, row.lon) for code, row in stations.items()}
        everybody = draw_people(seed, anchor.date(), plan, places, people)
        everybody += register.adopt(plan, seed)
        name_the_cast(everybody)
        links = appoint(seed, anchor.date(), plan, everybody)
        rota = Rota(anchor, everybody)
        exposure = draw_exposure(seed, anchor, plan, everybody)
        register.write_people(seed, anchor, everybody, stations)
        register.write_rota(everybody, rota)
        register.write_exposure(everybody, exposure)
        register.write_training(seed, anchor.date(), everybody)
        register.write_links(links, stations)
        write_template(anchor - PLAN_LIVE)
    attacks = draw_attacks(seed, anchor, truth, everybody, exposure, links)
    casting = Casting(everybody, hubs_of(plan, places), links)
    scenes = _scenes(seed, anchor, plan, stations, casting, attacks)
    cases = [play(scene) for scene in scenes]
    for played in cases:
        stand_in(played, casting, rota, anchor)
    entries = write_cases(cases, draw_hazards(seed, cases, anchor), anchor)
    write_lists(cases, attacks)
    _write_log(seed, cases, Colleagues.of(everybody, exposure))
    write_looks(seed, cases, casting)
    withdraw_some(seed, cases, anchor)
    return SafetyMade(
        people=len(everybody),
        cases=len(cases),
        entries=entries,
        refused=sum(played.refused for played in cases),
        null=null,
    )


def _scenes(
    seed: int,
    anchor: datetime,
    plan: SafetyPlan,
    stations: dict[str, Station],
    casting: Casting,
    attacks: list[Attack],
) -> list[Scene]:
    """Every recorded attack with its facts and its people, numbered by when it was recorded."""
    places = _places(plan, stations)
    told = {one.number for one in STORY}
    scenes = []
    for number, attack in enumerate(attacks):
        if attack.hidden or attack.person.number in told:
            continue
        random = stream(seed, "safety-scene", number)
        town, near = places[attack.person.station]
        facts = facts_of(random, attack, town, near, number)
        scene = Scene(
            id=made_id(seed, "case", number),
            attack=attack,
            facts=facts,
            cast=casting.cast(random, attack),
            random=random,
            recorded=min(recorded_at(attack, facts), anchor - timedelta(minutes=20)),
            until=anchor,
            seed=seed,
            number="",
            station_id=stations[attack.person.station].pk,
        )
        write(scene)
        scenes.append(scene)
    scenes += story_scenes(seed, anchor, stations, casting)
    scenes += newport_scenes(seed, anchor, stations, casting)
    return list(_numbered(scenes))


def _write_log(seed: int, cases: list[Played], colleagues: Colleagues) -> None:
    """The control room's log of who was there; of attacks that are a case, and no others."""
    log = {}
    for number, played in enumerate(cases):
        scene = played.scene
        if not scene.attack.assault:
            continue
        at = scene.attack.at
        log[f"{at:%y%m%d}-{number:04d}"] = draw_present(
            seed, scene.id, scene.victim, at, scene.facts.single_crewed, colleagues
        )
    write_present(log)


def _places(
    plan: SafetyPlan, stations: dict[str, Station]
) -> dict[str, tuple[str, tuple[float, float]]]:
    """Town and middle by station."""
    return {
        one.code: (
            one.town
            or stations[one.code]
            .name.removesuffix(" police station")
            .removesuffix(" police office"),
            (stations[one.code].lat, stations[one.code].lon),
        )
        for one in plan.stations
    }


def _numbered(scenes: list[Scene]) -> Iterable[Scene]:
    """ "OH-26-0318", counted within a local year."""
    counts: dict[str, int] = {}
    for scene in sorted(scenes, key=lambda scene: (scene.recorded, scene.id)):
        year = f"{timezone.localtime(scene.recorded):%y}"
        counts[year] = counts.get(year, 0) + 1
        scene.number = f"{settings.CASE_PREFIX}-{year}-{counts[year]:04d}"
        yield scene
