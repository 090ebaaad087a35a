"""Calls come in as the ambulance service's own system would send them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from outrider.coresponse.inputs import CallIn, PlaceIn
from outrider.coresponse.models import Call
from outrider.coresponse.services import receive_call
from outrider.demo.feed.people import played
from outrider.demo.feed.world import World
from outrider.demo.past.calls import LOCAL, Invented, draw_call
from outrider.domain.access import Role

SENDER: Final = "ambulance-cad"
CHALE_GREEN: Final = (50.6136, -1.3168)
FIRST_AFTER: Final = 4.0
SECOND_AFTER: Final = 75.0


def take_calls(world: World, now: datetime) -> Call | None:
    """The next call, when it is due."""
    if not world.wait("call", _until_next(world, now), now):
        return None
    world.forget("call")
    first = world.calls_made == 0 and world.settings.story
    invented = _story(world) if first else draw_call(world.random, world.rates, world.ground)
    world.calls_made += 1
    return _send(world, invented, now, note=STORY_NOTE if first else "")


def _until_next(world: World, now: datetime) -> float:
    """Seconds to the next call: exponential at the hour's rate times the speed."""
    if "call" in world.due:
        return 0.0
    if world.settings.story and world.calls_made < 2:
        return (FIRST_AFTER, SECOND_AFTER)[world.calls_made]
    hour = now.astimezone(LOCAL).hour
    an_hour = world.rates.calls_an_hour * 24 * world.rates.hours[hour] * world.settings.speed
    return 3_600 * world.random.expovariate(an_hour)


STORY_NOTE: Final = "Husband is giving compressions. Back door open, dog shut away."


def _story(world: World) -> Invented:
    node, _, _ = world.ground.snap(*CHALE_GREEN)
    return Invented("C1", "cardiac-arrest", "60 to 69", "male", (), world.ground.spot(node))


def _send(world: World, invented: Invented, now: datetime, note: str) -> Call:
    spot = invented.spot
    received = receive_call(
        call=CallIn(
            sender=SENDER,
            sender_id=f"demo-live-{world.seed}-{world.started:%Y%m%d%H%M%S}-{world.calls_made}",
            connected_at=now - timedelta(seconds=world.random.randint(20, 45)),
            category=invented.category,
            complaint=invented.complaint,
            place=PlaceIn(lat=spot.lat, lon=spot.lon, text=spot.place),
            age_band=invented.age_band,
            sex=invented.sex,
            note=note,
            flags=invented.flags,
        ),
        by=played(Role.AMBULANCE_CONTROL),
        now=now,
    )
    return received.call
