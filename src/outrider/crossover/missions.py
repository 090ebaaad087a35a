"""A co-responder who is assaulted on a medical call finds the report filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from outrider.coresponse.queries import missions_visible_to
from outrider.domain.access import Viewer
from outrider.domain.errors import invalid


@dataclass(frozen=True, slots=True)
class FilledIn:
    """Where and when the job was: what a report about it starts with. Nothing clinical."""

    mission_id: UUID
    call_number: str
    label: str
    lat: float | None
    lon: float | None
    at: datetime | None


def filled_in(mission_id: UUID, viewer: Viewer) -> FilledIn:
    """From a mission that the viewer may see.

    Raises:
        Invalid: there is no such job of theirs.
    """
    mission = missions_visible_to(viewer).select_related("call").filter(pk=mission_id).first()
    if mission is None:
        raise invalid("where", "That job is not one of yours. Choose a place, or add it later.")
    call = mission.call
    return FilledIn(
        mission_id=mission.pk,
        call_number=call.number,
        label=call.place or call.town,
        lat=call.lat,
        lon=call.lon,
        at=mission.at_scene_at or mission.mobile_at,
    )
