"""Ask a unit's owner to release it for a call."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from outrider.coresponse.actors import actor_of
from outrider.coresponse.choosing.look import look
from outrider.coresponse.errors import NotFound
from outrider.coresponse.models import Mission
from outrider.coresponse.services.going_on import open_mission
from outrider.coresponse.services.guards import need, visible_call, visible_unit
from outrider.coresponse.services.record import OpenCall, lock_call
from outrider.domain.access import Permission, Viewer


@transaction.atomic
def ask(
    *,
    call_id: UUID,
    unit_id: UUID,
    by: Viewer,
    now: datetime,
    press_id: UUID | None = None,
    by_radio: bool = False,
) -> Mission:
    """Ask for this unit; the rules are checked again from rows under the locks.

    Args:
        by_radio: the dispatcher has spoken to the crew, and goes past the estimate.

    Raises:
        Refused: a gate is closed, another room has the unit, or no ambulance is live.
        Forbidden, NotFound: not this viewer's to do or to see.
    """
    need(by, Permission.ASK_FOR_UNIT)
    visible_call(call_id, by)
    unit = visible_unit(unit_id, by)
    opened = OpenCall(lock_call(call_id), now)
    looked = look(opened.call, opened.state, opened.policy, now)
    candidate = looked.of(str(unit.pk))
    if candidate is None:
        raise NotFound
    behalf = f"unit:{unit.pk}" if by_radio else ""
    actor = actor_of(by, on_behalf_of=behalf, cause=press_id)
    row = open_mission(opened, looked, candidate, actor, by.agency)
    opened.finish()
    return row
