"""What a hazard's change does to calls that are open already. The caller appends what is returned.

A new hazard holds off whoever is on the way. The end of one lifts nothing by itself: sending a crew
in is a person's decision, and ambulance control is told that the reason is over.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from outrider.coresponse.actors import SYSTEM
from outrider.coresponse.models import Call
from outrider.coresponse.ports import hazards
from outrider.coresponse.services.record import OpenCall, lock_call
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.rules import HAZARD_RULE, Outcome
from outrider.journal.new_entry import NewEntry

Holds = Callable[[float, float], bool]
MAY_SEND: Final = frozenset({Outcome.SEND, Outcome.SEND_AFTER_RISK_CHECK, Outcome.HOLD_OFF})
SET: Final[dict[type, dict[str, Any]]] = {e.HoldOffSet: {"rule": HAZARD_RULE}}


def hold_off_near(hazard: str, holds: Holds, now: datetime) -> list[NewEntry]:
    """Open calls within a hazard that stands now. In a transaction; locks them in one order."""
    near = [call.pk for call in _open() if holds(call.lat, call.lon)]
    entries: list[NewEntry] = []
    for opened in [OpenCall(lock_call(pk), now) for pk in sorted(near)]:
        entries += _held(opened, hazard)
    return entries


def _held(opened: OpenCall, hazard: str) -> list[NewEntry]:
    call = opened.call
    if hazard in call.hazard_ids or call.closed_at is not None:
        return []
    call.hazard_ids = [*call.hazard_ids, hazard]
    if opened.state.outcome in MAY_SEND or opened.state.live_missions:
        opened.decide(c.HoldOff(), SYSTEM, extra=SET)
    if not opened.entries:
        # held off already, or no crew is sent: the police side reads why from now on
        opened.note(_noted(call.pk, "call.hazard-known", opened.now))
    opened.save()
    return opened.entries


def calls_of(hazard: str) -> list[Call]:
    """Calls on live screens that this hazard is told with."""
    return [call for call in _live() if hazard in call.hazard_ids]


def hazard_over(hazard: str, now: datetime) -> list[NewEntry]:
    """Told to every open call of it that no other hazard holds off."""
    entries: list[NewEntry] = []
    for call in calls_of(hazard):
        others = [each for each in call.hazard_ids if each != hazard]
        if call.closed_at is None and call.hold_off and not hazards().told(others):
            entries.append(_noted(call.pk, "call.hazard-over", now))
    return entries


def unheld(now: datetime) -> set[str]:
    """Hazards that an open call is near and was not held off for.

    A call that came in while a hazard was being confirmed is found here.
    """
    return {
        hazard
        for call in _open()
        for hazard in hazards().near(call.lat, call.lon, now)
        if hazard not in call.hazard_ids
    }


def _live() -> list[Call]:
    return list(Call.objects.filter(archived_at__isnull=True).exclude(hazard_ids=[]))


def _open() -> list[Call]:
    return list(Call.objects.filter(archived_at__isnull=True, closed_at__isnull=True))


def _noted(call: UUID, kind: str, now: datetime) -> NewEntry:
    return NewEntry(
        stream=f"call:{call}",
        kind=kind,
        actor=SYSTEM.id,
        effective_at=now,
        touches=(f"call:{call}",),
    )
