"""A victim serves at another station now: their case goes with them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from outrider.domain.safety.case import commands as c
from outrider.people.actors import SYSTEM
from outrider.safety.models import Case
from outrider.safety.services.people import owners_at
from outrider.safety.services.record import OpenCase, lock_case


def follow_victims(now: datetime, *, at_most: int = 100) -> int:
    """Bring cases under way to the station at which their victim serves; returns how many."""
    elsewhere = (
        Case.objects.filter(withdrawn_at__isnull=True, closed_at__isnull=True)
        .exclude(victim__station_id=F("station_id"))
        .exclude(victim__isnull=True)
    )
    return sum(_follow(pk, now) for pk in list(elsewhere.values_list("pk", flat=True)[:at_most]))


@transaction.atomic
def _follow(case_id: UUID, now: datetime) -> int:
    case = lock_case(case_id)
    if case.victim is None or case.victim.station_id == case.station_id:
        return 0
    station = case.victim.station_id
    supervisor = owners_at(station, case.victim.pk, now).get("victims-supervisor")
    opened = OpenCase(case, now)
    happened = opened.decide(c.MoveStation(station, supervisor), SYSTEM)
    opened.finish()
    return int(bool(happened))
