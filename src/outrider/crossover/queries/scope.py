"""`visible_to(viewer)` for hazards and offers: the one place that decides who sees which."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from outrider.crossover.models import Hazard, SupportOffer
from outrider.domain.access import Field, Permission, Viewer
from outrider.domain.crossover.support import Answer


def hazards_visible_to(viewer: Viewer) -> QuerySet[Hazard]:
    """Those proposed from the viewer's own stations, for a role that knows hazards at all."""
    if not viewer.sees(Field.HAZARD):
        return Hazard.objects.none()
    rows = Hazard.objects.all()
    return rows if viewer.station_ids is None else rows.filter(station_id__in=viewer.station_ids)


def own_offers(viewer: Viewer) -> QuerySet[SupportOffer]:
    """One's own: nobody else ever sees an offer that was not said yes to."""
    if viewer.officer_id is None or not viewer.may(Permission.OPEN_SUPPORT):
        return SupportOffer.objects.none()
    return SupportOffer.objects.filter(officer_id=UUID(viewer.officer_id))


def accepted_offers(viewer: Viewer) -> QuerySet[SupportOffer]:
    """What officers said yes to, for the one role that reaches them."""
    if not viewer.sees(Field.SUPPORT):
        return SupportOffer.objects.none()
    return SupportOffer.objects.filter(answer=Answer.YES.value)
