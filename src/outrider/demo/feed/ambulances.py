"""Ambulances are allocated, drive, arrive and go back to their standby points."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from outrider.coresponse.inputs import AmbulanceIn
from outrider.coresponse.models import Call
from outrider.coresponse.services import set_ambulance
from outrider.demo.feed.people import played
from outrider.demo.feed.vehicles import Vehicle
from outrider.demo.feed.world import World
from outrider.domain.access import Role
from outrider.domain.coresponse.mission import AmbulanceState
from outrider.roads import Driving

ALLOCATED_AFTER: Final = 7.0
LOST_AGAIN_AFTER: Final = 25.0
AT_SCENE_FOR: Final = 1_500.0
NEARBY_ARE_BUSY: Final = {"C1": 0, "C2": 2}
"""How many of the nearest vehicles are on other work: a category 2 call waits longer."""


def run_ambulances(world: World, now: datetime) -> None:
    """One beat of every ambulance."""
    calls = list(
        Call.objects.filter(closed_at__isnull=True, exercise=False)
        .select_related("ambulance")
        .order_by("connected_at")
    )
    for call in calls:
        match call.ambulance_state:
            case AmbulanceState.ALLOCATED.value:
                _arrive(world, call, now)
            case AmbulanceState.ARRIVED.value:
                pass
            case _:
                _allocate(world, call, now)
    _go_home(world, {call.ambulance.call_sign for call in calls if call.ambulance}, now)


def _allocate(world: World, call: Call, now: datetime) -> None:
    lost = call.ambulance_state in (AmbulanceState.CANCELLED.value, AmbulanceState.DIVERTED.value)
    if Role.AMBULANCE_CONTROL in world.taken and (lost or call.sender == "console"):
        return  # a visitor at the desk decides
    after = LOST_AGAIN_AFTER if lost else ALLOCATED_AFTER
    if not world.wait(("allocate", call.pk, call.ambulance_state), world.about(after), now):
        return
    world.forget(("allocate", call.pk, call.ambulance_state))
    vehicle = _nearest_free(world, call, now)
    if vehicle is None:
        return
    target, _, _ = world.ground.snap(call.lat, call.lon)
    vehicle.go(world.ground.network, target, now, Driving.RESPONSE)
    lat, lon = vehicle.here(world.ground.network, now)
    _say(call, vehicle, AmbulanceState.ALLOCATED, now, eta=vehicle.left(now), at=(lat, lon))


def _nearest_free(world: World, call: Call, now: datetime) -> Vehicle | None:
    busy = set(
        Call.objects.filter(closed_at__isnull=True, ambulance__isnull=False)
        .exclude(pk=call.pk)
        .exclude(ambulance_state__in=["none", "requested", "cancelled", "diverted"])
        .values_list("ambulance__call_sign", flat=True)
    )
    if call.ambulance_state in ("cancelled", "diverted") and call.ambulance:
        busy.add(call.ambulance.call_sign)
    free = [v for sign, v in world.ambulances.items() if sign not in busy and not v.moving]
    if not free:
        return None
    network = world.ground.network
    target, _, _ = world.ground.snap(call.lat, call.lon)
    drive = {v.call_sign: network.seconds(v.node, target, Driving.RESPONSE) for v in free}
    free.sort(key=lambda v: (drive[v.call_sign], v.call_sign))
    return free[min(NEARBY_ARE_BUSY.get(call.category, 0), len(free) - 1)]


def _arrive(world: World, call: Call, now: datetime) -> None:
    """Set out when a console allocated it, and say so when it is there."""
    vehicle = world.ambulances.get(call.ambulance.call_sign) if call.ambulance else None
    if vehicle is None:
        return
    target, _, _ = world.ground.snap(call.lat, call.lon)
    if vehicle.target != target and vehicle.node != target:
        vehicle.go(world.ground.network, target, now, Driving.RESPONSE)
    vehicle.here(world.ground.network, now)
    if vehicle.moving:
        return
    _say(call, vehicle, AmbulanceState.ARRIVED, now, eta=0.0, at=vehicle.at)


def _go_home(world: World, on_calls: set[str], now: datetime) -> None:
    """A vehicle that has been free for a while drives back, at normal speed."""
    posts = {plan.call_sign: plan.station for plan in world.plan.ambulances}
    stations = {plan.code: plan.town for plan in world.plan.stations}
    towns = {town.name: town for town in world.ground.towns}
    for sign, vehicle in world.ambulances.items():
        if sign in on_calls or vehicle.moving or sign not in posts:
            world.forget(("home", sign))
            continue
        town = towns[stations[posts[sign]]]
        home, _, _ = world.ground.snap(town.lat, town.lon)
        stay = AT_SCENE_FOR / world.settings.pace
        if vehicle.node != home and world.wait(("home", sign), stay, now):
            vehicle.go(world.ground.network, home, now, Driving.NORMAL)


def _say(
    call: Call,
    vehicle: Vehicle,
    state: AmbulanceState,
    now: datetime,
    *,
    eta: float,
    at: tuple[float, float],
) -> None:
    set_ambulance(
        call_id=call.pk,
        ambulance=AmbulanceIn(
            state=state.value,
            call_sign=vehicle.call_sign,
            eta_seconds=eta,
            lat=at[0],
            lon=at[1],
        ),
        by=played(Role.AMBULANCE_CONTROL),
        now=now,
    )
