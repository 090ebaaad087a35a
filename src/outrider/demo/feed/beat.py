"""One beat of the feed: everything that is due at this moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from outrider.demo.config import force_plan, rates
from outrider.demo.feed.ambulances import run_ambulances
from outrider.demo.feed.assaults import record_assaults
from outrider.demo.feed.autopilot import play_absent
from outrider.demo.feed.calls import take_calls
from outrider.demo.feed.patrol import drive, send_fixes
from outrider.demo.feed.people import roles_taken
from outrider.demo.feed.settings import FeedSettings
from outrider.demo.feed.upkeep import keep_kit
from outrider.demo.feed.world import World, meet_vehicles
from outrider.demo.ground import Ground
from outrider.demo.seeds import stream
from outrider.journal.queries import head_seq
from outrider.roads import Network

LOOK_ROUND_EVERY: Final = timedelta(seconds=3)


def new_world(seed: int, network: Network, settings: FeedSettings, now: datetime) -> World:
    """The feed's mind at the start, with every vehicle where its row says it is."""
    figures = rates()
    world = World(
        ground=Ground(network, figures.towns),
        plan=force_plan(),
        rates=figures,
        settings=settings,
        random=stream(seed, "feed"),
        started=now,
        seed=seed,
        after_seq=head_seq(),
    )
    meet_vehicles(world)
    return world


def beat(world: World, now: datetime) -> None:
    """Take calls and records, move vehicles, and play the people who are not there."""
    if world.wait("who-is-here", 0.0, now):
        world.due["who-is-here"] = now + LOOK_ROUND_EVERY
        world.taken = roles_taken(now, world.settings.somebody_is_there, world.after_seq)
    take_calls(world, now)
    record_assaults(world, now)
    run_ambulances(world, now)
    play_absent(world, now)
    drive(world, now)
    send_fixes(world, now)
    keep_kit(world, now)
