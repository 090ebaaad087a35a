"""What the feed keeps in mind between two beats. Everything that matters to others is in rows."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from outrider.coresponse.models import Ambulance
from outrider.demo.config import ForcePlan, Rates
from outrider.demo.feed.settings import FeedSettings
from outrider.demo.feed.vehicles import Vehicle
from outrider.demo.ground import Ground
from outrider.domain.access import Role
from outrider.people.models import Unit
from outrider.roads import Driving


@dataclass
class World:
    """The vehicles, the seeded chance, and when each thing is next due."""

    ground: Ground
    plan: ForcePlan
    rates: Rates
    settings: FeedSettings
    random: Random
    started: datetime
    seed: int
    after_seq: int = 0  # of the journal, when the feed began
    units: dict[UUID, Vehicle] = field(default_factory=dict)
    ambulances: dict[str, Vehicle] = field(default_factory=dict)
    due: dict[Hashable, datetime] = field(default_factory=dict)
    taken: frozenset[Role] = frozenset()
    calls_made: int = 0

    def wait(self, what: Hashable, seconds: float, now: datetime) -> bool:
        """True once, when `seconds` have passed since this was first asked."""
        due = self.due.get(what)
        if due is None:
            self.due[what] = now + timedelta(seconds=seconds)
            return seconds <= 0
        return now >= due

    def forget(self, what: Hashable) -> None:
        self.due.pop(what, None)

    def about(self, seconds: float) -> float:
        """Roughly so long: people are not clocks."""
        return seconds * self.random.uniform(0.7, 1.4)


def meet_vehicles(world: World) -> None:
    """Put every unit and ambulance where its row says it is."""
    plans = {unit.call_sign: unit for unit in world.plan.units}
    pace = world.settings.pace
    for unit in Unit.objects.filter(active=True).select_related("position"):
        plan = plans.get(unit.call_sign)
        position = getattr(unit, "position", None)
        if plan is None or position is None:
            continue
        node, lat, lon = world.ground.snap(position.lat, position.lon)
        normal = plan.normal_driver
        driving = Driving.NORMAL if normal else Driving.RESPONSE
        world.units[unit.pk] = Vehicle(unit.call_sign, node, (lat, lon), driving, pace)
    for row in Ambulance.objects.filter(lat__isnull=False, lon__isnull=False):
        assert row.lat is not None
        assert row.lon is not None
        node, lat, lon = world.ground.snap(row.lat, row.lon)
        world.ambulances[row.call_sign] = Vehicle(
            row.call_sign, node, (lat, lon), Driving.RESPONSE, pace
        )
