"""A co-responder who is assaulted on a medical call finds the report filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from outrider.coresponse.models import Mission
from outrider.coresponse.queries import missions_visible_to
from outrider.domain.access import Viewer
from outrider.domain.errors import invalid
from outrider.people.models import Crewing


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
    """From a job of theirs: one that they may see now, or that they were sent to.

    A record may leave the phone after the shift, when the unit is somebody else's.

    Raises:
        Invalid: there is no such job of theirs.
    """
    mission = Mission.objects.select_related("call").filter(pk=mission_id).first()
    if mission is None or not (_visible(mission, viewer) or _was_sent(mission, viewer)):
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


def _visible(mission: Mission, viewer: Viewer) -> bool:
    return missions_visible_to(viewer).filter(pk=mission.pk).exists()


def _was_sent(mission: Mission, viewer: Viewer) -> bool:
    if viewer.officer_id is None or mission.accepted_at is None:
        return False
    at = mission.accepted_at
    shifts = Crewing.objects.filter(officer_id=viewer.officer_id, unit_id=mission.unit_id)
    return shifts.filter(starts_at__lte=at, ends_at__gt=at).exists()
