"""Who serves where: invented people of the whole force, before any row is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import hypot
from random import Random
from typing import Final
from uuid import UUID

from outrider.demo.safety.config import SafetyPlan, SafetyStation
from outrider.demo.safety.names import ALL_FAMILY, ALL_GIVEN
from outrider.demo.safety.story import STORY, StoryPerson
from outrider.demo.safety.truths import PEOPLE
from outrider.demo.seeds import made_id, stream

WATCHES: Final = "ABCDE"
BIG_ENOUGH: Final = 20  # response officers of a station that has five teams
SPAN: Final = 9  # constables to a sergeant
REGULARS: Final = range(1_001, 4_000)
SPECIALS_FROM: Final = 7_401
DAYS_A_YEAR: Final = 365
YOUNG_DAYS: Final = 730
INSPECTORS: Final = 5  # a hub has one on duty at every hour
HUB_ONLY: Final = ("custody", "roads")
TEAMS: Final = {
    "neighbourhood": "Neighbourhood",
    "custody": "Custody",
    "roads": "Roads policing",
    "investigation": "CID",
    "support": "Support",
    "special": "Special constabulary",
}


@dataclass(slots=True, eq=False)
class Person:
    """Somebody who serves: the same person, not another with the same fields.

    `watch` is which of five shift patterns they follow.
    """

    id: UUID
    number: str
    rank: str
    given: str
    family: str
    station: str
    team: str
    duty: str
    joined: date
    ethnic: str = ""
    watch: int = 0
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)  # role -> station codes
    key: str = ""  # of the cast
    adopted: bool = False  # on a unit of the co-response half: its row is there already

    @property
    def account(self) -> str:
        """The end of the user name."""
        return self.key or self.number

    def young(self, today: date) -> bool:
        return (today - self.joined).days < YOUNG_DAYS


def draw_people(
    seed: int, today: date, plan: SafetyPlan, places: dict[str, tuple[float, float]], count: int
) -> list[Person]:
    """The force, station by station; the people of the story first.

    Args:
        places: where each station is, by code.
    """
    random = stream(seed, "safety-people")
    hubs = hubs_of(plan, places)
    numbers = _numbers(random)
    people = [_from_story(seed, today, one) for one in STORY]
    total = sum(station.weight for station in plan.stations)
    for station in plan.stations:
        size = max(6, round(count * station.weight / total))
        people += _station(seed, today, plan, station, size, random, numbers)
        if station.hub:
            under = tuple(code for code, hub in hubs.items() if hub == station.code)
            people += _inspectors(seed, today, station, under, random, numbers)
    return people


def full_size(count: int) -> bool:
    return count == PEOPLE


def hubs_of(plan: SafetyPlan, places: dict[str, tuple[float, float]]) -> dict[str, str]:
    """The hub of each station: custody, investigation and inspectors come from there."""
    hubs = [station.code for station in plan.stations if station.hub]
    return {
        station.code: station.under
        or min(hubs, key=lambda hub: _apart(places[station.code], places[hub]))
        for station in plan.stations
    }


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Near enough to compare distances within one county."""
    return hypot(a[0] - b[0], 0.63 * (a[1] - b[1]))


@dataclass
class _Numbers:
    regular: list[int]
    special: int = SPECIALS_FROM

    def next(self, duty: str) -> str:
        if duty == "special":
            self.special += 1
            return str(self.special)
        return str(self.regular.pop())


def _numbers(random: Random) -> _Numbers:
    taken = {int(one.number) for one in STORY}
    free = [number for number in REGULARS if number not in taken]
    random.shuffle(free)
    return _Numbers(free)


def _station(
    seed: int,
    today: date,
    plan: SafetyPlan,
    station: SafetyStation,
    size: int,
    random: Random,
    numbers: _Numbers,
) -> list[Person]:
    specials = round(size * plan.specials)
    found: list[Person] = []
    for duty, count in _duties(plan, station, size - specials).items():
        found += _duty(seed, today, plan, station, duty, count, random, numbers)
    found += _duty(seed, today, plan, station, "special", specials, random, numbers)
    if not any("supervisor" in person.roles for person in found):
        _promote(found[0])
    return found


def _duties(plan: SafetyPlan, station: SafetyStation, regulars: int) -> dict[str, int]:
    """How many serve in each duty. Custody and roads policing are at the hubs alone."""
    at_hubs = sum(s.weight for s in plan.stations if s.hub) / sum(s.weight for s in plan.stations)
    weights = {name: duty.share for name, duty in plan.duties.items() if duty.share}
    moved = sum(weights.pop(name) for name in HUB_ONLY)
    if station.hub:
        others = 1 - moved / at_hubs
        weights = {name: share * others / (1 - moved) for name, share in weights.items()}
        weights |= {name: plan.duties[name].share / at_hubs for name in HUB_ONLY}
    counts = {
        name: int(regulars * share / sum(weights.values())) for name, share in weights.items()
    }
    counts["response"] += regulars - sum(counts.values())
    return counts


def _duty(
    seed: int,
    today: date,
    plan: SafetyPlan,
    station: SafetyStation,
    duty: str,
    count: int,
    random: Random,
    numbers: _Numbers,
) -> list[Person]:
    found = []
    teams = 5 if duty == "response" and count >= BIG_ENOUGH else 1
    for index in range(count):
        watch = index % 5
        person = Person(
            id=UUID(int=0),
            number=numbers.next(duty),
            rank={"special": "SC", "investigation": "DC"}.get(duty, "PC"),
            given=random.choice(ALL_GIVEN),
            family=random.choice(ALL_FAMILY),
            station=station.code,
            team=_team(duty, watch, teams),
            duty=duty,
            joined=today - timedelta(days=_service(random, plan, duty)),
            ethnic=_ethnic(random, plan),
            watch=watch,
        )
        person.id = made_id(seed, "officer", person.number)
        if duty != "special" and index // teams % (SPAN + 1) == 0 and count >= 3:
            _promote(person)
        found.append(person)
    return found


def _team(duty: str, watch: int, teams: int) -> str:
    if duty != "response":
        return TEAMS[duty]
    return f"Response {WATCHES[watch]}" if teams > 1 else "Response"


def _promote(person: Person) -> None:
    """A sergeant has served for a while; those of uniformed teams look after their own station."""
    person.rank = "DS" if person.duty == "investigation" else "Sgt"
    person.joined -= timedelta(days=5 * DAYS_A_YEAR)
    if person.duty not in ("investigation", "support"):
        person.roles["supervisor"] = (person.station,)


def _inspectors(
    seed: int,
    today: date,
    hub: SafetyStation,
    under: tuple[str, ...],
    random: Random,
    numbers: _Numbers,
) -> list[Person]:
    found = []
    for watch in range(INSPECTORS):
        number = numbers.next("response")
        found.append(
            Person(
                id=made_id(seed, "officer", number),
                number=number,
                rank="Insp",
                given=random.choice(ALL_GIVEN),
                family=random.choice(ALL_FAMILY),
                station=hub.code,
                team="Duty inspectors",
                duty="support",
                joined=today - timedelta(days=random.randint(4_000, 9_000)),
                watch=watch,
                roles={"inspector": under},
            )
        )
    return found


def _service(random: Random, plan: SafetyPlan, duty: str) -> int:
    """Days served. Response has the young in service; the others have moved on from it."""
    if duty == "response" and random.random() < plan.young:
        return random.randint(60, YOUNG_DAYS - 1)
    if duty == "special":
        return int(min(120 + random.expovariate(1 / 1_300), 9_000))
    return int(min(YOUNG_DAYS + random.expovariate(1 / 2_600), 10_500))


def _ethnic(random: Random, plan: SafetyPlan) -> str:
    drawn = random.random()
    if drawn < plan.ethnic_unknown:
        return ""
    return "minority-ethnic" if random.random() < plan.minority_ethnic else "white"


def _from_story(seed: int, today: date, one: StoryPerson) -> Person:
    return Person(
        id=made_id(seed, "officer", one.number),
        number=one.number,
        rank=one.rank,
        given=one.given,
        family=one.family,
        station=one.station,
        team=one.team,
        duty=one.duty,
        joined=today - timedelta(days=one.served),
        ethnic=one.ethnic,
        roles=dict.fromkeys(one.roles, (one.station, *one.also)),
        key=one.key,
    )
