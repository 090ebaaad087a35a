"""One owner of a unit at a time: a compare-and-set in the database, whatever two rooms do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F

from outrider.domain.coresponse.refusal import Refused
from outrider.people.models import Lease


def take(unit: UUID, call: UUID, mission: UUID, at: datetime) -> None:
    """The unit becomes this mission's.

    Raises:
        Refused: somebody else has it, or took it between our reading and our writing.
    """
    lease, _ = Lease.objects.get_or_create(unit_id=unit)
    taken = Lease.objects.filter(
        unit_id=unit, version=lease.version, mission_id__isnull=True
    ).update(mission_id=mission, call_id=call, version=F("version") + 1, taken_at=at)
    if not taken:
        raise Refused(
            "unit.one-owner",
            "Beaten to it: this unit has just been taken for another call.",
            "Choose the next unit on the list.",
        )


def release(unit: UUID, mission: UUID) -> None:
    """The unit goes back to its own agency; only the mission that has it can give it back."""
    Lease.objects.filter(unit_id=unit, mission_id=mission).update(
        mission_id=None, call_id=None, taken_at=None, version=F("version") + 1
    )
