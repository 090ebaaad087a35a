"""A unit that comes across a casualty opens the job itself, and an ambulance is requested."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from outrider.coresponse.actors import actor_of
from outrider.coresponse.errors import invalid
from outrider.coresponse.inputs import CallIn, ComeAcrossIn
from outrider.coresponse.models import Mission
from outrider.coresponse.packs import pack_for_calls
from outrider.coresponse.services.calls import create_call
from outrider.coresponse.services.guards import need, visible_unit
from outrider.coresponse.services.places import place_of
from outrider.coresponse.services.record import OpenCall, lock_call, lock_units
from outrider.coresponse.timing import effective_time
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse.refusal import Refused


@transaction.atomic
def come_across(*, found: ComeAcrossIn, by: Viewer, now: datetime) -> Mission:
    """Open a call at the unit's own place, the unit at scene, an ambulance requested.

    Raises:
        Refused: the viewer crews no unit now, or the unit is on another call.
        Invalid: unknown complaint, or a place off the network.
    """
    need(by, Permission.COME_ACROSS)
    if by.unit_id is None:
        raise Refused(
            "unit.crewed",
            "You are not on shift on a unit now.",
            "Tell control by radio: they open the call.",
        )
    unit = visible_unit(UUID(by.unit_id), by)
    when = effective_time(found, now)
    pack = pack_for_calls(now)
    complaint = pack.complaints.get(found.complaint)
    if complaint is None:
        raise invalid("complaint", "Choose what you see from the list.")
    call_in = CallIn(
        sender="come-across",
        sender_id=str(found.press_id),
        connected_at=when.at,
        category=found.category or complaint.usual_category,
        complaint=complaint.id,
        place=found.place,
    )
    actor = actor_of(by, device=found.device, cause=found.press_id)
    call, received = create_call(call_in, place_of(found.place), pack, now, actor)
    lock_units([unit.pk])
    opened = OpenCall(lock_call(call.pk), now)
    opened.note(received)
    mission_id = str(uuid4())
    opened.decide(
        c.ComeAcross(
            mission=mission_id,
            unit=str(unit.pk),
            owner=unit.scheme.owner,
            effective=when.at,
        ),
        actor,
    )
    opened.finish()
    return opened.rows[mission_id]
