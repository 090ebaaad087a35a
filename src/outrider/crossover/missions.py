"""A co-responder who is assaulted on a medical call finds the report filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from outrider.coresponse.models import Mission
from outrider.coresponse.queries import missions_visible_to
from outrider.domain.access import Viewer
from outrider.domain.errors import invalid
from outrider.people.models import Crewing

LATELY: Final = timedelta(hours=12)
"""A job that ended this long ago is still offered as the one it happened on."""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """Where and when the job was: what a report about it starts with. Nothing clinical."""

    mission_id: UUID
    call_number: str
    label: str
    lat: float | None
    lon: float | None
    at: datetime | None


def jobs_of(viewer: Viewer, now: datetime) -> QuerySet[Mission]:
    """Jobs that an assault just now may have happened on: under way, or over for up to 12 hours.

    Newest first. By who was on board then, so that the end of a shift takes nothing away.
    """
    lately = Q(ended_at__isnull=True) | Q(ended_at__gte=now - LATELY)
    return _own(viewer, now).filter(lately).order_by("-accepted_at", "-at_scene_at")


def filled_in(mission_id: UUID, viewer: Viewer, now: datetime) -> FilledIn:
    """From a job of the viewer's own, or one that they see, such as their sergeant's.

    However long ago it was: a phone may have kept the record for days.

    Raises:
        Invalid: there is no such job of theirs.
    """
    seen = _taken(missions_visible_to(viewer)).filter(pk=mission_id)
    own = _own(viewer, now).filter(pk=mission_id)
    mission = own.first() or seen.select_related("call", "unit").first()
    if mission is None:
        raise invalid("where", "That job is not one of yours. Choose a place, or add it later.")
    call = mission.call
    return FilledIn(
        mission_id=mission.pk,
        call_number=call.number,
        label=call.place or call.town,
        lat=call.lat,
        lon=call.lon,
        at=mission.at_scene_at or mission.mobile_at or mission.accepted_at,
    )


def was_on(mission: Mission, officer: UUID, now: datetime) -> bool:
    """Whether the officer was on board at some time of the job."""
    return _on_board(Mission.objects.filter(pk=mission.pk), officer, now).exists()


def _own(viewer: Viewer, now: datetime) -> QuerySet[Mission]:
    rows = _taken(Mission.objects.all()).select_related("call", "unit")
    return _on_board(rows, UUID(viewer.officer_id), now) if viewer.officer_id else rows.none()


def _taken(rows: QuerySet[Mission]) -> QuerySet[Mission]:
    """Before it accepts, a crew knows only the town: nothing is filled in from an offer."""
    return rows.filter(Q(accepted_at__isnull=False) | Q(at_scene_at__isnull=False))


def _on_board(rows: QuerySet[Mission], officer: UUID, now: datetime) -> QuerySet[Mission]:
    began = Coalesce(F("accepted_at"), F("at_scene_at"), F("phase_since"))
    until = Coalesce(OuterRef("ended_at"), Value(now, output_field=DateTimeField()))
    shift = Crewing.objects.filter(
        officer_id=officer,
        unit_id=OuterRef("unit_id"),
        starts_at__lte=until,
        ends_at__gte=OuterRef("began"),
    )
    return rows.annotate(began=began).filter(Exists(shift))
