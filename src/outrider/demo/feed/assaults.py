"""Now and then somebody on duty is attacked and records it, as their phone would."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from outrider.demo.feed.people import ACTOR
from outrider.demo.feed.world import World
from outrider.demo.safety.facts import METHODS, PLACES, SPOTS
from outrider.demo.safety.truths import PLANTED
from outrider.demo.seeds import stream
from outrider.domain.access import Role, Viewer
from outrider.people.models import Officer
from outrider.safety.inputs import RecordIn, WhereIn
from outrider.safety.models import Case
from outrider.safety.services.recording import record

AN_HOUR: Final = PLANTED.assaults * (1 - PLANTED.hidden) / (365 * 24)
"""The year's own rate, of those that are recorded."""
OUT_THERE: Final = ("response", "neighbourhood", "custody", "special")
HURT: Final = PLANTED.injured


def record_assaults(world: World, now: datetime) -> Case | None:
    """The next one, when it is due and somebody is on duty."""
    if not world.wait("assault", _until_next(world), now):
        return None
    world.forget("assault")
    # a stream of its own: the calls of the feed stay what they are
    random = stream(world.seed, "feed-assault", now.isoformat())
    victim = _victim(random, now)
    if victim is None:
        return None
    by = Viewer(0, ACTOR, "Demo autopilot", Role.OFFICER, officer_id=str(victim.pk))
    return record(message=_message(random, victim), by=by, now=now).cases[0]


def _until_next(world: World) -> float:
    """Seconds, exponential, at the real rate times the speed."""
    if "assault" in world.due:
        return 0.0
    random = stream(world.seed, "feed-assault-wait", len(world.due), world.calls_made)
    return 3_600 * random.expovariate(AN_HOUR * world.settings.speed)


def _victim(random: Random, now: datetime) -> Officer | None:
    """Anybody of a duty that meets the public; nobody whom a visitor may be."""
    on = Officer.objects.filter(
        spells__starts_at__lte=now, spells__ends_at__gt=now, duty__in=OUT_THERE, user=None
    )
    able = list(on.select_related("station").order_by("number").distinct())
    return random.choice(able) if able else None


def _message(random: Random, victim: Officer) -> RecordIn:
    kind = random.choices(list(PLACES), list(PLACES.values()))[0]
    station = victim.station
    town = station.name.partition(" police")[0]
    where = WhereIn(
        kind="place",
        label=f"{random.choice(SPOTS[kind])}, {town}",
        lat=round(station.lat + random.gauss(0, 0.004), 6),
        lon=round(station.lon + random.gauss(0, 0.006), 6),
    )
    return RecordIn(
        draft_id=UUID(int=random.getrandbits(128), version=4),
        what=(random.choices(list(METHODS), list(METHODS.values()))[0],),
        hurt="a-bit" if random.random() < HURT else "no",
        where=where,
        in_a_home=kind == "dwelling",
        ago_ms=timedelta(minutes=random.randint(1, 20)) / timedelta(milliseconds=1),
        seconds=random.randint(25, 70),
    )
