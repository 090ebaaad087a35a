"""A year of the demo force as arrays, straight from its draws: no row is written.

What the rows have besides is left out: the records taken back, the talks of the story's own people,
and the few seconds between a talk and its entry. `test_many_forces` holds both paths together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from outrider.demo.safety.attacks import Attack, draw_attacks
from outrider.demo.safety.casting import Casting
from outrider.demo.safety.config import safety_plan
from outrider.demo.safety.exposure import Exposure, draw_exposure
from outrider.demo.safety.facts import facts_of
from outrider.demo.safety.links import appoint
from outrider.demo.safety.newport_cases import newport_scenes
from outrider.demo.safety.people import Person, draw_people, hubs_of
from outrider.demo.safety.present import Colleagues, Present, draw_present
from outrider.demo.safety.scene import Scene
from outrider.demo.safety.stepped_into import name_the_cast
from outrider.demo.safety.story import STORY
from outrider.demo.safety.story_cases import story_scenes
from outrider.demo.safety.truths import PEOPLE, Truths, truths
from outrider.demo.seeds import made_id, stream
from outrider.evidence.signals.frame import SOURCES, SafetyYear
from outrider.evidence.signals.rows import YOUNG
from outrider.people.models import Station

ZONE = ZoneInfo("Europe/London")
ISLAND = (50.69, -1.30)
Places = dict[str, tuple[float, float]]
Place = tuple[float | None, float | None]


@dataclass(frozen=True)
class Drawn:
    people: list[Person]
    exposure: Exposure
    attacks: list[Attack]  # in order of time, hidden ones too
    where: dict[int, Place]  # by place in `attacks`
    talks: dict[int, datetime]
    present: dict[int, list[Present]]  # of recorded assaults, the victim first


def places_of_the_force() -> Places:
    """Where each station is; those of the island all in its middle: only the nearest hub counts."""
    return {one.code: one.near or ISLAND for one in safety_plan().stations}


def drawn(
    seed: int,
    anchor: datetime,
    *,
    null: bool = False,
    truth: Truths | None = None,
    adopted: Sequence[Person] = (),
    places: Places | None = None,
    cast: bool = False,
) -> Drawn:
    """As `create_safety` draws them, in its order and from its streams.

    `cast`: with the cases of the story and of the cast, which are written by hand.
    """
    plan, places = safety_plan(), places or places_of_the_force()
    people = draw_people(seed, anchor.date(), plan, places, PEOPLE) + list(adopted)
    name_the_cast(people)
    links = appoint(seed, anchor.date(), plan, people)
    exposure = draw_exposure(seed, anchor, plan, people)
    attacks = draw_attacks(seed, anchor, truth or truths(null=null), people, exposure, links)
    casting = Casting(people, hubs_of(plan, places), links)
    told = {one.number for one in STORY}
    colleagues = Colleagues.of(people, exposure)
    found: list[tuple[Attack, Place, datetime | None, list[Present]]] = []

    def beside(attack: Attack, key: UUID, *, alone: bool) -> list[Present]:
        if not attack.assault:
            return []
        return draw_present(seed, key, attack.person, attack.at, alone, colleagues)

    for number, attack in enumerate(attacks):
        if attack.person.number in told:
            continue
        if attack.hidden:
            found.append((attack, (None, None), None, []))
            continue
        random = stream(seed, "safety-scene", number)
        facts = facts_of(random, attack, "", places[attack.person.station], number)
        parts = casting.cast(random, attack)
        held = attack.talk_at if attack.talk_at and parts.link else None
        known = held if held and held < anchor else None
        there = beside(attack, made_id(seed, "case", number), alone=facts.single_crewed)
        found.append((attack, (facts.lat, facts.lon), known, there))
    if cast:
        for scene in written_by_hand(seed, anchor, casting):
            there = beside(scene.attack, scene.id, alone=scene.facts.single_crewed)
            found.append((scene.attack, (scene.facts.lat, scene.facts.lon), None, there))
    found.sort(key=lambda each: each[0].at)
    return Drawn(
        people,
        exposure,
        [attack for attack, *_ in found],
        {n: where for n, (attack, where, *_) in enumerate(found) if not attack.hidden},
        {n: talk for n, (_, _, talk, _) in enumerate(found) if talk is not None},
        {n: there for n, (_, _, _, there) in enumerate(found) if there},
    )


def written_by_hand(seed: int, anchor: datetime, casting: Casting) -> list[Scene]:
    """Where a station's row is does not matter here: its key is all that a scene takes from it."""
    stations = {one.code: Station(code=one.code) for one in safety_plan().stations}
    return [
        *story_scenes(seed, anchor, stations, casting),
        *newport_scenes(seed, anchor, stations, casting),
    ]


def year_of(made: Drawn, anchor: datetime) -> SafetyYear:
    """The arrays that `rows.load` would read from the rows."""
    end = anchor.astimezone(ZONE).date().replace(day=1)
    start = end.replace(year=end.year - 1)
    inside = [start <= month < end for month in made.exposure.months]
    hours = made.exposure.hours[:, inside]
    worked = (made.exposure.hours[:, inside] > 0).any(axis=1)
    people = [one for one, has in zip(made.people, worked, strict=True) if has]
    index = {one.id: place for place, one in enumerate(people)}

    def day(at: datetime) -> int:
        return (at.astimezone(ZONE).date() - start).days

    known = [(place, one) for place, one in enumerate(made.attacks) if day(one.at) >= 0]
    cases = [(place, one) for place, one in known if not one.hidden and one.assault]
    injuries = [one for _, one in known if not one.hidden and not one.assault]
    listed = [one for _, one in known if one.assault and (one.lists or not one.hidden)]
    talk = np.full(len(people), np.nan)
    for place, at in sorted(made.talks.items(), key=lambda each: each[1]):
        who = index.get(made.attacks[place].person.id, -1)
        if who >= 0 and day(at) >= 0 and np.isnan(talk[who]):
            talk[who] = day(at)

    def words(name: str) -> Any:
        return np.array([getattr(one, name) for one in people], dtype=np.str_)

    def counted(values: Any) -> Any:
        return values[worked][:, inside].sum(axis=1).astype(np.float64)

    def floats(column: int) -> Any:
        found = [made.where[place][column] for place, _ in cases]
        return np.array([np.nan if one is None else one for one in found], dtype=np.float64)

    return SafetyYear(
        start=start,
        end=end,
        at=anchor,
        officer=words("number"),
        station=words("station"),
        team=words("team"),
        duty=words("duty"),
        group=words("ethnic"),
        young=np.array([one.joined > end - YOUNG for one in people], dtype=np.bool_),
        hours=hours[worked].sum(axis=1),
        arrests=counted(made.exposure.arrests),
        calls=counted(made.exposure.calls),
        forms=counted(made.exposure.forms),
        month_hours=hours[worked],
        case_officer=np.array([index.get(one.person.id, -1) for _, one in cases], dtype=np.int64),
        case_incident=np.arange(len(cases)),
        case_day=np.array([day(one.at) for _, one in cases], dtype=np.int64),
        case_racial=np.array([one.racial for _, one in cases], dtype=np.bool_),
        case_hurt=np.array([one.injured for _, one in cases], dtype=np.bool_),
        case_lat=floats(0),
        case_lon=floats(1),
        case_station=np.array([one.person.station for _, one in cases], dtype=np.str_),
        injury_day=np.array([day(one.at) for one in injuries], dtype=np.int64),
        injury_station=np.array([one.person.station for one in injuries], dtype=np.str_),
        listed=np.array(
            [[not one.hidden, *(name in one.lists for name in SOURCES[1:])] for one in listed],
            dtype=np.bool_,
        ),
        listed_day=np.array([day(one.at) for one in listed], dtype=np.int64),
        talk_day=talk,
        **_there(made, {place for place, _ in cases}, end),
    )


def _there(made: Drawn, cases: set[int], end: date) -> dict[str, Any]:
    """Rows of the log for the cases: incident, officer, whether it was the victim, young, alone."""
    people = {one.id: one for one in made.people}
    rows = [
        (place, people[one.officer], number == 0, one.alone)
        for place, present in made.present.items()
        if place in cases
        for number, one in enumerate(present)
    ]
    return {
        "there_incident": np.array([place for place, *_ in rows], dtype=np.int64),
        "there_officer": np.array([one.number for _, one, *_ in rows], dtype=np.str_),
        "there_assaulted": np.array([victim for _, _, victim, _ in rows], dtype=np.bool_),
        "there_young": np.array([one.joined > end - YOUNG for _, one, *_ in rows], dtype=np.bool_),
        "there_alone": np.array([float(alone) for *_, alone in rows]),
    }


def year(seed: int, anchor: datetime, *, null: bool = False, truth: Truths | None = None) -> Any:
    return year_of(drawn(seed, anchor, null=null, truth=truth), anchor)


__all__ = ["Drawn", "drawn", "places_of_the_force", "year", "year_of"]
