"""What a record of an assault says: what was done, where, how badly, and by which references."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from outrider.demo.safety.attacks import Attack

METHODS: Final = {
    "kick": 24, "push": 20, "spit": 17, "punch": 16, "grab": 14, "bite": 6, "throw": 6, "slap": 4,
    "headbutt": 3, "weapon": 3, "vehicle": 2, "other": 2,
}  # fmt: skip
"""Weights. Kicking came first at the Met in 2021; the others are assumed."""
ONLY_WORDS: Final = 0.10  # a threat and nothing else, or abuse and nothing else; assumed
PLACES: Final = {
    "street": 40, "dwelling": 22, "licensed-premises": 12, "custody": 9, "hospital": 7,
    "public-building": 5, "vehicle": 5,
}  # fmt: skip
SPOTS: Final = {
    "street": ("High Street", "Station Road", "Market Place", "Church Road", "The Parade"),
    "dwelling": ("A home",),
    "licensed-premises": ("Outside a pub", "A nightclub queue", "A pub car park"),
    "custody": ("Custody",),
    "hospital": ("Emergency department", "Hospital ward"),
    "public-building": ("Town hall", "Library", "Bus station"),
    "vehicle": ("Police van", "Back of a car"),
}
ACTIVITIES: Final = {
    "street": {"arrest": 5, "patrol": 3, "search": 2, "public-order": 1},
    "dwelling": {"domestic": 6, "arrest": 3, "mental-health": 2},
    "licensed-premises": {"public-order": 5, "arrest": 4},
    "custody": {"custody": 9, "search": 1},
    "hospital": {"mental-health": 5, "other": 2},
    "public-building": {"arrest": 3, "other": 2, "mental-health": 1},
    "vehicle": {"arrest": 4, "traffic": 2},
}
FACTORS: Final = {
    "alcohol": 0.46, "drugs": 0.22, "mental-health": 0.2, "crowd": 0.12, "size": 0.07,
    "prior-knowledge": 0.1, "weapon": 0.04,
}  # fmt: skip
HURTS: Final = {
    "kick": ("bruise", "soreness"), "punch": ("bruise", "cut"), "push": ("soreness", "bruise"),
    "grab": ("soreness", "sprain"), "bite": ("bite-wound",), "headbutt": ("cut", "head-injury"),
    "throw": ("cut", "bruise"), "slap": ("soreness",), "weapon": ("cut",), "vehicle": ("bruise",),
    "only-hurt": ("sprain", "soreness", "bruise"), "spit": ("other",), "other": ("bruise",),
}  # fmt: skip
BODY: Final = ("face", "left-arm", "right-arm", "left-hand", "right-hand", "left-leg", "right-leg",
               "chest", "back", "head")  # fmt: skip
HOSPITAL: Final = 0.12  # of the injured; assumed
OTHER_HATE: Final = (("sex", 0.03), ("sexual-orientation", 0.02), ("disability", 0.005))
ON_BEHALF: Final = 0.12
NEXT_DAY: Final = 0.1


@dataclass(slots=True)
class Facts:
    """One record. `delay` is from the event to the record."""

    methods: list[str]
    hurt: str
    place_type: str
    place: str
    activity: str
    delay: timedelta
    seconds: int
    on_behalf: bool = False
    weapon: str = ""
    fluid: dict[str, Any] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    injuries: list[str] = field(default_factory=list)
    medical: str = ""
    hate: list[str] = field(default_factory=list)
    factors: list[str] = field(default_factory=list)
    single_crewed: bool = False
    public_view: bool = False
    lat: float | None = None
    lon: float | None = None
    footage: list[str] = field(default_factory=list)
    crime_ref: str = ""
    hs_ref: str = ""
    uof_ref: str = ""
    suspect: str = ""  # custody reference

    @property
    def when_kind(self) -> str:
        if self.delay < timedelta(minutes=10):
            return "now"
        return "earlier-this-shift" if self.delay < timedelta(hours=9) else "another-day"


def facts_of(
    random: Random, attack: Attack, town: str, near: tuple[float, float], number: int
) -> Facts:
    """The record of one attack. `number` makes its references."""
    methods = _methods(random, attack)
    place_type = _one(random, PLACES)
    known = random.random() < 0.94
    facts = Facts(
        methods=methods,
        hurt="no" if not attack.injured else ("badly" if random.random() < HOSPITAL else "a-bit"),
        place_type=place_type,
        place=f"{random.choice(SPOTS[place_type])}, {town}" if known else "",
        activity=_one(random, ACTIVITIES[place_type]),
        delay=_delay(random),
        seconds=int(min(20 + random.expovariate(1 / 25), 240)),
        on_behalf=random.random() < ON_BEHALF,
        hate=_hate(random, attack),
        factors=[name for name, share in FACTORS.items() if random.random() < share],
        single_crewed=random.random() < 0.3,
        public_view=place_type in ("street", "licensed-premises", "public-building"),
    )
    if known:
        facts.lat = round(near[0] + random.gauss(0, 0.006), 6)
        facts.lon = round(near[1] + random.gauss(0, 0.009), 6)
    _injury(random, attack, facts)
    _references(random, attack, facts, number)
    return facts


def _methods(random: Random, attack: Attack) -> list[str]:
    if not attack.assault:
        return ["only-hurt"]
    abuse = ["hate-abuse"] if attack.racial else []
    if not attack.injured and random.random() < (0.2 if attack.racial else ONLY_WORDS):
        return abuse or ["threat"]
    count = 2 if random.random() < 0.3 else 1
    done = {_one(random, METHODS) for _ in range(count)}
    return sorted(done | set(abuse))


def _hate(random: Random, attack: Attack) -> list[str]:
    if not attack.assault:
        return []
    others = [strand for strand, share in OTHER_HATE if random.random() < share]
    return (["race"] if attack.racial else []) + others


def _delay(random: Random) -> timedelta:
    if random.random() < NEXT_DAY:
        return timedelta(hours=random.uniform(10, 60))
    return timedelta(minutes=round(min(random.lognormvariate(3.2, 1.0), 500)))


def _injury(random: Random, attack: Attack, facts: Facts) -> None:
    first = next((name for name in facts.methods if name in HURTS), "other")
    if "weapon" in facts.methods:
        facts.weapon = random.choice(("knife", "blunt", "other"))
    if "throw" in facts.methods:
        facts.weapon = "thrown-object"
    fluid = next((name for name in ("spit", "bite") if name in facts.methods), "")
    if fluid:
        reached = random.choice((["clothes"], ["clothes"], ["eyes"], ["mouth"], ["unknown"]))
        facts.fluid = {
            "fluid": fluid,
            "reached": ["broken-skin"] if fluid == "bite" else reached,
            "infection": "unknown",
        }
    if attack.injured:
        facts.injuries = [random.choice(HURTS[first])]
        facts.body = random.sample(BODY, random.choice((1, 1, 2)))
        facts.medical = "first-aid" if random.random() < 0.5 else "none"
        if facts.hurt == "badly":
            facts.medical = "hospital"
    elif fluid:
        facts.body = ["face"]


def _references(random: Random, attack: Attack, facts: Facts, number: int) -> None:
    if "crime" in attack.lists:
        facts.crime_ref = f"4426{number:07d}"
    if "health-safety" in attack.lists:
        facts.hs_ref = f"HS-{20_000 + number}"
    if "use-of-force" in attack.lists:
        facts.uof_ref = f"UF-{50_000 + number}"
    if attack.assault and random.random() < 0.6:
        facts.suspect = f"CU-{80_000 + number}"
    if random.random() < 0.72:
        facts.footage = [f"BWV-{4_000 + number}-{random.randint(1, 4):02d}"]


def recorded_at(attack: Attack, facts: Facts) -> datetime:
    return attack.at + facts.delay


def _one(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]
