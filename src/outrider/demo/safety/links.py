"""Link officers: who is appointed where, since when, and whose own training runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from outrider.demo.safety.config import SafetyPlan, SafetyStation
from outrider.demo.safety.people import Person
from outrider.demo.seeds import stream

ENOUGH_SERVICE = 1_400  # days
TRAINED_FOR = 730
STORY_LINK = "link-officer"


@dataclass(frozen=True, slots=True)
class Appointment:
    person: Person
    station: str
    appointed: date
    trained: date
    expires: date
    ended: date | None = None

    def covers(self, day: date) -> bool:
        """Appointed and not moved on; an appointment outlives the training of its holder."""
        return self.appointed <= day and (self.ended is None or day < self.ended)


def appoint(seed: int, today: date, plan: SafetyPlan, people: list[Person]) -> list[Appointment]:
    """One to three a station; two stations have none, at one the only one has moved on."""
    random = stream(seed, "safety-links")
    found = []
    for station in plan.stations:
        able = _able(people, station.code, today)
        chosen = random.sample(able, min(station.link, len(able)))
        if story := [
            one for one in people if one.key == STORY_LINK and one.station == station.code
        ]:
            chosen = story
        for order, person in enumerate(chosen):
            found.append(_appointment(random, today, station, person, order))
            if found[-1].ended is None:
                person.roles["link-officer"] = (station.code,)
    return found


def _able(people: list[Person], station: str, today: date) -> list[Person]:
    """Constables who have served for a while and look after nobody's plan."""
    return [
        person
        for person in people
        if person.station == station
        and person.rank == "PC"
        and not person.roles
        and not person.key
        and (today - person.joined).days > ENOUGH_SERVICE
    ]


def _appointment(
    random: Random, today: date, station: SafetyStation, person: Person, order: int
) -> Appointment:
    appointed = today - timedelta(days=station.since - 70 * order)
    trained = today - timedelta(days=random.randint(40, 500))
    expires = trained + timedelta(days=TRAINED_FOR)
    if station.lapsed is not None:
        expires = today - timedelta(days=station.lapsed)
    if station.lapses is not None:
        expires = today + timedelta(days=station.lapses)
    ended = None if station.ended is None else today - timedelta(days=station.ended)
    trained = min(trained, expires - timedelta(days=TRAINED_FOR))
    return Appointment(person, station.code, appointed, trained, expires, ended)
