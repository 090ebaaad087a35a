"""Units drive, on patrol or to the call that they accepted. Fixes go in as AVL messages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import numpy as np

from outrider.coresponse.inputs import FixIn
from outrider.coresponse.models import Mission
from outrider.coresponse.services import record_fixes
from outrider.demo.config import UnitPlan
from outrider.demo.feed.vehicles import Vehicle
from outrider.demo.feed.world import World
from outrider.demo.ground import METRES_A_DEGREE
from outrider.domain.coresponse.mission import Phase
from outrider.people.models import Unit, UnitStatus
from outrider.roads import Driving

PATROL_M: Final = 2_500.0
STOPS_FOR: Final = 60.0  # seconds: a car on patrol that stands for five minutes looks stuck
FIXES_EVERY: Final = 4.0
ON_PATROL: Final = 2
TO_CALL: Final = frozenset({Phase.MOBILE.value, Phase.HOLD_OFF.value})
WITH_IT: Final = frozenset(
    {Phase.AT_SCENE.value, Phase.WITH_PATIENT.value, Phase.HANDOVER.value, Phase.ACCEPTED.value}
)


def drive(world: World, now: datetime) -> None:
    """One beat of every unit."""
    plans = {plan.call_sign: plan for plan in world.plan.units}
    states = dict(UnitStatus.objects.values_list("unit_id", "police_state"))
    live = {
        mission.unit_id: mission
        for mission in Mission.objects.filter(ended_at__isnull=True).select_related("call")
    }
    for unit, vehicle in world.units.items():
        mission = live.get(unit)
        if mission is not None and mission.phase in TO_CALL:
            _to_call(world, vehicle, mission, now)
        elif mission is not None and mission.phase in WITH_IT:
            vehicle.here(world.ground.network, now)
            vehicle.stop()
        elif states.get(unit) == ON_PATROL and plans[vehicle.call_sign].fix_age_seconds < 60:
            _patrol(world, unit, vehicle, plans[vehicle.call_sign], now)


def _to_call(world: World, vehicle: Vehicle, mission: Mission, now: datetime) -> None:
    target, _, _ = world.ground.snap(mission.call.lat, mission.call.lon)
    if vehicle.target != target and vehicle.node != target:
        normal = vehicle.driving is Driving.NORMAL
        driving = Driving.NORMAL if normal else Driving.RESPONSE
        vehicle.go(world.ground.network, target, now, driving)


def _patrol(world: World, unit: UUID, vehicle: Vehicle, plan: UnitPlan, now: datetime) -> None:
    vehicle.here(world.ground.network, now)
    if vehicle.moving:
        return
    if world.wait(("patrol", unit), world.about(STOPS_FOR), now):
        world.forget(("patrol", unit))
        kept = vehicle.driving
        vehicle.go(world.ground.network, _waypoint(world, plan), now, Driving.NORMAL)
        # it patrols at normal speed whatever its driver may do on blue lights
        vehicle.driving = kept


def _waypoint(world: World, plan: UnitPlan) -> int:
    angle = world.random.uniform(0, 2 * np.pi)
    away = PATROL_M * world.random.random() ** 0.5
    lat = plan.near[0] + away * float(np.sin(angle)) / METRES_A_DEGREE
    lon = plan.near[1] + away * float(np.cos(angle)) / (METRES_A_DEGREE * 0.633)
    return world.ground.snap(lat, lon)[0]


def send_fixes(world: World, now: datetime) -> int:
    """One AVL message with every vehicle that reports; how many fixes were taken."""
    if not world.wait("fixes", 0.0, now):
        return 0
    world.due["fixes"] = now + timedelta(seconds=FIXES_EVERY)
    silent = {p.call_sign for p in world.plan.units if p.fix_age_seconds >= 60}
    off = set(Unit.objects.filter(status__police_state=11).values_list("call_sign", flat=True))
    vehicles = [v for v in world.units.values() if v.call_sign not in silent | off]
    fixes = [_fix(world, vehicle, now) for vehicle in (*vehicles, *world.ambulances.values())]
    return record_fixes(fixes, now).accepted


def _fix(world: World, vehicle: Vehicle, now: datetime) -> FixIn:
    lat, lon = vehicle.here(world.ground.network, now)
    return FixIn(
        call_sign=vehicle.call_sign,
        lat=round(lat, 6),
        lon=round(lon, 6),
        fixed_at=now,
        speed_mps=12.0 if vehicle.moving else 0.0,
    )
