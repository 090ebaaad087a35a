"""What lies with Sgt Lomax and Insp Vale: two attacks at Newport in the last days.

The older one has tasks that are late, over a weekend due: the health and safety report, and the
meeting that was to hear of it. The one of last evening has its first times still to come.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from outrider.demo.safety.casting import Casting
from outrider.demo.safety.facts import Facts
from outrider.demo.safety.maker import Maker, done, plain_facts
from outrider.demo.safety.people import Person
from outrider.demo.safety.scene import VICTIM, Cast, Scene
from outrider.demo.safety.stepped_into import KEYS, STATION
from outrider.demo.seeds import stream
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.state import Investigation
from outrider.people.models import Station

ST_THOMAS_SQUARE: Final = (50.7003, -1.2926)
EARLIER, LAST_EVENING = 2, 1  # days before the force's moment


def newport_scenes(
    seed: int, anchor: datetime, stations: dict[str, Station], casting: Casting
) -> list[Scene]:
    """None where the force is too small to have both of them, or two officers to be attacked."""
    victims = [one for one in casting.constables.get(STATION, ()) if one.duty == "response"]
    if not casting.by_key.keys() >= KEYS or len(victims) < len((EARLIER, LAST_EVENING)):
        return []
    make = Maker(seed, anchor, stations[STATION])
    first, second = victims[:2]
    return [_pulled_down(make, casting, first), _spat_at(make, casting, second)]


def _cast(make: Maker, casting: Casting, victim: Person, facts: Facts, days: int) -> Cast:
    """As at every station, but looked after by the two."""
    random = stream(make.seed, "safety-newport", days)
    drawn = casting.cast(random, make.attack(victim, make.at(days, time(12)), facts, ()))
    of = casting.by_key
    return replace(drawn, supervisor=of["duty-sergeant"], inspector=of["inspector"])


def _facts(methods: list[str], seconds: int, number: int) -> Facts:
    facts = plain_facts(methods, "St Thomas Square, Newport", seconds, number)
    facts.lat, facts.lon = ST_THOMAS_SQUARE
    facts.hs_ref = ""  # its report is still to be made
    return facts


def _pulled_down(make: Maker, casting: Casting, victim: Person) -> Scene:
    """The night before last, bruised. Two things are owed."""
    facts = _facts(["grab", "push"], 47, 951)
    facts.hurt, facts.injuries, facts.body = "a-bit", ["bruise"], ["left-arm"]
    cast = _cast(make, casting, victim, facts, EARLIER)
    scene = make.scene(victim, EARLIER, time(0, 35), facts, ("crime",), cast)
    sergeant, oic, start = cast.supervisor, cast.oic, scene.recorded
    done(
        scene, 1.5, sergeant, "contact", "Spoke in the report room. Sore, wants to finish his set."
    )
    scene.do(start + timedelta(hours=2), sergeant, c.AssignOic(str(oic.id)))
    done(scene, 2.1, sergeant, "investigate", f"{oic.rank} {oic.family} has it; {facts.crime_ref}")
    wishes = {"contact": "On shift, in person", "may_know": "team", "statement": ""}
    scene.do(start + timedelta(hours=10), VICTIM, c.SetWishes(True), **wishes)
    scene.do(start + timedelta(hours=12), oic, c.AssignStatementTaker(str(cast.taker.id)))
    taker = f"{cast.taker.rank} {cast.taker.family}"
    done(scene, 12.8, sergeant, "statement", f"{taker} took it in person.")
    scene.do(start + timedelta(hours=13), oic, c.Investigate(Investigation.UNDER_WAY))
    return scene


def _spat_at(make: Maker, casting: Casting, victim: Person) -> Scene:
    """Last evening: the plan has just begun, and the meeting in the morning is to hear of it."""
    facts = _facts(["spit"], 35, 963)
    facts.fluid = {"fluid": "spit", "reached": ["clothes"], "infection": "unknown"}
    cast = _cast(make, casting, victim, facts, LAST_EVENING)
    scene = make.scene(victim, LAST_EVENING, time(22, 20), facts, ("crime",), cast)
    done(scene, 0.4, cast.supervisor, "occupational-health", "Washed at once; advice line rung.")
    return scene
