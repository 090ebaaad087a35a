"""Events as journal rows: ids, codes and times only."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import Any

from outrider.coresponse.actors import Actor
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.state import CallState
from outrider.journal.new_entry import NewEntry

KINDS: dict[type, str] = {
    e.AmbulanceChanged: "call.ambulance",
    e.AlarmRaised: "call.alarm-raised",
    e.AlarmEnded: "call.alarm-ended",
    e.MissionOpened: "mission.opened",
    e.MissionMoved: "mission.moved",
    e.HandoverAcknowledged: "mission.acknowledged",
    e.HelpNeeded: "mission.help-needed",
    e.ConflictRaised: "mission.conflict",
    e.RiskCheckDone: "call.risk-checked",
    e.HoldOffSet: "call.hold-off-set",
    e.HoldOffLifted: "call.hold-off-lifted",
    e.NoResponder: "call.no-responder",
    e.CallClosed: "call.closed",
    e.CallArchived: "call.archived",
}


def entry_of(
    event: e.Event,
    state: CallState,
    by: Actor,
    now: datetime,
    *,
    extra: dict[str, Any] | None = None,
    text: str | None = None,
) -> NewEntry:
    """The journal row of one event, after which `state` holds."""
    payload = {field.name: _plain(getattr(event, field.name)) for field in fields(event)}
    return NewEntry(
        stream=f"call:{state.id}",
        kind=KINDS[type(event)],
        payload=payload | (extra or {}),
        actor=by.id,
        on_behalf_of=by.on_behalf_of,
        device=by.device,
        cause=by.cause,
        effective_at=getattr(event, "effective", now),
        touches=_touches(state),
        text=text,
    )


def _touches(state: CallState) -> tuple[str, ...]:
    """The call and everybody who was ever on it: each may read differently after any event."""
    missions = state.missions.values()
    return (
        f"call:{state.id}",
        *(f"mission:{mission.id}" for mission in missions),
        *(f"unit:{mission.unit}" for mission in missions),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    return value
