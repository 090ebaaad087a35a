"""What the ambulance service's dispatch system says of the ambulance for a call."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from outrider.coresponse import ground
from outrider.coresponse.actors import Actor, actor_of
from outrider.coresponse.errors import invalid
from outrider.coresponse.inputs import AmbulanceIn
from outrider.coresponse.models import Ambulance, Call
from outrider.coresponse.services.going_on import go_on, look_first
from outrider.coresponse.services.guards import need, visible_call
from outrider.coresponse.services.record import OpenCall, lock_call
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse.mission import AmbulanceState
from outrider.journal.new_entry import NewEntry

ETA_MOVED = 30.0  # seconds: a smaller change of the estimate is not worth a row
LONGEST_ETA = 4 * 3600.0


@transaction.atomic
def set_ambulance(
    *,
    call_id: UUID,
    ambulance: AmbulanceIn,
    by: Viewer,
    now: datetime,
    press_id: UUID | None = None,
) -> Call:
    """Allocate, re-estimate, cancel, divert or mark as arrived.

    Raises:
        Refused: the step makes no sense (arrived without one allocated).
        Invalid: no such state, no call sign, an impossible estimate.
    """
    need(by, Permission.SET_AMBULANCE)
    visible_call(call_id, by)
    actor = actor_of(by, cause=press_id)
    state = _checked(ambulance)
    opened = OpenCall(lock_call(call_id), now)
    was_live = opened.state.ambulance.live
    swapped = _swapped(opened.call, ambulance)
    happened = opened.decide(c.SetAmbulance(state), actor)
    if state.live:
        _hear(opened, ambulance, actor, said=bool(happened) or swapped)
    if state.live and not was_live:
        go_on(opened)
        look_first(opened)
    opened.finish()
    return opened.call


def _checked(ambulance: AmbulanceIn) -> AmbulanceState:
    try:
        state = AmbulanceState(ambulance.state)
    except ValueError:
        known = ", ".join(each.value for each in AmbulanceState if each is not AmbulanceState.NONE)
        raise invalid("state", f"Say which state the ambulance is in: {known}.") from None
    if state.live and not ambulance.call_sign.strip():
        raise invalid("call_sign", "Give the ambulance's call sign, for example A214.")
    eta = ambulance.eta_seconds
    if eta is not None and not 0 <= eta <= LONGEST_ETA:
        raise invalid("eta_seconds", "Give the time to arrival in seconds, up to four hours.")
    if (ambulance.lat is None) != (ambulance.lon is None):
        raise invalid("lat", "Give both latitude and longitude of the ambulance, or neither.")
    return state


def _swapped(call: Call, ambulance: AmbulanceIn) -> bool:
    named = ambulance.call_sign.strip()
    return bool(named) and (call.ambulance is None or call.ambulance.call_sign != named)


def _hear(opened: OpenCall, ambulance: AmbulanceIn, by: Actor, *, said: bool) -> None:
    """Keep the vehicle and its estimate; a new journal row only when the picture has changed."""
    call, now = opened.call, opened.now
    vehicle, _ = Ambulance.objects.get_or_create(call_sign=ambulance.call_sign.strip())
    if ambulance.lat is not None and ambulance.lon is not None:
        vehicle.lat, vehicle.lon, vehicle.fixed_at = ambulance.lat, ambulance.lon, now
        vehicle.save()
    eta = _eta(call, vehicle, ambulance)
    expected = _expected(call)
    moved = eta is not None and (
        expected is None or abs((now.timestamp() + eta) - expected) >= ETA_MOVED
    )
    if not (said or moved):
        return
    if eta is None and call.ambulance_id != vehicle.pk:
        raise invalid(
            "eta_seconds", "Give the ambulance's time to arrival, or its position on the road."
        )
    call.ambulance = vehicle
    if eta is not None:
        call.ambulance_eta_seconds = eta
        call.ambulance_heard_at = now
    opened.note(
        NewEntry(
            stream=f"call:{call.pk}",
            kind="call.ambulance-heard",
            payload={
                "call_sign": vehicle.call_sign,
                "eta_seconds": call.ambulance_eta_seconds,
            },
            actor=by.id,
            cause=by.cause,
            effective_at=now,
            touches=(f"call:{call.pk}",),
        )
    )


def _eta(call: Call, vehicle: Ambulance, ambulance: AmbulanceIn) -> float | None:
    if ambulance.eta_seconds is not None:
        return ambulance.eta_seconds
    if AmbulanceState(ambulance.state) is AmbulanceState.ARRIVED:
        return 0.0
    if vehicle.lat is None or vehicle.lon is None:
        return None
    by_road = ground.seconds_to(
        call.lat, call.lon, [(vehicle.lat, vehicle.lon)], [True], 24 * 3600.0
    )[0]
    return by_road if by_road >= 0 else None


def _expected(call: Call) -> float | None:
    if call.ambulance_eta_seconds is None or call.ambulance_heard_at is None:
        return None
    return call.ambulance_heard_at.timestamp() + call.ambulance_eta_seconds
