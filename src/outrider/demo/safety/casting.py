"""Who has which part in a case: of the victim's own station, never the victim."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from random import Random

from outrider.demo.safety.attacks import Attack
from outrider.demo.safety.links import Appointment
from outrider.demo.safety.people import Person
from outrider.demo.safety.scene import Cast

TRAINER = "safety-trainer"


class Casting:
    """The register, looked up as a case needs it."""

    def __init__(
        self, people: list[Person], hubs: dict[str, str], links: list[Appointment]
    ) -> None:
        self.hubs = hubs
        self.links: dict[str, list[Appointment]] = defaultdict(list)
        for link in links:
            self.links[link.station].append(link)
        self.supervisors = _by_station(people, "supervisor")
        self.inspectors = _by_station(people, "inspector")
        self.detectives = _of_rank(people, "DC")
        self.constables = _of_rank(people, "PC")
        self.by_key = {person.key: person for person in people if person.key}
        self.by_number = {person.number: person for person in people}
        self.by_id = {str(person.id): person for person in people}

    def cast(self, random: Random, attack: Attack) -> Cast:
        victim = attack.person
        here = [one for one in self.supervisors[victim.station] if one is not victim]
        own_team = [one for one in here if one.team == victim.team]
        supervisor = (
            random.choice(own_team) if own_team else self._one_of(random, self.supervisors, victim)
        )
        oic = self._one_of(random, self.detectives, victim)
        taker = self._one_of(random, self.constables, victim, oic)
        return Cast(
            supervisor=supervisor,
            inspector=self._one_of(random, self.inspectors, victim),
            oic=oic,
            taker=taker,
            trainer=self.by_key[TRAINER],
            link=self._link(random, attack, (victim, oic, taker)),
        )

    def _one_of(
        self, random: Random, of: dict[str, list[Person]], victim: Person, *but: Person
    ) -> Person:
        """At the victim's station, or its hub, or in a very small force anywhere."""
        stations = (victim.station, self.hubs[victim.station], *sorted(of))
        able = (
            [one for one in of.get(code, ()) if one is not victim and one not in but]
            for code in stations
        )
        return random.choice(next(found for found in able if found))

    def _link(self, random: Random, attack: Attack, parts: tuple[Person, ...]) -> Person | None:
        """Appointed at the station by then, with no other part in the case."""
        day = (attack.at + timedelta(days=5)).date()
        able = [
            link.person
            for link in self.links[attack.person.station]
            if link.covers(day) and link.person not in parts
        ]
        return random.choice(able) if able else None

    def stand_ins(self, station: str) -> list[Person]:
        """Who may hold somebody's task there, in the order in which the clock asks them."""
        return sorted(
            {
                one.number: one for one in (*self.supervisors[station], *self.inspectors[station])
            }.values(),
            key=lambda one: one.number,
        )


def _by_station(people: list[Person], role: str) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for code in person.roles.get(role, ()):
            found[code].append(person)
    return found


def _of_rank(people: list[Person], rank: str) -> dict[str, list[Person]]:
    """Those without another part: link officers and the story's own are asked by name."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        plain = not person.roles and person.key in ("", "oic")
        if person.rank == rank and plain and not person.adopted:
            found[person.station].append(person)
    return found
